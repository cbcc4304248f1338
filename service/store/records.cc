// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/store/records.h"

#include <utility>

#include "service/store/keys.h"

namespace headwater::store {
namespace {

constexpr Literal kLoad = R"(
    SELECT open, head, source_branch, target_branch, head_since_wall, decision_key, decision,
           state, text, url, settle_at
    FROM record WHERE project = ?1 AND iid = ?2)";

constexpr Literal kSave = R"(
    INSERT OR REPLACE INTO record (project, iid, open, head, source_branch, target_branch,
                                   head_since_wall, decision_key, decision, state, text, url,
                                   settle_at)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13))";

/// The planner, which has no statistics, would rather read the whole project.
constexpr Literal kOpenWithHead = R"(
    SELECT iid FROM record INDEXED BY record_head
    WHERE project = ?1 AND head = ?2 AND open = 1 ORDER BY iid)";

constexpr Literal kLines = R"(
    SELECT iid, state, text, url FROM record INDEXED BY record_head
    WHERE project = ?1 AND head = ?2 AND open = 1 AND state IS NOT NULL ORDER BY iid)";

constexpr Literal kOverdue = R"(
    SELECT project, iid FROM record
    WHERE settle_at IS NOT NULL AND settle_at <= ?1 ORDER BY settle_at LIMIT ?2)";

/// A state and the two texts behind it, from this column on.
Result<StatusLine> LineFrom(const Query& query, int column) {
  StatusLine line;
  line.state = TRY(StateFrom(query.Number(column)));
  line.text = query.Bytes(column + 1);
  line.url = query.Bytes(column + 2);
  return line;
}

}  // namespace

Result<StoredRecord> LoadRecord(Connection& connection, const MailboxKey& key) {
  Query query = TRY(connection.Ask(kLoad, {key.project.value, key.iid.value}));
  StoredRecord stored;
  const bool found = TRY(query.Next());
  if (!found) return stored;
  MailboxRecord& record = stored.record;
  record.open = query.Number(0) != 0;
  record.head = TRY(CommitFrom(query.Bytes(1)));
  record.source_branch = query.Bytes(2);
  record.target_branch = query.Bytes(3);
  record.head_since = WallFrom(query.Number(4));
  record.decision_key = query.Bytes(5);
  record.decision = {query.Bytes(6)};
  if (!query.IsNull(7)) record.status = TRY(LineFrom(query, 7));
  if (!query.IsNull(10)) stored.settle_at = StoreTime(query.Number(10));
  return stored;
}

Status SaveRecord(Connection& connection, const MailboxKey& key, const StoredRecord& stored) {
  const MailboxRecord& record = stored.record;
  Value state = nullptr;
  Value settle_at = nullptr;
  if (record.status) state = Stored(record.status->state);
  if (stored.settle_at) settle_at = stored.settle_at->count();
  const StatusLine line = record.status.value_or(StatusLine());
  TRY(connection.Run(kSave, {key.project.value, key.iid.value, static_cast<int64_t>(record.open),
                             BytesOf(record.head), record.source_branch, record.target_branch,
                             Stored(record.head_since), record.decision_key, record.decision.hex,
                             state, line.text, line.url, settle_at}));
  return Ok{};
}

Result<std::vector<MailboxKey>> OpenWithHead(Connection& connection, ProjectId project,
                                             const CommitId& head) {
  Query query = TRY(connection.Ask(kOpenWithHead, {project.value, BytesOf(head)}));
  std::vector<MailboxKey> keys;
  while (true) {
    const bool found = TRY(query.Next());
    if (!found) return keys;
    keys.push_back({.project = project, .iid = {query.Number(0)}});
  }
}

Result<HeadLines> LinesAbout(Connection& connection, ProjectId project, const CommitId& head) {
  Query query = TRY(connection.Ask(kLines, {project.value, BytesOf(head)}));
  HeadLines about;
  while (true) {
    const bool found = TRY(query.Next());
    if (!found) return about;
    if (about.lines.empty()) about.speaker = {query.Number(0)};
    about.lines.push_back(TRY(LineFrom(query, 1)));
  }
}

Result<std::vector<MailboxKey>> Overdue(Connection& connection, StoreTime now, size_t limit) {
  Query query = TRY(connection.Ask(kOverdue, {now.count(), Stored(uint64_t{limit})}));
  std::vector<MailboxKey> keys;
  while (true) {
    const bool found = TRY(query.Next());
    if (!found) return keys;
    keys.push_back({.project = {query.Number(0)}, .iid = {query.Number(1)}});
  }
}

}  // namespace headwater::store
