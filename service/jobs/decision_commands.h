// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <ostream>
#include <span>

#include "headwater/check.h"
#include "headwater/decision_book.h"
#include "headwater/record_requests.h"
#include "headwater/rule.h"

namespace headwater::jobs {

/// `headwater decisions`: service/docs/decision-json.md. What may be long goes to `out` as it is
/// found. kExitUsage when a project or decision is named that is not there, or not clearly;
/// kExitUnknown when the store cannot be read now.
CommandResult RunDecisions(const DecisionsRequest& request, DecisionBook& book,
                           std::span<const RuleEntry* const> rules, std::ostream& out);

}  // namespace headwater::jobs
