// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <memory>

#include "headwater/git.h"
#include "headwater/ids.h"
#include "headwater/result.h"
#include "service/git/repository.h"
#include "service/git/tree_store.h"

namespace headwater::git {

/// How much of a commit's tree is shown.
enum class Depth {
  kAll,   ///< Every file, after the whole tree was checked.
  kRoot,  ///< Only what lies in the root folder: cheap, for a file of known name.
};

/// The files of one commit by themselves, without a change. The repository must outlive the view.
/// kContent when the commit or its tree cannot be judged. `trees` of the same repository spare
/// reading again what they know.
Result<std::unique_ptr<GitView>> OpenCommit(Repository& repository, const CommitId& commit,
                                            Depth depth);
Result<std::unique_ptr<GitView>> OpenCommit(Repository& repository, const CommitId& commit,
                                            Depth depth, TreeStore& trees);

}  // namespace headwater::git
