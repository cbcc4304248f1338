// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/store/mailboxes.h"

#include <initializer_list>
#include <optional>

#include "service/store/decisions.h"
#include "service/store/keys.h"
#include "service/store/merged.h"
#include "service/store/ratchets.h"
#include "service/store/records.h"
#include "service/store/slots.h"
#include "service/store/work.h"

namespace headwater::store {
namespace {

bool Runs(const std::optional<StatusLine>& status) {
  return status && status->state == StatusState::kRunning;
}

/// Whether both are about the same change, so that a judgement of one holds for the other.
bool SameSubject(const MailboxRecord& a, const MailboxRecord& b) {
  return a.open == b.open && a.head == b.head && a.source_branch == b.source_branch &&
         a.target_branch == b.target_branch;
}

SlotContent ContentOf(const StatusLine& line) {
  return {.state = line.state, .text = line.text, .url = line.url};
}

/// The record as announced, but what the judge published since the announcer's claim stays.
MailboxRecord Merge(const MailboxRecord& announced, const MailboxRecord& claimed,
                    const MailboxRecord& stored) {
  MailboxRecord merged = announced;
  if (stored.decision_key != claimed.decision_key || stored.decision != claimed.decision) {
    merged.decision_key = stored.decision_key;
    merged.decision = stored.decision;
  }
  if (stored.status != claimed.status && SameSubject(stored, announced)) {
    merged.status = stored.status;
  }
  return merged;
}

/// Until when the record may say kRunning. A time that runs already for this head goes on: no flood
/// of events can push it out.
std::optional<StoreTime> SettleTime(const MailboxRecord& record, const StoredRecord& before,
                                    std::optional<StoreTime> fresh) {
  if (!Runs(record.status)) return std::nullopt;
  if (before.settle_at && before.record.head == record.head) return before.settle_at;
  return fresh;
}

/// Makes the status slot of a head what those who have it say together.
Status SpeakAboutOne(Connection& connection, ProjectId project, const CommitId& head,
                     const StatusLine& superseded, const Now& now) {
  if (head.IsZero()) return Ok{};
  const HeadLines about = TRY(LinesAbout(connection, project, head));
  const SlotKey slot{
      .kind = SlotKind::kStatus, .project = project, .iid = about.speaker, .head = head};
  if (const std::optional<StatusLine> worst = WorstOf(about.lines)) {
    return WantSlot(connection, slot, ContentOf(*worst), now.store);
  }
  const std::optional<StatusState> wanted = TRY(WantedState(connection, slot));
  if (wanted != StatusState::kRunning) return Ok{};
  return WantSlot(connection, slot, ContentOf(superseded), now.store);
}

Status SpeakAbout(Connection& connection, ProjectId project, std::initializer_list<CommitId> heads,
                  const StatusLine& superseded, const Now& now) {
  for (const CommitId& head : heads) {
    TRY(SpeakAboutOne(connection, project, head, superseded, now));
  }
  return Ok{};
}

Status WantSlots(Connection& connection, const MailboxKey& mailbox,
                 const std::vector<WantedSlot>& slots, const Now& now) {
  for (const WantedSlot& slot : slots) {
    const SlotKey key{.kind = slot.kind,
                      .project = mailbox.project,
                      .iid = mailbox.iid,
                      .head = {},
                      .fingerprint = slot.fingerprint};
    TRY(WantSlot(connection, key, slot.content, now.store + slot.delay));
  }
  return Ok{};
}

}  // namespace

Status EndAnnouncing(Connection& connection, const MailboxClaim& claim,
                     const Announcement& announcement, const StatusLine& superseded,
                     const Now& now) {
  TRY(FinishWork(connection, claim, now));
  TRY(ClearForJudge(connection, claim.key, claim.generation));
  const StoredRecord before = TRY(LoadRecord(connection, claim.key));
  StoredRecord next;
  next.record = Merge(announcement.record, claim.record, before.record);
  std::optional<StoreTime> fresh;
  if (announcement.settle_within) fresh = now.store + *announcement.settle_within;
  next.settle_at = SettleTime(next.record, before, fresh);
  TRY(SaveRecord(connection, claim.key, next));
  if (announcement.merged) {
    TRY(NoteMerge(connection, claim.key, *announcement.merged, next.record.decision, now));
  }
  return SpeakAbout(connection, claim.key.project, {next.record.head, before.record.head},
                    superseded, now);
}

namespace {

StoredRecord JudgedRecord(const Publication& publication, const StoredRecord& before,
                          const Now& now) {
  StoredRecord next{.record = publication.record,
                    .settle_at = SettleTime(publication.record, before, std::nullopt)};
  if (next.settle_at && publication.settle_within) {
    next.settle_at = now.store + *publication.settle_within;
  }
  return next;
}

/// What the default branch has passed is what it is held to.
Status KeepMarks(Connection& connection, ProjectId project, const Publication& publication,
                 const Now& now) {
  if (!publication.clean) return Ok{};
  return SetMarks(connection, project, *publication.clean, publication.record, now);
}

}  // namespace

Result<bool> EndJudging(Connection& connection, const MailboxClaim& claim,
                        const Publication& publication, const StatusLine& superseded,
                        const Now& now) {
  const StoredRecord before = TRY(LoadRecord(connection, claim.key));
  if (!SameSubject(before.record, claim.record)) {
    TRY(DropWork(connection, claim, now));
    return false;
  }
  TRY(FinishWork(connection, claim, now));
  if (publication.decision) TRY(AddDecision(connection, *publication.decision));
  const StoredRecord next = JudgedRecord(publication, before, now);
  TRY(SaveRecord(connection, claim.key, next));
  TRY(SpeakAbout(connection, claim.key.project, {next.record.head, before.record.head}, superseded,
                 now));
  TRY(WantSlots(connection, claim.key, publication.slots, now));
  TRY(KeepMarks(connection, claim.key.project, publication, now));
  return true;
}

Result<std::vector<MailboxKey>> SettleSome(Connection& connection, const StatusLine& line,
                                           size_t limit, const Now& now) {
  std::vector<MailboxKey> overdue = TRY(Overdue(connection, now.store, limit));
  for (const MailboxKey& key : overdue) {
    StoredRecord stored = TRY(LoadRecord(connection, key));
    stored.record.status = line;
    stored.settle_at = std::nullopt;
    TRY(SaveRecord(connection, key, stored));
    TRY(SpeakAbout(connection, key.project, {stored.record.head}, line, now));
  }
  return overdue;
}

}  // namespace headwater::store
