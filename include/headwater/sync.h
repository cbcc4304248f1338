// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "headwater/change.h"
#include "headwater/glob.h"
#include "headwater/ids.h"
#include "headwater/patch.h"
#include "headwater/provenance.h"
#include "headwater/result.h"
#include "headwater/untrusted.h"

/// \file
/// What a change brings of an upstream as a whole: merges of it, and its files as a copy.

namespace headwater {

/// What became of a commit of the project's own in a merge of the upstream.
enum class CarryFate {
  kKept,   ///< Its lines are there still.
  kTaken,  ///< The upstream's part of the merge has the same change: `taken` says which commit.
  kLost,   ///< Its lines were there before the merge, and are not any more, nor upstream's.
  kUnknown,
};

/// As written in reports: `kept`, `taken`, `lost`, `unknown`.
Literal NameOf(CarryFate fate);

struct Carry {
  CommitId commit;
  Untrusted subject;
  CarryFate fate = CarryFate::kKept;
  std::optional<AlreadyUpstream> taken;
  Literal taken_unknown_because;  ///< Why nobody could tell that; as below.
  /// It says itself that it was taken from what the merge brings: that it is there is no news.
  bool picked = false;
  /// By path: `missing` lines that the merge has dropped, and removed ones that are back.
  std::vector<Residual> lost;
  bool explained = false;   ///< Somebody says why it is lost.
  Literal unknown_because;  ///< As JudgedClaim::unknown_because.
};

/// More are counted, not judged: a merge of years is looked at by people.
inline constexpr size_t kMaxCarries = 500;
inline constexpr size_t kMaxSyncMerges = 16;
inline constexpr size_t kMaxBeyondPaths = 100;

/// A merge commit of the change whose one side is the project's own, the other one an upstream's.
struct SyncMerge {
  CommitId merge;
  size_t upstream = 0;  ///< Index into the upstreams that were given.
  CommitId tip;         ///< The parent that the upstream reaches.
  /// The first release that has the tip, and so everything that the merge brings; empty: none yet.
  Untrusted release;
  uint64_t upstream_commits = 0;  ///< That this merge brings.
  std::vector<Carry> carries;     ///< Those that are not simply kept, newest first.
  uint64_t kept = 0;
  uint64_t unjudged = 0;            ///< Own commits beyond kMaxCarries.
  Literal carries_unknown_because;  ///< Why nobody could look for any; as below.
  /// Paths without a conflict whose result is not what a merge makes of both sides, and that nobody
  /// has explained. Sorted.
  std::vector<Untrusted> beyond;
  uint64_t more_beyond = 0;
  Literal unknown_because;  ///< Why nobody could tell what a merge would make; as above.
};

/// Files of an upstream that stand in the change without its commits.
struct Import {
  size_t upstream = 0;
  Untrusted folder;    ///< Ours; empty: the root.
  uint64_t files = 0;  ///< Added, with content that the upstream has.
  uint64_t added = 0;  ///< All that were added there.
};

/// A folder is an import when so many of the files that were added there, and so large a share of
/// them, are an upstream's. Single files that somebody copies are none.
inline constexpr uint64_t kMinImportFiles = 20;
inline constexpr double kMinImportShare = 0.6;

struct Sync {
  std::vector<SyncMerge> merges;  ///< Newest first.
  uint64_t more_merges = 0;       ///< Beyond kMaxSyncMerges: nobody looked.
  uint64_t upstream_commits = 0;  ///< Of the change, that an upstream reaches.
  /// Whose the newest of them is, and the first release that has it. None: there are no such.
  std::optional<size_t> upstream;
  Untrusted release;
  std::vector<Import> imports;  ///< By folder.
  /// The target branch is an upstream's commit: nothing in it is the project's own.
  std::optional<size_t> mirror_of;
  std::vector<BlobId> missing;  ///< Contents that are lacking, sorted: fetch, ask again.
};

/// One path of a merge at which not all sides are the same. A zero id: no file is there.
struct MergePath {
  Untrusted path;
  BlobId base;
  BlobId own;
  BlobId upstream;
  BlobId merged;
  BlobId head;        ///< What later commits of the change made of it.
  bool plain = true;  ///< No side has a symbolic link or a submodule there.
};

/// One path of a commit against its first parent. A zero id: no file is there.
struct CommitPath {
  Untrusted path;
  BlobId before;
  BlobId after;
};

/// A merge as its commits and trees are.
struct MergeSides {
  bool several_bases = false;     ///< `base` is the first of them; zero when there is none.
  std::vector<MergePath> paths;   ///< Sorted by path.
  std::vector<Commit> own;        ///< What the own side has and the other lacks, newest first.
  std::vector<CommitId> brought;  ///< What the other side has and the own one lacks. Sorted.
};

struct MergeParts {
  CommitId merge;
  CommitId own;   ///< Its parent that no upstream reaches.
  CommitId tip;   ///< The other one.
  CommitId head;  ///< Of the change.
};

/// What only the project's repository can tell about a merge. Not thread-safe.
class SyncSource {
 public:
  virtual ~SyncSource() = default;

  /// kContent: it is corrupt, too shallow or beyond a bound.
  virtual Result<MergeSides> SidesOf(const MergeParts& parts) = 0;
  /// Where a commit differs from its first parent, sorted by path. Errors as SidesOf.
  virtual Result<std::vector<CommitPath>> PathsOf(const CommitId& commit) = 0;
  /// Files of more than kMaxPatchFileBytes are too large.
  virtual Result<BlobAnswer> Read(const BlobId& blob) = 0;
  /// The ids of what an automatic merge makes of three texts: several, because git has more than
  /// one way to compare texts. Empty: a conflict, or no texts. kContent beyond a bound.
  virtual Result<std::vector<BlobId>> MergeTexts(std::string_view base, std::string_view own,
                                                 std::string_view upstream) = 0;
};

struct SyncQuestion {
  const Change& change;
  Untrusted description;  ///< Title and description of the merge request; may be empty.
  SyncSource& source;
  PatchSource& patches;  ///< Of the project's own repository.
  std::span<Upstream* const> upstreams;
  const GlobSet& own;    ///< Paths that are the project's own, whatever they look like.
  bool variant = false;  ///< The project says why it keeps a variant: copies are no news.
};

/// What the change does with upstreams. Judged by state, not by what commits say: a carry is lost
/// when lines that it added, and that its side still had, are in no file that the merge made, nor
/// upstream's, nor back at the head of the change. What of a repository is corrupt or beyond a
/// bound is unknown in what rests on it; other errors as PatchSource.
Result<Sync> JudgeSync(const SyncQuestion& question);

}  // namespace headwater
