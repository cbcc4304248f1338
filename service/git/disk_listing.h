// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <vector>

#include "headwater/git.h"
#include "headwater/result.h"
#include "service/git/repository.h"

namespace headwater::git {

/// What is in a work tree, by names alone.
struct DiskListing {
  /// Sorted by path. Ids are zero, for nothing was read; every regular file is kRegular. What the
  /// index has and a sparse checkout left out has its id from the index.
  std::vector<FileEntry> files;
};

/// Lists what `git add --all` would keep, as ReadWorktree does, and compares nothing: no file is
/// opened, no content hashed. Not followed are symlinks and repositories inside this one. Errors as
/// ReadWorktree.
Result<DiskListing> ListDisk(Repository& repository);

}  // namespace headwater::git
