// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <vector>

#include "headwater/waiver.h"
#include "service/store/sqlite.h"
#include "service/store/store_clock.h"

/// \file
/// Table `waiver`: the register, as pieces of a transaction. A row is written once; only its
/// revocation and the end that was seen are added, once each, and the database itself refuses
/// anything else. Everything here audits what it does, and wakes the mailboxes it counts in.

namespace headwater::store {

/// The mailboxes of a project whose waivers changed are looked at one after the other, so far
/// apart: what people push meanwhile overtakes them.
inline constexpr std::chrono::milliseconds kWaiverWakeStep{500};
/// The last of them is looked at no later than this.
inline constexpr std::chrono::milliseconds kWaiverWakeSpread = std::chrono::minutes(30);

/// Looks again at all that is open in a project, one after the other. One with very many merge
/// requests has its step cut short, so that the last one is not forgotten for hours.
Status WakeProject(Connection& connection, ProjectId project, const Now& now);

/// Gives the number. `number` and the revocation of `waiver` are not looked at. kInvalid as
/// WaiverBook::Add.
Result<uint64_t> AddWaiver(Connection& connection, const Waiver& waiver, const Now& now);

/// Errors as WaiverBook::Revoke.
Status RevokeWaiver(Connection& connection, uint64_t number, UserId by, WallTime at,
                    const Now& now);

Result<uint64_t> ExpireWaivers(Connection& connection, std::chrono::sys_days today, size_t limit,
                               const Now& now);

Result<std::vector<Waiver>> FindWaivers(Connection& connection, const WaiverQuery& query,
                                        size_t limit);

}  // namespace headwater::store
