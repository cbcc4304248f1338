// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "headwater/ids.h"
#include "headwater/provenance.h"
#include "headwater/result.h"
#include "service/git/repository.h"

namespace headwater::git {

/// Messages with git's note of a pick (git-cherry-pick(1), -x) that are read: the newest of the
/// target branch.
inline constexpr size_t kMaxPickMessages = 20'000;

/// The commits that a project's branches and tags reach, and those that its target branch has. What
/// an older pick was picked from is not known. Not thread-safe; the repository must outlive it.
class OwnCommits final : public OwnHistory {
 public:
  /// Reads the whole history once: ids and parents, 100,000 commits in a second.
  /// kContent as History.
  static Result<OwnCommits> Read(Repository& repository, const std::optional<CommitId>& target);

  std::vector<CommitId> FindCommits(std::string_view hex) const override;
  bool TargetHas(const CommitId& commit) const override;

 private:
  OwnCommits() = default;

  std::vector<CommitId> known_;    ///< By any branch or tag, or the target. Sorted.
  std::vector<CommitId> reached_;  ///< By the target. Sorted.
  std::vector<CommitId> picked_;   ///< What newer ones claim to be, by whole ids. Sorted.
};

}  // namespace headwater::git
