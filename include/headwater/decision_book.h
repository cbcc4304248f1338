// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "headwater/ids.h"
#include "headwater/result.h"
#include "headwater/store.h"

/// \file
/// The decisions of a service, for looking things up beside it.

namespace headwater {

/// A merge request that was merged, and the decision that stood behind it.
struct MergedChange {
  MailboxKey about;
  CommitId head;
  CommitId merge_commit;   ///< Zero: none.
  CommitId squash_commit;  ///< Zero: none.
  DecisionId decision;     ///< Empty: there was none.
  MergedHow how = MergedHow::kUnchecked;
  WallTime at{};
};

/// Which decisions. Nobody is looked for by who they are.
struct DecisionQuestion {
  std::optional<ProjectId> project{};
  std::optional<MergeRequestIid> iid{};  ///< 0: the default branch.
  WallTime since{};
  uint64_t after = 0;  ///< NumberedDecision::number to go on behind.
  size_t limit = 0;
};

struct NumberedDecision {
  uint64_t number = 0;  ///< Rises in the order of writing, whatever a clock does.
  Decision decision;
};

/// Errors: kTransient, kInternal. One thread at a time.
class DecisionBook {
 public:
  virtual ~DecisionBook() = default;
  /// By the first digits of its id. kInvalid: there are several.
  virtual Result<std::optional<Decision>> Find(std::string_view digits) = 0;
  /// In the order of writing.
  virtual Result<std::vector<NumberedDecision>> List(const DecisionQuestion& question) = 0;
  /// Those whose head it is, and those behind the merge that made it; newest first.
  virtual Result<std::vector<Decision>> AboutCommit(const CommitId& commit) = 0;
  /// Merges that made the commit, or merged it as a head.
  virtual Result<std::vector<MergedChange>> MergesOf(const CommitId& commit) = 0;
  virtual Result<std::optional<MergedChange>> MergeOf(const MailboxKey& about) = 0;
  /// Of a project, merged at `since` or later, in the order of merging.
  virtual Result<std::vector<MergedChange>> MergesIn(ProjectId project, WallTime since) = 0;
  /// The newest decision of each project.
  virtual Result<std::vector<Decision>> NewestOfProjects() = 0;
};

}  // namespace headwater
