// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/git/history.h"

#include <algorithm>
#include <queue>
#include <string>
#include <unordered_map>
#include <utility>

#include "service/git/dated_walk.h"
#include "service/git/painter.h"

namespace headwater::git {
namespace {

/// Common ancestors before those below others are taken out. Only wrong dates give more than
/// kMaxMergeBases, and each costs a walk of its own.
constexpr size_t kMaxCandidates = 64;

/// Stale colours are spread kSkewCommits below the oldest commit of a range, and over so many in
/// all when a commit claims to be ancient.
constexpr uint32_t kMaxSkewCommits = 100'000;

Error TooShallow() {
  return {Errc::kContent,
          "the history is shallow: fetch more of it (git fetch --unshallow; in GitLab CI: "
          "GIT_DEPTH: 0)"};
}

/// A commit that one side alone reaches and whose parents were cut off may hide common ancestors.
Status CheckDepth(const CommitGraph& graph, const Painter& painter) {
  constexpr uint8_t kBoth = Painter::kLeft | Painter::kRight;
  for (const CommitIndex commit : painter.met()) {
    if (graph.is_cut_off(commit) && (painter.colour(commit) & kBoth) != kBoth) return TooShallow();
  }
  return Ok{};
}

std::vector<CommitIndex> OnlyRight(const Painter& painter) {
  std::vector<CommitIndex> commits;
  std::ranges::copy_if(painter.met(), std::back_inserter(commits), [&](CommitIndex commit) {
    return painter.colour(commit) == Painter::kRight;
  });
  return commits;
}

/// For each commit of a range how many of the others have it as a parent.
using ChildCounts = std::unordered_map<CommitIndex, uint32_t>;

Result<ChildCounts> CountChildren(CommitGraph& graph, const std::vector<CommitIndex>& range) {
  ChildCounts children;
  for (const CommitIndex commit : range) children.try_emplace(commit, 0);
  for (const CommitIndex commit : range) {
    for (const CommitIndex parent : TRY(graph.Parents(commit))) {
      if (const auto found = children.find(parent); found != children.end()) ++found->second;
    }
  }
  return children;
}

}  // namespace

Result<std::vector<CommitId>> History::MergeBases(const CommitId& target, const CommitId& head) {
  const CommitIndex left = TRY(graph_.Find(target));
  const CommitIndex right = TRY(graph_.Find(head));
  Painter painter(graph_);
  TRY(painter.Paint(left, {right}));
  TRY(CheckDepth(graph_, painter));
  std::vector<CommitIndex> best = TRY(KeepBest(painter.common()));
  if (best.size() > kMaxMergeBases) {
    return Error{Errc::kContent, "more than " + std::to_string(kMaxMergeBases) +
                                     " merge bases: please rebase onto the target branch"};
  }
  std::ranges::sort(best, [&](CommitIndex one, CommitIndex other) {
    return std::pair(-graph_.time(one), graph_.id(one)) <
           std::pair(-graph_.time(other), graph_.id(other));
  });
  std::vector<CommitId> ids;
  ids.reserve(best.size());
  for (const CommitIndex commit : best) ids.push_back(graph_.id(commit));
  return ids;
}

// A candidate below another gets the other's colour: what lies between them cannot be common to
// both (the lower one would be its own ancestor), so it is followed whatever its dates.
Result<std::vector<CommitIndex>> History::KeepBest(std::vector<CommitIndex> common) {
  if (common.size() <= 1) return common;
  if (common.size() > kMaxCandidates) {
    return Error{Errc::kContent, "too many merge bases: please rebase onto the target branch"};
  }
  std::vector<CommitIndex> best;
  for (const CommitIndex candidate : common) {
    std::vector<CommitIndex> others;
    std::ranges::copy_if(common, std::back_inserter(others),
                         [&](CommitIndex other) { return other != candidate; });
    Painter painter(graph_);
    TRY(painter.Paint(candidate, others));
    if ((painter.colour(candidate) & Painter::kRight) == 0) best.push_back(candidate);
  }
  return best;
}

Result<std::vector<CommitIndex>> History::RangeOf(const std::optional<CommitId>& target,
                                                  const CommitId& head) {
  const CommitIndex right = TRY(graph_.Find(head));
  Painter painter(graph_);
  if (!target) {
    // Coloured from one side alone every commit stays fresh, and is followed to the end.
    TRY(painter.Paint(right, {}));
    TRY(CheckDepth(graph_, painter));
    return painter.met();
  }
  const CommitIndex left = TRY(graph_.Find(*target));
  TRY(painter.Paint(left, {right}));
  TRY(CheckDepth(graph_, painter));
  std::vector<CommitIndex> range = OnlyRight(painter);
  if (range.empty()) return range;
  const CommitIndex oldest =
      *std::ranges::min_element(range, {}, [&](CommitIndex commit) { return graph_.time(commit); });
  TRY(painter.PaintBelow(graph_.time(oldest), kSkewCommits, kMaxSkewCommits));
  return OnlyRight(painter);
}

// As `git log --date-order`: of the commits whose children are all listed, the newest.
Result<std::vector<CommitIndex>> History::SortRange(const std::vector<CommitIndex>& range) {
  ChildCounts children = TRY(CountChildren(graph_, range));
  std::priority_queue<std::pair<int64_t, int64_t>> ready;
  const auto make_ready = [&](CommitIndex commit) {
    ready.emplace(graph_.time(commit), -static_cast<int64_t>(commit));
  };
  for (const CommitIndex commit : range) {
    if (children[commit] == 0) make_ready(commit);
  }
  std::vector<CommitIndex> sorted;
  sorted.reserve(range.size());
  while (!ready.empty()) {
    const auto commit = static_cast<CommitIndex>(-ready.top().second);
    ready.pop();
    sorted.push_back(commit);
    for (const CommitIndex parent : TRY(graph_.Parents(commit))) {
      const auto found = children.find(parent);
      if (found != children.end() && --found->second == 0) make_ready(parent);
    }
  }
  return sorted;
}

Result<std::vector<Commit>> History::CommitsBetween(const std::optional<CommitId>& target,
                                                    const CommitId& head) {
  const std::vector<CommitIndex> range = TRY(RangeOf(target, head));
  if (range.size() > kMaxRangeCommits) {
    return Error{Errc::kContent,
                 "the change has more than " + std::to_string(kMaxRangeCommits) + " commits"};
  }
  std::vector<Commit> commits;
  commits.reserve(range.size());
  uint64_t message_bytes = 0;
  for (const CommitIndex index : TRY(SortRange(range))) {
    Commit commit = TRY(reader_.ReadCommit(graph_.id(index)));
    message_bytes += commit.message.bytes().size();
    if (message_bytes > kMaxMessageBytes) {
      return Error{Errc::kContent, "the messages of the commits have more than " +
                                       std::to_string(kMaxMessageBytes) + " bytes"};
    }
    commits.push_back(std::move(commit));
  }
  return commits;
}

Result<std::vector<CommitId>> History::IdsBetween(const std::optional<CommitId>& target,
                                                  const CommitId& head) {
  const std::vector<CommitIndex> range = TRY(RangeOf(target, head));
  std::vector<CommitId> ids;
  for (const CommitIndex commit : TRY(SortRange(range))) ids.push_back(graph_.id(commit));
  return ids;
}

Result<std::vector<TreeStep>> History::StepsBetween(const CommitId& target, const CommitId& head,
                                                    size_t most) {
  const std::vector<CommitIndex> range = TRY(RangeOf(target, head));
  std::vector<CommitIndex> sorted = TRY(SortRange(range));
  if (sorted.size() > most) sorted.resize(most);
  std::vector<TreeStep> steps;
  for (const CommitIndex commit : sorted) {
    const std::span<const CommitIndex> parents = TRY(graph_.Parents(commit));
    if (parents.size() > 1) continue;
    const TreeId before = parents.empty() ? TreeId() : graph_.tree(parents.front());
    steps.push_back({graph_.id(commit), before, graph_.tree(commit)});
  }
  return steps;
}

// What one tip has walked is not walked again for the next one.
Result<std::optional<size_t>> History::FirstToReach(std::span<const CommitId> tips,
                                                    const CommitId& commit) {
  const CommitIndex wanted = TRY(graph_.Find(commit));
  DatedWalk walk(graph_);
  for (size_t at = 0; at < tips.size(); ++at) {
    TRY(walk.Begin(tips[at]));
    TRY(walk.DownTo(graph_.time(wanted)));
    if (walk.HasMet(wanted)) return std::optional(at);
  }
  return std::optional<size_t>();
}

}  // namespace headwater::git
