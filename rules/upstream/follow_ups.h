// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <span>
#include <string>
#include <vector>

#include "headwater/provenance.h"

namespace headwater::upstream {

/// Fills in JudgedClaim::follow_ups: what upstreams mended or took back later and neither the
/// target branch nor the change has. `omitted`: ids, or what they begin with, in lower case.
void FindFollowUps(const ProvenanceQuestion& question, std::span<const std::string> omitted,
                   std::vector<CommitProvenance>& commits);

}  // namespace headwater::upstream
