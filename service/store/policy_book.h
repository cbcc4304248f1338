// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <vector>

#include "headwater/policy_book.h"
#include "headwater/result.h"
#include "service/store/sqlite.h"
#include "service/store/store_clock.h"

/// \file
/// Tables `policy_place` and `stale`: PolicyBook.

namespace headwater::store {

Result<WallTime> PolicyBegunAt(Connection& connection, const Now& now);
Result<std::vector<ProjectStanding>> AllStandings(Connection& connection);
Result<std::optional<ProjectStanding>> FindStanding(Connection& connection, ProjectId project);
Status SaveStanding(Connection& connection, const ProjectStanding& place);

Result<uint64_t> MarkProjectsStale(Connection& connection, const std::vector<ProjectId>& projects,
                                   std::chrono::milliseconds window, const Now& now);
Result<bool> WakeOneStale(Connection& connection, const StaleTerms& terms, const Now& now);
Result<uint64_t> CountStaleRows(Connection& connection);

}  // namespace headwater::store
