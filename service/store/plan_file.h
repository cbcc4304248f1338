// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <filesystem>
#include <memory>

#include "headwater/plan_book.h"
#include "headwater/result.h"

namespace headwater::store {

/// What a database holds of merge requests and their decisions, opened for reading only, beside the
/// service that may be running on it. kInvalid: there is no database, or one of another version or
/// program.
Result<std::unique_ptr<PlanBook>> OpenPlanBook(const std::filesystem::path& database);

}  // namespace headwater::store
