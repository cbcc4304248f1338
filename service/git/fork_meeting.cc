// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/git/fork_meeting.h"

#include <algorithm>
#include <span>
#include <tuple>
#include <unordered_set>

#include "service/git/fork_file.h"
#include "service/git/tree_store.h"

namespace headwater::git {
namespace {

using Ids = std::unordered_set<CommitId, ObjectIdHash>;

Result<Ids> IdsOf(ForkSide& side) {
  Ids ids;
  for (const CommitIndex commit : *TRY(side.Commits())) ids.insert(side.graph().id(commit));
  return ids;
}

/// What one side has that the other has not.
struct Alone {
  uint64_t commits = 0;
  uint64_t syncs = 0;
};

/// The first merge after two projects parted has a parent that both have as well, its first:
/// whoever takes something over merges it into their own.
bool IsSync(const CommitGraph& graph, std::span<const CommitIndex> parents, const Ids& others) {
  const auto is_theirs = [&](CommitIndex parent) { return others.contains(graph.id(parent)); };
  return parents.size() > 1 && !is_theirs(parents.front()) &&
         std::ranges::any_of(parents.subspan(1), is_theirs);
}

Result<Alone> CountAlone(ForkSide& side, const Ids& others) {
  CommitGraph& graph = side.graph();
  Alone alone;
  for (const CommitIndex commit : *TRY(side.Commits())) {
    if (others.contains(graph.id(commit))) continue;
    ++alone.commits;
    alone.syncs += IsSync(graph, TRY(graph.Parents(commit)), others) ? 1 : 0;
  }
  return alone;
}

/// Whatever lies below a shared commit is shared too, so the best bases are those that no shared
/// commit has for a parent.
Result<std::optional<CommitIndex>> NewestBase(ForkSide& ours, const Ids& others) {
  CommitGraph& graph = ours.graph();
  const std::vector<CommitIndex>& commits = *TRY(ours.Commits());
  std::vector<bool> below(graph.size());
  for (const CommitIndex commit : commits) {
    if (!others.contains(graph.id(commit))) continue;
    for (const CommitIndex parent : TRY(graph.Parents(commit))) below[parent] = true;
  }
  std::optional<CommitIndex> newest;
  const auto rank = [&](CommitIndex commit) {
    return std::tuple(graph.time(commit), graph.id(commit));
  };
  for (const CommitIndex commit : commits) {
    if (below[commit] || !others.contains(graph.id(commit))) continue;
    if (!newest || rank(commit) > rank(*newest)) newest = commit;
  }
  return newest;
}

Result<bool> IsOnMainline(ForkSide& side, const CommitId& id) {
  const std::vector<CommitIndex>& line = *TRY(side.Mainline());
  return std::ranges::any_of(line,
                             [&](CommitIndex commit) { return side.graph().id(commit) == id; });
}

/// How many of `wanted` stand in `files` at the same path; both sorted.
double KeptShare(const std::vector<FileEntry>& wanted, const std::vector<FileEntry>& files) {
  if (wanted.empty()) return 0;
  uint64_t kept = 0;
  auto at = files.begin();
  for (const FileEntry& file : wanted) {
    at = std::lower_bound(at, files.end(), file, [](const FileEntry& one, const FileEntry& other) {
      return one.path < other.path;
    });
    if (at == files.end()) break;
    kept += at->path == file.path ? 1 : 0;
  }
  return static_cast<double>(kept) / static_cast<double>(wanted.size());
}

Status DescribeBase(ForkSide& ours, ForkSide& theirs, CommitIndex base, SharedHistory& history) {
  const CommitId id = ours.graph().id(base);
  history.base = id;
  history.base_date = std::chrono::sys_seconds(std::chrono::seconds(ours.graph().time(base)));
  history.base_on_our_mainline = TRY(IsOnMainline(ours, id));
  history.base_on_their_mainline = TRY(IsOnMainline(theirs, id));
  TreeStore store(ours.reader());
  const std::vector<FileEntry> files = TRY(ListFiles(ours.reader(), store, id));
  history.kept_by_us = KeptShare(files, *TRY(ours.Files()));
  history.kept_by_them = KeptShare(files, *TRY(theirs.Files()));
  return Ok{};
}

}  // namespace

Result<SharedHistory> MeetSides(ForkSide& ours, ForkSide& theirs) {
  const Ids our_ids = TRY(IdsOf(ours));
  const Ids their_ids = TRY(IdsOf(theirs));
  const Alone we = TRY(CountAlone(ours, their_ids));
  const Alone they = TRY(CountAlone(theirs, our_ids));
  SharedHistory history;
  history.shared = our_ids.size() - we.commits;
  history.ahead = we.commits;
  history.behind = they.commits;
  history.our_syncs = we.syncs;
  history.their_syncs = they.syncs;
  const std::optional<CommitIndex> base = TRY(NewestBase(ours, their_ids));
  if (base) TRY(DescribeBase(ours, theirs, *base, history));
  return history;
}

}  // namespace headwater::git
