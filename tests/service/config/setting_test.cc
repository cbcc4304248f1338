// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/config/setting.h"

#include <gtest/gtest.h>

#include <set>

#include "headwater/registry.h"

namespace headwater::config {
namespace {

/// Whether a value of the option's type can be compared in the direction.
bool Fits(const OptionInfo& option) {
  const bool is_list = option.type == OptionType::kGlobs;
  switch (option.stricter) {
    case Stricter::kHigher:
    case Stricter::kLower:
      return !is_list && option.type != OptionType::kText;
    case Stricter::kSuperset:
    case Stricter::kSubset:
      return is_list;
    case Stricter::kEqual:
      // Texts for people have no direction, and choices between lists of others may have none.
      return option.type == OptionType::kText || option.type == OptionType::kChoice;
  }
  return false;
}

TEST(SettingTest, EveryOptionOfEveryRuleDeclaresADirectionThatFits) {
  size_t options = 0;
  for (const RuleEntry* rule : AllRules()) {
    for (const OptionInfo& option : rule->info.options) {
      ++options;
      EXPECT_TRUE(Fits(option)) << rule->info.id.view() << ": " << option.name.view();
    }
  }
  EXPECT_GT(options, 20U);
}

TEST(SettingTest, NoOptionHasTheNameOfAKey) {
  const std::set<std::string_view> keys = {"mode", "only", "except", "gate_on_branches", "locked"};
  for (const RuleEntry* rule : AllRules()) {
    for (const OptionInfo& option : rule->info.options) {
      EXPECT_FALSE(keys.contains(option.name.view())) << rule->info.id.view();
    }
  }
}

TEST(SettingTest, EverySettingIsAsStrictAsItselfAndAsTheStricterOfItself) {
  const SettingCatalogue catalogue(AllRules());
  for (const auto& [key, info] : catalogue.all()) {
    EXPECT_TRUE(IsAtLeast(info, info.standard, info.standard)) << ToText(key);
    EXPECT_EQ(info.standard, StricterOf(info, info.standard, info.standard)) << ToText(key);
  }
}

TEST(SettingTest, ARampThatRepeatsAModeIsAsStrictAsOneThatDoesNot) {
  const SettingInfo info{SettingInfo::Direction::kMode, nullptr, ModeRamp()};
  const std::chrono::sys_days day = std::chrono::year(2027) / 3 / 1;
  const ModeRamp plain{Mode::kHint, {}};
  const ModeRamp repeated{Mode::kHint, {{day, Mode::kHint}}};
  EXPECT_TRUE(IsAtLeast(info, repeated, plain));
  EXPECT_TRUE(IsAtLeast(info, plain, repeated));
}

TEST(SettingTest, ALimitThatNamesNothingIsTheWidest) {
  const SettingInfo info{SettingInfo::Direction::kScope, nullptr, ModeRamp()};
  const auto list = [](std::vector<std::string> globs) {
    return SettingValue(OptionValue(std::move(globs)));
  };
  EXPECT_TRUE(IsAtLeast(info, list({}), list({"a"})));
  EXPECT_FALSE(IsAtLeast(info, list({"a"}), list({})));
  EXPECT_EQ(list({}), StricterOf(info, list({"a"}), list({})));
  EXPECT_EQ(list({"b", "a"}), StricterOf(info, list({"b"}), list({"a"})));
}

}  // namespace
}  // namespace headwater::config
