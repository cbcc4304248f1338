// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/forge/quick_action.h"

#include <gtest/gtest.h>

namespace headwater::forge {
namespace {

TEST(QuickActionTest, ALineThatBeginsWithACommandIsFound) {
  for (const char* text : {
           "/approve",
           "/Approve",
           "/_x",
           "text\n/merge",
           "text\r\n/merge\r\n",
           "text\r/merge",
           "text\n\r/merge",
           "/\rmerge",
           "   /close",
           "\t/close",
           "text\n          /close",
           "\v\f/close",
           "```\nfile\n```\n/approve",
           "~~~\nfile\n~~~\n/approve",
           "/approve\n```\nfile\n```",
           "````\n```\n/x\n````\n/approve",
       }) {
    EXPECT_TRUE(HoldsQuickAction(text)) << text;
  }
}

TEST(QuickActionTest, OtherTextIsNot) {
  for (const char* text : {
           "",
           "/",
           "/ approve",
           "//approve",
           "/1",
           "a /approve",
           "- /approve",
           "> /approve",
           "| /approve |",
           "`/approve`",
           "<!-- headwater:summary -->\n**Two points are open.**\n\n- Found: `/etc/passwd`",
       }) {
    EXPECT_FALSE(HoldsQuickAction(text)) << text;
  }
}

TEST(QuickActionTest, WhatStandsInAFenceIsFileText) {
  for (const char* text : {
           "```suggestion:-0+0\n/usr/bin/env\n```",
           "```\r\n/approve\r\n```\r\n",
           "~~~\n/approve\n~~~",
           "   ```\n/approve\n   ```   ",
           "````\n```\n/approve\n```\n````\ntext",
           "~~~~\n```\n~~~\n/approve\n~~~~",
           "```\n~~~\n/approve\n```",
           "````text\n/approve\n``````",
           "```\n/a\n```\n\n```\n/b\n```",
           "```\n<!--\n/a\n```",
       }) {
    EXPECT_FALSE(HoldsQuickAction(text)) << text;
  }
}

TEST(QuickActionTest, WhatOnlyLooksLikeAFenceHidesNothing) {
  for (const char* text : {
           "```\n/approve",                  // Never closed.
           "```\n/approve\n~~~",             // Closed by another mark.
           "````\n/approve\n```",            // By too few.
           "```\n/approve\n``` text",        // By a line with text behind.
           "    ```\n/approve\n    ```",     // Indented code.
           "- ```\n/approve\n```",           // Opened in a list.
           "``` a`b\n/approve\n```",         // Backticks in the info string: inline code.
           "``\n/approve\n``",               // Two marks.
           "<!--\n```\n-->\n/approve\n```",  // Inside a comment.
           "```\n/x\n```\n```\n/approve",    // The second is never closed.
           "``\r`\n/approve\n```",           // A fence only when carriage returns are nothing.
       }) {
    EXPECT_TRUE(HoldsQuickAction(text)) << text;
  }
}

TEST(QuickActionTest, AMegabyteOfOpenFencesIsReadInNoTime) {
  std::string text;
  for (size_t marks = 3; text.size() < (size_t{1} << 20U); ++marks)
    text += std::string(marks, '`') + '\n';
  EXPECT_FALSE(HoldsQuickAction(text));
  std::string many;
  while (many.size() < (size_t{1} << 20U)) many += "```a\n";
  EXPECT_FALSE(HoldsQuickAction(many));
}

}  // namespace
}  // namespace headwater::forge
