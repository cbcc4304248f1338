// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string_view>

#include "headwater/result.h"
#include "headwater/store.h"
#include "service/store/sqlite.h"
#include "service/store/store_clock.h"

namespace headwater::store {

/// Notes the key of a delivery, and forgets a few that are older than we remember.
Result<Recorded> NoteDelivery(Connection& connection, std::string_view key, StoreTime now);

}  // namespace headwater::store
