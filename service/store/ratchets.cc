// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/store/ratchets.h"

#include <algorithm>
#include <utility>

#include "service/store/audit.h"
#include "service/store/keys.h"
#include "service/store/waiver_rows.h"

namespace headwater::store {
namespace {

constexpr Literal kFind = R"(
    SELECT project, branch, rule, decision, since_wall FROM ratchet_mark
    WHERE (?1 IS NULL OR project = ?1) ORDER BY project, branch, rule)";

constexpr Literal kFindOf = R"(
    SELECT rule, since_wall FROM ratchet_mark WHERE project = ?1 AND branch = ?2)";

constexpr Literal kAdd = R"(
    INSERT INTO ratchet_mark (project, branch, rule, decision, since_wall)
    VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (project, branch, rule) DO NOTHING)";

constexpr Literal kBranches = R"(
    SELECT branch FROM ratchet_mark WHERE project = ?1 AND rule = ?2 ORDER BY branch)";

constexpr Literal kDrop = "DELETE FROM ratchet_mark WHERE project = ?1 AND rule = ?2";

RatchetMark MarkFrom(const Query& row) {
  return {.project = {row.Number(0)},
          .branch = row.Bytes(1),
          .rule = row.Bytes(2),
          .decision = {row.Bytes(3)},
          .since = WallFrom(row.Number(4))};
}

std::string Joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

Result<std::vector<std::string>> BranchesWith(Connection& connection, ProjectId project,
                                              const std::string& rule) {
  Query rows = TRY(connection.Ask(kBranches, {project.value, rule}));
  std::vector<std::string> branches;
  for (bool found = TRY(rows.Next()); found; found = TRY(rows.Next())) {
    branches.push_back(rows.Bytes(0));
  }
  return branches;
}

}  // namespace

Result<std::vector<RatchetMark>> FindMarks(Connection& connection,
                                           const std::optional<ProjectId>& project) {
  Query rows = TRY(connection.Ask(kFind, {project ? Value(project->value) : Value(nullptr)}));
  std::vector<RatchetMark> marks;
  for (bool found = TRY(rows.Next()); found; found = TRY(rows.Next())) {
    marks.push_back(MarkFrom(rows));
  }
  return marks;
}

Result<CleanSince> FindMarksOf(Connection& connection, ProjectId project,
                               const std::string& branch) {
  Query rows = TRY(connection.Ask(kFindOf, {project.value, branch}));
  CleanSince marks;
  for (bool found = TRY(rows.Next()); found; found = TRY(rows.Next())) {
    marks[rows.Bytes(0)] = std::chrono::floor<std::chrono::days>(WallFrom(rows.Number(1)));
  }
  return marks;
}

Status SetMarks(Connection& connection, ProjectId project, const CleanBranch& clean,
                const MailboxRecord& judged, const Now& now) {
  std::vector<std::string> fresh;
  for (const std::string& rule : clean.rules) {
    const uint64_t added = TRY(connection.Run(
        kAdd, {project.value, clean.branch, rule, judged.decision.hex, Stored(now.wall)}));
    if (added > 0) fresh.push_back(rule);
  }
  if (fresh.empty()) return Ok{};
  AuditEvent event;
  event.kind = AuditKind::kRatchetSet;
  event.project = project;
  event.head = judged.head;
  event.detail = clean.branch + ": " + Joined(fresh) + ", decision " + judged.decision.hex;
  TRY(AddAudit(connection, event, now));
  return WakeProject(connection, project, now);
}

Result<std::vector<std::string>> DropMarks(Connection& connection, ProjectId project,
                                           const std::string& rule, const std::string& because,
                                           const Now& now) {
  if (because.empty() || because.size() > kMaxResetReason) {
    return Error{Errc::kInvalid, "a reset needs a reason of at most 1,024 bytes"};
  }
  std::vector<std::string> branches = TRY(BranchesWith(connection, project, rule));
  if (branches.empty()) {
    return Error{Errc::kNotFound, "no branch of the project is held to " + rule};
  }
  TRY(connection.Run(kDrop, {project.value, rule}));
  AuditEvent event;
  event.kind = AuditKind::kRatchetReset;
  event.project = project;
  // With its time: the log takes the same event once.
  event.detail =
      FormatTime(now.wall) + ": " + rule + " on " + Joined(branches) + ", because " + because;
  TRY(AddAudit(connection, event, now));
  TRY(WakeProject(connection, project, now));
  return branches;
}

}  // namespace headwater::store
