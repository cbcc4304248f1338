// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <vector>

#include "headwater/policy_book.h"
#include "headwater/promotion.h"
#include "headwater/result.h"
#include "service/store/sqlite.h"
#include "service/store/store_clock.h"

/// \file
/// Table `pause`, and what is counted for it: PolicyBook.

namespace headwater::store {

/// By the day on which they began.
Result<std::vector<Pause>> AllPauses(Connection& connection);
Status SavePauses(Connection& connection, const PauseChanges& changes, const Now& now);
Result<std::vector<RuleCounts>> CountVerdicts(Connection& connection, WallTime since);

}  // namespace headwater::store
