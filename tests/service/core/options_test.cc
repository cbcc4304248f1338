// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "headwater/options.h"

#include <gtest/gtest.h>

namespace headwater {
namespace {

Options Sample() {
  return Options({{"flag", true},
                  {"number", int64_t{7}},
                  {"choice", std::string("new")},
                  {"globs", std::vector<std::string>{"a/**"}}});
}

TEST(OptionsTest, GivesEveryTypeBack) {
  const Options options = Sample();
  EXPECT_TRUE(options.Bool("flag"));
  EXPECT_EQ(options.Integer("number"), 7);
  EXPECT_EQ(options.Choice("choice"), "new");
  EXPECT_EQ(options.Globs("globs"), std::vector<std::string>{"a/**"});
}

TEST(OptionsDeathTest, DiesOfAnUndeclaredName) {
  const Options options = Sample();
  EXPECT_DEATH(options.Bool("other"), "");
}

TEST(OptionsDeathTest, DiesOfAnotherType) {
  const Options options = Sample();
  EXPECT_DEATH(options.Integer("flag"), "");
}

}  // namespace
}  // namespace headwater
