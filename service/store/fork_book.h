// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <vector>

#include "headwater/fork_book.h"
#include "headwater/result.h"
#include "service/store/sqlite.h"
#include "service/store/store_clock.h"

/// \file
/// Tables `fork_place`, `fork_told` and `fork_begun`: ForkBook.

namespace headwater::store {

Result<std::vector<ForkPlace>> ForkPlaces(Connection& connection);
Result<std::optional<ForkPlace>> FindForkPlace(Connection& connection, ProjectId project);
Status PutForkPlace(Connection& connection, const ForkPlace& place);
Status DropForkPlace(Connection& connection, ProjectId project);
Result<WallTime> ForksBegunAt(Connection& connection, const Now& now);
Result<std::optional<MergeRequestIid>> ForkToldIn(Connection& connection, ProjectId project,
                                                  UserId person, const Now& now);
Status PutForkTold(Connection& connection, ProjectId project, UserId person,
                   MergeRequestIid merge_request, const Now& now);
/// The mailboxes of a project that are open, its default branch's included if there is one.
Result<std::vector<MailboxKey>> OpenMailboxes(Connection& connection, ProjectId project);

}  // namespace headwater::store
