// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/config/mode_ramp.h"

#include <gtest/gtest.h>

#include "headwater/date.h"

namespace headwater::config {
namespace {

constexpr const char* kRamp = "{start: observe, 2026-12-01: hint, 2027-03-01: gate}";

Result<ModeRamp> Read(const std::string& yaml) {
  return ReadModeRamp(ParseYaml(yaml, kPolicyLimits).value());
}

std::chrono::sys_days Day(const char* text) { return ParseDate(text).value(); }

TEST(ModeRampTest, AModeByItselfHoldsOnEveryDay) {
  const ModeRamp ramp = Read("ratchet").value();
  EXPECT_EQ(Mode::kRatchet, ramp.On(Day("1970-01-01")));
  EXPECT_EQ(Mode::kRatchet, ramp.On(Day("2999-01-01")));
  EXPECT_TRUE(ramp.After(Day("1970-01-01")).empty());
}

TEST(ModeRampTest, EachDayIsTheFirstOfItsMode) {
  const ModeRamp ramp = Read(kRamp).value();
  const std::pair<const char*, Mode> rows[] = {
      {"2026-11-30", Mode::kObserve}, {"2026-12-01", Mode::kHint}, {"2027-02-28", Mode::kHint},
      {"2027-03-01", Mode::kGate},    {"2030-01-01", Mode::kGate},
  };
  for (const auto& [day, mode] : rows) EXPECT_EQ(mode, ramp.On(Day(day))) << day;
}

TEST(ModeRampTest, WhatIsToComeHasItsDays) {
  const std::vector<ModeStep> coming = Read(kRamp).value().After(Day("2026-12-01"));
  ASSERT_EQ(1U, coming.size());
  EXPECT_EQ(Day("2027-03-01"), coming[0].from);
  EXPECT_EQ(Mode::kGate, coming[0].mode);
}

TEST(ModeRampTest, TheStricterOfTwoIsStricterOnEveryDay) {
  const ModeRamp a = Read(kRamp).value();
  const ModeRamp b = Read("{start: hint, 2027-01-15: off}").value();
  const ModeRamp stricter = StricterOf(a, b);
  for (auto day = Day("2026-11-01"); day < Day("2027-05-01"); day += std::chrono::days(1)) {
    EXPECT_EQ(std::max(a.On(day), b.On(day)), stricter.On(day)) << DayText(day);
  }
  EXPECT_EQ("hint, gate from 2027-03-01", ToText(stricter));
}

TEST(ModeRampTest, MistakesAreRefused) {
  const std::pair<const char*, const char*> rows[] = {
      {"gaet", "did you mean `gate`?"},
      {"{observe: 2026-12-01}", "says with `start`"},
      {"{start: observe, 2026-13-01: hint}",
       "`2026-13-01` is neither `start`, `cohorts` nor a day"},
      {"{start: observe, 2026-02-30: hint}",
       "`2026-02-30` is neither `start`, `cohorts` nor a day"},
      {"{start: observe, 2027-01-01: hint, 2026-12-01: gate}", "stand in order"},
      {"{start: observe, 2027-01-01: loud}", "a mode is one of"},
      {"{start: off, 2027-01-01: off, 2027-01-02: off, 2027-01-03: off, 2027-01-04: off, "
       "2027-01-05: off, 2027-01-06: off, 2027-01-07: off, 2027-01-08: off, 2027-01-09: off}",
       "more than 8 changes"},
      {"[gate]", "a mode is one of"},
  };
  for (const auto& [yaml, sentence] : rows) {
    const Result<ModeRamp> ramp = Read(yaml);
    ASSERT_FALSE(ramp.ok()) << yaml;
    EXPECT_NE(std::string::npos, ramp.error().message.find(sentence)) << ramp.error().message;
  }
}

}  // namespace
}  // namespace headwater::config
