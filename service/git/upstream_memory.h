// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <string>

#include "headwater/ids.h"
#include "headwater/result.h"
#include "service/git/repository.h"

/// \file
/// What is remembered of somebody else's repository, so that another one under its name is noticed.
/// A small text file of ours beside the copy.

namespace headwater::git {

struct UpstreamMemory {
  std::optional<std::chrono::sys_seconds> fetched;
  std::optional<std::string> frozen;
  std::optional<CommitId> head;          ///< Of the default branch; none in an empty repository.
  std::map<std::string, CommitId> tags;  ///< What each points to, a tag object or a commit.

  /// kInternal when the file is there and is none of ours. An absent one is an empty memory.
  static Result<UpstreamMemory> Read(const std::string& path);
  /// As a whole or not at all. kInternal when the disk refuses.
  Status Write(const std::string& path) const;
};

/// What a copy holds now. Errors as ListUpstreamRefs.
Result<UpstreamMemory> RememberUpstream(Repository& repository);

/// Why `now` cannot be the repository that `before` was, as a sentence; nothing when it can. Tags
/// that are gone and branches that were rewritten are none of that.
Result<std::optional<std::string>> WhyOtherUpstream(Repository& repository,
                                                    const UpstreamMemory& before,
                                                    const UpstreamMemory& now);

}  // namespace headwater::git
