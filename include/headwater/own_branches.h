// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "headwater/change.h"
#include "headwater/git.h"
#include "headwater/ids.h"
#include "headwater/result.h"
#include "headwater/untrusted.h"

/// \file
/// What a project's own branches hold that a change does not build on: whoever changes something
/// that is there already, in the target branch or beside it, makes a conflict.

namespace headwater {

/// A branch that the project stands for: the target of the change, the default branch, or one that
/// releases are made from. Branches that somebody works on are none: they hold older versions of
/// the change itself.
struct OwnBranch {
  Untrusted name;          ///< Short; empty: the target is a commit without a branch.
  bool is_target = false;  ///< Only of the first.
};

/// A commit of a branch that the change does not build on.
struct BranchCommit {
  Commit commit;
  uint32_t paths = 0;  ///< Of those asked about, that it changes.
};

/// Not thread-safe. kContent: it is corrupt, not deep enough or beyond a bound.
class OwnBranches {
 public:
  virtual ~OwnBranches() = default;

  /// The target in front, if there is one.
  virtual std::span<const OwnBranch> branches() const = 0;

  /// The file at a path of a branch as it is now; zero: there is none.
  virtual Result<BlobId> FileAt(size_t branch, const Untrusted& path) = 0;

  /// Files of more than kMaxPatchFileBytes are too large.
  virtual Result<BlobAnswer> Read(const BlobId& blob) = 0;

  /// The commits of a branch that the head of the change does not reach, and that change one of the
  /// paths against their only parent; newest first. Merges are left out. Only the newest 2,000
  /// commits are looked at.
  virtual Result<std::vector<BranchCommit>> WhoChanged(size_t branch,
                                                       std::span<const Untrusted> paths) = 0;

  /// The oldest tag that reaches a commit; empty: none does, or nobody could tell.
  virtual Untrusted FirstTag(const CommitId& commit) = 0;
};

}  // namespace headwater
