// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <optional>
#include <string_view>
#include <vector>

#include "headwater/result.h"
#include "headwater/store.h"
#include "service/store/sqlite.h"
#include "service/store/store_clock.h"

/// \file
/// Table `slot`: what the forge should show, and what we know of what it shows. Its column `head`
/// holds what tells slots of one kind apart: the head of a status, the fingerprint of a suggestion,
/// the comment that is answered.
///
/// Calls under a claim answer kConflict when it is not the last one of its slot, or has ended.

namespace headwater::store {

/// Wants this content, due at `due`. The same content again changes nothing, but may be sent
/// earlier.
Status WantSlot(Connection& connection, const SlotKey& key, const SlotContent& content,
                StoreTime due);
/// The state last wanted; none: no such slot.
Result<std::optional<StatusState>> WantedState(Connection& connection, const SlotKey& key);

/// Of one merge request, by fingerprint.
Result<std::vector<KnownSuggestion>> SuggestionSlots(Connection& connection, const MailboxKey& key);

Result<std::optional<SlotClaim>> NextSlot(Connection& connection, std::chrono::milliseconds lease,
                                          const Now& now);
/// False when the content has changed since the claim: nothing is intended, and the claim ends.
Result<bool> IntendSlot(Connection& connection, const SlotClaim& claim, std::string_view intent,
                        const Now& now);
Status SettleSlot(Connection& connection, const SlotClaim& claim, std::string_view remembered);
struct Postponement {
  std::string_view remembered;
  StoreTime due{};
  bool keep_intent = false;
};
Status PostponeSlot(Connection& connection, const SlotClaim& claim, const Postponement& later);
/// Nothing happens when there is no such slot.
Status LookAtSlotAgain(Connection& connection, const SlotKey& key, const Now& now);

Status VoidSlotLeases(Connection& connection);
Status CountSlots(Connection& connection, StoreHealth& health);

}  // namespace headwater::store
