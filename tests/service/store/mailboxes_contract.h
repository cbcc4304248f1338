// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include "tests/service/store/store_contract.h"

/// \file
/// The contract of Mailboxes: what is given to whom, and in which order.

namespace headwater::store {

TEST_P(StoreContract, CoalescesEventsIntoOneRun) {
  for (int i = 0; i < 5; ++i) Event(1);
  EXPECT_TRUE(Announce(MustClaim(Lane::kAnnounce), RecordOf(Head(1), kRunningLine)).ok());
  EXPECT_TRUE(Publish(MustClaim(Lane::kJudge), RecordOf(Head(1), kGreenLine)).ok());
  EXPECT_FALSE(Claim(Lane::kAnnounce).has_value());
  EXPECT_FALSE(Claim(Lane::kJudge).has_value());
}

TEST_P(StoreContract, AJobBelongsToTheTraceOfTheNewestDeliveryThatHadOne) {
  Wake wake = WakeOf(1);
  wake.trace_id = std::string(32, 'a');
  Record("1", {wake});
  wake.trace_id = std::string(32, 'b');
  Record("2", {wake});
  Record("3", {WakeOf(1), WakeOf(2)});
  EXPECT_EQ(std::string(32, 'b'), MustClaim(Lane::kAnnounce).trace_id);
  EXPECT_EQ("", MustClaim(Lane::kAnnounce).trace_id);
}

TEST_P(StoreContract, GivesTheJudgeNothingThatWasNotAnnounced) {
  Event(1);
  EXPECT_FALSE(Claim(Lane::kJudge).has_value());
  const MailboxClaim first = MustClaim(Lane::kAnnounce);
  Event(1);
  EXPECT_TRUE(Announce(first, RecordOf(Head(1), kRunningLine)).ok());
  EXPECT_FALSE(Claim(Lane::kJudge).has_value());
  EXPECT_TRUE(Announce(MustClaim(Lane::kAnnounce), RecordOf(Head(2), kRunningLine)).ok());
  const MailboxClaim judge = MustClaim(Lane::kJudge);
  EXPECT_EQ(judge.generation, 2U);
  EXPECT_EQ(judge.record.head, Head(2));
}

TEST_P(StoreContract, AnnouncesANewPushWhileTheOneBeforeIsJudgedAndNeverJudgesTwiceAtOnce) {
  Announced(1, RecordOf(Head(1), kRunningLine));
  const MailboxClaim judge = MustClaim(Lane::kJudge);
  Announced(1, RecordOf(Head(2), kRunningLine));
  EXPECT_FALSE(Claim(Lane::kJudge).has_value());
  // What was judged is no longer so: nothing of it may be seen.
  EXPECT_EQ(CodeOf(Publish(judge, RecordOf(Head(1), kGreenLine))), Errc::kConflict);
  const MailboxClaim next = MustClaim(Lane::kJudge);
  EXPECT_EQ(next.record.head, Head(2));
  EXPECT_EQ(next.record.status, kRunningLine);
  EXPECT_EQ(next.attempts, 1U);
}

TEST_P(StoreContract, PublishesAJudgementWhenOnlyItsSurroundingsWereAnnouncedAgain) {
  Announced(1, RecordOf(Head(1), kRunningLine));
  const MailboxClaim judge = MustClaim(Lane::kJudge);
  Announced(1, RecordOf(Head(1), kRunningLine));
  EXPECT_TRUE(Publish(judge, RecordOf(Head(1), kGreenLine)).ok());
  EXPECT_EQ(MustClaim(Lane::kJudge).record.status, kGreenLine);
}

TEST_P(StoreContract, KeepsWhatWasPublishedWhileAnAnnouncementWasOnItsWay) {
  Announced(1, RecordOf(Head(1), kRunningLine));
  const MailboxClaim judge = MustClaim(Lane::kJudge);
  Event(1);
  const MailboxClaim announce = MustClaim(Lane::kAnnounce);
  MailboxRecord judged = RecordOf(Head(1), kRedLine);
  judged.decision_key = "key";
  judged.decision = {"d"};
  EXPECT_TRUE(Publish(judge, judged).ok());
  MailboxRecord retargeted = announce.record;
  retargeted.target_branch = "next";
  for (const bool same : {true, false}) {
    const MailboxClaim claim = same ? announce : [this] {
      Event(1);
      MailboxClaim again = MustClaim(Lane::kAnnounce);
      again.record.status = kRunningLine;  // as if it had been claimed before Publish
      again.record.decision_key.clear();
      return again;
    }();
    EXPECT_TRUE(Announce(claim, same ? announce.record : retargeted).ok());
    const MailboxClaim next = MustClaim(Lane::kJudge);
    EXPECT_EQ(next.record.decision_key, "key");
    EXPECT_EQ(next.record.status, same ? kRedLine : kRunningLine);
    EXPECT_TRUE(mailboxes().HandBack(next).ok());
  }
}

TEST_P(StoreContract, GivesTheOldestFirstAndARetriedOneItsTurnLater) {
  for (const int64_t iid : {3, 1, 2}) {
    Event(iid);
    clock_.Advance(std::chrono::milliseconds(1));
  }
  const MailboxClaim three = MustClaim(Lane::kAnnounce);
  EXPECT_EQ(three.key, Request(3));
  EXPECT_TRUE(mailboxes().Retry(three, std::chrono::seconds(10)).ok());
  EXPECT_EQ(MustClaim(Lane::kAnnounce).key, Request(1));
  EXPECT_EQ(MustClaim(Lane::kAnnounce).key, Request(2));
  EXPECT_FALSE(Claim(Lane::kAnnounce).has_value());
  clock_.Advance(std::chrono::seconds(10));
  EXPECT_EQ(MustClaim(Lane::kAnnounce).key, Request(3));
}

TEST_P(StoreContract, WhoWaitsForAVerdictGoesBeforeWhatIsJudgedOnceMore) {
  Announced(1, RecordOf(Head(1), kGreenLine));
  clock_.Advance(std::chrono::seconds(29));
  Announced(2, RecordOf(Head(2), kRunningLine));
  EXPECT_EQ(MustClaim(Lane::kJudge).key, Request(2));
  EXPECT_EQ(MustClaim(Lane::kJudge).key, Request(1));
}

TEST_P(StoreContract, WhoWaitsGoesFirstAlsoWhereAnotherIsUnderWay) {
  Announced(1, RecordOf(Head(1), kRunningLine));
  clock_.Advance(std::chrono::milliseconds(1));
  Announced(2, RecordOf(Head(2), kGreenLine));
  clock_.Advance(std::chrono::milliseconds(1));
  Announced(3, RecordOf(Head(3), kRunningLine));
  for (const int64_t iid : {1, 3, 2}) EXPECT_EQ(MustClaim(Lane::kJudge).key, Request(iid));
  EXPECT_FALSE(Claim(Lane::kJudge).has_value());
}

TEST_P(StoreContract, WhatIsJudgedOnceMoreGetsItsTurnHoweverManyWait) {
  Announced(1, RecordOf(Head(1), kGreenLine));
  clock_.Advance(std::chrono::seconds(31));
  Announced(2, RecordOf(Head(2), kRunningLine));
  EXPECT_EQ(MustClaim(Lane::kJudge).key, Request(1));
}

TEST_P(StoreContract, AnEventEndsTheDelayOfARetry) {
  Event(1);
  const MailboxClaim claim = MustClaim(Lane::kAnnounce);
  EXPECT_TRUE(mailboxes().Retry(claim, std::chrono::hours(1)).ok());
  EXPECT_FALSE(Claim(Lane::kAnnounce).has_value());
  Event(1);
  const MailboxClaim again = MustClaim(Lane::kAnnounce);
  Event(1);
  EXPECT_TRUE(mailboxes().Retry(again, std::chrono::hours(1)).ok());
  EXPECT_TRUE(Claim(Lane::kAnnounce).has_value());
}

TEST_P(StoreContract, SaysSinceWhenTheOldestUnjudgedEventWaits) {
  const WallTime start = clock_.Wall();
  Event(1);
  clock_.Advance(std::chrono::seconds(1));
  Announced(1, RecordOf(Head(1), kRunningLine));
  const MailboxClaim judge = MustClaim(Lane::kJudge);
  EXPECT_EQ(judge.waiting_since, start);
  clock_.Advance(std::chrono::seconds(1));
  const WallTime later = clock_.Wall();
  Event(1);
  EXPECT_TRUE(Publish(judge, RecordOf(Head(1), kGreenLine)).ok());
  EXPECT_EQ(backend_->watch().Health().value().oldest_waiting, later);
  EXPECT_EQ(MustClaim(Lane::kAnnounce).waiting_since, later);
}

TEST_P(StoreContract, KeepsARecordByteForByte) {
  const std::string hostile("a\0b\xff\xfe\n'\"", 8);
  MailboxRecord record = RecordOf(Head(1), StatusLine{StatusState::kFailed, hostile, hostile});
  record.open = false;
  record.source_branch = hostile;
  record.target_branch = std::string(5000, '\x80');
  record.head_since = clock_.Wall();
  record.decision_key = hostile;
  record.decision = {std::string(32, 'a')};
  Announced(1, record);
  backend_->Reopen();
  const MailboxRecord kept = MustClaim(Lane::kJudge).record;
  EXPECT_EQ(kept.open, record.open);
  EXPECT_EQ(kept.head, record.head);
  EXPECT_EQ(kept.source_branch, record.source_branch);
  EXPECT_EQ(kept.target_branch, record.target_branch);
  EXPECT_EQ(kept.head_since, record.head_since);
  EXPECT_EQ(kept.decision_key, record.decision_key);
  EXPECT_EQ(kept.decision, record.decision);
  EXPECT_EQ(kept.status, record.status);
}

/// Every order in which two events, an announcer and a judge can take their steps.
TEST_P(StoreContract, LosesNoWakeUpInAnyOrderOfEventClaimReadFinish) {
  std::string order = "AAAEEJJJ";
  int orders = 0;
  int events = 0;  // what a run sees when it reads
  int seen = 0;    // by the last judgement that was published
  do {
    ++orders;
    std::optional<MailboxClaim> announce;
    std::optional<MailboxClaim> judge;
    const auto finish_announce = [&] {
      EXPECT_TRUE(Announce(*announce, RecordOf(Head(1), kRunningLine)).ok());
    };
    const auto finish_judge = [&](int read) {
      EXPECT_TRUE(Publish(*judge, RecordOf(Head(1), kRunningLine)).ok());
      seen = read;
    };
    int announcer_step = 0;
    int judge_step = 0;
    int read = 0;
    for (const char who : order) {
      if (who == 'E') {
        Event(1);
        ++events;
      } else if (who == 'A') {
        if (++announcer_step == 1) announce = Claim(Lane::kAnnounce);
        if (announcer_step == 3 && announce) finish_announce();
      } else {
        if (++judge_step == 1) judge = Claim(Lane::kJudge);
        if (judge_step == 2) read = events;
        if (judge_step == 3 && judge) finish_judge(read);
      }
    }
    while (true) {
      announce = Claim(Lane::kAnnounce);
      if (announce) finish_announce();
      judge = Claim(Lane::kJudge);
      if (judge) finish_judge(events);
      if (!announce && !judge) break;
    }
    ASSERT_EQ(seen, events) << order;
  } while (std::next_permutation(order.begin(), order.end()));
  EXPECT_EQ(orders, 560);
}

TEST_P(StoreContract, HandsOutEachMailboxOnceToManyThreads) {
  constexpr int kMailboxes = 40;
  for (int iid = 1; iid <= kMailboxes; ++iid) Event(iid);
  std::atomic<int> claimed = 0;
  std::vector<std::jthread> threads;
  for (int thread = 0; thread < 8; ++thread) {
    threads.emplace_back([this, &claimed] {
      while (const std::optional<MailboxClaim> claim = Claim(Lane::kAnnounce)) {
        EXPECT_EQ(claim->attempts, 1U);
        ++claimed;
        EXPECT_TRUE(Announce(*claim, RecordOf(Head(1), std::nullopt)).ok());
      }
    });
  }
  threads.clear();
  EXPECT_EQ(claimed, kMailboxes);
}

}  // namespace headwater::store
