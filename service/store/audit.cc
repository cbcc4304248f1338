// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/store/audit.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "service/store/audit_chain.h"
#include "service/store/keys.h"
#include "service/store/persons.h"

namespace headwater::store {
namespace {

constexpr Literal kAdd = R"(
    INSERT INTO audit (at_wall, kind, project, iid, head, actor, detail)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
    ON CONFLICT (project, head, kind, iid, actor, detail) DO NOTHING)";

/// In the order in which they were stored: clocks may jump.
constexpr Literal kSince = R"(
    SELECT audit.number, at_wall, kind, project, iid, head, person.user, detail, actor,
      audit_chain.hash
    FROM audit LEFT JOIN person ON person.pseudonym = actor
      LEFT JOIN audit_chain ON audit_chain.number = audit.number
    WHERE at_wall >= ?1 ORDER BY audit.number LIMIT ?2)";

Result<AuditKind> KindFrom(int64_t stored) {
  for (const AuditKind kind :
       {AuditKind::kForgedStatus,    AuditKind::kReadersChanged,    AuditKind::kWaiverGiven,
        AuditKind::kWaiverRevoked,   AuditKind::kWaiverExpired,     AuditKind::kCommandRefused,
        AuditKind::kWaiverRequested, AuditKind::kRuleReportedWrong, AuditKind::kForkAnswered,
        AuditKind::kCommandIgnored,  AuditKind::kPolicyChanged,     AuditKind::kPolicyRefused,
        AuditKind::kEnrolled,        AuditKind::kPromotionsPaused,  AuditKind::kPromotionsResumed,
        AuditKind::kMergedRed,       AuditKind::kMergedUnchecked,   AuditKind::kRemoved,
        AuditKind::kRatchetReset,    AuditKind::kRatchetSet}) {
    if (static_cast<int64_t>(kind) == stored) return kind;
  }
  return Error{Errc::kInternal, "the database holds an unknown kind of audit entry"};
}

Result<AuditEntry> EntryFrom(const Query& row) {
  AuditEntry entry;
  entry.number = static_cast<uint64_t>(row.Number(0));
  entry.at = WallFrom(row.Number(1));
  entry.event.kind = TRY(KindFrom(row.Number(2)));
  entry.event.project = {row.Number(3)};
  entry.event.iid = {row.Number(4)};
  entry.event.head = TRY(CommitFrom(row.Bytes(5)));
  entry.event.actor = {row.Number(6)};
  entry.event.detail = row.Bytes(7);
  entry.person = row.Number(8);
  entry.hash = row.Bytes(9);
  return entry;
}

}  // namespace

Status AddAudit(Connection& connection, const AuditEvent& event, const Now& now) {
  const int64_t person = TRY(PseudonymOf(connection, event.actor));
  const uint64_t added = TRY(
      connection.Run(kAdd, {Stored(now.wall), static_cast<int64_t>(event.kind), event.project.value,
                            event.iid.value, BytesOf(event.head), person, event.detail}));
  return added == 0 ? Status(Ok{}) : ChainNewest(connection);
}

Result<std::vector<AuditEntry>> AuditSince(Connection& connection, WallTime since, size_t limit) {
  const auto bounded = std::min<uint64_t>(limit, std::numeric_limits<int32_t>::max());
  Query query = TRY(connection.Ask(kSince, {Stored(since), Stored(bounded)}));
  std::vector<AuditEntry> entries;
  while (true) {
    const bool found = TRY(query.Next());
    if (!found) return entries;
    entries.push_back(TRY(EntryFrom(query)));
  }
}

}  // namespace headwater::store
