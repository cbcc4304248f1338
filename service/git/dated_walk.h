// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <queue>
#include <utility>
#include <vector>

#include "headwater/ids.h"
#include "headwater/result.h"
#include "service/git/commit_graph.h"

namespace headwater::git {

/// How far below a date a walk still goes, in commits (git's rev-list has SLOP = 5 for the same
/// end): dates are claims.
inline constexpr uint32_t kSkewCommits = 1'000;

/// What one or more commits reach, the newest first by the dates that they claim, as far down as
/// was asked for. A question about something young does not read the history of decades.
class DatedWalk {
 public:
  explicit DatedWalk(CommitGraph& graph) : graph_(graph) {}

  /// Starts from one more commit. Errors as CommitGraph::Find.
  Status Begin(const CommitId& from);

  /// Goes on until nothing is open that claims to be as young as `time`, and kSkewCommits beyond
  /// that. Errors as CommitGraph::Parents.
  Status DownTo(int64_t time);
  /// To the roots.
  Status ToTheEnd();

  bool HasMet(CommitIndex commit) const { return commit < is_met_.size() && is_met_[commit]; }

  /// In the order in which they were met; each has been read.
  const std::vector<CommitIndex>& met() const { return met_; }

 private:
  void Meet(CommitIndex commit);
  Status Pop();

  uint32_t CountBeyond(int64_t time) const;

  CommitGraph& graph_;
  std::vector<bool> is_met_;
  std::vector<CommitIndex> met_;
  std::vector<int64_t> left_;  ///< Dates of those whose parents were met, in that order.
  /// Newest first; of equal dates, the one met first.
  std::priority_queue<std::pair<int64_t, int64_t>> open_;
};

}  // namespace headwater::git
