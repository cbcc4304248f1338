// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "headwater/ids.h"
#include "headwater/result.h"
#include "service/git/patch_stream.h"
#include "service/git/repository.h"

/// \file
/// What many commits do, by the git command: it reads ten thousand commits in the time in which
/// libgit2 reads a thousand, because it keeps what neighbours share.
///
/// Errors: kContent when git stumbles over an object that is missing or corrupt (a partial clone
/// lacks contents), when it answers less than it was asked, or otherwise; kTransient after the
/// deadline; kInternal when git cannot be started. Nothing is ever fetched.

namespace headwater::git {

/// Reads through one repository, which must outlive it. Not thread-safe.
class BulkHistory {
 public:
  /// `program`: absolute path of git.
  BulkHistory(Repository& repository, std::string program);

  /// The patches of commits that are no merges, in the order asked. On an error, those before have
  /// been taken.
  Status ReadPatches(std::span<const CommitId> commits, const PatchTaker& take,
                     std::chrono::milliseconds deadline);

  /// Commits, trees and blobs that `tips` reach and `without` do not; some of the latter may be
  /// among them, none is left out.
  Status ListObjects(std::span<const CommitId> tips, std::span<const CommitId> without,
                     const std::function<void(const BlobId&)>& take,
                     std::chrono::milliseconds deadline);

 private:
  std::string program_;
  std::string git_folder_;
};

}  // namespace headwater::git
