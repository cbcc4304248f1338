// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <vector>

#include "headwater/result.h"
#include "headwater/store.h"
#include "service/store/sqlite.h"
#include "service/store/store_clock.h"

/// \file
/// How the end of a claim changes everything it touches: work, record, decision, slots. Each call
/// is part of one transaction of the caller.

namespace headwater::store {

Status EndAnnouncing(Connection& connection, const MailboxClaim& claim,
                     const Announcement& announcement, const StatusLine& superseded,
                     const Now& now);

/// False when another change was announced since the claim: nothing is published, the claim ends.
Result<bool> EndJudging(Connection& connection, const MailboxClaim& claim,
                        const Publication& publication, const StatusLine& superseded,
                        const Now& now);

/// Settles at most `limit` mailboxes.
Result<std::vector<MailboxKey>> SettleSome(Connection& connection, const StatusLine& line,
                                           size_t limit, const Now& now);

}  // namespace headwater::store
