// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <span>

#include "headwater/fork_witness.h"
#include "headwater/ids.h"
#include "headwater/result.h"
#include "service/git/fork_side.h"

namespace headwater::git {

/// Contents that are asked for in one question; those behind are not looked at.
inline constexpr size_t kMaxDatedContents = 200;

/// Who had these contents first, by the dates of the oldest commits of the tip's history that have
/// them; what one of the two does not have there counts for nobody. Reads each folder of both
/// histories at most once, the oldest commits first. kContent as CommitGraph and TreeKeys.
Result<FirstSeen> CompareFirstDates(ForkSide& ours, ForkSide& theirs,
                                    std::span<const BlobId> contents);

}  // namespace headwater::git
