// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "service/store/sqlite.h"
#include "service/store/store_clock.h"

namespace headwater::store {

/// Brings the database to the schema of this program, step by step, each step whole or not at all.
/// kInvalid when a newer program or another one has written it.
Status Migrate(Connection& connection);

/// For whoever only reads, beside the service that writes: kInvalid when the schema is not that of
/// this program.
Status CheckReadable(Connection& connection);

/// The store's clock as it was last written.
Result<Now> LoadClock(Connection& connection);
Status SaveClock(Connection& connection, const Now& now);

}  // namespace headwater::store
