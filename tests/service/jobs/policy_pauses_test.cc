// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/jobs/policy_pauses.h"

#include <gtest/gtest.h>

#include "headwater/data.h"
#include "service/jobs/pauses_json.h"

namespace headwater::jobs {
namespace {

using Day = std::chrono::sys_days;

constexpr Day kToday = std::chrono::year(2026) / 11 / 22;
const WallTime kNow = WallTime(kToday) + std::chrono::hours(15);
const StopCondition kRed{"a/b", StopMeasure::kRed, 20};
const RuleCounts kMany{.rule = "a/b", .judged = 100, .red = 30};
const RuleCounts kFew{.rule = "a/b", .judged = 100, .red = 3};

Day In(int days) { return kToday + std::chrono::days(days); }

TEST(DecidePausesTest, APauseBeginsTomorrow) {
  const PauseChanges changes = DecidePauses({{kRed}, {kMany}, {}}, kNow);
  EXPECT_EQ((std::vector<Pause>{{kRed, In(1), std::nullopt}}), changes.put);
  ASSERT_EQ(1U, changes.because.size());
  EXPECT_EQ(AuditKind::kPromotionsPaused, changes.because[0].kind);
}

TEST(DecidePausesTest, WhatStaysAsItIsChangesNothing) {
  EXPECT_TRUE(DecidePauses({{kRed}, {kMany}, {{kRed, In(-3), std::nullopt}}}, kNow).empty());
  EXPECT_TRUE(DecidePauses({{kRed}, {kFew}, {}}, kNow).empty());
  EXPECT_TRUE(DecidePauses({{kRed}, {}, {}}, kNow).empty()) << "nothing was judged";
}

TEST(DecidePausesTest, APauseIsOverTomorrow) {
  const PauseChanges changes = DecidePauses({{kRed}, {kFew}, {{kRed, In(-3), std::nullopt}}}, kNow);
  EXPECT_EQ((std::vector<Pause>{{kRed, In(-3), In(1)}}), changes.put);
  EXPECT_EQ(AuditKind::kPromotionsResumed, changes.because.at(0).kind);
}

TEST(DecidePausesTest, OneThatNeverHeldAnythingIsForgotten) {
  const PauseChanges changes = DecidePauses({{kRed}, {kFew}, {{kRed, In(1), std::nullopt}}}, kNow);
  EXPECT_TRUE(changes.put.empty());
  EXPECT_EQ(1U, changes.drop.size());
}

TEST(DecidePausesTest, OneThatWouldBeOverTomorrowGoesOn) {
  const PauseChanges changes = DecidePauses({{kRed}, {kMany}, {{kRed, In(-3), In(1)}}}, kNow);
  EXPECT_EQ((std::vector<Pause>{{kRed, In(-3), std::nullopt}}), changes.put);
}

TEST(DecidePausesTest, OneThatIsOverDoesNotComeBack) {
  const PauseChanges changes = DecidePauses({{kRed}, {kMany}, {{kRed, In(-3), In(0)}}}, kNow);
  EXPECT_EQ((std::vector<Pause>{{kRed, In(1), std::nullopt}}), changes.put);
}

TEST(DecidePausesTest, WhatIsNoLongerWrittenHoldsBackNothingFromToday) {
  const PauseChanges changes = DecidePauses({{}, {}, {{kRed, In(-3), std::nullopt}}}, kNow);
  EXPECT_EQ((std::vector<Pause>{{kRed, In(-3), In(0)}}), changes.put);
}

TEST(DecidePausesTest, AnotherNumberGoesOnWhereTheOldOneWas) {
  const StopCondition stricter{"a/b", StopMeasure::kRed, 25};
  const Pause old{kRed, In(-3), std::nullopt};
  const PauseChanges changes = DecidePauses({{stricter}, {kMany}, {old}}, kNow);
  EXPECT_EQ((std::vector<Pause>{{kRed, In(-3), In(0)}, {stricter, In(-3), std::nullopt}}),
            WithChanges({old}, changes));
}

TEST(PausesJsonTest, ComeBack) {
  const std::vector<Pause> pauses = {{kRed, In(-3), std::nullopt},
                                     {{"c/d", StopMeasure::kWrong, 3}, In(0), In(9)}};
  const DataNode list = ParseJson(RenderPauses(pauses).text(), kPolicyLimits).value();
  EXPECT_EQ(pauses, ReadPauses(list).value());
}

TEST(PausesJsonTest, WhatIsNoneIsRefused) {
  for (const char* json :
       {"{}", "[1]", R"([{"rule":"a/b"}])",
        R"([{"rule":"a/b","measure":"rot","above":1,"since":"2026-01-01"}])",
        R"([{"rule":"a/b","measure":"red","above":-1,"since":"2026-01-01"}])",
        R"([{"rule":"a/b","measure":"red","above":1,"since":"2026-02-30"}])",
        R"([{"rule":"a/b","measure":"red","above":1,"since":"2026-01-01","until":7}])"}) {
    EXPECT_FALSE(ReadPauses(ParseJson(json, kPolicyLimits).value()).ok()) << json;
  }
}

}  // namespace
}  // namespace headwater::jobs
