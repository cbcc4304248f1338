// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/store/command_end.h"

#include <string>
#include <vector>

#include "service/store/audit.h"
#include "service/store/command_rows.h"
#include "service/store/fork_book.h"
#include "service/store/records.h"
#include "service/store/slots.h"
#include "service/store/waiver_rows.h"
#include "service/store/work.h"

namespace headwater::store {
namespace {

/// Without a key, the next judgement is one, whatever has changed. What was never heard of has
/// none.
Status ForgetKey(Connection& connection, const MailboxKey& about) {
  StoredRecord stored = TRY(LoadRecord(connection, about));
  stored.record.decision_key.clear();
  return SaveRecord(connection, about, stored);
}

Status Wake(Connection& connection, const MailboxKey& about, CommandWake wake, const Now& now) {
  switch (wake) {
    case CommandWake::kNothing:
      return Ok{};
    case CommandWake::kProject:
      return WakeOpenMailboxes(connection, about.project, now);
    case CommandWake::kAnew:
      TRY(ForgetKey(connection, about));
      break;
    case CommandWake::kMergeRequest:
      break;
  }
  return WakeMailbox(connection, about, now);
}

/// Somebody was quicker, which the next try will tell.
Status Revoke(Connection& connection, const Revocation& revoke, const Now& now) {
  Status revoked = RevokeWaiver(connection, revoke.number, revoke.by, now.wall, now);
  if (revoked.ok() || revoked.error().code != Errc::kNotFound) return revoked;
  return Error{Errc::kConflict, revoked.error().message};
}

Status WantReply(Connection& connection, const CommandClaim& claim, const SlotContent& content,
                 const Now& now) {
  const SlotKey key{.kind = SlotKind::kReply,
                    .project = claim.about.project,
                    .iid = claim.about.iid,
                    .head = {},
                    .fingerprint = std::to_string(claim.note.value)};
  return WantSlot(connection, key, content, now.store);
}

}  // namespace

Status WakeOpenMailboxes(Connection& connection, ProjectId project, const Now& now) {
  for (const MailboxKey& key : TRY(OpenMailboxes(connection, project))) {
    TRY(WakeMailbox(connection, key, now));
  }
  return Ok{};
}

Status CarryOutCommand(Connection& connection, const CommandClaim& claim,
                       const CommandEffects& effects, const Now& now) {
  TRY(EndCommand(connection, claim, effects, now));
  std::vector<uint64_t> numbers;
  for (const Waiver& waiver : effects.waivers) {
    numbers.push_back(TRY(AddWaiver(connection, waiver, now)));
  }
  if (effects.revoke) TRY(Revoke(connection, *effects.revoke, now));
  for (const AuditEvent& event : effects.audit) TRY(AddAudit(connection, event, now));
  TRY(Wake(connection, claim.about, effects.wake, now));
  if (!effects.reply) return Ok{};
  return WantReply(connection, claim, effects.reply(numbers), now);
}

}  // namespace headwater::store
