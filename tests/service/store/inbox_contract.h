// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <thread>
#include <vector>

#include "tests/service/store/store_contract.h"

/// \file
/// The contract of Inbox.

namespace headwater::store {

TEST_P(StoreContract, DropsADeliveryOnlyForItsOwnKey) {
  const std::string long_key(300, 'k');
  EXPECT_EQ(Record("a", {WakeOf(1)}), Recorded::kNew);
  EXPECT_EQ(Record("a", {WakeOf(1)}), Recorded::kDuplicate);
  EXPECT_EQ(Record("a", {WakeOf(2)}), Recorded::kDuplicate);
  EXPECT_EQ(Record("b", {WakeOf(1)}), Recorded::kNew);
  EXPECT_EQ(Record("", {WakeOf(1)}), Recorded::kNew);
  EXPECT_EQ(Record("", {WakeOf(1)}), Recorded::kNew);
  EXPECT_EQ(Record(long_key, {WakeOf(1)}), Recorded::kNew);
  EXPECT_EQ(Record(long_key + "2", {WakeOf(1)}), Recorded::kNew);
  EXPECT_EQ(Record(long_key, {WakeOf(1)}), Recorded::kDuplicate);
  const MailboxClaim claim = MustClaim(Lane::kAnnounce);
  EXPECT_EQ(claim.key, Request(1));
  EXPECT_EQ(claim.generation, 6U);
  EXPECT_FALSE(Claim(Lane::kAnnounce).has_value());
}

TEST_P(StoreContract, RemembersAKeySevenDaysAndAcrossARestart) {
  Record("a", {});
  clock_.Advance(std::chrono::days(5));
  Record("b", {});
  clock_.Advance(std::chrono::days(1));
  backend_->Reopen();
  EXPECT_EQ(Record("a", {}), Recorded::kDuplicate);
  clock_.Advance(std::chrono::days(1) + std::chrono::minutes(1));
  EXPECT_EQ(Record("a", {}), Recorded::kNew);
  EXPECT_EQ(Record("a", {}), Recorded::kDuplicate);
}

TEST_P(StoreContract, WakesEveryOpenMailboxWithAHeadAndNoOther) {
  Judged(1, Head(1), kGreenLine);
  Judged(2, Head(1), kGreenLine);
  Judged(3, Head(2), kGreenLine);
  MailboxRecord closed = RecordOf(Head(1), std::nullopt);
  closed.open = false;
  Announced(4, closed);
  EXPECT_TRUE(Publish(MustClaim(Lane::kJudge), closed).ok());
  Record("", {WakeByHead(Head(1))});
  EXPECT_EQ(MustClaim(Lane::kAnnounce).key, Request(1));
  EXPECT_EQ(MustClaim(Lane::kAnnounce).key, Request(2));
  EXPECT_FALSE(Claim(Lane::kAnnounce).has_value());
}

/// What quietly arrives for a mailbox, and is announced.
class QuietContract : public StoreContract {
 protected:
  static MailboxRecord Remembered() { return RecordOf(Head(1), std::nullopt); }
  void Quietly() {
    EXPECT_EQ(Record("", {QuietWakeOf(1)}), Recorded::kNew);
    Expect(Announce(MustClaim(Lane::kAnnounce), Remembered()));
  }
  void AtOnce() { Announced(1, Remembered()); }
  MailboxClaim Judging() {
    AtOnce();
    return MustClaim(Lane::kJudge);
  }
  bool IsDue() { return Claim(Lane::kJudge).has_value(); }
};

TEST_P(QuietContract, IsJudgedAfterItsTimeAndLaterOnesDoNotPutItOff) {
  constexpr int kParts = 6;
  Quietly();
  for (int i = 1; i < kParts; ++i) {
    EXPECT_FALSE(IsDue());
    clock_.Advance(kQuietDelay / kParts);
    Quietly();
  }
  clock_.Advance(kQuietDelay / kParts - std::chrono::milliseconds(1));
  EXPECT_FALSE(IsDue());
  clock_.Advance(std::chrono::milliseconds(1));
  const MailboxClaim claim = MustClaim(Lane::kJudge);
  EXPECT_EQ(claim.generation, uint64_t{kParts});
  Expect(Publish(claim, Remembered()));
  EXPECT_FALSE(IsDue());
}

TEST_P(QuietContract, AnEventThatIsNotQuietMakesItDueAtOnce) {
  Quietly();
  AtOnce();
  EXPECT_EQ(MustClaim(Lane::kJudge).generation, 2U);
}

TEST_P(QuietContract, WhatWaitsAlreadyKeepsItsTime) {
  AtOnce();
  Quietly();
  EXPECT_EQ(MustClaim(Lane::kJudge).generation, 2U);
}

TEST_P(QuietContract, AfterAJudgementItWaitsAnew) {
  Judged(1, Head(1), kGreenLine);
  Quietly();
  EXPECT_FALSE(IsDue());
  clock_.Advance(kQuietDelay);
  EXPECT_TRUE(IsDue());
}

TEST_P(QuietContract, DuringAJudgementItWaitsToo) {
  const MailboxClaim judging = Judging();
  Quietly();
  clock_.Advance(kQuietDelay / 2);
  Quietly();
  Expect(Publish(judging, Remembered()));
  EXPECT_FALSE(IsDue());
  clock_.Advance(kQuietDelay / 2);
  EXPECT_TRUE(IsDue());
}

TEST_P(QuietContract, AnEventThatIsNotQuietDuringAJudgementIsDueWhenThatEnds) {
  const MailboxClaim judging = Judging();
  AtOnce();
  Quietly();
  Expect(Publish(judging, Remembered()));
  EXPECT_TRUE(IsDue());
}

TEST_P(QuietContract, ARetryComesAtItsOwnTime) {
  const MailboxClaim judging = Judging();
  Quietly();
  Expect(mailboxes().Retry(judging, kQuietDelay / 4));
  EXPECT_FALSE(IsDue());
  clock_.Advance(kQuietDelay / 4);
  EXPECT_TRUE(IsDue());
}

TEST_P(QuietContract, ALongRetryIsEndedByIt) {
  const MailboxClaim judging = Judging();
  Quietly();
  Expect(mailboxes().Retry(judging, 2 * kQuietDelay));
  clock_.Advance(kQuietDelay);
  EXPECT_TRUE(IsDue());
}

TEST_P(QuietContract, WhatIsHandedBackIsDueAtOnce) {
  const MailboxClaim judging = Judging();
  Quietly();
  Expect(mailboxes().HandBack(judging));
  EXPECT_TRUE(IsDue());
}

TEST_P(QuietContract, ARestartForgetsNothing) {
  Quietly();
  backend_->Reopen();
  EXPECT_FALSE(IsDue());
  clock_.Advance(kQuietDelay);
  EXPECT_TRUE(IsDue());
}

TEST_P(StoreContract, KeepsEveryEventOf32ThreadsAndNeverCountsOneTwice) {
  constexpr int kThreads = 32;
  constexpr int kEvents = 20;
  std::vector<std::jthread> threads;
  for (int thread = 0; thread < kThreads; ++thread) {
    threads.emplace_back([this, thread] {
      for (int i = 0; i < kEvents; ++i) {
        // Two threads share each key.
        const std::string key = std::to_string(thread / 2) + "-" + std::to_string(i);
        Record(key, {WakeOf(1)});
      }
    });
  }
  threads.clear();
  EXPECT_EQ(MustClaim(Lane::kAnnounce).generation, uint64_t{kThreads / 2 * kEvents});
}

}  // namespace headwater::store
