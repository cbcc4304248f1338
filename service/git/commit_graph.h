// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

#include "headwater/ids.h"
#include "headwater/result.h"
#include "service/git/object_reader.h"
#include "service/git/repository.h"

namespace headwater::git {

/// Most commits that are read for one change. Linux 6.6 has 1,220,000 in all, of which a merge
/// request touches a few thousand.
inline constexpr uint32_t kMaxVisitedCommits = 1'000'000;

/// A commit's number in a CommitGraph.
using CommitIndex = uint32_t;

/// The part of the history that was looked at: ids, trees, dates and parents, nothing else. Each
/// commit is read once, when it is first needed.
class CommitGraph {
 public:
  explicit CommitGraph(Repository& repository)
      : reader_(repository), shallow_(repository.ShallowCommits()) {}

  /// The number of a commit, which is read. kContent when it is missing, corrupt or too large, or
  /// when it is one more than kMaxVisitedCommits.
  Result<CommitIndex> Find(const CommitId& id);

  /// The number of a commit that was met before, read or not.
  std::optional<CommitIndex> Known(const CommitId& id) const;

  /// The commit's parents, all read; none for one whose parents were cut off. Valid until the next
  /// call.
  Result<std::span<const CommitIndex>> Parents(CommitIndex commit);

  const CommitId& id(CommitIndex commit) const { return nodes_[commit].id; }
  const TreeId& tree(CommitIndex commit) const { return nodes_[commit].tree; }
  int64_t time(CommitIndex commit) const { return nodes_[commit].time; }
  /// As CommitLinks; of one that was read.
  bool speaks_of_pick(CommitIndex commit) const { return nodes_[commit].speaks_of_pick; }
  /// Its parents were left out by a clone with a depth.
  bool is_cut_off(CommitIndex commit) const { return nodes_[commit].cut_off; }
  /// Numbers given so far; all are below.
  size_t size() const { return nodes_.size(); }

 private:
  struct Node {
    CommitId id;
    TreeId tree{};
    uint32_t first_parent = 0;  ///< Into parents_.
    uint32_t parent_count = 0;
    int64_t time = 0;
    bool read = false;
    bool cut_off = false;
    bool speaks_of_pick = false;
  };

  CommitIndex Number(const CommitId& id);
  Status Read(CommitIndex commit);

  ObjectReader reader_;
  const std::unordered_set<CommitId, ObjectIdHash>& shallow_;
  std::unordered_map<CommitId, CommitIndex, ObjectIdHash> numbers_;
  std::vector<Node> nodes_;
  std::vector<CommitIndex> parents_;
  uint32_t visited_ = 0;
};

}  // namespace headwater::git
