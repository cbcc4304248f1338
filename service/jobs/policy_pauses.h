// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "headwater/clock.h"
#include "headwater/policy_book.h"
#include "headwater/promotion.h"
#include "service/config/policy_stack.h"

/// \file
/// Which steps of modes are held back from tomorrow on. Whole days, and always from the next one:
/// what has begun today stays, whatever is counted later.

namespace headwater::jobs {

struct PauseQuestion {
  std::vector<StopCondition> conditions;  ///< Of the policy that is in force, or is to be.
  std::vector<RuleCounts> counts;         ///< Of the last days.
  std::vector<Pause> pauses;              ///< As they are.
};

/// What changes. A condition that nobody has written any more holds nothing back from today on: by
/// that a person lets the steps begin. One whose number was changed goes on where the old one was.
PauseChanges DecidePauses(const PauseQuestion& question, WallTime now);

/// The pauses, with the changes made.
std::vector<Pause> WithChanges(std::vector<Pause> pauses, const PauseChanges& changes);

/// Those of the stack's pauses that its own `stop_if` asks for: what another process is to know.
std::vector<Pause> PausesOf(const config::PolicyStack& stack);

/// "license/header-missing: red above 20%".
std::string ToText(const StopCondition& condition);

}  // namespace headwater::jobs
