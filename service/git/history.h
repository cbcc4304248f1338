// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "headwater/change.h"
#include "headwater/ids.h"
#include "headwater/result.h"
#include "service/git/commit_graph.h"
#include "service/git/object_reader.h"
#include "service/git/repository.h"

namespace headwater::git {

/// More best merge bases than this occur in no honest history; each costs a comparison of trees.
inline constexpr size_t kMaxMergeBases = 16;
/// Commits of one change: their messages are judged one by one.
inline constexpr size_t kMaxRangeCommits = 20'000;
inline constexpr uint64_t kMaxMessageBytes = uint64_t{64} << 20U;

/// A commit with at most one parent, by the trees before and after it.
struct TreeStep {
  CommitId commit;
  TreeId before;  ///< Zero: it has no parent.
  TreeId after;
};

/// Bounded questions about history. libgit2's own walks read any number of commits of any size.
/// Commits stay known between questions. Not thread-safe; the repository must outlive it.
///
/// All errors are kContent: a bound exceeded, a commit missing, corrupt or larger than
/// kMaxCommitBytes, or a clone that is not deep enough to tell.
class History {
 public:
  explicit History(Repository& repository) : graph_(repository), reader_(repository) {}

  /// Every best common ancestor: those that are not ancestors of another, as
  /// `git merge-base --all`. Right whatever dates the commits claim. Sorted by date, newest first,
  /// then by id. Empty for unrelated histories.
  Result<std::vector<CommitId>> MergeBases(const CommitId& target, const CommitId& head);

  /// The commits of `head` that `target` does not have; all of them without a target. Newest first
  /// by date, but never a parent before its child. Where dates contradict the order of commits, one
  /// that the target reaches only through more than a thousand older ones may be among them; none
  /// is ever left out.
  Result<std::vector<Commit>> CommitsBetween(const std::optional<CommitId>& target,
                                             const CommitId& head);

  /// The same without their messages, and with no bound but that of all commits.
  Result<std::vector<CommitId>> IdsBetween(const std::optional<CommitId>& target,
                                           const CommitId& head);

  /// Of those the newest `most`, without merges.
  Result<std::vector<TreeStep>> StepsBetween(const CommitId& target, const CommitId& head,
                                             size_t most);

  /// The index of the first of the tips that reaches a commit; none does. One that reaches it only
  /// through more than kSkewCommits older ones may be passed over.
  Result<std::optional<size_t>> FirstToReach(std::span<const CommitId> tips,
                                             const CommitId& commit);

 private:
  Result<std::vector<CommitIndex>> KeepBest(std::vector<CommitIndex> common);
  Result<std::vector<CommitIndex>> RangeOf(const std::optional<CommitId>& target,
                                           const CommitId& head);
  Result<std::vector<CommitIndex>> SortRange(const std::vector<CommitIndex>& range);

  CommitGraph graph_;
  ObjectReader reader_;
};

}  // namespace headwater::git
