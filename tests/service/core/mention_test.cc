// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "headwater/mention.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace headwater {
namespace {

TEST(MentionTest, WhatFollowsTheNameIsTheRest) {
  const std::vector<std::pair<std::string, std::string>> rows = {
      {"@headwater-bot help", "help"},        {"@headwater-bot", ""},
      {"@Headwater-Bot\thelp", "help"},       {"@headwater-bot: help", "help"},
      {"@headwater-bot, help me", "help me"}, {"@headwater-bot\nmore", "\nmore"},
  };
  for (const auto& [comment, rest] : rows) {
    EXPECT_EQ(rest, AfterMention(comment, "headwater-bot").value_or("(none)")) << comment;
  }
}

TEST(MentionTest, NothingMayStandBeforeIt) {
  for (const std::string comment :
       {"> @headwater-bot help", " @headwater-bot help", "`@headwater-bot help`",
        "```\n@headwater-bot help\n```", "- @headwater-bot help", "<!-- @headwater-bot help -->",
        "<details>\n@headwater-bot help", "\n@headwater-bot help", "hello @headwater-bot help", "",
        "\xe2\x80\x8b@headwater-bot help"}) {
    EXPECT_FALSE(AfterMention(comment, "headwater-bot")) << comment;
  }
}

TEST(MentionTest, AnotherNameIsAnother) {
  for (const std::string comment : {"@headwater-bot-2 help", "@headwater help", "@ headwater-bot",
                                    "@headwater-bot.x", "@", "@all"}) {
    EXPECT_FALSE(AfterMention(comment, "headwater-bot")) << comment;
  }
}

TEST(MentionTest, NobodysNameIsEverybodys) {
  EXPECT_EQ("help", AfterMention("@whoever help", "").value_or("(none)"));
  EXPECT_FALSE(AfterMention("@ help", ""));
  EXPECT_FALSE(AfterMention("help", ""));
}

}  // namespace
}  // namespace headwater
