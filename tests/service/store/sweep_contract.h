// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <vector>

#include "headwater/sweep.h"
#include "tests/service/store/store_contract.h"

/// \file
/// The contract of SweepBook.

namespace headwater::store {

class SweepContract : public StoreContract {
 protected:
  /// As the platform lists what RecordOf(Head(head)) knows.
  static ListedMergeRequest Listed(int64_t iid, uint8_t head, const std::string& target = "main") {
    return {.project = kProject,
            .iid = {iid},
            .open = true,
            .head = Head(head),
            .target_branch = Untrusted(target),
            .updated_at = {}};
  }
  std::vector<int64_t> Woken(const ListedMergeRequest& listed) {
    std::vector<int64_t> iids;
    const auto woken = sweeps().WakeMissed(std::vector{listed});
    for (const MailboxKey& key : woken.value()) iids.push_back(key.iid.value);
    return iids;
  }
  void SetUp() override {
    StoreContract::SetUp();
    Announced(1, RecordOf(Head(1), kRunningLine));
    EXPECT_TRUE(Publish(MustClaim(Lane::kJudge), RecordOf(Head(1), kGreenLine)).ok());
  }
};

TEST_P(SweepContract, RemembersUpToWhenItLooked) {
  EXPECT_FALSE(sweeps().SweptUntil().value());
  EXPECT_TRUE(sweeps().SetSweptUntil(WallTime(std::chrono::hours(1))).ok());
  EXPECT_TRUE(sweeps().SetSweptUntil(WallTime(std::chrono::hours(2))).ok());
  EXPECT_EQ(WallTime(std::chrono::hours(2)), sweeps().SweptUntil().value());
}

TEST_P(SweepContract, WhatIsAsItIsKnownIsLeftAlone) {
  EXPECT_TRUE(Woken(Listed(1, 1)).empty());
  ListedMergeRequest computing = Listed(1, 2);
  computing.head.reset();
  EXPECT_TRUE(Woken(computing).empty()) << "the platform has not computed its head";
  EXPECT_FALSE(Claim(Lane::kAnnounce).has_value());
}

TEST_P(SweepContract, ANewHeadTargetOrStateWakes) {
  EXPECT_EQ(std::vector<int64_t>{1}, Woken(Listed(1, 2)));
  EXPECT_TRUE(Woken(Listed(1, 2)).empty()) << "it is under way";
  EXPECT_EQ(MustClaim(Lane::kAnnounce).key, Request(1));
}

TEST_P(SweepContract, AnotherTargetWakes) {
  EXPECT_EQ(std::vector<int64_t>{1}, Woken(Listed(1, 1, "next")));
}

TEST_P(SweepContract, OneThatWasMergedUnheardWakes) {
  ListedMergeRequest merged = Listed(1, 1);
  merged.open = false;
  EXPECT_EQ(std::vector<int64_t>{1}, Woken(merged));
}

TEST_P(SweepContract, OneThatIsNotKnownWakesInAProjectThatIs) {
  EXPECT_EQ(std::vector<int64_t>{2}, Woken(Listed(2, 1)));
  ListedMergeRequest closed = Listed(3, 1);
  closed.open = false;
  EXPECT_TRUE(Woken(closed).empty()) << "it was over before anybody looked";
  ListedMergeRequest elsewhere = Listed(2, 1);
  elsewhere.project = {99};
  EXPECT_TRUE(Woken(elsewhere).empty()) << "its deliveries do not lead here";
}

}  // namespace headwater::store
