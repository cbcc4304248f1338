// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <filesystem>
#include <memory>

#include "headwater/clock.h"
#include "headwater/ids.h"
#include "headwater/result.h"
#include "headwater/store.h"

namespace headwater::store {

/// The audit log of a database, opened for reading only, beside the service that may be running on
/// it. kInvalid: there is no database, or one of another version or program. One thread at a time.
Result<std::unique_ptr<AuditLog>> OpenAuditLog(const std::filesystem::path& database);

/// Removes what leads from a pseudonym of the log to this person, beside the service or without it:
/// persons.h. False: there was nothing to remove.
Result<bool> ForgetPerson(const std::filesystem::path& database, UserId user, const Clock& clock);

}  // namespace headwater::store
