// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>

#include "headwater/result.h"
#include "service/git/libgit2.h"
#include "service/git/repository.h"

namespace headwater::git {

/// More of an index is not read: 1,000,000 entries with paths of 180 bytes.
inline constexpr uint64_t kMaxIndexBytes = uint64_t{256} << 20U;

/// The index of a repository; an empty one when there is none. kContent when it is corrupt or
/// oversized.
Result<IndexHandle> OpenIndex(git_repository* repository);

/// core.worktree can name any folder of the machine. A work tree holds the .git it belongs to:
/// kContent when it does not, kInvalid for a bare repository.
Status CheckWorktreeRoot(const Repository& repository);

}  // namespace headwater::git
