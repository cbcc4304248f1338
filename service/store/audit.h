// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <vector>

#include "headwater/result.h"
#include "headwater/store.h"
#include "service/store/sqlite.h"
#include "service/store/store_clock.h"

/// \file
/// Table `audit`: only ever added to; the database itself refuses anything else.

namespace headwater::store {

/// The same event again changes nothing.
Status AddAudit(Connection& connection, const AuditEvent& event, const Now& now);

Result<std::vector<AuditEntry>> AuditSince(Connection& connection, WallTime since, size_t limit);

}  // namespace headwater::store
