// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/git/fork_first_seen.h"

#include <algorithm>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "service/git/tree_key.h"
#include "service/git/tree_store.h"

namespace headwater::git {
namespace {

using Dates = std::unordered_map<BlobId, int64_t, ObjectIdHash>;

/// Looks through trees that nobody has seen yet.
class Finder {
 public:
  Finder(ObjectReader reader, std::unordered_set<BlobId, ObjectIdHash> wanted)
      : reader_(reader), wanted_(std::move(wanted)) {}

  bool IsDone() const { return wanted_.empty(); }

  Status Look(const TreeId& root, int64_t time) {
    if (seen_.insert(root).second) open_.push_back(root);
    while (!open_.empty()) {
      const TreeId id = open_.back();
      open_.pop_back();
      TRY(Read(id, time));
    }
    return Ok{};
  }

  Dates TakeDates() { return std::move(dates_); }

 private:
  Status Read(const TreeId& id, int64_t time) {
    const ParsedTree tree = TRY(ReadParsedTree(reader_, id));
    read_bytes_ += tree.raw_bytes();
    if (seen_.size() > kMaxKeyedTrees || read_bytes_ > kMaxKeyedTreeBytes) {
      return Error{Errc::kContent, "the history has more folders than can be read"};
    }
    for (size_t i = 0; i < tree.size(); ++i) {
      const TreeEntry entry = tree[i];
      if (entry.is_directory()) {
        const auto below = entry.id<TreeId>();
        if (seen_.insert(below).second) open_.push_back(below);
      } else if (wanted_.erase(entry.id<BlobId>()) > 0) {
        dates_.insert({entry.id<BlobId>(), time});
      }
    }
    return Ok{};
  }

  ObjectReader reader_;
  std::unordered_set<BlobId, ObjectIdHash> wanted_;
  std::unordered_set<TreeId, ObjectIdHash> seen_;
  std::vector<TreeId> open_;
  Dates dates_;
  uint64_t read_bytes_ = 0;
};

Result<Dates> FindDates(ForkSide& side, std::span<const BlobId> contents) {
  std::vector<CommitIndex> commits = *TRY(side.Commits());
  CommitGraph& graph = side.graph();
  // A commit without a date that can be read is no witness.
  std::erase_if(commits, [&](CommitIndex commit) { return graph.time(commit) <= 0; });
  std::ranges::sort(commits, {}, [&](CommitIndex commit) {
    return std::tuple(graph.time(commit), graph.id(commit));
  });
  Finder finder(side.reader(), {contents.begin(), contents.end()});
  for (const CommitIndex commit : commits) {
    if (finder.IsDone()) break;
    TRY(finder.Look(graph.tree(commit), graph.time(commit)));
  }
  return finder.TakeDates();
}

}  // namespace

Result<FirstSeen> CompareFirstDates(ForkSide& ours, ForkSide& theirs,
                                    std::span<const BlobId> contents) {
  const auto asked = contents.first(std::min(contents.size(), kMaxDatedContents));
  const Dates our_dates = TRY(FindDates(ours, asked));
  const Dates their_dates = TRY(FindDates(theirs, asked));
  FirstSeen seen;
  for (const auto& [blob, ours_at] : our_dates) {
    const auto theirs_at = their_dates.find(blob);
    if (theirs_at == their_dates.end()) continue;
    if (ours_at < theirs_at->second) {
      ++seen.ours;
    } else if (ours_at > theirs_at->second) {
      ++seen.theirs;
    } else {
      ++seen.together;
    }
  }
  return seen;
}

}  // namespace headwater::git
