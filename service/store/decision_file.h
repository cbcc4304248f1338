// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <filesystem>
#include <memory>

#include "headwater/decision_book.h"
#include "headwater/result.h"

namespace headwater::store {

/// The decisions of a database, opened for reading only, beside the service that may be running on
/// it. kInvalid: there is no database, or one of another version or program.
Result<std::unique_ptr<DecisionBook>> OpenDecisionBook(const std::filesystem::path& database);

}  // namespace headwater::store
