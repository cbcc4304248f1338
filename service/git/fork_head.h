// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <vector>

#include "headwater/fork_index.h"
#include "headwater/ids.h"
#include "headwater/result.h"
#include "service/git/repository.h"

namespace headwater::git {

struct HeadAnswer {
  ProjectHead head;
  /// Contents that are not there (a partial clone's), of files that count: their lines and second
  /// keys are not known. Sorted; at most kMaxLackingBlobs are named.
  std::vector<BlobId> lacking;
};

/// A project at one commit. Of files larger than kDefaultBlobBytes no lines are known. kContent
/// beyond the bounds of TreeStore and CommitGraph, for what is missing or corrupt, and for a clone
/// with a depth.
Result<HeadAnswer> ReadProjectHead(Repository& repository, const CommitId& commit,
                                   const std::string& secret);

}  // namespace headwater::git
