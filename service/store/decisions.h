// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <vector>

#include "headwater/event.h"
#include "headwater/result.h"
#include "headwater/store.h"
#include "service/store/sqlite.h"

/// \file
/// Table `decision`: only ever added to.

namespace headwater::store {

/// Adding the same one again changes nothing; another one under the same id is kInvalid.
Status AddDecision(Connection& connection, const Decision& decision);
Result<std::optional<Decision>> FindDecision(Connection& connection, const DecisionId& id);
/// Newest first.
Result<std::vector<Decision>> DecisionsAbout(Connection& connection, const MailboxKey& key,
                                             size_t limit);

}  // namespace headwater::store
