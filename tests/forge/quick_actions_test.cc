// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "tests/forge/quick_actions.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace headwater::forge_double {
namespace {

using Lines = std::vector<std::string>;

Lines Actions(const std::string& text, bool legacy) {
  Lines names;
  for (const QuickAction& action : ReadComment(text, legacy).actions) {
    names.push_back(action.arguments.empty() ? action.name : action.name + " " + action.arguments);
  }
  return names;
}

struct Case {
  const char* text;
  bool structural;  ///< Runs by the reader of structure.
  bool legacy;      ///< Runs by the older one.
};

TEST(QuickActionsTest, RunOnlyWhereGitLabRunsThem) {
  static constexpr Case kCases[] = {
      {"/approve", true, true},
      {"/APPROVE\r\n", true, true},
      {"text\n/approve\nmore", true, true},
      {"text\n\n   /approve", true, false},
      {"`/approve`", false, false},
      {"`a\n/approve\nb`", false, false},
      {"``a ` b\n/approve``", false, false},
      {"a ` b\n/approve", true, true},
      {"a \\` b\n/approve\n`", true, true},
      {"```\n/approve\n```", false, false},
      {"````\n```\n/approve\n````", false, true},
      {"~~~text\n/approve\n~~~", false, true},
      {"```\ncode\n```\n/approve", true, true},
      {"    /approve", false, false},
      {"> /approve", false, false},
      {"> quote\n/approve", false, true},
      {">>>\n/approve\n>>>", false, false},
      {"- item\n/approve", false, true},
      {"- item\n\n  /approve", false, false},
      {"- /approve", false, false},
      {"- item\n\n/approve", true, true},
      {"# heading\n/approve", true, true},
      {"/approve\n===", false, true},
      {"| a |\n|---|\n/approve", false, true},
      {"<div>\n/approve\n</div>", false, false},
      {"<details>\n\n/approve\n\n</details>", true, false},
      {"<!-- hidden\n/approve\n-->", false, true},
      {"text /approve", false, false},
      {"/approved", false, false},
      {"/governance recheck", false, false},
      {"//approve", false, false},
  };
  for (const Case& one : kCases) {
    EXPECT_EQ(one.structural, !Actions(one.text, false).empty()) << one.text;
    EXPECT_EQ(one.legacy, !Actions(one.text, true).empty()) << "older: " << one.text;
  }
}

TEST(QuickActionsTest, TheirLinesVanishFromWhatIsStored) {
  const CommentText comment = ReadComment("Hello\n/label ~bug ~\"two words\"\nBye", false);
  EXPECT_EQ("Hello\nBye", comment.rest);
  ASSERT_EQ(1U, comment.actions.size());
  EXPECT_EQ("~bug ~\"two words\"", comment.actions[0].arguments);
}

TEST(QuickActionsTest, MentionsCountOutsideCodeOnly) {
  EXPECT_EQ((Lines{"@alex", "@group/kit", "@all"}),
            ReadComment("Hi @alex and @group/kit,\n- &#64;all\n", false).mentions);
  EXPECT_EQ(Lines(), ReadComment("`@all` a@example.org \\@all\n\n```\n@all\n```", false).mentions);
  EXPECT_EQ(Lines(), ReadComment("<!-- nothing here -->\n`x\n@all`", false).mentions);
}

}  // namespace
}  // namespace headwater::forge_double
