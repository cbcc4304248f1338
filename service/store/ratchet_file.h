// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <filesystem>
#include <memory>

#include "headwater/clock.h"
#include "headwater/ratchet_book.h"
#include "headwater/result.h"
#include "service/store/sqlite.h"

namespace headwater::store {

/// The marks of a database, beside the service that may be running on it. kInvalid: there is no
/// database, or one of another version or program. One thread at a time.
Result<std::unique_ptr<RatchetBook>> OpenRatchetBook(const std::filesystem::path& database,
                                                     Access access, const Clock& clock);

}  // namespace headwater::store
