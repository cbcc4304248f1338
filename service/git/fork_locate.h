// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>

#include "headwater/fork_witness.h"
#include "headwater/result.h"
#include "service/git/fork_side.h"

namespace headwater::git {

/// More files of one folder are not compared.
inline constexpr size_t kMaxLocatedFiles = 100'000;

/// As ForkWitness::Locate. Reads folders and commits, never a content; what counts is equal
/// content, so a file with other line ends is an edited one. What IsTellingFile refuses counts
/// nowhere. The answer speaks of a folder further down where only that is theirs. kContent beyond
/// kMaxLocatedFiles and the bounds of CommitGraph and TreeStore, and for what is missing or
/// corrupt.
Result<std::optional<LocatedCopy>> LocateFolder(ForkSide& ours, ForkSide& theirs,
                                                const Untrusted& folder);

}  // namespace headwater::git
