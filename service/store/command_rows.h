// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "headwater/command_queue.h"
#include "headwater/result.h"
#include "service/store/sqlite.h"
#include "service/store/store_clock.h"

/// \file
/// Tables `command`, `wish`, `remark` and `fork_said`: CommandQueue. A command stays for ever, so
/// that its comment has no second effect.
///
/// Calls under a claim answer kConflict when it is not the last one of its command, or has ended.

namespace headwater::store {

/// The same comment again changes nothing.
Status AddCommand(Connection& connection, const MailboxKey& about, NoteId note, const Now& now);
Result<std::optional<CommandClaim>> NextCommand(Connection& connection,
                                                std::chrono::milliseconds lease, const Now& now);
/// All but waivers, wakes and audit entries.
Status EndCommand(Connection& connection, const CommandClaim& claim, const CommandEffects& effects,
                  const Now& now);
Status PostponeCommand(Connection& connection, const CommandClaim& claim, StoreTime due);
Status VoidCommandLeases(Connection& connection);

Result<Wishes> LoadWishes(Connection& connection, const MailboxKey& merge_request);
Result<std::vector<std::string>> ForkAnswers(Connection& connection, ProjectId project);
Result<uint64_t> RemarkCount(Connection& connection, RemarkKind kind, const std::string& rule);

}  // namespace headwater::store
