// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "headwater/fork_index.h"
#include "headwater/ids.h"
#include "headwater/result.h"
#include "service/git/repository.h"

namespace headwater::git {

/// Where the fork index begins to read a project: at its branches and tags (ListProjectRefs), so
/// that nobody can put content into a project by proposing it.
struct ForkRefs {
  std::vector<CommitId> tips;  ///< What they lead to; sorted, each once.
  /// Of the default branch, else of main or master; none: there is no such branch.
  std::optional<CommitId> tip;
  /// Tags that lead to a commit; those without a number in their name, and then pre-releases, are
  /// left out when there are others. By date, the oldest first, then by name.
  std::vector<SketchedVersion> releases;
  std::string fingerprint;  ///< Another one when any branch or tag has moved.
};

/// kContent when one of them leads to something that is missing or corrupt, or beyond
/// kMaxUpstreamRefs.
Result<ForkRefs> ReadForkRefs(Repository& repository);

}  // namespace headwater::git
