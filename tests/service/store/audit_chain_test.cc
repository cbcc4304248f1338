// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
// The audit log's chain, who stands in it, and what is removed.
#include "service/store/audit_chain.h"

#include <gtest/gtest.h>
#include <sqlite3.h>

#include <algorithm>
#include <string>
#include <vector>

#include "headwater/handle.h"
#include "service/store/audit_file.h"
#include "service/store/decision_file.h"
#include "service/store/sqlite_store.h"
#include "tests/service/store/store_fixture.h"

namespace headwater::store {
namespace {

using Database = Handle<sqlite3, sqlite3_close>;

constexpr char kOpenLog[] =
    "DROP TRIGGER audit_is_not_changed; DROP TRIGGER audit_is_not_removed;"
    "DROP TRIGGER audit_chain_is_not_changed; DROP TRIGGER audit_chain_is_not_removed;";

class AuditChainTest : public testing::Test {
 protected:
  /// As whoever may write the file would.
  void Execute(const std::string& sql) {
    sqlite3* raw = nullptr;
    ASSERT_EQ(SQLITE_OK, sqlite3_open(file().c_str(), &raw));
    const Database database(raw);
    ASSERT_EQ(SQLITE_OK, sqlite3_exec(raw, sql.c_str(), nullptr, nullptr, nullptr))
        << sqlite3_errmsg(raw);
  }
  void Tamper(const std::string& sql) { Execute(kOpenLog + sql); }
  void Open() { store = SqliteStore::Open({.path = file(), .vfs = ""}, clock).value(); }
  /// An entry about somebody.
  void Add(int64_t user, const std::string& detail) {
    AuditEvent event;
    event.kind = AuditKind::kReadersChanged;
    event.project = kProject;
    event.actor = {user};
    event.detail = detail;
    ForkPlace place;
    place.project = kProject;
    place.partition = {"public"};
    ASSERT_TRUE(store->Place(place, event).ok());
    clock.Advance(std::chrono::hours(1));
  }
  void AddThree() {
    Add(31, "one");
    Add(32, "two");
    Add(31, "three");
  }
  AuditCheck Check(const std::optional<AuditHead>& expected = {}) {
    return OpenAuditLog(file()).value()->Verify(expected).value();
  }
  std::vector<AuditEntry> Entries() {
    return OpenAuditLog(file()).value()->Since(WallTime{}, 100).value();
  }
  static bool Names(const AuditCheck& check, const std::string& what) {
    return std::ranges::any_of(check.faults, [&what](const std::string& fault) {
      return fault.find(what) != std::string::npos;
    });
  }
  std::filesystem::path file() const { return folder.path() / "store.db"; }

  ScratchFolder folder{Place::kMemory};
  StoppedClock clock;
  std::unique_ptr<SqliteStore> store =
      SqliteStore::Open({.path = file(), .vfs = ""}, clock).value();
};

TEST_F(AuditChainTest, WhatNobodyTouchedIsUnbroken) {
  EXPECT_EQ(0U, Check().entries);
  AddThree();
  const AuditCheck check = Check();
  EXPECT_TRUE(check.faults.empty());
  EXPECT_EQ(3U, check.entries);
  EXPECT_EQ(3U, check.head.number);
  EXPECT_EQ(check.head, store->HeadOfLog().value());
  EXPECT_EQ(check.head.hash, Entries()[2].hash);
}

TEST_F(AuditChainTest, TheSameEventAgainIsNoLinkOfItsOwn) {
  AddThree();
  Add(31, "one");
  EXPECT_EQ(3U, Check().entries);
  EXPECT_TRUE(Check().faults.empty());
}

TEST_F(AuditChainTest, AChangedEntryIsNamed) {
  AddThree();
  for (const char* column : {"at_wall", "kind", "project", "iid", "actor"}) {
    ScratchFolder copy(Place::kMemory);
    const std::filesystem::path other = copy.path() / "store.db";
    Execute("VACUUM INTO '" + other.string() + "'");
    sqlite3* raw = nullptr;
    ASSERT_EQ(SQLITE_OK, sqlite3_open(other.c_str(), &raw));
    const std::string sql = std::string(kOpenLog) + "UPDATE audit SET " + column + " = " + column +
                            " + 1 WHERE number = 2";
    EXPECT_EQ(SQLITE_OK, sqlite3_exec(raw, sql.c_str(), nullptr, nullptr, nullptr));
    sqlite3_close(raw);
    const AuditCheck check = OpenAuditLog(other).value()->Verify({}).value();
    EXPECT_EQ(1U, check.faults.size()) << column;
    EXPECT_TRUE(Names(check, "entry 2")) << column;
  }
}

TEST_F(AuditChainTest, AnEntryThatIsGoneIsNamed) {
  AddThree();
  Tamper("DELETE FROM audit WHERE number = 2");
  EXPECT_TRUE(Names(Check(), "entries 2 to 2 are gone"));
}

TEST_F(AuditChainTest, AnEntryThatIsGoneWithItsHashIsNamed) {
  AddThree();
  Tamper("DELETE FROM audit WHERE number = 2; DELETE FROM audit_chain WHERE number = 2");
  EXPECT_TRUE(Names(Check(), "entries 2 to 2 are gone"));
}

TEST_F(AuditChainTest, EntriesThatChangedPlacesAreNamed) {
  AddThree();
  Tamper(
      "UPDATE audit SET number = 9 WHERE number = 1; UPDATE audit SET number = 1 WHERE number = "
      "2; UPDATE audit SET number = 2 WHERE number = 9");
  EXPECT_FALSE(Check().faults.empty());
}

TEST_F(AuditChainTest, AnEntryThatWasPutInIsNamed) {
  AddThree();
  Execute("INSERT INTO audit VALUES (4, 1800000000000, 1, 7, 3, zeroblob(20), 31, x'35')");
  EXPECT_TRUE(Names(Check(), "entry 4 has no hash"));
}

TEST_F(AuditChainTest, AnEndThatWasCutOffShowsOnlyWithAHeadThatWasNoted) {
  AddThree();
  const AuditHead noted = Check().head;
  Tamper("DELETE FROM audit WHERE number = 3; DELETE FROM audit_chain WHERE number = 3");
  EXPECT_TRUE(Check().faults.empty());
  EXPECT_TRUE(Names(Check(noted), "entry 3"));
}

TEST_F(AuditChainTest, ALogThatWasWrittenAnewIsNotTheOneThatWasNoted) {
  AddThree();
  const AuditHead other{.number = 2, .hash = std::string(64, '0')};
  EXPECT_TRUE(Names(Check(other), "entry 2 is not the one that was noted"));
  const AuditHead true_head{.number = 2, .hash = Entries()[1].hash};
  EXPECT_TRUE(Check(true_head).faults.empty()) << "it has grown since";
}

TEST_F(AuditChainTest, APersonWhoWasForgottenStaysTheSamePseudonym) {
  AddThree();
  const int64_t pseudonym = Entries()[0].person;
  EXPECT_NE(0, pseudonym);
  EXPECT_NE(31, pseudonym);
  EXPECT_EQ(31, Entries()[0].event.actor.value);
  EXPECT_TRUE(ForgetPerson(file(), {31}, clock).value()) << "beside the service";
  const std::vector<AuditEntry> entries = Entries();
  ASSERT_EQ(4U, entries.size());
  EXPECT_EQ(0, entries[0].event.actor.value);
  EXPECT_EQ(pseudonym, entries[0].person);
  EXPECT_EQ(pseudonym, entries[2].person);
  EXPECT_EQ(32, entries[1].event.actor.value);
  EXPECT_EQ(AuditKind::kRemoved, entries[3].event.kind) << "that somebody was is written down";
  EXPECT_EQ(std::string::npos, entries[3].event.detail.find("31"));
  EXPECT_TRUE(Check().faults.empty());
  EXPECT_FALSE(ForgetPerson(file(), {31}, clock).value());
  Add(31, "four");
  EXPECT_NE(pseudonym, Entries()[4].person) << "nothing leads back";
}

TEST_F(AuditChainTest, EntriesOfAnOlderVersionGetPseudonymsAndHashes) {
  AddThree();
  store.reset();
  Tamper(
      "UPDATE audit SET actor = (SELECT user FROM person WHERE pseudonym = actor);"
      "DROP TABLE person; DROP TABLE audit_chain; DROP TABLE audit_cut; DROP TABLE merged;"
      "DROP TABLE decision_patch; DROP INDEX decision_head; DROP INDEX decision_time;"
      "DROP TABLE policy_place; DROP TABLE stale; DROP TABLE policy_begun;"
      "ALTER TABLE work DROP COLUMN trace; DROP TABLE sweep;"
      "DROP TABLE ratchet_mark;"
      "DROP TABLE pause; ALTER TABLE remark DROP COLUMN has_role;"
      "CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, ''); "
      "END; CREATE TRIGGER audit_is_not_removed BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, "
      "''); END; PRAGMA user_version = 6");
  Open();
  const std::vector<AuditEntry> entries = Entries();
  ASSERT_EQ(3U, entries.size());
  EXPECT_EQ(31, entries[0].event.actor.value);
  EXPECT_EQ(entries[0].person, entries[2].person);
  EXPECT_EQ(3U, Check().entries);
  EXPECT_TRUE(Check().faults.empty());
  Add(31, "four");
  EXPECT_TRUE(Check().faults.empty());
}

// ---- Merges ----

class MergedTest : public AuditChainTest {
 protected:
  MailboxClaim Claim(Lane lane) { return store->Claim(lane, kLease).value().value(); }
  void Event() { ASSERT_TRUE(store->Record("", std::vector{WakeOf(1)}).ok()); }

  /// A merge request with a decision about Head(1).
  void Decided(DecisionOutcome outcome) {
    Event();
    ASSERT_TRUE(store
                    ->Announce(Claim(Lane::kAnnounce),
                               {.record = RecordOf(Head(1), kRunningLine), .settle_within = {}},
                               kSuperseded)
                    .ok());
    Publication publication;
    publication.record = RecordOf(Head(1), kRedLine);
    publication.decision = DecisionOf(1, 1);
    publication.decision->outcome = outcome;
    publication.decision->at = clock.Wall();
    publication.decision->fix_patch = "patch";
    publication.record.decision = publication.decision->id;
    ASSERT_TRUE(store->Publish(Claim(Lane::kJudge), publication, kSuperseded).ok());
  }
  void Merged(const CommitId& head) {
    Event();
    MailboxClaim claim = Claim(Lane::kAnnounce);
    MailboxRecord record = claim.record;
    record.open = false;
    record.status.reset();
    const MergeNote merge{
        .head = head, .merge_commit = Head(7), .squash_commit = Head(8), .merger = {31}};
    ASSERT_TRUE(
        store
            ->Announce(claim, {.record = record, .settle_within = {}, .merged = merge}, kSuperseded)
            .ok());
    ASSERT_TRUE(store
                    ->Publish(Claim(Lane::kJudge), {.record = record, .decision = {}, .slots = {}},
                              kSuperseded)
                    .ok());
  }
  MergedHow How() {
    return OpenDecisionBook(file()).value()->MergeOf(Request(1)).value().value().how;
  }
};

TEST_F(MergedTest, AMergeIsLinkedWithTheDecisionByEveryCommitItHas) {
  Decided(DecisionOutcome::kPass);
  Merged(Head(1));
  const auto book = OpenDecisionBook(file()).value();
  for (const uint8_t commit : {uint8_t{1}, uint8_t{7}, uint8_t{8}}) {
    const std::vector<Decision> found = book->AboutCommit(Head(commit)).value();
    ASSERT_EQ(1U, found.size()) << int{commit};
    EXPECT_EQ(DecisionOf(1, 1).id, found[0].id);
    EXPECT_EQ(1U, book->MergesOf(Head(commit)).value().size());
  }
  EXPECT_TRUE(book->AboutCommit(Head(9)).value().empty());
  EXPECT_EQ(MergedHow::kGreen, How());
  EXPECT_TRUE(Entries().empty()) << "nothing to answer for";
}

TEST_F(MergedTest, MergedRedIsWrittenDownOnce) {
  Decided(DecisionOutcome::kFail);
  Merged(Head(1));
  EXPECT_EQ(MergedHow::kRed, How());
  const std::vector<AuditEntry> entries = Entries();
  ASSERT_EQ(1U, entries.size());
  EXPECT_EQ(AuditKind::kMergedRed, entries[0].event.kind);
  EXPECT_EQ(Head(1), entries[0].event.head);
  EXPECT_EQ(31, entries[0].event.actor.value);
  EXPECT_NE(std::string::npos, entries[0].event.detail.find(DecisionOf(1, 1).id.hex));
}

TEST_F(MergedTest, AnotherHeadThanWasJudgedIsUnchecked) {
  Decided(DecisionOutcome::kPass);
  Merged(Head(2));
  EXPECT_EQ(MergedHow::kUnchecked, How());
  ASSERT_EQ(1U, Entries().size());
  EXPECT_EQ(AuditKind::kMergedUnchecked, Entries()[0].event.kind);
}

TEST_F(MergedTest, WhatCouldNotBeCheckedIsUnchecked) {
  Decided(DecisionOutcome::kUnknownContent);
  Merged(Head(1));
  EXPECT_EQ(MergedHow::kUnchecked, How());
}

TEST_F(MergedTest, DecisionsAreListedInTheirOrderAndFoundByTheFirstDigits) {
  Decided(DecisionOutcome::kFail);
  const auto book = OpenDecisionBook(file()).value();
  const auto listed = book->List({.project = kProject, .iid = MergeRequestIid{1}, .limit = 9});
  ASSERT_EQ(1U, listed.value().size());
  EXPECT_TRUE(book->List({.project = ProjectId{8}, .limit = 9}).value().empty());
  EXPECT_TRUE(book->List({.after = listed.value()[0].number, .limit = 9}).value().empty());
  EXPECT_TRUE(
      book->List({.since = clock.Wall() + std::chrono::hours(1), .limit = 9}).value().empty());
  EXPECT_TRUE(book->Find("00000000").value());
  EXPECT_FALSE(book->Find("00000001").value());
  EXPECT_EQ(1U, book->NewestOfProjects().value().size());
  EXPECT_EQ("patch", store->FixPatch(DecisionOf(1, 1).id).value());
  EXPECT_EQ("", store->FixPatch({"none"}).value());
}

// ---- What is not kept for ever ----

class RetentionTest : public MergedTest {
 protected:
  void SendAll() {
    for (;;) {
      const auto claim = store->ClaimSlot(kLease).value();
      if (!claim) return;
      ASSERT_TRUE(store->Settle(*claim, "remote").ok());
    }
  }
  Removed Remove(std::chrono::hours operational, std::optional<std::chrono::hours> audit = {}) {
    RetentionTimes times{.operational = clock.Wall() - operational, .audit = {}};
    if (audit) times.audit = clock.Wall() - *audit;
    return store->RemoveOld(times, 100).value();
  }
};

TEST_F(RetentionTest, AClosedMergeRequestIsForgottenWhenItsTimeIsOverAndItsDecisionStays) {
  Decided(DecisionOutcome::kFail);
  Merged(Head(1));
  SendAll();
  clock.Advance(std::chrono::hours(10));
  EXPECT_EQ(Removed(), Remove(std::chrono::hours(11)));
  EXPECT_EQ((Removed{.patches = 1, .mailboxes = 1}), Remove(std::chrono::hours(9)));
  EXPECT_EQ(Removed(), Remove(std::chrono::hours(9)));
  EXPECT_TRUE(store->Find(DecisionOf(1, 1).id).value());
  EXPECT_EQ("", store->FixPatch(DecisionOf(1, 1).id).value());
}

TEST_F(RetentionTest, AnOpenOneStays) {
  Decided(DecisionOutcome::kFail);
  SendAll();
  clock.Advance(std::chrono::hours(10));
  EXPECT_EQ(Removed(), Remove(std::chrono::hours(9), std::chrono::hours(9)));
  EXPECT_EQ("patch", store->FixPatch(DecisionOf(1, 1).id).value());
}

TEST_F(RetentionTest, DecisionsAndTheLogGoTogetherAndTheRestOfTheLogStaysUnbroken) {
  Decided(DecisionOutcome::kFail);
  Merged(Head(1));
  SendAll();
  AddThree();
  clock.Advance(std::chrono::hours(10));
  Add(33, "young");
  const Removed removed = Remove(std::chrono::hours(9), std::chrono::hours(9));
  EXPECT_EQ(1U, removed.decisions);
  EXPECT_EQ(4U, removed.entries);
  const AuditCheck check = Check();
  EXPECT_TRUE(check.faults.empty());
  EXPECT_EQ(4U, check.cut);
  EXPECT_EQ(1U, check.entries);
  ASSERT_TRUE(store->NoteRemoved(removed).ok());
  EXPECT_TRUE(Check().faults.empty());
  EXPECT_EQ(AuditKind::kRemoved, Entries()[1].event.kind);
  Tamper("DELETE FROM audit WHERE number = 5");
  EXPECT_FALSE(Check().faults.empty()) << "nobody may remove what is young";
}

}  // namespace
}  // namespace headwater::store
