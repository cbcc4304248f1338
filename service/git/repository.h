// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string_view>
#include <unordered_set>

#include "headwater/ids.h"
#include "headwater/result.h"
#include "headwater/untrusted.h"

/// \file
/// An opened git repository, read-only. Nothing of it is ever run or checked out, no network is
/// used, and no configuration outside the repository is read. Replace references and grafts are
/// not honoured: objects are what their ids say.

namespace headwater::git {

struct RepositoryState;

/// A branch and where it stands.
struct Branch {
  Untrusted name;  ///< Short: "main".
  CommitId commit;
};

/// Whether an object's bytes are hashed again when it is read.
enum class Hashes {
  kVerified,  ///< For mirrors, whose objects came from a stranger's server.
  /// As git itself does: for a person's own disk. Half of the time of reading a large tree.
  kTrusted,
};

/// Loads and starts what reads repositories, which the first of them otherwise does. For a process
/// that shuts itself off from the disk before it opens one. kInternal when it is not installed.
Status PrepareToOpen();

/// Not thread-safe; movable. Readers and views made from it must not outlive it, but survive its
/// being moved.
class Repository {
 public:
  /// Opens a work tree (linked ones too), a folder inside one, or a bare repository; `path` is
  /// searched upwards within its file system. kInvalid: the path does not exist. kDenied: it
  /// belongs to another user. kContent: it is no repository, is corrupt, has SHA-256 ids or another
  /// format we do not read; the message says which.
  /// `hashes` is a setting of the whole process: the last one opened counts.
  static Result<Repository> Open(const std::filesystem::path& path,
                                 Hashes hashes = Hashes::kVerified);

  Repository(Repository&& other) noexcept;
  Repository& operator=(Repository&& other) noexcept;
  ~Repository();

  /// The commit that a revision given by a person names: a branch, a tag, an id or its beginning
  /// (4 digits), HEAD, each with `~N`, `^N`, `^{commit}`, `^{}` behind it. Searches of text,
  /// reflogs, paths and ranges are refused. kInvalid when it names no commit; bounded: at most
  /// 1 KiB of text and 100,000 steps back.
  Result<CommitId> Resolve(std::string_view revision);

  /// The commit of HEAD; none when HEAD's branch has no commit yet.
  Result<std::optional<CommitId>> Head();

  /// The short name of HEAD's branch; none when HEAD is detached.
  Result<std::optional<Untrusted>> HeadBranch();

  /// The first that exists of: what origin/HEAD points to, origin/main, origin/master, HEAD's
  /// branch (in a bare repository only), main, master.
  Result<std::optional<Branch>> DefaultBranch();

  /// Whether there is no reference with a commit at all.
  Result<bool> IsEmpty();

  bool IsBare() const;

  /// Root of the work tree, with '/' at its end. Empty when bare.
  std::filesystem::path WorktreeRoot() const;

  /// A name for people: the folder's, without ".git".
  Untrusted Name() const;

  /// Commits whose parents were left out by a clone with a depth.
  const std::unordered_set<CommitId, ObjectIdHash>& ShallowCommits() const;

  /// Whether any object that was read so far was there, but cut off or not what its id says.
  bool Damaged() const;

  /// For this folder's own sources.
  RepositoryState& state() const { return *state_; }

 private:
  explicit Repository(std::unique_ptr<RepositoryState> state);

  std::unique_ptr<RepositoryState> state_;
};

}  // namespace headwater::git
