// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/store/retention.h"

#include <algorithm>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "headwater/store.h"
#include "service/store/audit.h"
#include "service/store/audit_chain.h"
#include "service/store/keys.h"

namespace headwater::store {
namespace {

/// Closed, judged for the last time before then, and nothing is left to be done or said.
constexpr Literal kClosed = R"(
    SELECT project, iid, head FROM record
    WHERE open = 0 AND iid <> 0 AND head_since_wall < ?1
      AND NOT EXISTS (SELECT 1 FROM decision WHERE decision.project = record.project
        AND decision.iid = record.iid AND at_wall >= ?1)
      AND NOT EXISTS (SELECT 1 FROM merged WHERE merged.project = record.project
        AND merged.iid = record.iid AND at_wall >= ?1)
      AND NOT EXISTS (SELECT 1 FROM work WHERE work.project = record.project
        AND work.iid = record.iid AND (done < generation OR held_until IS NOT NULL))
      AND NOT EXISTS (SELECT 1 FROM slot WHERE slot.project = record.project
        AND owner = record.iid AND (settled < version OR held_until IS NOT NULL))
    LIMIT ?2)";
constexpr Literal kDropSlots = "DELETE FROM slot WHERE project = ?1 AND owner = ?2";
/// The status of a head that nobody else has.
constexpr Literal kDropStatus = R"(
    DELETE FROM slot WHERE project = ?1 AND kind = 1 AND head = ?3 AND settled = version
      AND held_until IS NULL AND NOT EXISTS
        (SELECT 1 FROM record WHERE project = ?1 AND head = ?3 AND iid <> ?2))";
constexpr Literal kDropWork = "DELETE FROM work WHERE project = ?1 AND iid = ?2";
constexpr Literal kDropRecord = "DELETE FROM record WHERE project = ?1 AND iid = ?2";

constexpr Literal kDropPatches = R"(
    DELETE FROM decision_patch WHERE decision IN
      (SELECT id FROM decision WHERE at_wall < ?1
         AND EXISTS (SELECT 1 FROM decision_patch WHERE decision = id)
         AND NOT EXISTS (SELECT 1 FROM record WHERE decision = id AND open = 1) LIMIT ?2))";

constexpr Literal kDropDecisions = R"(
    DELETE FROM decision WHERE seq IN
      (SELECT seq FROM decision WHERE at_wall < ?1
         AND NOT EXISTS (SELECT 1 FROM record WHERE decision = id AND open = 1) LIMIT ?2))";
constexpr Literal kDropMerges = "DELETE FROM merged WHERE at_wall < ?1";

/// Clocks may jump: only what stands before everything that is young enough.
constexpr Literal kLastOld = R"(
    SELECT number, hash FROM audit_chain
    WHERE number < coalesce((SELECT min(number) FROM audit WHERE at_wall >= ?1),
                            (SELECT max(number) FROM audit))
    ORDER BY number DESC LIMIT 1)";
constexpr Literal kNoteCut = R"(
    INSERT INTO audit_cut (id, number, hash) VALUES (1, ?1, ?2)
    ON CONFLICT (id) DO UPDATE SET number = excluded.number, hash = excluded.hash)";
constexpr Literal kOpenLog = R"(
    DROP TRIGGER audit_is_not_removed;
    DROP TRIGGER audit_chain_is_not_removed;
)";
constexpr Literal kCutLog = "DELETE FROM audit WHERE number <= ?1";
constexpr Literal kCutChain = "DELETE FROM audit_chain WHERE number <= ?1";
constexpr Literal kCloseLog = R"(
    CREATE TRIGGER audit_is_not_removed BEFORE DELETE ON audit
    BEGIN SELECT RAISE(ABORT, 'the audit log is only added to'); END;
    CREATE TRIGGER audit_chain_is_not_removed BEFORE DELETE ON audit_chain
    BEGIN SELECT RAISE(ABORT, 'the audit log is only added to'); END;
)";
/// Pseudonyms that nothing names any more.
constexpr Literal kDropPersons = R"(
    DELETE FROM person WHERE pseudonym NOT IN (SELECT actor FROM audit))";

int64_t Bounded(size_t limit) {
  return static_cast<int64_t>(std::min<uint64_t>(limit, std::numeric_limits<int32_t>::max()));
}

struct ClosedMailbox {
  int64_t project = 0;
  int64_t iid = 0;
  std::string head;
};

Result<std::vector<ClosedMailbox>> ClosedBefore(Connection& connection, WallTime time,
                                                size_t limit) {
  Query query = TRY(connection.Ask(kClosed, {Stored(time), Bounded(limit)}));
  std::vector<ClosedMailbox> closed;
  for (;;) {
    const bool found = TRY(query.Next());
    if (!found) return closed;
    closed.push_back({query.Number(0), query.Number(1), query.Bytes(2)});
  }
}

Status DropMailbox(Connection& connection, const ClosedMailbox& mailbox) {
  TRY(connection.Run(kDropSlots, {mailbox.project, mailbox.iid}));
  TRY(connection.Run(kDropStatus, {mailbox.project, mailbox.iid, mailbox.head}));
  TRY(connection.Run(kDropWork, {mailbox.project, mailbox.iid}));
  TRY(connection.Run(kDropRecord, {mailbox.project, mailbox.iid}));
  return Ok{};
}

/// The last entry of the log stays: numbers go on behind it.
Result<uint64_t> CutLog(Connection& connection, WallTime time) {
  AuditHead last;
  {
    Query query = TRY(connection.Ask(kLastOld, {Stored(time)}));
    const bool found = TRY(query.Next());
    if (!found) return uint64_t{0};
    last = {static_cast<uint64_t>(query.Number(0)), query.Bytes(1)};
  }
  TRY(connection.Run(kNoteCut, {Stored(last.number), last.hash}));
  TRY(connection.Script(kOpenLog));
  const uint64_t cut = TRY(connection.Run(kCutLog, {Stored(last.number)}));
  TRY(connection.Run(kCutChain, {Stored(last.number)}));
  TRY(connection.Script(kCloseLog));
  TRY(connection.Run(kDropPersons));
  return cut;
}

}  // namespace

Result<Removed> RemoveOldRows(Connection& connection, const RetentionTimes& times, size_t limit) {
  Removed removed;
  const std::vector<ClosedMailbox> closed = TRY(ClosedBefore(connection, times.operational, limit));
  for (const ClosedMailbox& mailbox : closed) TRY(DropMailbox(connection, mailbox));
  removed.mailboxes = closed.size();
  removed.patches = TRY(connection.Run(kDropPatches, {Stored(times.operational), Bounded(limit)}));
  if (!times.audit) return removed;
  removed.decisions = TRY(connection.Run(kDropDecisions, {Stored(*times.audit), Bounded(limit)}));
  TRY(connection.Run(kDropMerges, {Stored(*times.audit)}));
  removed.entries = TRY(CutLog(connection, *times.audit));
  return removed;
}

Status AddRemoved(Connection& connection, const Removed& removed, const Now& now) {
  AuditEvent event;
  event.kind = AuditKind::kRemoved;
  event.detail = FormatTime(now.wall) + ": records " + std::to_string(removed.records) +
                 ", patches " + std::to_string(removed.patches) + ", mailboxes " +
                 std::to_string(removed.mailboxes) + ", decisions " +
                 std::to_string(removed.decisions) + ", entries " + std::to_string(removed.entries);
  return AddAudit(connection, event, now);
}

}  // namespace headwater::store
