// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
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
/// Empty: there is none.
Result<std::string> FindPatch(Connection& connection, const DecisionId& id);
/// Newest first.
Result<std::vector<Decision>> DecisionsAbout(Connection& connection, const MailboxKey& key,
                                             size_t limit);

/// A row that begins with the columns id, key, project, iid, head, outcome, at_wall, shown_to_all,
/// record.
Result<Decision> DecisionFrom(const Query& row);

}  // namespace headwater::store
