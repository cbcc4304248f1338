// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <optional>

#include "headwater/event.h"
#include "headwater/result.h"
#include "headwater/store.h"
#include "service/store/sqlite.h"
#include "service/store/store_clock.h"

/// \file
/// Table `work`: what waits, who holds it. Each mailbox has a row for each lane with the same
/// generation, which every event raises; a lane has work while it has not done all of it and is
/// cleared for all of it. A wake-up cannot be lost, because work is done up to the generation that
/// was claimed, never up to the present one.
///
/// Calls that end a claim answer kConflict when it is not the last one of its lane, or has ended.

namespace headwater::store {

/// An event has arrived, whose judgement may be let wait when there was nothing to judge.
Status WakeMailbox(Connection& connection, const MailboxKey& key, const Now& now,
                   std::chrono::milliseconds delay = std::chrono::milliseconds(0),
                   std::string_view trace_id = "");

/// The claim, without its record.
Result<std::optional<MailboxClaim>> ClaimWork(Connection& connection, Lane lane,
                                              std::chrono::milliseconds lease, const Now& now);

/// Done up to the claimed generation.
Status FinishWork(Connection& connection, const MailboxClaim& claim, const Now& now);
/// Ended with a result that nobody wants any more: the work stays.
Status DropWork(Connection& connection, const MailboxClaim& claim, const Now& now);
Status RetryWork(Connection& connection, const MailboxClaim& claim, std::chrono::milliseconds delay,
                 const Now& now);
Status HandBackWork(Connection& connection, const MailboxClaim& claim, const Now& now);

/// Everything up to this generation has been announced: it may be judged.
Status ClearForJudge(Connection& connection, const MailboxKey& key, uint64_t generation);

/// Nobody holds anything: the process that did has ended.
Status VoidWorkLeases(Connection& connection, const Now& now);

/// Fills in the mailboxes' part.
Status CountWork(Connection& connection, StoreHealth& health);

}  // namespace headwater::store
