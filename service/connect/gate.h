// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "headwater/administration.h"
#include "headwater/untrusted.h"

namespace headwater::connect {

/// How strong the gate of a project is, as GitLab makes it. GitLab CE has no "required status":
/// with "Pipelines must succeed" it asks whether the head pipeline succeeded, and our status counts
/// while it is in there.
/// https://docs.gitlab.com/ee/user/project/merge_requests/auto_merge.html "Require a successful
/// pipeline for merge"
enum class GateStrength {
  kAdvisory,  ///< Nothing is held, and what is merged all the same is not noticed.
  kAudited,   ///< Can be passed by; what was merged red or unchecked is written down afterwards.
  kEnforced,  ///< GitLab merges only what is green, for everybody below Maintainer but a Developer
              ///< who sets a status of our name; that is replaced and written down.
};

Literal NameOf(GateStrength strength);

struct GateFacts {
  bool hears = false;   ///< A webhook of ours tells of its merge requests.
  bool speaks = false;  ///< The bot may set a status.
  bool pipelines_must_succeed = false;
  bool skipped_is_success = false;
  bool threads_must_be_resolved = false;
  bool may_be_forked = true;
  std::optional<bool> push_protected{};  ///< None: it could not be read.
};

struct Gate {
  GateStrength strength = GateStrength::kAdvisory;
  std::vector<std::string> lacks;  ///< Settings and commands that it lacks to be enforced.
};

/// Pure.
Gate GateOf(const GateFacts& facts);

}  // namespace headwater::connect
