// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "headwater/waiver.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace headwater {
namespace {

TEST(WaiverTest, EveryReasonIsFoundByItsOwnName) {
  std::set<std::string_view> names;
  for (const WaiverReason reason : kAllWaiverReasons) {
    EXPECT_EQ(WaiverReasonOf(NameOf(reason).view()), reason);
    EXPECT_FALSE(TextOf(reason).de.view().empty());
    names.insert(NameOf(reason).view());
  }
  EXPECT_EQ(names.size(), kAllWaiverReasons.size());
}

TEST(WaiverTest, AReasonIsKnownInGermanAndInAnyCase) {
  EXPECT_EQ(WaiverReasonOf("Fehlalarm"), WaiverReason::kFalsePositive);
  EXPECT_EQ(WaiverReasonOf("EMERGENCY"), WaiverReason::kEmergency);
  EXPECT_EQ(WaiverReasonOf("because"), std::nullopt);
  EXPECT_EQ(WaiverReasonOf(""), std::nullopt);
  EXPECT_EQ(WaiverReasonOf("emergency "), std::nullopt);
}

TEST(WaiverTest, CountsUpToItsLastDayUnlessRevoked) {
  const std::chrono::sys_days day{std::chrono::days(20'000)};
  Waiver waiver;
  waiver.until = day;
  EXPECT_TRUE(IsInForce(waiver, day));
  EXPECT_FALSE(IsInForce(waiver, day + std::chrono::days(1)));
  waiver.revoked_at = WallTime{};
  EXPECT_FALSE(IsInForce(waiver, day));
}

}  // namespace
}  // namespace headwater
