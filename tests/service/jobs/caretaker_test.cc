// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/jobs/caretaker.h"

#include <gtest/gtest.h>

#include <vector>

#include "tests/fakes/fake_forge.h"

namespace headwater::jobs {
namespace {

class FakeRetention final : public Retention {
 public:
  Result<Removed> RemoveOld(const RetentionTimes& times, size_t /*limit*/) override {
    asked.push_back(times);
    Removed removed;
    if (left > 0) removed.mailboxes = left--;
    return removed;
  }
  Status NoteRemoved(const Removed& removed) override {
    noted.push_back(removed);
    return Ok{};
  }
  Result<AuditHead> HeadOfLog() override { return AuditHead{.number = 3, .hash = "aa"}; }

  uint64_t left = 0;
  std::vector<RetentionTimes> asked;
  std::vector<Removed> noted;
};

class CaretakerTest : public testing::Test {
 protected:
  fakes::FakeClock clock;
  FakeRetention retention;
};

TEST_F(CaretakerTest, RemovesUntilNothingIsLeftAndWritesDownHowMuch) {
  retention.left = 2;
  Caretaker caretaker(retention, nullptr, clock, {});
  EXPECT_TRUE(caretaker.Run().value());
  EXPECT_TRUE(caretaker.Run().value());
  EXPECT_FALSE(caretaker.Run().value());
  ASSERT_EQ(2U, retention.noted.size());
  EXPECT_EQ(2U, retention.noted[0].mailboxes);
}

TEST_F(CaretakerTest, LooksOnceAnHour) {
  Caretaker caretaker(retention, nullptr, clock, {});
  EXPECT_FALSE(caretaker.Run().value());
  clock.Advance(std::chrono::minutes(59));
  EXPECT_FALSE(caretaker.Run().value());
  EXPECT_EQ(1U, retention.asked.size());
  clock.Advance(std::chrono::minutes(1));
  EXPECT_FALSE(caretaker.Run().value());
  EXPECT_EQ(2U, retention.asked.size());
}

TEST_F(CaretakerTest, DecisionsStayForEverUnlessItIsSaidHowLong) {
  const std::chrono::hours day(24);
  Caretaker(retention, nullptr, clock, {.operational = day, .audit = {}}).Run().value();
  EXPECT_EQ(clock.wall - day, retention.asked[0].operational);
  EXPECT_FALSE(retention.asked[0].audit);
  Caretaker(retention, nullptr, clock, {.operational = day, .audit = 2 * day}).Run().value();
  EXPECT_EQ(clock.wall - 2 * day, retention.asked[1].audit);
}

}  // namespace
}  // namespace headwater::jobs
