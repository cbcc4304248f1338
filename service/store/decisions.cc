// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/store/decisions.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "service/store/keys.h"

namespace headwater::store {
namespace {

constexpr Literal kAdd = R"(
    INSERT INTO decision (id, key, project, iid, head, outcome, at_wall, shown_to_all, record)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
    ON CONFLICT (id) DO NOTHING)";

constexpr Literal kAddPatch = "INSERT INTO decision_patch (decision, patch) VALUES (?1, ?2)";
constexpr Literal kFindPatch = "SELECT patch FROM decision_patch WHERE decision = ?1";

constexpr Literal kFind = R"(
    SELECT id, key, project, iid, head, outcome, at_wall, shown_to_all, record
    FROM decision WHERE id = ?1)";

/// In the order in which they were stored: clocks may jump.
constexpr Literal kAbout = R"(
    SELECT id, key, project, iid, head, outcome, at_wall, shown_to_all, record
    FROM decision WHERE project = ?1 AND iid = ?2 ORDER BY seq DESC LIMIT ?3)";

Result<DecisionOutcome> OutcomeFrom(int64_t stored) {
  for (const DecisionOutcome outcome :
       {DecisionOutcome::kPass, DecisionOutcome::kFail, DecisionOutcome::kUnknownContent,
        DecisionOutcome::kUnknownInfrastructure}) {
    if (static_cast<int64_t>(outcome) == stored) return outcome;
  }
  return Error{Errc::kInternal, "the database holds an unknown outcome"};
}

bool Same(const Decision& a, const Decision& b) {
  return a.key == b.key && a.about == b.about && a.head == b.head && a.outcome == b.outcome;
}

}  // namespace

Result<Decision> DecisionFrom(const Query& row) {
  Decision decision;
  decision.id = {row.Bytes(0)};
  decision.key = row.Bytes(1);
  decision.about = {.project = {row.Number(2)}, .iid = {row.Number(3)}};
  decision.head = TRY(CommitFrom(row.Bytes(4)));
  decision.outcome = TRY(OutcomeFrom(row.Number(5)));
  decision.at = WallFrom(row.Number(6));
  decision.shown_to_all = row.Number(7) != 0;
  decision.record = row.Bytes(8);
  return decision;
}

Status AddDecision(Connection& connection, const Decision& decision) {
  const uint64_t added = TRY(connection.Run(
      kAdd, {decision.id.hex, decision.key, decision.about.project.value, decision.about.iid.value,
             BytesOf(decision.head), static_cast<int64_t>(decision.outcome), Stored(decision.at),
             static_cast<int64_t>(decision.shown_to_all), decision.record}));
  if (added == 1) {
    if (!decision.fix_patch.empty()) {
      TRY(connection.Run(kAddPatch, {decision.id.hex, decision.fix_patch}));
    }
    return Ok{};
  }
  const std::optional<Decision> there = TRY(FindDecision(connection, decision.id));
  if (there && Same(*there, decision)) return Ok{};
  return Error{Errc::kInvalid, "another decision has the id " + decision.id.hex};
}

Result<std::optional<Decision>> FindDecision(Connection& connection, const DecisionId& id) {
  Query query = TRY(connection.Ask(kFind, {id.hex}));
  const bool found = TRY(query.Next());
  if (!found) return std::optional<Decision>();
  return std::optional(TRY(DecisionFrom(query)));
}

Result<std::string> FindPatch(Connection& connection, const DecisionId& id) {
  Query query = TRY(connection.Ask(kFindPatch, {id.hex}));
  const bool found = TRY(query.Next());
  return found ? query.Bytes(0) : std::string();
}

Result<std::vector<Decision>> DecisionsAbout(Connection& connection, const MailboxKey& key,
                                             size_t limit) {
  const auto bounded = std::min<uint64_t>(limit, std::numeric_limits<int32_t>::max());
  Query query = TRY(connection.Ask(kAbout, {key.project.value, key.iid.value, Stored(bounded)}));
  std::vector<Decision> decisions;
  while (true) {
    const bool found = TRY(query.Next());
    if (!found) return decisions;
    decisions.push_back(TRY(DecisionFrom(query)));
  }
}

}  // namespace headwater::store
