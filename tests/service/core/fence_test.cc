// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "headwater/fence.h"

#include <gtest/gtest.h>

#include <string>

namespace headwater {
namespace {

std::optional<std::string> Fenced(const std::string& text) {
  return LiteralFence(Untrusted(text), "text");
}

TEST(LiteralFenceTest, LeavesEveryByteAsItIs) {
  EXPECT_EQ("```text\n# a\n\n\tb  \n```\n", Fenced("# a\n\n\tb  "));
  EXPECT_EQ("```text\n<b>&amp; \\ @all\n```\n", Fenced("<b>&amp; \\ @all\n"));
  EXPECT_EQ("```text\n```\n", Fenced(""));
}

TEST(LiteralFenceTest, IsLongerThanWhatStandsInIt) {
  EXPECT_EQ("````text\n```\ncode\n```\n````\n", Fenced("```\ncode\n```"));
  EXPECT_EQ("``````text\nx `````\n``````\n", Fenced("x `````"));
}

TEST(LiteralFenceTest, WhatWouldNotArriveOrNotBeSeenIsNotWritten) {
  for (const std::string& text :
       {std::string("a\r\nb"), std::string("a\0b", 3), std::string("\x1b[31m"),
        std::string("caf\xe9"), std::string("\xef\xbb\xbf# a"), std::string("a\u202Eb"),
        std::string("\na"), std::string("a\n\n"), std::string("a\n  "), std::string("a\n/approve"),
        std::string(" \t/merge\na"), std::string(5000, 'a')}) {
    EXPECT_FALSE(Fenced(text)) << text.substr(0, 20);
  }
}

TEST(LiteralFenceTest, ASlashThatIsNoQuickActionStands) { EXPECT_TRUE(Fenced("/* a */\n// b\n/")); }

}  // namespace
}  // namespace headwater
