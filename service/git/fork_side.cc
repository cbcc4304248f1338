// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/git/fork_side.h"

#include <utility>

#include "service/git/fork_commits.h"
#include "service/git/fork_file.h"
#include "service/git/fork_refs.h"
#include "service/git/tree_store.h"

namespace headwater::git {

Result<std::unique_ptr<ForkSide>> ForkSide::OpenAt(const std::string& path, const CommitId& tip) {
  Repository repository = TRY(Repository::Open(path));
  std::unique_ptr<ForkSide> side(new ForkSide(std::move(repository)));
  side->tip_ = tip;
  return side;
}

Result<std::unique_ptr<ForkSide>> ForkSide::OpenDefault(const std::string& path) {
  Repository repository = TRY(Repository::Open(path));
  std::unique_ptr<ForkSide> side(new ForkSide(std::move(repository)));
  ForkRefs refs = TRY(ReadForkRefs(side->repository_));
  if (!refs.tip) return Error{Errc::kContent, "the repository has no default branch"};
  side->tip_ = *refs.tip;
  side->releases_ = std::move(refs.releases);
  return side;
}

Result<const std::vector<CommitIndex>*> ForkSide::Commits() {
  if (!commits_) {
    NewCommits found = TRY(FindNewCommits(repository_, graph_, {&tip_, 1}, {}));
    commits_ = std::move(found.commits);
  }
  return &*commits_;
}

Result<const std::vector<CommitIndex>*> ForkSide::Mainline() {
  if (mainline_) return &*mainline_;
  std::vector<CommitIndex> line = {TRY(graph_.Find(tip_))};
  while (true) {
    const auto parents = TRY(graph_.Parents(line.back()));
    if (parents.empty()) break;
    line.push_back(parents.front());
  }
  TRY(CheckNotCutOff(graph_, line.back()));
  mainline_ = std::move(line);
  return &*mainline_;
}

Result<std::vector<bool>> ForkSide::ReachedFrom(CommitIndex from) {
  std::vector<bool> reached(graph_.size());
  std::vector<CommitIndex> open = {from};
  while (!open.empty()) {
    const CommitIndex commit = open.back();
    open.pop_back();
    if (reached[commit]) continue;
    reached[commit] = true;
    TRY(CheckNotCutOff(graph_, commit));
    for (const CommitIndex parent : TRY(graph_.Parents(commit))) open.push_back(parent);
    reached.resize(graph_.size());
  }
  return reached;
}

Result<const std::vector<FileEntry>*> ForkSide::Files() {
  if (!files_) {
    TreeStore store(reader_);
    files_ = TRY(ListFiles(reader_, store, tip_));
  }
  return &*files_;
}

}  // namespace headwater::git
