// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/connect/gate.h"

namespace headwater::connect {

Literal NameOf(GateStrength strength) {
  switch (strength) {
    case GateStrength::kAdvisory:
      return "advisory";
    case GateStrength::kAudited:
      return "advisory, audited";
    case GateStrength::kEnforced:
      return "enforced";
  }
  return "advisory";
}

Gate GateOf(const GateFacts& facts) {
  Gate gate;
  std::vector<std::string>& lacks = gate.lacks;
  if (!facts.hears || !facts.speaks) lacks.emplace_back("headwater connect for this project");
  if (!facts.pipelines_must_succeed) {
    lacks.emplace_back("Settings > Merge requests: tick \"Pipelines must succeed\"");
  }
  if (facts.skipped_is_success) {
    lacks.emplace_back(
        "Settings > Merge requests: untick \"Skipped pipelines are considered successful\": [skip "
        "ci] passes the gate by");
  }
  if (!facts.push_protected) {
    lacks.emplace_back(
        "see that nobody below Maintainer pushes to the default branch: it could "
        "not be read");
  } else if (!*facts.push_protected) {
    lacks.emplace_back(
        "Settings > Repository > Protected branches: let only Maintainers push to the default "
        "branch");
  }
  if (facts.may_be_forked && !facts.threads_must_be_resolved) {
    lacks.emplace_back(
        "Settings > Merge requests: tick \"All threads must be resolved\": pipelines of forks run "
        "in the fork, whose owner decides what they say");
  }
  if (facts.hears) {
    gate.strength = lacks.empty() ? GateStrength::kEnforced : GateStrength::kAudited;
  }
  return gate;
}

}  // namespace headwater::connect
