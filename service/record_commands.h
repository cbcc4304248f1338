// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <ostream>
#include <span>

#include "headwater/check.h"
#include "headwater/record_requests.h"
#include "headwater/report_requests.h"
#include "headwater/rule.h"

namespace headwater {

/// `headwater replay`: service/docs/replay.md. What a repository once held is parsed in a process
/// that has shut itself off.
CommandResult RunReplay(const ReplayRequest& request, std::span<const RuleEntry* const> rules);

/// `headwater decisions`.
CommandResult RunDecisions(const DecisionsRequest& request, std::span<const RuleEntry* const> rules,
                           std::ostream& out);

/// `headwater report`.
CommandResult RunReport(const AuditReportRequest& request, std::span<const RuleEntry* const> rules,
                        std::ostream& out);

/// `headwater policy ratchet`.
CommandResult RunRatchet(const RatchetRequest& request);

}  // namespace headwater
