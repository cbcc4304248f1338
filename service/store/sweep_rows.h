// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "headwater/result.h"
#include "headwater/sweep.h"
#include "service/store/sqlite.h"
#include "service/store/store_clock.h"

/// \file
/// Table `sweep`, and what of a list differs from table `record`.

namespace headwater::store {

Result<std::optional<WallTime>> LoadSwept(Connection& connection);
Status SaveSwept(Connection& connection, WallTime until);

/// See SweepBook::WakeMissed.
Result<std::vector<MailboxKey>> WakeListed(Connection& connection,
                                           std::span<const ListedMergeRequest> listed,
                                           const Now& now);

}  // namespace headwater::store
