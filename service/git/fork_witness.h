// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <memory>
#include <string>

#include "headwater/fork_witness.h"
#include "headwater/ids.h"
#include "headwater/result.h"

namespace headwater::git {

/// Ours at a commit beside theirs at the tip of its default branch (ForkRefs). Both are read apart
/// and nothing is written; neither needs contents, so a partial clone serves. Errors as
/// Repository::Open; kContent when theirs has no default branch.
Result<std::unique_ptr<ForkWitness>> OpenForkWitness(const std::string& our_repository,
                                                     const CommitId& our_commit,
                                                     const std::string& their_repository);

}  // namespace headwater::git
