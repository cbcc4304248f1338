// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/git/commit_graph.h"

#include <utility>

namespace headwater::git {

CommitIndex CommitGraph::Number(const CommitId& id) {
  const auto [place, added] = numbers_.try_emplace(id, static_cast<CommitIndex>(nodes_.size()));
  if (added) nodes_.push_back({.id = id});
  return place->second;
}

Result<CommitIndex> CommitGraph::Find(const CommitId& id) {
  const CommitIndex commit = Number(id);
  TRY(Read(commit));
  return commit;
}

std::optional<CommitIndex> CommitGraph::Known(const CommitId& id) const {
  const auto place = numbers_.find(id);
  return place == numbers_.end() ? std::nullopt : std::optional(place->second);
}

Status CommitGraph::Read(CommitIndex commit) {
  if (nodes_[commit].read) return Ok{};
  if (++visited_ > kMaxVisitedCommits) {
    return Error{Errc::kContent, "the history between target and head has more than " +
                                     std::to_string(kMaxVisitedCommits) + " commits"};
  }
  Result<CommitLinks> links = reader_.ReadLinks(nodes_[commit].id);
  if (!links.ok()) {
    return Error{Errc::kContent, "the history is incomplete or corrupt: " + links.error().message};
  }
  const bool cut_off = shallow_.contains(nodes_[commit].id);
  const auto first_parent = static_cast<uint32_t>(parents_.size());
  if (!cut_off) {
    for (const CommitId& parent : links.value().parents) parents_.push_back(Number(parent));
  }
  Node& node = nodes_[commit];
  node.read = true;
  node.cut_off = cut_off;
  node.tree = links.value().tree;
  node.time = links.value().time;
  node.speaks_of_pick = links.value().speaks_of_pick;
  node.first_parent = first_parent;
  node.parent_count = static_cast<uint32_t>(parents_.size()) - first_parent;
  return Ok{};
}

Result<std::span<const CommitIndex>> CommitGraph::Parents(CommitIndex commit) {
  TRY(Read(commit));
  const Node node = nodes_[commit];
  for (uint32_t i = 0; i < node.parent_count; ++i) TRY(Read(parents_[node.first_parent + i]));
  return std::span<const CommitIndex>(parents_).subspan(node.first_parent, node.parent_count);
}

}  // namespace headwater::git
