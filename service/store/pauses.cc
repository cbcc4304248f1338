// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/store/pauses.h"

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "headwater/command_queue.h"
#include "service/store/audit.h"
#include "service/store/keys.h"

namespace headwater::store {
namespace {

constexpr Literal kAll = R"(
    SELECT rule, measure, above, since_day, until_day FROM pause
    ORDER BY since_day, rule, measure, above)";

constexpr Literal kPut = R"(
    INSERT INTO pause (rule, measure, above, since_day, until_day) VALUES (?1, ?2, ?3, ?4, ?5)
    ON CONFLICT (rule, measure, above, since_day) DO UPDATE SET until_day = ?5)";

constexpr Literal kDrop = R"(
    DELETE FROM pause WHERE rule = ?1 AND measure = ?2 AND above = ?3 AND since_day = ?4)";

/// Of each merge request the last decision, as decision-json.md describes it; what our own side
/// could not do (outcome 4) says nothing of a rule.
constexpr Literal kVerdicts = R"(
    SELECT id, count(*), sum(verdict = 'fail' AND NOT waived), sum(verdict = 'unknown'),
           sum(verdict = 'fail' AND waived)
    FROM (SELECT json_extract(rule.value, '$.id') AS id,
                 json_extract(rule.value, '$.verdict') AS verdict,
                 coalesce(json_extract(rule.value, '$.waived.all'), 0) AS waived
          FROM decision, json_each(CAST(decision.record AS TEXT), '$.report.rules') AS rule
          WHERE decision.outcome <> 4 AND decision.seq IN
            (SELECT max(seq) FROM decision WHERE at_wall >= ?1 AND iid > 0 GROUP BY project, iid))
    GROUP BY id)";

constexpr Literal kWrong = R"(
    SELECT rule, count(DISTINCT person) FROM remark
    WHERE kind = ?1 AND has_role = 1 AND at_wall >= ?2 GROUP BY rule)";

int64_t StoredDay(std::chrono::sys_days day) { return day.time_since_epoch().count(); }

std::chrono::sys_days DayFrom(int64_t stored) {
  return std::chrono::sys_days(std::chrono::days(stored));
}

Result<StopMeasure> MeasureFrom(int64_t stored) {
  for (const StopMeasure measure : kAllStopMeasures) {
    if (static_cast<int64_t>(measure) == stored) return measure;
  }
  return Error{Errc::kInternal, "the database holds an unknown measure"};
}

Result<Pause> PauseFrom(const Query& row) {
  Pause pause;
  pause.condition.rule = row.Bytes(0);
  pause.condition.measure = TRY(MeasureFrom(row.Number(1)));
  pause.condition.above = row.Number(2);
  pause.since = DayFrom(row.Number(3));
  if (!row.IsNull(4)) pause.until = DayFrom(row.Number(4));
  return pause;
}

using Counts = std::map<std::string, RuleCounts>;

Status AddVerdicts(Connection& connection, WallTime since, Counts& counts) {
  Query query = TRY(connection.Ask(kVerdicts, {Stored(since)}));
  for (;;) {
    const bool found = TRY(query.Next());
    if (!found) return Ok{};
    RuleCounts& rule = counts[query.Bytes(0)];
    rule.judged = static_cast<uint64_t>(query.Number(1));
    rule.red = static_cast<uint64_t>(query.Number(2));
    rule.unknown = static_cast<uint64_t>(query.Number(3));
    rule.waived = static_cast<uint64_t>(query.Number(4));
  }
}

Status AddWrong(Connection& connection, WallTime since, Counts& counts) {
  Query query =
      TRY(connection.Ask(kWrong, {static_cast<int64_t>(RemarkKind::kWrong), Stored(since)}));
  for (;;) {
    const bool found = TRY(query.Next());
    if (!found) return Ok{};
    counts[query.Bytes(0)].wrong = static_cast<uint64_t>(query.Number(1));
  }
}

}  // namespace

Result<std::vector<Pause>> AllPauses(Connection& connection) {
  Query query = TRY(connection.Ask(kAll));
  std::vector<Pause> pauses;
  for (;;) {
    const bool found = TRY(query.Next());
    if (!found) return pauses;
    pauses.push_back(TRY(PauseFrom(query)));
  }
}

Status SavePauses(Connection& connection, const PauseChanges& changes, const Now& now) {
  for (const Pause& pause : changes.drop) {
    const StopCondition& condition = pause.condition;
    TRY(connection.Run(kDrop, {condition.rule, static_cast<int64_t>(condition.measure),
                               condition.above, StoredDay(pause.since)}));
  }
  for (const Pause& pause : changes.put) {
    const StopCondition& condition = pause.condition;
    Value until = nullptr;
    if (pause.until) until = StoredDay(*pause.until);
    TRY(connection.Run(kPut, {condition.rule, static_cast<int64_t>(condition.measure),
                              condition.above, StoredDay(pause.since), until}));
  }
  for (const AuditEvent& event : changes.because) TRY(AddAudit(connection, event, now));
  return Ok{};
}

Result<std::vector<RuleCounts>> CountVerdicts(Connection& connection, WallTime since) {
  Counts counts;
  TRY(AddVerdicts(connection, since, counts));
  TRY(AddWrong(connection, since, counts));
  std::vector<RuleCounts> all;
  for (auto& [rule, count] : counts) {
    all.push_back(std::move(count));
    all.back().rule = rule;
  }
  return all;
}

}  // namespace headwater::store
