// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>

#include "headwater/result.h"
#include "service/store/sqlite.h"

namespace headwater::store {

/// Makes the tables of a partition of the fork index in an empty database. Gives PlacesOf's
/// multiplier, which each has its own of. kContent when another program or another version has
/// written it: what it was built from is still there, so nothing is carried over.
Result<uint64_t> PrepareForkTables(Connection& connection);

}  // namespace headwater::store
