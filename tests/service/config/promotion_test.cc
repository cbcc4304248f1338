// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/config/promotion.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "headwater/registry.h"
#include "service/config/effective_policy.h"
#include "service/config/policy_layers.h"

namespace headwater::config {
namespace {

using Day = std::chrono::sys_days;

constexpr Day kFirst = std::chrono::year(2026) / 12 / 1;
constexpr Day kSecond = std::chrono::year(2027) / 3 / 1;
constexpr char kRule[] = "license/header-missing";
const StopCondition kRed{kRule, StopMeasure::kRed, 20};

ModeRamp Ramp(uint32_t cohorts = 1) {
  return {Mode::kObserve, {{kFirst, Mode::kHint}, {kSecond, Mode::kGate}}, cohorts};
}

RampTerms Paused(std::vector<Pause> pauses, ProjectId project = {}) {
  return {project, std::make_shared<const std::vector<Pause>>(std::move(pauses))};
}

Day Later(Day day, int days) { return day + std::chrono::days(days); }

TEST(CohortTest, EveryCohortGetsItsShareOfTheProjects) {
  constexpr uint32_t kCohorts = 4;
  std::vector<int> projects(kCohorts);
  for (int64_t id = 1; id <= 4'000; ++id) ++projects.at(CohortOf({id}, kCohorts));
  for (const int count : projects) EXPECT_NEAR(1'000, count, 120);
}

TEST(CohortTest, FewerCohortsNeverGiveALaterOne) {
  for (int64_t id = 1; id <= 500; ++id) {
    for (uint32_t cohorts = 1; cohorts < kMaxCohorts; ++cohorts) {
      EXPECT_LE(CohortOf({id}, cohorts), CohortOf({id}, cohorts + 1)) << id;
    }
  }
}

TEST(CohortTest, TheSameProjectIsInTheSameOneForEver) {
  // What was announced to people must not depend on the version of the program.
  std::vector<uint32_t> cohorts;
  for (int64_t id = 1; id <= 8; ++id) cohorts.push_back(CohortOf({id}, 4));
  EXPECT_EQ((std::vector<uint32_t>{3, 0, 0, 1, 0, 1, 1, 0}), cohorts);
}

TEST(CohortTest, EachCohortBeginsAWeekAfterTheOneBefore) {
  for (int64_t id = 1; id <= 50; ++id) {
    const auto cohort = static_cast<int>(CohortOf({id}, 4));
    const DatedRamp own = DateRamp(Ramp(4), {}, {{id}, nullptr});
    EXPECT_EQ(Mode::kObserve, own.On(Later(kFirst, 7 * cohort - 1)));
    EXPECT_EQ(Mode::kHint, own.On(Later(kFirst, 7 * cohort)));
    EXPECT_EQ(Later(kSecond, 7 * cohort), own.After(kFirst).back().from);
  }
}

TEST(CohortTest, AProjectThatNobodyKnowsIsOfTheFirst) {
  EXPECT_EQ(Mode::kHint, DateRamp(Ramp(4), {}, {}).On(kFirst));
}

TEST(PauseTest, AStepWhoseDayComesMeanwhileIsHeld) {
  const RampTerms terms = Paused({{kRed, Later(kFirst, -3), std::nullopt}});
  const DatedRamp held = DateRamp(Ramp(), {kRed}, terms);
  EXPECT_EQ(Mode::kObserve, held.On(Later(kFirst, 5)));
  EXPECT_TRUE(held.IsHeld(Later(kFirst, 5)));
  EXPECT_FALSE(held.IsHeld(Later(kFirst, -1))) << "its day has not come";
  EXPECT_EQ("observe, hint from 2026-12-01 held, gate from 2027-03-01 held", held.Text());
}

TEST(PauseTest, AStepBeginsWhenThePauseIsOver) {
  const Day over = Later(kFirst, 9);
  const DatedRamp ramp = DateRamp(Ramp(), {kRed}, Paused({{kRed, Later(kFirst, -3), over}}));
  EXPECT_EQ(Mode::kObserve, ramp.On(Later(over, -1)));
  EXPECT_EQ(Mode::kHint, ramp.On(over));
  EXPECT_FALSE(ramp.IsHeld(kFirst)) << "its day is known: it is announced";
  EXPECT_EQ((std::vector<ModeStep>{{over, Mode::kHint}, {kSecond, Mode::kGate}}),
            ramp.After(kFirst));
}

TEST(PauseTest, WhatHasBegunStays) {
  const DatedRamp ramp = DateRamp(Ramp(), {kRed}, Paused({{kRed, Later(kFirst, 1), std::nullopt}}));
  for (int days = 0; days < 89; ++days) EXPECT_EQ(Mode::kHint, ramp.On(Later(kFirst, days)));
  EXPECT_EQ(Mode::kHint, ramp.On(kSecond)) << "the next one is held";
  EXPECT_TRUE(ramp.IsHeld(kSecond));
}

TEST(PauseTest, PausesInARowAreGoneThroughOneByOne) {
  const StopCondition wrong{kRule, StopMeasure::kWrong, 3};
  const RampTerms terms = Paused(
      {{kRed, Later(kFirst, -3), Later(kFirst, 4)}, {wrong, Later(kFirst, 2), Later(kFirst, 8)}});
  EXPECT_EQ(Later(kFirst, 8), DateRamp(Ramp(), {kRed, wrong}, terms).steps[0].begins);
  EXPECT_EQ(Later(kFirst, 4), DateRamp(Ramp(), {kRed}, terms).steps[0].begins);
}

TEST(PauseTest, WhatTheProjectsPolicyDoesNotAskForHoldsNothing) {
  const RampTerms terms = Paused({{kRed, Later(kFirst, -3), std::nullopt}});
  const StopCondition other{kRule, StopMeasure::kRed, 30};
  EXPECT_EQ(kFirst, DateRamp(Ramp(), {other}, terms).steps[0].begins);
  EXPECT_EQ(kFirst, DateRamp(Ramp(), {}, terms).steps[0].begins);
}

TEST(PauseTest, ALaxerModeIsNeverHeldBack) {
  const ModeRamp down{Mode::kGate, {{kFirst, Mode::kHint}}};
  const DatedRamp ramp = DateRamp(down, {kRed}, Paused({{kRed, Later(kFirst, -3), std::nullopt}}));
  EXPECT_EQ(Mode::kHint, ramp.On(kFirst));
}

/// Whatever is counted, day after day: by whole days, and from the next one on.
TEST(PauseTest, NoHistoryOfPausesTakesAModeBack) {
  std::mt19937 random(1);  // NOLINT(cert-msc51-cpp): the same histories in every run
  for (int round = 0; round < 300; ++round) {
    std::vector<Pause> pauses;
    Mode before = Mode::kOff;
    for (int days = -10; days < 120; ++days) {
      const Day today = Later(kFirst, days);
      const Mode now = DateRamp(Ramp(4), {kRed}, Paused(pauses, {round + 1})).On(today);
      EXPECT_GE(now, before) << round << " on " << days;
      before = now;
      const bool is_open = !pauses.empty() && !pauses.back().until;
      if (random() % 3 != 0) continue;
      if (is_open) {
        pauses.back().until = Later(today, 1);
      } else {
        pauses.push_back({kRed, Later(today, 1), std::nullopt});
      }
    }
  }
}

TEST(IsAboveTest, SharesNeedEnoughJudgementsAndPeopleDoNot) {
  EXPECT_TRUE(IsAbove(kRed, {.rule = kRule, .judged = 20, .red = 5}));
  EXPECT_FALSE(IsAbove(kRed, {.rule = kRule, .judged = 20, .red = 4})) << "20 % is not above";
  EXPECT_FALSE(IsAbove(kRed, {.rule = kRule, .judged = 19, .red = 19})) << "too few";
  const StopCondition wrong{kRule, StopMeasure::kWrong, 3};
  EXPECT_TRUE(IsAbove(wrong, {.rule = kRule, .wrong = 4}));
  EXPECT_FALSE(IsAbove(wrong, {.rule = kRule, .wrong = 3}));
  EXPECT_TRUE(
      IsAbove({kRule, StopMeasure::kUnknown, 5}, {.rule = kRule, .judged = 100, .unknown = 6}));
  EXPECT_TRUE(
      IsAbove({kRule, StopMeasure::kWaived, 5}, {.rule = kRule, .judged = 100, .waived = 6}));
}

class PromotionPolicyTest : public testing::Test {
 protected:
  static Result<PolicyLayers> Load(const std::string& rule, const std::string& group = "") {
    LayerSources sources;
    sources.instance = {"instance.yml", "contact: c\nowners: [o]\nrules:\n  " + std::string(kRule) +
                                            ": " + rule + "\n"};
    if (!group.empty()) {
      sources.groups = {{"city.yml", "projects: [\"city/**\"]\nrules:\n  " + std::string(kRule) +
                                         ": " + group + "\n"}};
    }
    return PolicyLayers::Load(sources, shipped);
  }
  static std::string Refusal(const std::string& rule, const std::string& group = "") {
    const auto layers = Load(rule, group);
    return layers.ok() ? "valid" : layers.error().message;
  }
  static Policy For(const PolicyLayers& layers, ProjectId project, Day day) {
    return layers.For("city/web", project).stack.Make("", day);
  }

  static const Shipped shipped;
};
const Shipped PromotionPolicyTest::shipped{AllRules(), ShippedRuleSets()};

constexpr char kRampText[] =
    "{mode: {start: observe, 2026-12-01: hint, 2027-03-01: gate, cohorts: 4}, "
    "stop_if: {red: 20%, unknown: 5%, waived: 10%, wrong: 3}}";

TEST_F(PromotionPolicyTest, EveryProjectHasItsOwnDays) {
  const PolicyLayers layers = Load(kRampText).value();
  // Of the fourth cohort, and of the first.
  EXPECT_EQ(Mode::kObserve, For(layers, {1}, Later(kFirst, 20)).rules.at(kRule).mode.value);
  EXPECT_EQ(Mode::kHint, For(layers, {1}, Later(kFirst, 21)).rules.at(kRule).mode.value);
  EXPECT_EQ(Mode::kHint, For(layers, {2}, kFirst).rules.at(kRule).mode.value);
  EXPECT_EQ(Later(kSecond, 21), For(layers, {1}, kSecond).rules.at(kRule).coming.at(0).from);
  EXPECT_NE(For(layers, {1}, kFirst).hash, For(layers, {2}, kFirst).hash);
}

TEST_F(PromotionPolicyTest, APauseHoldsAndIsPartOfThePolicy) {
  const PolicyLayers layers = Load(kRampText).value();
  const auto pauses = std::make_shared<const std::vector<Pause>>(
      std::vector<Pause>{{kRed, Later(kFirst, -1), std::nullopt}});
  const PolicyLayers paused = layers.WithPauses(pauses);
  const Policy held = For(paused, {2}, kFirst);
  EXPECT_TRUE(held.rules.at(kRule).held);
  EXPECT_EQ(Mode::kObserve, held.rules.at(kRule).mode.value);
  EXPECT_NE(held.hash, For(layers, {2}, kFirst).hash);
  EXPECT_FALSE(For(layers, {2}, kFirst).rules.at(kRule).held);
}

TEST_F(PromotionPolicyTest, WhatNobodyCountsChangesNoPolicy) {
  const std::string ramp = "{mode: {start: observe, 2026-12-01: hint}}";
  const std::string stopped = "{mode: {start: observe, 2026-12-01: hint}, stop_if: {red: 20%}}";
  const PolicyLayers with = Load(stopped).value();
  const PolicyLayers without = Load(ramp).value();
  EXPECT_EQ(For(with, {2}, kFirst).hash, For(without, {2}, kFirst).hash);
  EXPECT_EQ(with.For("a").stack.HashWithLocks(), without.For("a").stack.HashWithLocks());
}

TEST_F(PromotionPolicyTest, ConditionsOfAllFilesAreToldOnce) {
  const PolicyLayers layers =
      Load("{stop_if: {red: 20%, wrong: 3}}", "{stop_if: {red: 30%, wrong: 3}}").value();
  EXPECT_EQ((std::vector<StopCondition>{{kRule, StopMeasure::kRed, 20},
                                        {kRule, StopMeasure::kRed, 30},
                                        {kRule, StopMeasure::kWrong, 3}}),
            layers.Conditions());
  EXPECT_EQ(
      (std::vector<StopCondition>{{kRule, StopMeasure::kRed, 30}, {kRule, StopMeasure::kWrong, 3}}),
      layers.For("city/web").stack.ConditionsOf(kRule));
}

TEST_F(PromotionPolicyTest, BelowALockNothingHoldsBackEarlierOrBeginsLater) {
  EXPECT_EQ("valid", Refusal("{stop_if: {red: 20%}, locked: [stop_if]}", "{stop_if: {red: 30%}}"));
  EXPECT_NE(std::string::npos,
            Refusal("{stop_if: {red: 20%}, locked: [stop_if]}", "{stop_if: {red: 10%}}")
                .find("city.yml:3:43: `license/header-missing: stop_if.red` is `10%`, which is "
                      "laxer than `20%`: locked by instance.yml:4:"))
      << Refusal("{stop_if: {red: 20%}, locked: [stop_if]}", "{stop_if: {red: 10%}}");
  EXPECT_NE(
      std::string::npos,
      Refusal("{mode: gate, locked: true}", "{stop_if: {wrong: 3}}").find("laxer than `never`"));
  const std::string ramp = "{mode: {start: hint, 2027-03-01: gate, cohorts: 4}, locked: [mode]}";
  EXPECT_EQ("valid", Refusal(ramp, "{mode: {start: hint, 2027-03-01: gate, cohorts: 2}}"));
  EXPECT_EQ("valid", Refusal(ramp, "{mode: {start: hint, 2027-03-01: gate}}"));
  EXPECT_EQ("valid", Refusal(ramp, "{mode: gate}"));
  EXPECT_NE(std::string::npos, Refusal(ramp, "{mode: {start: hint, 2027-03-01: gate, cohorts: 5}}")
                                   .find("which is laxer than `hint, gate from 2027-03-01, in 4 "
                                         "weekly cohorts`"));
}

TEST_F(PromotionPolicyTest, WhatIsNoCohortOrConditionIsRefusedWithItsPlace) {
  const struct {
    std::string rule;
    std::string sentence;
  } kCases[] = {
      {"{mode: {start: hint, 2027-03-01: gate, cohorts: 0}}", "`cohorts` is a number from 1 to 52"},
      {"{mode: {start: hint, 2027-03-01: gate, cohorts: 53}}", "`cohorts` is a number"},
      {"{mode: {start: hint, 2027-03-01: gate, cohorts: many}}", "`cohorts` is a number"},
      {"{mode: {start: gate, 2027-03-01: hint, cohorts: 2}}", "only becomes stricter"},
      {"{stop_if: 20%}", "`stop_if` is a map"},
      {"{stop_if: {rod: 20%}}", "did you mean `red`"},
      {"{stop_if: {red: 20}}", "expected a share such as 20%"},
      {"{stop_if: {red: 101%}}", "expected a share"},
      {"{stop_if: {red: -1%}}", "expected a share"},
      {"{stop_if: {wrong: 3%}}", "expected a number of people"},
      {"{stop_if: {wrong: 1001}}", "expected a number of people"},
  };
  for (const auto& one : kCases) {
    const std::string refusal = Refusal(one.rule);
    EXPECT_TRUE(refusal.starts_with("instance.yml:4:")) << refusal;
    EXPECT_NE(std::string::npos, refusal.find(one.sentence)) << refusal;
  }
}

TEST_F(PromotionPolicyTest, AProjectHasNeitherCohortsNorConditions) {
  const UpperPolicy upper = Load("hint").value().For("city/web", {1});
  Shipped own = shipped;
  own.upper = &upper;
  for (const char* rule : {"{stop_if: {red: 20%}}",
                           "{mode: {start: hint, 2027-03-01: gate, "
                           "cohorts: 2}}"}) {
    const std::string yaml = "rules:\n  " + std::string(kRule) + ": " + rule + "\n";
    const auto policy = LoadPolicy({".headwater.yml", yaml}, own, kFirst);
    ASSERT_FALSE(policy.ok());
    EXPECT_NE(std::string::npos, policy.error().message.find("the platform's own files"));
  }
}

}  // namespace
}  // namespace headwater::config
