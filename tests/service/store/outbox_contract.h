// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <vector>

#include "tests/service/store/store_contract.h"

/// \file
/// The contract of Outbox.

namespace headwater::store {

TEST_P(StoreContract, AnIntentSurvivesACrashAndASettlementEndsIt) {
  Judged(1, Head(1), kGreenLine);
  const SlotClaim claim = MustSlot();
  EXPECT_EQ(claim.attempts, 1U);
  EXPECT_TRUE(claim.intent.empty());
  const WallTime at = clock_.Wall();
  EXPECT_TRUE(outbox().Intend(claim, std::string("post\0\xff", 6), {}).ok());
  clock_.Advance(std::chrono::seconds(1));
  backend_->Reopen();
  const SlotClaim after = MustSlot();
  EXPECT_EQ(after.intent, std::string("post\0\xff", 6));
  EXPECT_EQ(after.intended_at, at);
  EXPECT_EQ(after.attempts, 2U);
  EXPECT_EQ(after.epoch, claim.epoch + 1);
  EXPECT_EQ(CodeOf(outbox().Settle(claim, "stale")), Errc::kConflict);
  EXPECT_EQ(CodeOf(outbox().Intend(claim, "stale", {})), Errc::kConflict);
  EXPECT_TRUE(outbox().Settle(after, "pipeline 3").ok());
  EXPECT_FALSE(Slot().has_value());
  EXPECT_TRUE(outbox().LookAgain(StatusSlot(Head(1))).ok());
  const SlotClaim again = MustSlot();
  EXPECT_EQ(again.remembered, "pipeline 3");
  EXPECT_TRUE(again.intent.empty());
  EXPECT_EQ(again.attempts, 1U);
  EXPECT_EQ(again.version, after.version + 1);
}

TEST_P(StoreContract, AnIntentIsRefusedWhenSomethingElseIsWanted) {
  Announced(1, RecordOf(Head(1), kRunningLine));
  const SlotClaim claim = MustSlot();
  EXPECT_TRUE(Publish(MustClaim(Lane::kJudge), RecordOf(Head(1), kGreenLine)).ok());
  EXPECT_EQ(CodeOf(outbox().Intend(claim, "post running", {})), Errc::kConflict);
  const SlotClaim fresh = MustSlot();
  EXPECT_EQ(fresh.wanted.state, StatusState::kSuccess);
  EXPECT_GT(fresh.version, claim.version);
  EXPECT_TRUE(fresh.intent.empty());
}

TEST_P(StoreContract, ANewerVersionStaysDueAfterAnOlderOneIsSettled) {
  Announced(1, RecordOf(Head(1), kRunningLine));
  const SlotClaim claim = MustSlot();
  EXPECT_TRUE(outbox().Intend(claim, "post running", {}).ok());
  EXPECT_TRUE(Publish(MustClaim(Lane::kJudge), RecordOf(Head(1), kGreenLine)).ok());
  EXPECT_FALSE(Slot().has_value());  // one sender at a time
  EXPECT_TRUE(outbox().Settle(claim, "running").ok());
  const std::vector<SlotClaim> sent = SendAll();
  ASSERT_EQ(sent.size(), 1U);
  EXPECT_EQ(sent[0].wanted.state, StatusState::kSuccess);
  EXPECT_EQ(sent[0].remembered, "running");
}

TEST_P(StoreContract, PostponesWithOrWithoutTheIntent) {
  for (const bool keep : {true, false}) {
    Judged(1, Head(1), keep ? kGreenLine : kRedLine);
    const SlotClaim claim = MustSlot();
    EXPECT_TRUE(outbox().Intend(claim, "create", {}).ok());
    EXPECT_TRUE(outbox().Postpone(claim, "found 3", std::chrono::seconds(60), keep).ok());
    clock_.Advance(std::chrono::seconds(59));
    EXPECT_FALSE(Slot().has_value());
    clock_.Advance(std::chrono::seconds(1));
    const SlotClaim later = MustSlot();
    EXPECT_EQ(later.attempts, 2U);
    EXPECT_EQ(later.remembered, "found 3");
    EXPECT_EQ(later.intent, keep ? "create" : "");
    EXPECT_TRUE(outbox().Settle(later, "").ok());
  }
}

TEST_P(StoreContract, APostponedSlotIsDueAtOnceWhenSomethingElseIsWanted) {
  Announced(1, RecordOf(Head(1), kRunningLine));
  const SlotClaim claim = MustSlot();
  EXPECT_TRUE(Publish(MustClaim(Lane::kJudge), RecordOf(Head(1), kGreenLine)).ok());
  EXPECT_TRUE(outbox().Postpone(claim, "", std::chrono::hours(1), false).ok());
  EXPECT_EQ(MustSlot().wanted.state, StatusState::kSuccess);
}

TEST_P(StoreContract, SuggestionsOfAMergeRequestAreSlotsOfTheirOwn) {
  const auto want = [&](int64_t iid, std::vector<WantedSlot> slots) {
    Announced(iid, RecordOf(Head(1), std::nullopt));
    const Publication publication{
        .record = RecordOf(Head(1), std::nullopt), .decision = {}, .slots = std::move(slots)};
    EXPECT_TRUE(mailboxes().Publish(MustClaim(Lane::kJudge), publication, kSuperseded).ok());
  };
  const auto suggestion = [](const std::string& fingerprint, StatusState state) {
    return WantedSlot{.kind = SlotKind::kSuggestion,
                      .content = {state, "text " + fingerprint, "place"},
                      .fingerprint = fingerprint};
  };
  want(1, {suggestion("bb", StatusState::kFailed), suggestion("aa", StatusState::kFailed)});
  want(2, {suggestion("aa", StatusState::kFailed)});
  const std::vector<SlotClaim> sent = SendAll();
  ASSERT_EQ(sent.size(), 3U);
  for (const SlotClaim& claim : sent) {
    EXPECT_EQ(claim.key.kind, SlotKind::kSuggestion);
    EXPECT_EQ(claim.wanted.text, "text " + claim.key.fingerprint);
  }
  want(1, {suggestion("bb", StatusState::kSuccess)});
  EXPECT_EQ(SendAll().size(), 1U);
  const auto known = mailboxes().Suggestions({sent[0].key.project, {1}});
  ASSERT_TRUE(known.ok());
  ASSERT_EQ(known.value().size(), 2U);
  EXPECT_EQ(known.value()[0].fingerprint, "aa");
  EXPECT_EQ(known.value()[0].wanted.state, StatusState::kFailed);
  EXPECT_EQ(known.value()[0].wanted.url, "place");
  EXPECT_EQ(known.value()[1].fingerprint, "bb");
  EXPECT_EQ(known.value()[1].wanted.state, StatusState::kSuccess);
}

TEST_P(StoreContract, ANoteWaitsForQuiet) {
  const std::chrono::seconds quiet(60);
  WantNote(1, "one", quiet);
  clock_.Advance(std::chrono::seconds(50));
  WantNote(1, "two", quiet);
  clock_.Advance(std::chrono::seconds(50));
  EXPECT_TRUE(SendAll().empty());
  WantNote(1, "two", quiet);
  clock_.Advance(std::chrono::seconds(10));
  std::vector<SlotClaim> sent = SendAll();
  ASSERT_EQ(sent.size(), 1U);
  EXPECT_EQ(sent[0].wanted.text, "two");
  EXPECT_EQ(sent[0].key.kind, SlotKind::kNote);
  EXPECT_EQ(sent[0].key.iid.value, 1);
  WantNote(1, "two", quiet);
  clock_.Advance(quiet);
  EXPECT_TRUE(SendAll().empty());
}

TEST_P(StoreContract, EachMergeRequestHasItsOwnNoteAndStatusesGoFirst) {
  WantNote(1, "same", std::chrono::seconds(0));
  WantNote(2, "same", std::chrono::seconds(0));
  Judged(3, Head(3), kRedLine);
  const std::vector<SlotClaim> sent = SendAll();
  ASSERT_EQ(sent.size(), 3U);
  EXPECT_EQ(sent[0].key.kind, SlotKind::kStatus);
  EXPECT_NE(sent[1].key.iid, sent[2].key.iid);
}

TEST_P(StoreContract, AProjectHasOneIssueBesideTheNotesOfItsMergeRequests) {
  const auto want = [&](const std::string& text) {
    Announced(0, RecordOf(Head(1), std::nullopt));
    const Publication publication{
        .record = RecordOf(Head(1), std::nullopt),
        .decision = {},
        .slots = {{.kind = SlotKind::kIssue, .content = {StatusState::kFailed, text, "footer"}}}};
    EXPECT_TRUE(mailboxes().Publish(MustClaim(Lane::kJudge), publication, kSuperseded).ok());
  };
  WantNote(1, "note", std::chrono::seconds(0));
  want("one point");
  EXPECT_EQ(SendAll().size(), 2U);
  want("one point");
  EXPECT_TRUE(SendAll().empty());
  want("two points");
  const std::vector<SlotClaim> sent = SendAll();
  ASSERT_EQ(sent.size(), 1U);
  EXPECT_EQ(sent[0].key.kind, SlotKind::kIssue);
  EXPECT_EQ(sent[0].key.project, kProject);
  EXPECT_EQ(sent[0].key.iid.value, 0);
  EXPECT_EQ(sent[0].wanted.url, "footer");
  EXPECT_EQ(sent[0].remembered, "remote");
}

TEST_P(StoreContract, WhatAnIntentIsBecauseOfIsWrittenDownWithItAndOnce) {
  AuditEvent event;
  event.project = kProject;
  event.iid = {1};
  event.head = Head(1);
  event.actor = {31};
  event.detail = std::string("status 5\0\xff", 10);
  Announced(1, RecordOf(Head(1), kRunningLine));
  const SlotClaim stale = MustSlot();
  EXPECT_TRUE(Publish(MustClaim(Lane::kJudge), RecordOf(Head(1), kGreenLine)).ok());
  EXPECT_EQ(CodeOf(outbox().Intend(stale, "post", event)), Errc::kConflict);
  EXPECT_TRUE(Audited({}).empty()) << "nothing was done because of it";

  const WallTime at = clock_.Wall();
  const SlotClaim claim = MustSlot();
  EXPECT_TRUE(outbox().Intend(claim, "post", event).ok());
  clock_.Advance(std::chrono::seconds(1));
  EXPECT_TRUE(outbox().Intend(claim, "post again", event).ok());
  event.detail = "status 6";
  EXPECT_TRUE(outbox().Intend(claim, "post once more", event).ok());
  backend_->Reopen();
  const std::vector<AuditEntry> entries = Audited({});
  ASSERT_EQ(entries.size(), 2U);
  EXPECT_EQ(entries[0].at, at);
  EXPECT_EQ(entries[0].event.detail.size(), 10U);
  EXPECT_EQ(entries[1].event, event);
  EXPECT_LT(entries[0].number, entries[1].number);
  EXPECT_EQ(Audited(at + std::chrono::milliseconds(1)).size(), 1U);
}

TEST_P(StoreContract, ALookAtAnUnknownSlotIsNothing) {
  EXPECT_TRUE(outbox().LookAgain(StatusSlot(Head(9))).ok());
  EXPECT_FALSE(Slot().has_value());
}

TEST_P(StoreContract, ASlotLeaseEndsByItself) {
  Judged(1, Head(1), kGreenLine);
  const SlotClaim first = MustSlot();
  EXPECT_FALSE(Slot().has_value());
  clock_.Advance(kLease);
  const SlotClaim second = MustSlot();
  EXPECT_EQ(second.attempts, 2U);
  EXPECT_EQ(CodeOf(outbox().Intend(first, "stale", {})), Errc::kConflict);
  EXPECT_EQ(CodeOf(outbox().Settle(first, "stale")), Errc::kConflict);
  EXPECT_EQ(CodeOf(outbox().Postpone(first, "stale", kLease, false)), Errc::kConflict);
  EXPECT_TRUE(outbox().Intend(second, "post", {}).ok());
}

TEST_P(StoreContract, AStatusIsNoSlotOfAMergeRequest) {
  Announced(1, RecordOf(Head(1), kRunningLine));
  EXPECT_EQ(CodeOf(mailboxes().Publish(MustClaim(Lane::kJudge),
                                       {.record = RecordOf(Head(1), kGreenLine),
                                        .decision = {},
                                        .slots = {{.kind = SlotKind::kStatus, .content = {}}}},
                                       kSuperseded)),
            Errc::kInvalid);
}

}  // namespace headwater::store
