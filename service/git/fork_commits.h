// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <span>
#include <vector>

#include "headwater/ids.h"
#include "headwater/result.h"
#include "service/git/commit_graph.h"
#include "service/git/repository.h"

namespace headwater::git {

/// kContent when the parents of a commit were left out by a clone with a depth.
Status CheckNotCutOff(const CommitGraph& graph, CommitIndex commit);

/// Commits of a project that were not known before.
struct NewCommits {
  std::vector<CommitIndex> commits;  ///< The newest first, as far as dates are true.
  std::vector<CommitIndex> edge;     ///< Known ones that are parents of new ones; each once.
};

/// What `tips` reach and `without` does not; where dates are wrong some of the latter may be among
/// them, none is ever left out. Those of `without` that are not there any more are passed over.
/// kContent from the graph, and for a clone with a depth where that cut something off.
Result<NewCommits> FindNewCommits(Repository& repository, CommitGraph& graph,
                                  std::span<const CommitId> tips,
                                  std::span<const CommitId> without);

}  // namespace headwater::git
