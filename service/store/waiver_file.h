// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <filesystem>
#include <memory>

#include "headwater/clock.h"
#include "headwater/result.h"
#include "headwater/waiver.h"
#include "service/store/sqlite.h"

namespace headwater::store {

/// The register of a database, beside the service that may be running on it: SQLite lets writers of
/// several processes wait for one another (https://www.sqlite.org/wal.html, "Concurrency"), and the
/// service looks for woken mailboxes by itself. kInvalid: there is no database, or one of another
/// version or program. One thread at a time.
Result<std::unique_ptr<WaiverBook>> OpenWaiverBook(const std::filesystem::path& database,
                                                   Access access, const Clock& clock);

}  // namespace headwater::store
