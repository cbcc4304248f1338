// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <memory>
#include <optional>

#include "headwater/change.h"
#include "headwater/git.h"
#include "headwater/ids.h"
#include "headwater/result.h"
#include "service/git/line_changes.h"
#include "service/git/object_reader.h"
#include "service/git/repository.h"
#include "service/git/tree_store.h"

namespace headwater::git {

/// What to look at.
struct ChangeRequest {
  /// What head is to be merged into; without one everything in head is new. Ignored by kAll.
  std::optional<CommitId> target;
  /// For kWorktree the commit of HEAD, zero when there is none yet.
  CommitId head;
  ChangeScope scope = ChangeScope::kRange;
  Untrusted target_branch;  ///< Passed on into the Change.
  bool target_is_default = false;
  uint64_t max_blob_bytes = kDefaultBlobBytes;
};

/// A change and the means to look into it. The repository must outlive it.
struct BuiltChange {
  Change change;  ///< Origins are left at kOwn.
  std::unique_ptr<GitView> view;
  std::unique_ptr<BlobLineChanges> lines;
  std::shared_ptr<TreeStore> trees;  ///< What was read of trees, for views of other commits.
};

/// Computes a change from git alone. Everything is bounded before it is enumerated; the trees of
/// head, target and bases are checked (TreeStore::Check).
///
/// A file is changed when it differs from any best merge base (security, G14): a base may be chosen
/// so that a diff against it hides a file. It is kAdded when the first base that differs lacks it,
/// or when any base and the target lack it. What merging would add or change is then computed by
/// itself and must be among the files.
///
/// kAll gives no commits, target or bases. kWorktree compares the disk with the merge bases of
/// target and HEAD, and lists the commits up to HEAD.
///
/// kContent when the repository's content cannot be judged, with the path or commit at fault.
Result<BuiltChange> BuildChange(Repository& repository, const ChangeRequest& request);

}  // namespace headwater::git
