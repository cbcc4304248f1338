// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "headwater/provenance.h"
#include "headwater/result.h"
#include "rules/upstream/claim_judge.h"

namespace headwater::upstream {

/// Whether an upstream has what a commit does, without the commit's saying so; fills in `already`
/// and `already_unknown_because`. Commits that the target branch has do not count: they are
/// everybody's past. Errors as Patches::OfOwn.
Status LookUpstream(const ProvenanceQuestion& question, const CommitId& commit, Patches& patches,
                    CommitProvenance& provenance);

}  // namespace headwater::upstream
