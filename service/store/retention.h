// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "headwater/result.h"
#include "headwater/retention.h"
#include "service/store/sqlite.h"
#include "service/store/store_clock.h"

namespace headwater::store {

/// As Retention. Within a transaction.
Result<Removed> RemoveOldRows(Connection& connection, const RetentionTimes& times, size_t limit);
Status AddRemoved(Connection& connection, const Removed& removed, const Now& now);

}  // namespace headwater::store
