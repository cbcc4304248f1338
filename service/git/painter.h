// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <queue>
#include <utility>
#include <vector>

#include "headwater/result.h"
#include "service/git/commit_graph.h"

namespace headwater::git {

/// Colours the history from two sides, newest commits first, until everything that is still open is
/// reached from both: the method of git's paint_down_to_common (commit-reach.c, git 2.39).
///
/// Dates are claims. They decide only the order; what is exact whatever they say: a commit that
/// only one side reaches keeps that side's colour alone, since such commits are followed to their
/// end; and every best common ancestor is in `common`, since only such commits lie above it. What
/// dates can get wrong: `common` may hold ancestors of others in it, and a commit may lack a colour
/// that reaches it only through common ancestors.
class Painter {
 public:
  static constexpr uint8_t kLeft = 1;
  static constexpr uint8_t kRight = 2;
  /// Below a common ancestor.
  static constexpr uint8_t kStale = 4;

  explicit Painter(CommitGraph& graph) : graph_(graph) {}

  /// Colours until only stale commits are open. May be called once. kContent from the graph.
  Status Paint(CommitIndex left, const std::vector<CommitIndex>& rights);

  /// Instead of Paint: colours what the `rights` reach from the right, and what the `old` ones
  /// reach from the left and stale at once; until no commit is open that only the right reaches.
  /// Where dates are wrong, a commit may lack the left colour, never the right one.
  Status PaintNew(const std::vector<CommitIndex>& old, const std::vector<CommitIndex>& rights);

  /// Goes on with stale commits, newest first, until none is open, or the newest is older than
  /// `oldest` and has been for `extra` commits, or `most` were looked at.
  Status PaintBelow(int64_t oldest, uint32_t extra, uint32_t most);

  uint8_t colour(CommitIndex commit) const {
    return commit < flags_.size() ? flags_[commit] & 7U : 0;
  }

  /// Reached from both sides without one above it that is, as far as dates tell. In no order.
  const std::vector<CommitIndex>& common() const { return common_; }

  /// Every commit that was coloured, in the order in which it was first met.
  const std::vector<CommitIndex>& met() const { return met_; }

 private:
  static constexpr uint8_t kCommon = 8;

  Status Pop();
  void Colour(CommitIndex commit, uint8_t flags);

  CommitGraph& graph_;
  std::vector<uint8_t> flags_;
  std::vector<uint32_t> open_times_;  ///< How often a commit is in open_.
  std::vector<CommitIndex> met_;
  std::vector<CommitIndex> common_;
  /// Newest first; of equal dates, the one met first.
  std::priority_queue<std::pair<int64_t, int64_t>> open_;
  uint64_t open_fresh_ = 0;  ///< Of open_, those not stale.
};

}  // namespace headwater::git
