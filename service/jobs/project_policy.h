// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <functional>
#include <string_view>
#include <vector>

#include "headwater/git.h"
#include "headwater/policy.h"
#include "headwater/result.h"
#include "service/config/effective_policy.h"

namespace headwater::jobs {

/// Where a project keeps its policy.
inline constexpr std::string_view kProjectPolicyPath = ".headwater.yml";

/// The files of one commit.
struct PolicyTree {
  GitView* root = nullptr;  ///< The root folder at least. nullptr: there is no such commit.
  /// Everything below it, when a policy extends a file there; nullptr: `root` has all.
  std::function<Result<GitView*>()> whole = nullptr;
};

/// Where a change's policies may stand.
struct PolicySides {
  PolicyTree target;  ///< None: head's own counts.
  PolicyTree head;
  /// Whether the change edits the file of this path; nullptr: it edits none that matters.
  std::function<bool(std::string_view path)> edits = nullptr;
  /// The target is the default branch or a protected one (config::ProjectSources).
  bool may_loosen = true;
  PolicyTree default_branch{};  ///< Asked where the target may not loosen.
};

/// The policies a change is judged by: the target's, and the change's own too where it edits the
/// file or one that it extends - of two verdicts the worse counts, so that no change weakens what
/// judges it. A head that is merely behind its target brings no policy. kContent when a file is
/// there and cannot be read, or is no valid policy.
Result<std::vector<Policy>> ProjectPolicies(const PolicySides& sides,
                                            const config::Shipped& shipped,
                                            std::chrono::sys_days as_of);

}  // namespace headwater::jobs
