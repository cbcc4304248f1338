// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <ostream>

#include "headwater/check.h"

namespace headwater::jobs {

/// `headwater provenance`: fetches upstreams that are named by an address, brings what is known of
/// all of them up to date, and writes where the commits of the range come from to `out`.
CommandResult RunProvenance(const ProvenanceRequest& request, std::ostream& out);

/// `headwater upstream confirm`.
CommandResult ConfirmUpstream(const UpstreamConfirmRequest& request);

}  // namespace headwater::jobs
