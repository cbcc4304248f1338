// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/git/fork_commits.h"

#include <algorithm>
#include <iterator>

#include "service/git/object_reader.h"
#include "service/git/painter.h"

namespace headwater::git {
namespace {

Result<std::vector<CommitIndex>> FindAll(CommitGraph& graph, std::span<const CommitId> ids) {
  std::vector<CommitIndex> found;
  found.reserve(ids.size());
  for (const CommitId& id : ids) found.push_back(TRY(graph.Find(id)));
  return found;
}

Result<NewCommits> Sort(CommitGraph& graph, const Painter& painter) {
  NewCommits found;
  for (const CommitIndex commit : painter.met()) {
    if (painter.colour(commit) != Painter::kRight) continue;
    TRY(CheckNotCutOff(graph, commit));
    found.commits.push_back(commit);
    for (const CommitIndex parent : TRY(graph.Parents(commit))) {
      if (painter.colour(parent) != Painter::kRight) found.edge.push_back(parent);
    }
  }
  std::ranges::sort(found.edge);
  found.edge.erase(std::unique(found.edge.begin(), found.edge.end()), found.edge.end());
  return found;
}

}  // namespace

Status CheckNotCutOff(const CommitGraph& graph, CommitIndex commit) {
  if (!graph.is_cut_off(commit)) return Ok{};
  return Error{Errc::kContent, "the history is shallow: fetch more of it (git fetch --unshallow)"};
}

Result<NewCommits> FindNewCommits(Repository& repository, CommitGraph& graph,
                                  std::span<const CommitId> tips,
                                  std::span<const CommitId> without) {
  const ObjectReader reader(repository);
  std::vector<CommitId> there;
  std::ranges::copy_if(without, std::back_inserter(there),
                       [&](const CommitId& id) { return reader.ReadLinks(id).ok(); });
  Painter painter(graph);
  const std::vector<CommitIndex> old = TRY(FindAll(graph, there));
  const std::vector<CommitIndex> rights = TRY(FindAll(graph, tips));
  TRY(painter.PaintNew(old, rights));
  return Sort(graph, painter);
}

}  // namespace headwater::git
