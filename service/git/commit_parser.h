// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "headwater/change.h"
#include "headwater/ids.h"
#include "headwater/result.h"

/// \file
/// The raw form of a commit, read by ourselves: libgit2 keeps whole messages and has no bounds. The
/// structure (tree, parents, author, committer) is strict; what honest old projects got wrong in
/// names and dates is tolerated, as git does.

namespace headwater::git {

/// An octopus of more parents than this is an attack; the largest in Linux has 66.
inline constexpr size_t kMaxParents = 1'000;
/// More trailers than this are not kept.
inline constexpr size_t kMaxTrailers = 1'000;
inline constexpr size_t kMaxSubjectBytes = 1'024;

/// What walking history needs of a commit.
struct CommitLinks {
  TreeId tree;
  std::vector<CommitId> parents;
  int64_t time = 0;  ///< Committer's, seconds since 1970; 0 when unreadable. A claim, not a fact.
  /// The message has the words of git's note of a pick, somewhere: worth reading it whole.
  bool speaks_of_pick = false;
};

/// kContent when the bytes are no commit or have too many parents.
Result<CommitLinks> ParseCommitLinks(std::string_view raw);

/// Likewise; `id` is only written into the result.
Result<Commit> ParseCommit(const CommitId& id, std::string_view raw);

/// Every `Key: value` line of the last paragraph (not the first, which is the subject), with its
/// continuation lines, and `(cherry picked from commit ID)` under the key "cherry picked from
/// commit". Tolerant: other lines beside them are skipped.
std::vector<Trailer> ParseTrailers(std::string_view message);

}  // namespace headwater::git
