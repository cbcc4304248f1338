// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <filesystem>

#include "headwater/result.h"
#include "service/store/sqlite.h"

namespace headwater::store {

/// A connection to the service's database, beside the service that may be running on it. kInvalid:
/// there is no database, or one of another version or program.
Result<Connection> OpenExisting(const std::filesystem::path& database, Access access);

}  // namespace headwater::store
