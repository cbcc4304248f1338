// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/store/waiver_rows.h"

#include <algorithm>
#include <limits>
#include <string>
#include <utility>

#include "headwater/glob.h"
#include "headwater/report.h"
#include "service/store/audit.h"
#include "service/store/fork_book.h"
#include "service/store/keys.h"
#include "service/store/work.h"

namespace headwater::store {
namespace {

constexpr Literal kAdd = R"(
    INSERT INTO waiver (project, rule, path, fingerprint, iid, head, reason, text, giver, role,
                        declared, on_own, note, given_at_wall, until_day, engine)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16))";

constexpr Literal kFind = R"(
    SELECT number, project, rule, path, fingerprint, iid, head, reason, text, giver, role, declared,
           on_own, note, given_at_wall, until_day, engine, revoked_by, revoked_at_wall
    FROM waiver
    WHERE (?1 IS NULL OR project = ?1)
      AND (?2 IS NULL OR (until_day >= ?2 AND revoked_at_wall IS NULL AND ended_at_wall IS NULL))
      AND (?3 IS NULL OR until_day <= ?3)
    ORDER BY number LIMIT ?4)";

constexpr Literal kEnded = R"(
    SELECT number, project, iid FROM waiver
    WHERE ended_at_wall IS NULL AND revoked_at_wall IS NULL AND until_day < ?1
    ORDER BY number LIMIT ?2)";

constexpr Literal kOne = "SELECT project, iid, revoked_at_wall FROM waiver WHERE number = ?1";
constexpr Literal kLast = "SELECT last_insert_rowid()";
constexpr Literal kRevoke = R"(
    UPDATE waiver SET revoked_by = ?2, revoked_at_wall = ?3 WHERE number = ?1)";
constexpr Literal kEnd = "UPDATE waiver SET ended_at_wall = ?2 WHERE number = ?1";

constexpr int kLastColumn = 18;

int64_t StoredDay(std::chrono::sys_days day) { return day.time_since_epoch().count(); }

Result<WaiverReason> ReasonFrom(int64_t stored) {
  for (const WaiverReason reason : kAllWaiverReasons) {
    if (static_cast<int64_t>(reason) == stored) return reason;
  }
  return Error{Errc::kInternal, "the database holds an unknown reason of a waiver"};
}

Result<WaiverScope> ScopeFrom(const Query& row) {
  WaiverScope scope;
  scope.rule = row.Bytes(2);
  scope.path = row.Bytes(3);
  scope.fingerprint = row.Bytes(4);
  if (!row.IsNull(5)) scope.iid = MergeRequestIid{row.Number(5)};
  if (!row.IsNull(6)) scope.head = TRY(CommitFrom(row.Bytes(6)));
  return scope;
}

Result<Waiver> WaiverFrom(const Query& row) {
  Waiver waiver;
  waiver.number = static_cast<uint64_t>(row.Number(0));
  waiver.project = {row.Number(1)};
  waiver.scope = TRY(ScopeFrom(row));
  waiver.reason = TRY(ReasonFrom(row.Number(7)));
  waiver.text = Untrusted(row.Bytes(8));
  waiver.giver = {row.Number(9)};
  waiver.role = row.Bytes(10);
  waiver.declared = row.Number(11) != 0;
  waiver.on_own = row.Number(12) != 0;
  waiver.note = {row.Number(13)};
  waiver.given_at = WallFrom(row.Number(14));
  waiver.until = std::chrono::sys_days(std::chrono::days(row.Number(15)));
  waiver.engine = row.Bytes(16);
  if (row.IsNull(kLastColumn)) return waiver;
  waiver.revoked_by = {row.Number(17)};
  waiver.revoked_at = WallFrom(row.Number(kLastColumn));
  return waiver;
}

/// What no caller may write down, whatever it checked itself.
Status CheckWaiver(const Waiver& waiver) {
  const WaiverScope& scope = waiver.scope;
  if (scope.rule.empty() || waiver.role.empty()) {
    return Error{Errc::kInvalid, "a waiver names its rule and by which right it is given"};
  }
  if (scope.rule == kEveryRule && waiver.reason != WaiverReason::kEmergency) {
    return Error{Errc::kInvalid, "a waiver for every rule is for an emergency"};
  }
  if (scope.head && !scope.iid) {
    return Error{Errc::kInvalid, "only a merge request has a head that a waiver can be bound to"};
  }
  if (scope.rule.size() > kMaxWaiverRole || scope.fingerprint.size() > kMaxWaiverRole ||
      waiver.role.size() > kMaxWaiverRole || waiver.text.bytes().size() > kMaxWaiverText) {
    return Error{Errc::kInvalid, "a part of the waiver is too long"};
  }
  if (!scope.path.empty()) TRY(GlobSet::Make({scope.path}));
  return Ok{};
}

Status Audit(Connection& connection, AuditKind kind, const AuditEvent& about, const Now& now) {
  AuditEvent event = about;
  event.kind = kind;
  return AddAudit(connection, event, now);
}

std::string DayText(std::chrono::sys_days day) {
  constexpr size_t kDayLength = 10;  // 2026-11-21
  return FormatTime(WallTime(day)).substr(0, kDayLength);
}

/// "waiver 12: license/header-missing in docs/** until 2027-06-30, legacy, by maintainer". The
/// number makes it one of a kind: the log takes the same event once.
std::string DetailOf(uint64_t number, const Waiver& waiver) {
  std::string detail = "waiver " + std::to_string(number) + ": " + waiver.scope.rule;
  if (!waiver.scope.path.empty()) detail += " in " + waiver.scope.path;
  if (!waiver.scope.fingerprint.empty()) detail += " finding " + waiver.scope.fingerprint;
  if (waiver.scope.head) detail += " at " + waiver.scope.head->Hex();
  detail += " until " + DayText(waiver.until) + ", ";
  return detail + std::string(NameOf(waiver.reason).view()) + ", by " + waiver.role;
}

/// Where a waiver counts.
struct Reach {
  uint64_t number = 0;
  ProjectId project;
  std::optional<MergeRequestIid> iid;
};

Reach ReachFrom(uint64_t number, const Query& row, int project_column) {
  Reach reach{.number = number, .project = {row.Number(project_column)}, .iid = {}};
  if (!row.IsNull(project_column + 1)) reach.iid = MergeRequestIid{row.Number(project_column + 1)};
  return reach;
}

/// Looks again at what a waiver counts in.
Status WakeReach(Connection& connection, const Reach& reach, const Now& now) {
  if (reach.iid) return WakeMailbox(connection, {reach.project, *reach.iid}, now);
  return WakeProject(connection, reach.project, now);
}

AuditEvent EventOf(const Reach& reach, UserId actor, std::string detail) {
  AuditEvent event;
  event.project = reach.project;
  event.iid = reach.iid.value_or(MergeRequestIid{});
  event.actor = actor;
  event.detail = std::move(detail);
  return event;
}

Result<std::vector<Reach>> EndedBefore(Connection& connection, std::chrono::sys_days today,
                                       uint64_t limit) {
  std::vector<Reach> ended;
  Query query = TRY(connection.Ask(kEnded, {StoredDay(today), Stored(limit)}));
  for (bool found = TRY(query.Next()); found; found = TRY(query.Next())) {
    ended.push_back(ReachFrom(static_cast<uint64_t>(query.Number(0)), query, 1));
  }
  return ended;
}

Result<uint64_t> Insert(Connection& connection, const Waiver& waiver) {
  const WaiverScope& scope = waiver.scope;
  const Value iid = scope.iid ? Value(scope.iid->value) : Value(nullptr);
  const Value head = scope.head ? Value(BytesOf(*scope.head)) : Value(nullptr);
  TRY(connection.Run(
      kAdd, {waiver.project.value, scope.rule, scope.path, scope.fingerprint, iid, head,
             static_cast<int64_t>(waiver.reason), waiver.text.bytes(), waiver.giver.value,
             waiver.role, static_cast<int64_t>(waiver.declared),
             static_cast<int64_t>(waiver.on_own), waiver.note.value, Stored(waiver.given_at),
             StoredDay(waiver.until), kEngineVersion.view()}));
  return static_cast<uint64_t>(TRY(NumberOf(connection, kLast)));
}

}  // namespace

Status WakeProject(Connection& connection, ProjectId project, const Now& now) {
  const std::vector<MailboxKey> keys = TRY(OpenMailboxes(connection, project));
  if (keys.empty()) return Ok{};
  const auto count = static_cast<int64_t>(keys.size());
  const auto step = std::min(kWaiverWakeStep, kWaiverWakeSpread / count);
  std::chrono::milliseconds delay{0};
  for (const MailboxKey& key : keys) {
    // Reading each of them anew is spread as well as judging it; what is pushed overtakes both.
    TRY(WakeMailbox(connection, key, {.store = now.store + delay, .wall = now.wall}));
    delay += step;
  }
  return Ok{};
}

Result<uint64_t> AddWaiver(Connection& connection, const Waiver& waiver, const Now& now) {
  TRY(CheckWaiver(waiver));
  const uint64_t number = TRY(Insert(connection, waiver));
  const Reach reach{.number = number, .project = waiver.project, .iid = waiver.scope.iid};
  TRY(Audit(connection, AuditKind::kWaiverGiven,
            EventOf(reach, waiver.giver, DetailOf(number, waiver)), now));
  TRY(WakeReach(connection, reach, now));
  return number;
}

Status RevokeWaiver(Connection& connection, uint64_t number, UserId by, WallTime at,
                    const Now& now) {
  Reach reach;
  {
    Query query = TRY(connection.Ask(kOne, {Stored(number)}));
    const bool found = TRY(query.Next());
    if (!found) return Error{Errc::kNotFound, "there is no waiver " + std::to_string(number)};
    if (!query.IsNull(2)) {
      return Error{Errc::kConflict, "waiver " + std::to_string(number) + " was revoked before"};
    }
    reach = ReachFrom(number, query, 0);
  }
  TRY(connection.Run(kRevoke, {Stored(number), by.value, Stored(at)}));
  TRY(Audit(connection, AuditKind::kWaiverRevoked,
            EventOf(reach, by, "waiver " + std::to_string(number)), now));
  return WakeReach(connection, reach, now);
}

Result<uint64_t> ExpireWaivers(Connection& connection, std::chrono::sys_days today, size_t limit,
                               const Now& now) {
  const auto bounded = std::min<uint64_t>(limit, std::numeric_limits<int32_t>::max());
  const std::vector<Reach> ended = TRY(EndedBefore(connection, today, bounded));
  std::vector<std::pair<ProjectId, std::optional<MergeRequestIid>>> woken;
  for (const Reach& reach : ended) {
    TRY(connection.Run(kEnd, {Stored(reach.number), Stored(now.wall)}));
    TRY(Audit(connection, AuditKind::kWaiverExpired,
              EventOf(reach, {}, "waiver " + std::to_string(reach.number)), now));
    // Ten thousand that end together are one reason to look again.
    const std::pair where(reach.project, reach.iid);
    if (std::find(woken.begin(), woken.end(), where) != woken.end()) continue;
    woken.push_back(where);
    TRY(WakeReach(connection, reach, now));
  }
  return static_cast<uint64_t>(ended.size());
}

Result<std::vector<Waiver>> FindWaivers(Connection& connection, const WaiverQuery& query,
                                        size_t limit) {
  const auto bounded = std::min<uint64_t>(limit, std::numeric_limits<int32_t>::max());
  const Value project = query.project ? Value(query.project->value) : Value(nullptr);
  const Value day = query.in_force_on ? Value(StoredDay(*query.in_force_on)) : Value(nullptr);
  const Value end = query.ends_by ? Value(StoredDay(*query.ends_by)) : Value(nullptr);
  Query rows = TRY(connection.Ask(kFind, {project, day, end, Stored(bounded)}));
  std::vector<Waiver> waivers;
  for (bool found = TRY(rows.Next()); found; found = TRY(rows.Next())) {
    waivers.push_back(TRY(WaiverFrom(rows)));
  }
  return waivers;
}

}  // namespace headwater::store
