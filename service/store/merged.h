// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "headwater/event.h"
#include "headwater/result.h"
#include "headwater/store.h"
#include "service/store/sqlite.h"
#include "service/store/store_clock.h"

/// \file
/// Table `merged`: which decision stood behind what was merged.

namespace headwater::store {

/// Links the merge with the decision, once, and writes into the audit log what is not green: a
/// decision about another head has checked nothing. `last`: the mailbox's; empty: there is none.
Status NoteMerge(Connection& connection, const MailboxKey& about, const MergeNote& merge,
                 const DecisionId& last, const Now& now);

}  // namespace headwater::store
