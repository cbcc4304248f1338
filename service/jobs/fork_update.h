// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "headwater/fork_index.h"
#include "headwater/result.h"
#include "service/git/repository.h"

namespace headwater::jobs {

struct ForkUpdate {
  bool changed = false;    ///< False: branches and tags are where they were.
  IndexedProject project;  ///< As it now stands in the index.
  /// Contents that a partial clone lacks: without them lines were not compared. Fetch them, and
  /// bring it up to date again.
  std::vector<BlobId> lacking;
};

/// Where a project goes.
struct ForkShelf {
  ForkPartition& partition;
  const std::string& secret;  ///< ForkIndex::secret.
};

/// Takes a project's repository into the index, or what is new in it. `project`: name, address,
/// copy, role, parent and, for a new one, when it was first seen; the rest is worked out. Without
/// an address it is the one that its publiccode.yml names. kContent: the repository is corrupt, has
/// no history or breaks a bound. Errors of the partition.
Result<ForkUpdate> UpdateForkIndex(const ForkShelf& shelf, git::Repository& repository,
                                   IndexedProject project, std::chrono::sys_seconds now);

}  // namespace headwater::jobs
