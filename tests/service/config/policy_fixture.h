// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <gtest/gtest.h>

#include <chrono>
#include <iterator>
#include <string>
#include <vector>

#include "headwater/registry.h"
#include "service/config/effective_policy.h"

namespace headwater::config {

inline constexpr std::chrono::sys_days kToday = std::chrono::year(2026) / 11 / 22;

inline constexpr OptionInfo kOptions[] = {
    {.name = "scope",
     .type = OptionType::kChoice,
     .stricter = Stricter::kHigher,
     .doc = "What is judged.",
     .default_value = "new",
     .choices = {},
     .minimum = 0,
     .maximum = 0},
    {.name = "min_lines",
     .type = OptionType::kInteger,
     .stricter = Stricter::kLower,
     .doc = "Shorter files are left out.",
     .default_value = "10",
     .choices = {},
     .minimum = 0,
     .maximum = 100},
    {.name = "ignore",
     .type = OptionType::kGlobs,
     .stricter = Stricter::kSubset,
     .doc = "Paths left out.",
     .default_value = "[tests/**]",
     .choices = {},
     .minimum = 0,
     .maximum = 0},
    {.name = "loud",
     .type = OptionType::kBool,
     .stricter = Stricter::kHigher,
     .doc = "Whether it shouts.",
     .default_value = "false",
     .choices = {},
     .minimum = 0,
     .maximum = 0},
    {.name = "forbidden",
     .type = OptionType::kGlobs,
     .stricter = Stricter::kSuperset,
     .doc = "What is not wanted.",
     .default_value = "[]",
     .choices = {},
     .minimum = 0,
     .maximum = 0},
    {.name = "holder",
     .type = OptionType::kText,
     .stricter = Stricter::kEqual,
     .doc = "Who holds the rights.",
     .default_value = "\"\"",
     .choices = {},
     .minimum = 0,
     .maximum = 12},
};
inline constexpr Literal kScopes[] = {"new", "covered"};

inline Result<RuleAnswer> NeverCalled(const RuleContext& /*context*/) {
  return Error{Errc::kInternal, "not called"};
}

/// A rule set of two rules, a family and two presets, all of the test's own.
class PolicyTest : public testing::Test {
 protected:
  PolicyTest() {
    options_.assign(std::begin(kOptions), std::end(kOptions));
    options_[0].choices = kScopes;
    first_.info.id = "family/first";
    first_.info.options = options_;
    second_.info.id = "family/second";
    first_.check = second_.check = NeverCalled;
  }

  Result<Policy> Load(const std::string& yaml) {
    return LoadPolicy({".headwater.yml", yaml}, shipped(), kToday);
  }
  Shipped shipped() const { return {rules_, files_}; }
  std::string ErrorOf(const std::string& yaml) {
    const Result<Policy> policy = Load(yaml);
    if (policy.ok()) return "no error";
    EXPECT_EQ(Errc::kInvalid, policy.error().code);
    return policy.error().message;
  }

  std::vector<OptionInfo> options_;
  RuleEntry first_;
  RuleEntry second_;
  std::vector<const RuleEntry*> rules_ = {&first_, &second_};
  std::vector<ShippedFile> files_ = {
      {"family:family", "rules:\n  family/first: {mode: ratchet, options: {min_lines: 5}}\n"},
      {"preset:opencode", "extends: family:family\nrules:\n  family/second: hint\n"},
      {"preset:strict",
       "extends: preset:opencode\nrules:\n  family/second:\n    mode: gate\n"
       "    gate_on_branches: [default]\n"},
  };
};

}  // namespace headwater::config
