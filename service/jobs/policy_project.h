// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <atomic>
#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "headwater/clock.h"
#include "headwater/forge.h"
#include "headwater/mirrors.h"
#include "service/jobs/policy_origin.h"

namespace headwater::jobs {

struct PolicyProjectOptions {
  Untrusted project;                  ///< "platform/governance"
  std::string ref;                    ///< A branch or tag; empty: the default branch.
  std::string path = "instance.yml";  ///< Groups lie in `groups` beside it.
  std::chrono::milliseconds refresh{std::chrono::hours(1)};
  std::string git_program;  ///< Absolute.
};

/// A policy in a project of the platform: brought by git into a mirror like every other project,
/// and read there by the git command. Values name the commit they stand in:
/// "platform/governance@1a2b3c4d5e6f:groups/x.yml". Looked at once in `refresh`, and soon after
/// somebody has pushed to it.
class PolicyProject final : public PolicyOrigin {
 public:
  /// Borrows the forge, the mirrors and the clock.
  PolicyProject(PolicyProjectOptions options, Forge& forge, Mirrors& mirrors, const Clock& clock)
      : options_(std::move(options)), forge_(forge), mirrors_(mirrors), clock_(clock) {}

  /// kTransient: the forge does not answer. kInvalid: there is no such project, branch or file.
  Result<config::LayerSources> Read() override;
  /// The commit, as it was last seen.
  std::string Mark() override;

  std::optional<ProjectId> Home() const override;

  /// Something has happened in this project. From any thread.
  void Heard(ProjectId project);

 private:
  using Texts = std::map<std::string, std::string>;  ///< By path from the root.

  Result<CommitId> Newest();
  Result<Texts> TextsAt(const CommitId& commit);
  config::NamedText Named(const std::string& path, const std::string& text) const;
  config::ReadOther Below(const std::string& folder) const;

  const PolicyProjectOptions options_;
  Forge& forge_;
  Mirrors& mirrors_;
  const Clock& clock_;

  ForgeProject project_;
  std::optional<CommitId> commit_;  ///< What is read, or is to be.
  std::string label_;               ///< "platform/governance@1a2b3c4d5e6f:"
  std::shared_ptr<const Texts> texts_;
  SteadyTime looked_at_{};
  std::atomic<int64_t> id_ = 0;  ///< Of the project; 0: not known yet.
  std::atomic<bool> heard_ = false;
};

}  // namespace headwater::jobs
