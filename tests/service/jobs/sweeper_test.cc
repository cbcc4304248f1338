// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/jobs/sweeper.h"

#include <gtest/gtest.h>

#include <deque>
#include <utility>
#include <vector>

namespace headwater::jobs {
namespace {

using std::chrono::minutes;

class TestClock final : public Clock {
 public:
  WallTime Wall() const override { return WallTime(std::chrono::hours(1000)) + passed; }
  SteadyTime Steady() const override { return SteadyTime(passed); }

  std::chrono::milliseconds passed{};
};

class FakeList final : public MergeRequestList {
 public:
  Result<ListedPage> ChangedSince(WallTime since, uint32_t page) override {
    asked.emplace_back(since, page);
    if (pages.empty()) return ListedPage();
    Result<ListedPage> next = std::move(pages.front());
    pages.pop_front();
    return next;
  }

  std::deque<Result<ListedPage>> pages;
  std::vector<std::pair<WallTime, uint32_t>> asked;
};

class FakeBook final : public SweepBook {
 public:
  Result<std::optional<WallTime>> SweptUntil() override { return until; }
  Status SetSweptUntil(WallTime time) override {
    until = time;
    return Ok{};
  }
  Result<std::vector<MailboxKey>> WakeMissed(std::span<const ListedMergeRequest> listed) override {
    std::vector<MailboxKey> woken;
    for (const ListedMergeRequest& one : listed) {
      compared.push_back(one.iid.value);
      if (one.iid.value >= kMissedFrom) woken.push_back({one.project, one.iid});
    }
    return woken;
  }

  static constexpr int64_t kMissedFrom = 100;
  std::optional<WallTime> until;
  std::vector<int64_t> compared;
};

class SweeperTest : public testing::Test {
 protected:
  ListedMergeRequest Listed(int64_t iid, minutes ago) const {
    return {.project = {7},
            .iid = {iid},
            .open = true,
            .head = {},
            .target_branch = Untrusted("main"),
            .updated_at = clock.Wall() - ago};
  }
  bool Run() { return sweeper.Run().value(); }

  TestClock clock;
  FakeList list;
  FakeBook book;
  Sweeper sweeper{list, book, clock, minutes(15)};
};

TEST_F(SweeperTest, TheFirstLookIsADayBackAndTheNextWhereItEnded) {
  list.pages.emplace_back(ListedPage{{Listed(1, minutes(60))}, false});
  EXPECT_FALSE(Run());
  EXPECT_EQ(clock.Wall() - minutes(24 * 60 + 5), list.asked[0].first);
  EXPECT_EQ(clock.Wall() - minutes(60), *book.until);
  EXPECT_FALSE(Run()) << "it is not time";
  EXPECT_EQ(1U, list.asked.size());
  clock.passed += minutes(15);
  EXPECT_FALSE(Run());
  EXPECT_EQ(*book.until - minutes(5), list.asked[1].first);
}

TEST_F(SweeperTest, WhatWasMissedIsToldOf) {
  list.pages.emplace_back(ListedPage{{Listed(1, minutes(60)), Listed(100, minutes(59))}, false});
  EXPECT_TRUE(Run());
  EXPECT_EQ((std::vector<int64_t>{1, 100}), book.compared);
}

TEST_F(SweeperTest, WhatChangedJustNowIsLeftToItsDeliveryAndNotPassedOver) {
  list.pages.emplace_back(ListedPage{{Listed(1, minutes(60)), Listed(100, minutes(1))}, false});
  EXPECT_FALSE(Run());
  EXPECT_EQ(std::vector<int64_t>{1}, book.compared);
  EXPECT_EQ(clock.Wall() - minutes(60), *book.until);
}

TEST_F(SweeperTest, GoesOnByTimeAndWhereTimeStandsStillByPage) {
  list.pages.emplace_back(ListedPage{{Listed(1, minutes(60)), Listed(2, minutes(50))}, true});
  list.pages.emplace_back(ListedPage{{Listed(2, minutes(50)), Listed(3, minutes(50))}, true});
  list.pages.emplace_back(ListedPage{{}, true});
  list.pages.emplace_back(ListedPage{{Listed(4, minutes(50))}, false});
  EXPECT_TRUE(Run());
  EXPECT_TRUE(Run());
  EXPECT_TRUE(Run()) << "an empty page is not the last";
  EXPECT_FALSE(Run());
  const WallTime time = clock.Wall() - minutes(50);
  EXPECT_EQ(std::pair(time, 1U), list.asked[1]);
  EXPECT_EQ(std::pair(time, 2U), list.asked[2]);
  EXPECT_EQ(std::pair(time, 3U), list.asked[3]);
  EXPECT_EQ((std::vector<int64_t>{1, 2, 2, 3, 4}), book.compared);
}

TEST_F(SweeperTest, AForgeThatDoesNotAnswerIsAskedAgainLaterFromWhereItWas) {
  list.pages.emplace_back(ListedPage{{Listed(1, minutes(60))}, true});
  list.pages.emplace_back(Error{Errc::kTransient, "no answer"});
  EXPECT_TRUE(Run());
  EXPECT_FALSE(Run());
  EXPECT_FALSE(Run());
  EXPECT_EQ(2U, list.asked.size());
  clock.passed += minutes(15);
  EXPECT_FALSE(Run());
  EXPECT_EQ(*book.until - minutes(5), list.asked[2].first);
}

}  // namespace
}  // namespace headwater::jobs
