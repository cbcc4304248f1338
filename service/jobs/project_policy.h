// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <vector>

#include "headwater/git.h"
#include "headwater/policy.h"
#include "headwater/result.h"
#include "service/config/effective_policy.h"

namespace headwater::jobs {

/// Where a project keeps its policy.
inline constexpr std::string_view kProjectPolicyPath = ".headwater.yml";

/// Where a change's policies may stand.
struct PolicySides {
  GitView* target = nullptr;  ///< nullptr: there is no target, head's own counts.
  GitView* head = nullptr;
  bool change_edits_it = false;
};

/// The policies a change is judged by: the target's, and the change's own too where it edits the
/// file - of two verdicts the worse counts, so that no change weakens what judges it. A head that
/// is merely behind its target brings no policy. kContent when the file is there and cannot be
/// read, or is no valid policy.
Result<std::vector<Policy>> ProjectPolicies(const PolicySides& sides,
                                            const config::Shipped& shipped);

}  // namespace headwater::jobs
