// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <map>
#include <optional>
#include <queue>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "headwater/ids.h"
#include "headwater/result.h"
#include "service/git/fork_copy.h"
#include "service/git/fork_side.h"

namespace headwater::git {

/// A state of theirs that was held beside our folder.
struct NearState {
  CommitIndex commit = 0;
  uint64_t same = 0;
  uint64_t missing = 0;
  bool is_release = false;
};

/// Finds the commit of their mainline, or of their releases, that our folder has the most files of.
/// Of several: one that is our folder exactly, else a release before others, else the one of whose
/// files fewest are missing, else the newest.
///
/// Not every commit is looked at: between two whose files are known, those alone that differ can
/// give more, so that the search goes on only where that would be enough. A file that changed and
/// changed back between two looks may be overlooked, and there is an end to what is looked at.
class NearestSearch {
 public:
  NearestSearch(ForkSide& theirs, CopyComparer& comparer) : theirs_(theirs), comparer_(comparer) {}

  /// kContent from the trees and commits.
  Result<NearState> Run();

 private:
  /// Commits of the mainline, by their distance from the tip, with what lies between them.
  struct Segment {
    uint64_t most = 0;  ///< Files that can be the same between them.
    size_t newer = 0;
    size_t older = 0;

    bool operator<(const Segment& other) const {
      return std::tuple(most, other.newer) < std::tuple(other.most, newer);
    }
  };

  Status LookAtReleases();
  Status LookAtMainline(size_t place);
  Status Split();
  void Push(size_t newer, size_t older);
  bool IsWorthwhile(uint64_t most) const;
  void Offer(const NearState& state);

  ForkSide& theirs_;
  CopyComparer& comparer_;
  const std::vector<CommitIndex>* line_ = nullptr;
  std::unordered_map<CommitIndex, CopyComparer::State> releases_;
  std::map<size_t, CopyComparer::State> looked_at_;  ///< By place on the mainline.
  std::priority_queue<Segment> open_;
  std::optional<NearState> best_;
};

}  // namespace headwater::git
