// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <span>

#include "headwater/fork_index.h"
#include "headwater/ids.h"
#include "headwater/result.h"
#include "service/git/repository.h"

namespace headwater::git {

/// More contents are not indexed of one project. Linux 6.6 has some three million.
inline constexpr size_t kMaxKeyedBlobs = 8'000'000;

/// The keys (all layers but kLine, and of kBlob the first ones) of what `tips` reach and `without`
/// does not; some of what the latter reach may be among them, nothing is left out. Each layer
/// sorted, each key once.
///
/// No content is read: in a partial clone, files that are not there are taken whatever their
/// length. Names decide what is noise. kContent beyond the bounds of CommitGraph, TreeKeys and
/// kMaxKeyedBlobs, for what is missing or corrupt, and for a clone with a depth.
Result<ContentKeys> ReadContentKeys(Repository& repository, std::span<const CommitId> tips,
                                    std::span<const CommitId> without);

}  // namespace headwater::git
