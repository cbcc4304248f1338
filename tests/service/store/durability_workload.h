// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <gtest/gtest.h>
#include <sqlite3.h>

#include <algorithm>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "headwater/handle.h"
#include "service/store/sqlite_store.h"
#include "tests/service/store/store_fixture.h"

/// \file
/// One round of everything the service does with its store, and how to see afterwards that what it
/// was told is so. Used by the tests that take the power or the process away.

namespace headwater::store {

/// What a round is told, in this order.
enum Mark { kRecorded, kAnnounced, kPublished, kIntended, kSettled, kMarksPerRound };

inline int MarkOf(int round, Mark mark) { return round * kMarksPerRound + mark; }
inline std::string RoundText(int round) { return "round " + std::to_string(round); }

/// Every delivery wakes two mailboxes, so that half of one could be seen.
inline std::vector<Wake> BothWakes(int64_t first) { return {WakeOf(first), WakeOf(first + 1)}; }

inline bool AnnounceOne(SqliteStore& store, const CommitId& head) {
  const auto claim = store.Claim(Lane::kAnnounce, kLease);
  if (!claim.ok() || !claim.value()) return false;
  MailboxRecord record = claim.value()->record;
  record.head = head;
  record.status = kRunningLine;
  const Announcement announcement{.record = record, .settle_within = std::chrono::minutes(5)};
  return store.Announce(*claim.value(), announcement, kSuperseded).ok();
}

/// Record, decision, status and note all name the round.
inline bool PublishOne(SqliteStore& store, int round) {
  const auto claim = store.Claim(Lane::kJudge, kLease);
  if (!claim.ok() || !claim.value()) return false;
  const std::string text = RoundText(round);
  Publication publication;
  publication.record = claim.value()->record;
  publication.decision = DecisionOf(round, claim.value()->key.iid.value);
  publication.decision->record = text;
  publication.record.decision = publication.decision->id;
  publication.record.status = StatusLine{StatusState::kFailed, text, ""};
  publication.slots.push_back(
      {.kind = SlotKind::kNote, .content = {StatusState::kFailed, text, ""}});
  return store.Publish(*claim.value(), publication, kSuperseded).ok();
}

/// One round; `told(mark)` is called whenever a call has returned. False when one failed.
inline bool RunRound(SqliteStore& store, int round, const std::function<void(int)>& told) {
  if (!store.Record(RoundText(round), BothWakes(1)).ok()) return false;
  told(MarkOf(round, kRecorded));
  const CommitId head = Head(static_cast<uint8_t>(round % 250 + 1));
  if (!AnnounceOne(store, head) || !AnnounceOne(store, head)) return false;
  told(MarkOf(round, kAnnounced));
  if (!PublishOne(store, round)) return false;
  told(MarkOf(round, kPublished));
  const auto slot = store.ClaimSlot(kLease);
  if (!slot.ok() || !slot.value()) return false;
  if (!store.Intend(*slot.value(), RoundText(round), {}).ok()) return false;
  told(MarkOf(round, kIntended));
  if (!store.Settle(*slot.value(), RoundText(round)).ok()) return false;
  told(MarkOf(round, kSettled));
  return true;
}

/// The first column of the first row, read past the store.
inline std::string Answer(const std::filesystem::path& file, const std::string& sql) {
  sqlite3* raw = nullptr;
  EXPECT_EQ(sqlite3_open(file.c_str(), &raw), SQLITE_OK);
  const Handle<sqlite3, sqlite3_close> database(raw);
  sqlite3_stmt* prepared = nullptr;
  EXPECT_EQ(sqlite3_prepare_v2(raw, sql.c_str(), -1, &prepared, nullptr), SQLITE_OK)
      << sqlite3_errmsg(raw);
  const Handle<sqlite3_stmt, sqlite3_finalize> statement(prepared);
  if (sqlite3_step(prepared) != SQLITE_ROW) return "";
  const void* bytes = sqlite3_column_blob(prepared, 0);
  const auto size = static_cast<size_t>(sqlite3_column_bytes(prepared, 0));
  return bytes == nullptr ? "" : std::string(static_cast<const char*>(bytes), size);
}

/// Nothing is half: two mailboxes of one delivery, and the four places a publication writes to.
inline void ExpectWhole(const std::filesystem::path& file) {
  EXPECT_EQ(Answer(file, "PRAGMA integrity_check"), "ok");
  for (const char* pair : {"(1, 2)", "(3, 4)"}) {
    const std::string halves =
        std::string("SELECT max(generation) - min(generation) FROM work WHERE iid IN ") + pair;
    EXPECT_LE(Answer(file, halves), "0") << pair;
  }
  const std::string last = "(SELECT max(seq) FROM decision)";
  const std::string text = Answer(file, "SELECT record FROM decision WHERE seq = " + last);
  const std::string of_last = " AS x, decision AS d WHERE d.seq = " + last;
  EXPECT_EQ(Answer(file, "SELECT x.text FROM slot" + of_last + " AND kind = 2 AND owner = d.iid"),
            text);
  EXPECT_EQ(Answer(file, "SELECT d.record FROM record" + of_last +
                             " AND x.iid = d.iid AND x.decision = d.id"),
            text);
}

/// Everything that was told is so. `marks`: of rounds, in order.
inline void ExpectTold(SqliteStore& store, const std::filesystem::path& file,
                       const std::vector<int>& marks) {
  for (const int mark : marks) {
    const int round = mark / kMarksPerRound;
    if (mark % kMarksPerRound == kRecorded) {
      const auto again = store.Record(RoundText(round), {});
      EXPECT_TRUE(again.ok() && again.value() == Recorded::kDuplicate) << RoundText(round);
    }
    if (mark % kMarksPerRound == kPublished) {
      const auto found = store.Find(DecisionOf(round, 1).id);
      EXPECT_TRUE(found.ok() && found.value().has_value()) << RoundText(round);
    }
  }
  if (marks.empty()) return;
  const std::string text = RoundText(marks.back() / kMarksPerRound);
  const std::string slots =
      "SELECT count(*) FROM slot WHERE remembered = CAST('" + text + "' AS BLOB)";
  // The next call may have been carried out without our hearing of it.
  if (marks.back() % kMarksPerRound == kIntended) {
    EXPECT_EQ(Answer(file, slots + " OR intent = CAST('" + text + "' AS BLOB)"), "1");
  }
  if (marks.back() % kMarksPerRound == kSettled) {
    EXPECT_EQ(Answer(file, slots), "1");
  }
}

}  // namespace headwater::store
