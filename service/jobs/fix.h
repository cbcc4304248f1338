// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "headwater/check.h"
#include "service/config/effective_policy.h"

namespace headwater::jobs {

/// `headwater fix`: judges the work tree, applies every fix that is text (of rules that are not
/// merely observed), and judges again, until nothing more is to be done. Starts no program. Exit
/// codes: 0 nothing is left, 1 something is left for a person, 2 wrong use, 3 could not check.
CommandResult RunFix(const FixRequest& request, const config::Shipped& shipped);

}  // namespace headwater::jobs
