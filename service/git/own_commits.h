// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <memory>
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
/// an older pick was picked from is not known.
///
/// History is read when somebody asks, and only as far down as the question is old: of redis'
/// 12,000 commits those of a release branch's last years, which takes 20 ms instead of 200. What
/// the target reaches only through more than kSkewCommits older ones may be missed by TargetHas,
/// never by FindCommits, since who names what is not there is told so.
///
/// Not thread-safe; the repository must outlive it.
class OwnCommits final : public OwnHistory {
 public:
  /// kContent: the target is missing or corrupt.
  static Result<OwnCommits> Open(Repository& repository, const std::optional<CommitId>& target);

  OwnCommits(OwnCommits&& other) noexcept;
  OwnCommits& operator=(OwnCommits&& other) noexcept;
  ~OwnCommits() override;

  std::vector<CommitId> FindCommits(std::string_view hex) override;
  bool TargetHas(const CommitId& commit, std::chrono::sys_seconds made) override;
  /// kContent as History.
  Status status() const override;

 private:
  class Reader;
  explicit OwnCommits(std::unique_ptr<Reader> reader);

  std::unique_ptr<Reader> reader_;
};

}  // namespace headwater::git
