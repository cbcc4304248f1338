// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/report/level.h"

#include <gtest/gtest.h>

#include "tests/service/report/sample_report.h"

namespace headwater::report {
namespace {

TEST(LevelTest, FollowsTheModeAndSparesAdvisoryFindings) {
  struct Case {
    Mode mode;
    Level plain;
    Level advisory;
  };
  const Case cases[] = {
      {Mode::kOff, Level::kObserved, Level::kObserved},
      {Mode::kObserve, Level::kObserved, Level::kObserved},
      {Mode::kHint, Level::kRecommended, Level::kRecommended},
      {Mode::kRatchet, Level::kRecommended, Level::kRecommended},
      {Mode::kGate, Level::kRequired, Level::kRecommended},
  };
  for (const Case& test : cases) {
    const RuleResult result = sample::Result(sample::kHeader, test.mode, Verdict::kFail);
    Finding finding;
    EXPECT_EQ(LevelOf(result, finding), test.plain);
    finding.advisory = true;
    EXPECT_EQ(LevelOf(result, finding), test.advisory);
  }
}

TEST(TallyTest, CountsEveryKindOnce) {
  const Tally tally = TallyOf(sample::Rich());
  EXPECT_EQ(tally.required, 2U + 214U);
  EXPECT_EQ(tally.recommended, 2U);
  EXPECT_EQ(tally.observed, 1U);
  EXPECT_EQ(tally.not_checked, 2U);
}

TEST(TallyTest, LeavesUncheckedFilesOfObservedRulesOut) {
  RuleResult result = sample::Result(sample::kHeader, Mode::kObserve, Verdict::kUnknown);
  result.answer.unchecked.push_back({});
  EXPECT_EQ(TallyOf(result).not_checked, 0U);
}

TEST(TallyTest, CountsAnUnknownRuleWithoutReasonOrFiles) {
  const RuleResult result = sample::Result(sample::kHeader, Mode::kHint, Verdict::kUnknown);
  EXPECT_EQ(TallyOf(result).not_checked, 1U);
}

TEST(TallyTest, CountsAnUnknownRuleByItsFilesWhenTheyAreTheReason) {
  RuleResult result = sample::Result(sample::kHeader, Mode::kHint, Verdict::kUnknown);
  result.answer.unchecked.resize(3);
  EXPECT_EQ(TallyOf(result).not_checked, 3U);
}

}  // namespace
}  // namespace headwater::report
