// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <vector>

#include "tests/service/store/store_contract.h"

/// \file
/// The contract of the statuses that follow from what mailboxes say.

namespace headwater::store {

TEST_P(StoreContract, WantsTheWorstOfAllOpenMergeRequestsWithAHead) {
  Judged(1, Head(1), kRedLine);
  Judged(2, Head(1), kGreenLine);
  std::vector<SlotClaim> sent = SendAll();
  ASSERT_EQ(sent.size(), 1U);
  EXPECT_EQ(sent[0].wanted, (SlotContent{kRedLine.state, kRedLine.text, ""}));
  EXPECT_EQ(sent[0].key.head, Head(1));
  // The red one goes away: what is left is green.
  MailboxRecord closed = RecordOf(Head(1), std::nullopt);
  closed.open = false;
  Announced(1, closed);
  sent = SendAll();
  ASSERT_EQ(sent.size(), 1U);
  EXPECT_EQ(sent[0].wanted.state, StatusState::kSuccess);
  EXPECT_EQ(sent[0].remembered, "remote");
  EXPECT_EQ(sent[0].key.iid.value, 2);
}

TEST_P(StoreContract, ARunningMergeRequestHidesAGreenOneWithTheSameHead) {
  Judged(1, Head(1), kGreenLine);
  Announced(2, RecordOf(Head(1), kRunningLine));
  const std::vector<SlotClaim> sent = SendAll();
  ASSERT_EQ(sent.size(), 1U);
  EXPECT_EQ(sent[0].wanted.state, StatusState::kRunning);
}

TEST_P(StoreContract, HeadsOfOtherProjectsDoNotCount) {
  Judged(1, Head(1), kRedLine);
  EXPECT_EQ(SendAll().size(), 1U);
  const Wake elsewhere{.project = {8}, .iid = MergeRequestIid{1}, .head = {}};
  Record("", {elsewhere});
  EXPECT_TRUE(Announce(MustClaim(Lane::kAnnounce), RecordOf(Head(1), kGreenLine)).ok());
  const std::vector<SlotClaim> sent = SendAll();
  ASSERT_EQ(sent.size(), 1U);
  EXPECT_EQ(sent[0].key.project.value, 8);
  EXPECT_EQ(sent[0].wanted.state, StatusState::kSuccess);
}

TEST_P(StoreContract, ARunningStatusThatNobodySpeaksForAnyMoreIsSuperseded) {
  Announced(1, RecordOf(Head(1), kRunningLine));
  Announced(2, RecordOf(Head(1), kRunningLine));
  EXPECT_EQ(SendAll().size(), 1U);
  Announced(1, RecordOf(Head(2), kRunningLine));
  std::vector<SlotClaim> sent = SendAll();
  ASSERT_EQ(sent.size(), 1U);  // the second still speaks for the first head
  EXPECT_EQ(sent[0].key.head, Head(2));
  MailboxRecord closed = RecordOf(Head(1), std::nullopt);
  closed.open = false;
  Announced(2, closed);
  sent = SendAll();
  ASSERT_EQ(sent.size(), 1U);
  EXPECT_EQ(sent[0].key.head, Head(1));
  EXPECT_EQ(sent[0].wanted, (SlotContent{kSuperseded.state, kSuperseded.text, ""}));
}

TEST_P(StoreContract, ATerminalStatusOfAnOldHeadStays) {
  for (const StatusLine& line : {kGreenLine, kRedLine}) {
    Judged(1, Head(1), line);
    SendAll();
    Judged(1, Head(2), kGreenLine);
    for (const SlotClaim& sent : SendAll()) EXPECT_EQ(sent.key.head, Head(2));
    Judged(1, Head(3), kGreenLine);
    SendAll();
  }
}

TEST_P(StoreContract, SendsNothingWhenNothingChanged) {
  Judged(1, Head(1), kGreenLine);
  EXPECT_EQ(SendAll().size(), 1U);
  Event(1);
  EXPECT_TRUE(Announce(MustClaim(Lane::kAnnounce), RecordOf(Head(1), kGreenLine)).ok());
  EXPECT_TRUE(Publish(MustClaim(Lane::kJudge), RecordOf(Head(1), kGreenLine)).ok());
  EXPECT_TRUE(SendAll().empty());
}

TEST_P(StoreContract, ARetargetedMergeRequestRunsAgainUnderTheSameHead) {
  Judged(1, Head(1), kGreenLine);
  SendAll();
  MailboxRecord retargeted = RecordOf(Head(1), kRunningLine);
  retargeted.target_branch = "release";
  Announced(1, retargeted);
  const std::vector<SlotClaim> sent = SendAll();
  ASSERT_EQ(sent.size(), 1U);
  EXPECT_EQ(sent[0].wanted.state, StatusState::kRunning);
  EXPECT_EQ(MustClaim(Lane::kJudge).record.target_branch, "release");
}

TEST_P(StoreContract, SettlesWhatRunsForTooLongAndOnlyThat) {
  const StatusLine late{StatusState::kFailed, "not checked in time", ""};
  Judged(3, Head(3), kGreenLine);
  Announced(1, RecordOf(Head(1), kRunningLine));
  clock_.Advance(std::chrono::minutes(3));
  Announced(2, RecordOf(Head(2), kRunningLine));
  // A new event does not push the time out, and neither does a wrong date.
  Announced(1, RecordOf(Head(1), kRunningLine));
  clock_.JumpWall(std::chrono::hours(1));
  EXPECT_TRUE(mailboxes().SettleOverdue(late).value().empty());
  SendAll();
  clock_.Advance(std::chrono::minutes(2));
  EXPECT_EQ(mailboxes().SettleOverdue(late).value(), std::vector<MailboxKey>{Request(1)});
  EXPECT_TRUE(mailboxes().SettleOverdue(late).value().empty());
  const std::vector<SlotClaim> sent = SendAll();
  ASSERT_EQ(sent.size(), 1U);
  EXPECT_EQ(sent[0].wanted.text, late.text);
  const MailboxClaim judge = MustClaim(Lane::kJudge);
  EXPECT_EQ(judge.key, Request(1));
  EXPECT_EQ(judge.record.status, late);
  EXPECT_TRUE(Publish(judge, RecordOf(Head(1), kGreenLine)).ok());
  EXPECT_EQ(SendAll().size(), 1U);
}

TEST_P(StoreContract, AJudgementThatWaitsMayRunForAsLongAsItSays) {
  Announced(1, RecordOf(Head(1), kRunningLine));
  const Publication waiting{.record = RecordOf(Head(1), kRunningLine),
                            .settle_within = std::chrono::minutes(30),
                            .decision = {},
                            .slots = {}};
  EXPECT_TRUE(mailboxes().Publish(MustClaim(Lane::kJudge), waiting, kSuperseded).ok());
  clock_.Advance(std::chrono::minutes(20));
  EXPECT_TRUE(mailboxes().SettleOverdue(kRedLine).value().empty());
  clock_.Advance(std::chrono::minutes(11));
  EXPECT_EQ(mailboxes().SettleOverdue(kRedLine).value().size(), 1U);
}

TEST_P(StoreContract, TimeToSettleGoesOnWhileNobodyRuns) {
  Announced(1, RecordOf(Head(1), kRunningLine));
  clock_.Advance(std::chrono::minutes(6));
  backend_->Reopen();
  EXPECT_EQ(mailboxes().SettleOverdue(kRedLine).value().size(), 1U);
}

TEST_P(StoreContract, SettlesMoreThanOneTransactionHolds) {
  constexpr size_t kMany = 450;
  for (size_t iid = 1; iid <= kMany; ++iid) {
    Announced(static_cast<int64_t>(iid), RecordOf(Head(1), kRunningLine));
  }
  clock_.Advance(std::chrono::minutes(6));
  EXPECT_EQ(mailboxes().SettleOverdue(kRedLine).value().size(), kMany);
}

}  // namespace headwater::store
