// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <vector>

#include "headwater/ids.h"
#include "headwater/mirrors.h"
#include "headwater/result.h"

/// \file
/// Which references a request means, there and here. All of ours stand below refs/headwater/, one
/// for each thing fetched, or below refs/up/, as copies of all branches and tags, and are loose
/// files (nothing here packs references).

namespace headwater::git {

/// One reference: its name at the forge, and ours.
struct ReferencePair {
  std::string theirs;
  std::string ours;

  /// "+refs/heads/main:refs/headwater/branch/0123..."
  std::string Refspec() const { return "+" + theirs + ":" + ours; }
};

/// refs/merge-requests/N/head, where GitLab keeps the head of a merge request in the target
/// project, also for those from forks.
/// https://docs.gitlab.com/ee/user/project/merge_requests/versions.html
ReferencePair MergeRequestReference(MergeRequestIid iid);

/// Ours is named by a hash: `a` and `a/b` cannot stand in one file system. kInvalid when git admits
/// no branch of this name.
Result<ReferencePair> BranchReference(const Untrusted& branch);

/// The commit of the default branch, which an empty repository does not have.
ReferencePair DefaultReference();

/// What brings all branches and tags, and nothing that somebody has only proposed: the default
/// branch's commit (DefaultReference), if `with_default`, and refs/up/heads/, refs/up/tags/.
std::vector<std::string> AllRefspecs(bool with_default);

/// Where a commit that was asked for by id is kept: in the merge request's place, if there is one.
ReferencePair HeadReference(const FetchRequest& request, const CommitId& head);

}  // namespace headwater::git
