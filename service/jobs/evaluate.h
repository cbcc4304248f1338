// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <istream>

#include "headwater/check.h"
#include "service/config/effective_policy.h"

namespace headwater::jobs {

/// `headwater evaluate`: reads one request, locks the process in, judges, answers. Exit 0 with an
/// answer whatever its outcome, kExitUsage for a request that is refused, kExitUnknown when the
/// sandbox could not be entered.
CommandResult EvaluateStream(std::istream& in, config::Shipped shipped);

}  // namespace headwater::jobs
