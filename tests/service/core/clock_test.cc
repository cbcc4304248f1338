// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "headwater/clock.h"

#include <gtest/gtest.h>

#include "headwater/store.h"

namespace headwater {
namespace {

TEST(ClockTest, TimesAreWrittenAsRfc3339) {
  const WallTime day{std::chrono::sys_days(std::chrono::year(2026) / 11 / 21)};
  EXPECT_EQ("2026-11-21T00:00:00.000Z", FormatTime(day));
  EXPECT_EQ("2026-11-21T16:08:18.123Z",
            FormatTime(day + std::chrono::hours(16) + std::chrono::minutes(8) +
                       std::chrono::milliseconds(18'123)));
  EXPECT_EQ("1969-12-31T23:59:59.999Z", FormatTime(WallTime{} - std::chrono::milliseconds(1)));
}

TEST(WorstOfTest, FailedIsWorseThanRunningIsWorseThanSuccess) {
  const StatusLine failed{StatusState::kFailed, "failed", ""};
  const StatusLine other{StatusState::kFailed, "also failed", ""};
  const StatusLine running{StatusState::kRunning, "running", ""};
  const StatusLine success{StatusState::kSuccess, "success", ""};
  EXPECT_EQ(failed, WorstOf(std::vector{success, failed, running, other}));
  EXPECT_EQ(running, WorstOf(std::vector{success, running}));
  EXPECT_EQ(success, WorstOf(std::vector{success}));
  EXPECT_FALSE(WorstOf({}));
}

}  // namespace
}  // namespace headwater
