// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>

#include "headwater/clock.h"
#include "headwater/ids.h"
#include "headwater/result.h"
#include "service/store/sqlite.h"

/// \file
/// Table `person`: which pseudonym is whose. The audit log holds pseudonyms only, so that a person
/// can be forgotten and the log stays whole.

namespace headwater::store {

/// The person's pseudonym, made when there is none; 0 for nobody.
Result<int64_t> PseudonymOf(Connection& connection, UserId user);

/// Removes what leads from a pseudonym to the person, and writes down that somebody was forgotten,
/// not who. False: there was nothing to remove. Within a transaction.
Result<bool> DropPerson(Connection& connection, UserId user, WallTime now);

}  // namespace headwater::store
