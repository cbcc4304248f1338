// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/git/fork_locate.h"

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "service/git/fork_copy.h"
#include "service/git/fork_file.h"
#include "service/git/fork_folder_vote.h"
#include "service/git/fork_nearest.h"

namespace headwater::git {
namespace {

/// States of theirs whose files vote: releases and commits of the mainline, evenly.
constexpr size_t kVotingStates = 48;
/// Pairs of folders that are held beside each other at all their states.
constexpr size_t kTriedPairs = 3;
/// One equal file is chance.
constexpr uint64_t kMinSame = 2;

/// The files below a folder that count, by path.
std::vector<FolderFile> FilesBelow(const std::vector<FileEntry>& files, const std::string& folder) {
  const std::string prefix = folder.empty() ? "" : folder + "/";
  std::vector<FolderFile> below;
  for (const FileEntry& file : files) {
    if (!file.path.bytes().starts_with(prefix) || !IsTellingFile(file.path, file.blob)) continue;
    const std::string path = file.path.bytes().substr(prefix.size());
    below.push_back({path, file.blob, path});
  }
  return below;
}

std::string Join(const std::string& folder, const std::string& path) {
  return folder.empty() || path.empty() ? folder + path : folder + "/" + path;
}

/// At most `most` of `all`, evenly, the first and the last among them.
template <typename T>
std::vector<T> Evenly(const std::vector<T>& all, size_t most) {
  if (all.size() <= most) return all;
  std::vector<T> some;
  for (size_t i = 0; i < most; ++i) some.push_back(all[i * (all.size() - 1) / (most - 1)]);
  return some;
}

/// Lets states of theirs vote, evenly over all their history.
Status LookAtStates(ForkSide& theirs, FolderVote& vote) {
  CommitGraph& graph = theirs.graph();
  std::vector<CommitIndex> states = Evenly(*TRY(theirs.Mainline()), kVotingStates);
  for (const SketchedVersion& release : Evenly(theirs.releases(), kVotingStates)) {
    states.push_back(TRY(graph.Find(release.commit)));
  }
  for (const CommitIndex commit : states) TRY(vote.Look(graph.tree(commit)));
  return Ok{};
}

/// A pair of folders and the state of theirs that is nearest.
struct Nearest {
  FolderPair pair;
  std::vector<FolderFile> files;  ///< Of our folder.
  NearState state;
};

Result<std::optional<Nearest>> FindNearest(ForkSide& theirs, std::span<const FolderFile> files) {
  FolderVote vote(theirs.reader(), files);
  TRY(LookAtStates(theirs, vote));
  std::optional<Nearest> best;
  for (FolderPair& pair : vote.Best(kTriedPairs)) {
    std::vector<FolderFile> aligned = vote.Align(pair);
    CopyComparer comparer(theirs.reader(), aligned, pair.theirs);
    const NearState state = TRY(NearestSearch(theirs, comparer).Run());
    if (state.same < kMinSame || (best && best->state.same >= state.same)) continue;
    best = Nearest{std::move(pair), std::move(aligned), state};
  }
  return best;
}

Status CompareFiles(ForkSide& theirs, const Nearest& nearest, LocatedCopy& copy) {
  TreeStore store(theirs.reader());
  const std::vector<FileEntry> all =
      TRY(ListFiles(theirs.reader(), store, theirs.graph().id(nearest.state.commit)));
  std::map<std::string, BlobId> left;
  for (FolderFile& file : FilesBelow(all, nearest.pair.theirs)) {
    left.insert({std::move(file.path), file.blob});
  }
  for (const FolderFile& file : nearest.files) {
    const auto there = left.find(file.there);
    if (there == left.end()) {
      ++copy.added;
      continue;
    }
    const bool same = there->second == file.blob;
    ++(same ? copy.same : copy.edited);
    if (!same && copy.edited_paths.size() < kMaxNamedPaths) {
      copy.edited_paths.emplace_back(Join(copy.folder.bytes(), file.path));
    }
    left.erase(there);
  }
  copy.left_out = left.size();
  return Ok{};
}

/// Those of `commits` that are not in `reached`.
uint64_t CountOutside(const std::vector<bool>& commits, const std::vector<bool>& reached) {
  uint64_t outside = 0;
  for (size_t i = 0; i < commits.size(); ++i) {
    outside += commits[i] && (i >= reached.size() || !reached[i]) ? 1 : 0;
  }
  return outside;
}

/// The newest release that `nearest` is or comes after.
Status NameVersion(ForkSide& theirs, CommitIndex nearest, const std::vector<bool>& reached,
                   LocatedCopy& copy) {
  std::optional<CommitIndex> release;
  for (const SketchedVersion& version : theirs.releases()) {
    const CommitIndex commit = TRY(theirs.graph().Find(version.commit));
    if (commit >= reached.size() || !reached[commit]) continue;
    if (release == nearest && commit != nearest) continue;
    release = commit;
    copy.version = version.name;
  }
  if (!release || release == nearest) return Ok{};
  copy.after_version = CountOutside(reached, TRY(theirs.ReachedFrom(*release)));
  return Ok{};
}

Result<LocatedCopy> Describe(ForkSide& theirs, const std::string& folder, const Nearest& nearest) {
  CommitGraph& graph = theirs.graph();
  LocatedCopy copy;
  copy.folder = Untrusted(Join(folder, nearest.pair.ours));
  copy.their_folder = Untrusted(nearest.pair.theirs);
  copy.nearest = graph.id(nearest.state.commit);
  copy.date = std::chrono::sys_seconds(std::chrono::seconds(graph.time(nearest.state.commit)));
  TRY(CompareFiles(theirs, nearest, copy));
  const std::vector<bool> reached = TRY(theirs.ReachedFrom(nearest.state.commit));
  TRY(NameVersion(theirs, nearest.state.commit, reached, copy));
  const CommitIndex tip = TRY(graph.Find(theirs.tip()));
  copy.behind = CountOutside(TRY(theirs.ReachedFrom(tip)), reached);
  return copy;
}

}  // namespace

Result<std::optional<LocatedCopy>> LocateFolder(ForkSide& ours, ForkSide& theirs,
                                                const Untrusted& folder) {
  const std::vector<FolderFile> files = FilesBelow(*TRY(ours.Files()), folder.bytes());
  if (files.size() > kMaxLocatedFiles) {
    return Error{Errc::kContent, "the folder has more files than can be compared"};
  }
  const std::optional<Nearest> nearest = TRY(FindNearest(theirs, files));
  if (!nearest) return std::optional<LocatedCopy>();
  return std::optional(TRY(Describe(theirs, folder.bytes(), *nearest)));
}

}  // namespace headwater::git
