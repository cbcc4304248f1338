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
