// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/jobs/line_suggestions.h"

#include <gtest/gtest.h>

#include "headwater/fix.h"

namespace headwater::jobs {
namespace {

constexpr std::string_view kHeader = "// SPDX-License-Identifier: EUPL-1.2\n";

/// Lines 1..count, all of them new.
std::vector<git::ShownLine> New(uint32_t count) {
  std::vector<git::ShownLine> shown;
  for (uint32_t line = 1; line <= count; ++line) shown.push_back({line, 0});
  return shown;
}

Fix Insert(uint32_t before, std::string_view text) {
  Fix fix;
  fix.path = Untrusted("src/a.c");
  fix.lines = {before, before - 1};
  fix.text = Untrusted(std::string(text));
  return fix;
}

Fix Replace(LineRange lines, const std::string& text) {
  Fix fix = Insert(lines.first, text);
  fix.lines = lines;
  return fix;
}

/// As GitLab applies a suggestion: the end of the last line stays what it was.
std::string Clicked(const std::string& text, const LineSuggestion& suggestion) {
  const std::vector<size_t> starts = LineStarts(text);
  const size_t begin = starts[suggestion.lines.first - 1];
  const size_t end = starts[suggestion.lines.last];
  std::string lines = suggestion.text.bytes();
  if (lines.find_first_not_of(" \t\n") == std::string::npos) {
    lines.clear();
  } else if (text[end - 1] == '\n') {
    lines += '\n';
  }
  return text.substr(0, begin) + lines + text.substr(end);
}

std::string Mended(const std::string& text, const Fix& fix) {
  const Edit edit{fix.lines, fix.text.bytes()};
  return ApplyEdits(text, PlanEdits(text, std::span(&edit, 1)).edits);
}

TEST(SuggestTest, AClickMakesWhatTheFixMakes) {
  struct Row {
    std::string text;
    Fix fix;
  };
  const Row rows[] = {
      {"int a;\nint b;\n", Insert(1, kHeader)},
      {"int a;\nint b;\n", Insert(2, kHeader)},
      {"int a;\nint b;\n", Insert(3, kHeader)},
      {"int a;", Insert(1, kHeader)},
      {"\n\nint a;\n", Insert(1, std::string(kHeader) + "\n")},
      {"a\nb\nc\nd\n", Replace({2, 3}, "x\n")},
      {"a\nb\nc\nd", Replace({4, 4}, "x")},
      {"a\nb\nc\n", Replace({2, 2}, "")},
      {"```\ncode\n", Insert(1, kHeader)},
  };
  for (const Row& row : rows) {
    const auto suggestion = Suggest(row.text, row.fix, New(9));
    ASSERT_TRUE(suggestion) << row.text;
    EXPECT_EQ(Mended(row.text, row.fix), Clicked(row.text, *suggestion)) << row.text;
    EXPECT_EQ(row.fix.path, suggestion->path);
  }
}

TEST(SuggestTest, AnInsertionReplacesTheLineBesideItByItself) {
  const auto suggestion = Suggest("int a;\nint b;\n", Insert(1, kHeader), New(2));
  ASSERT_TRUE(suggestion);
  EXPECT_EQ((LineRange{1, 1}), suggestion->lines);
  EXPECT_EQ(std::string(kHeader) + "int a;", suggestion->text.bytes());
}

TEST(SuggestTest, ALineThatWasThereIsNamedByBothNumbers) {
  const std::vector<git::ShownLine> shown = {{4, 3}, {5, 0}};
  const auto suggestion = Suggest("a\nb\nc\nd\ne\n", Insert(4, "x\n"), shown);
  ASSERT_TRUE(suggestion);
  EXPECT_EQ((LineRange{4, 4}), suggestion->lines);
  EXPECT_EQ(3U, suggestion->old_line);
}

TEST(SuggestTest, TheLineAboveServesWhereTheDiffEnds) {
  const auto suggestion = Suggest("a\nb\nc\n", Insert(3, "x\n"), New(2));
  ASSERT_TRUE(suggestion);
  EXPECT_EQ((LineRange{2, 2}), suggestion->lines);
  EXPECT_EQ("b\nx", suggestion->text.bytes());
}

TEST(SuggestTest, LinesThatTheDiffDoesNotShowCarryNone) {
  const std::vector<git::ShownLine> far = {{40, 0}, {41, 0}};
  EXPECT_FALSE(Suggest("a\nb\n", Insert(1, kHeader), far));
  EXPECT_FALSE(Suggest("a\nb\nc\n", Replace({1, 3}, "x\n"), New(2)));
  EXPECT_FALSE(Suggest("a\nb\n", Insert(1, kHeader), {}));
}

TEST(SuggestTest, WhatAClickWouldSpoilIsNotSuggested) {
  EXPECT_FALSE(Suggest("int a;\r\nint b;\r\n", Insert(1, "// x\r\n"), New(2)));
  EXPECT_FALSE(Suggest("\xef\xbb\xbfint a;\n", Insert(1, kHeader), New(1)));
  EXPECT_FALSE(Suggest("caf\xe9\n", Insert(1, kHeader), New(1)));
  EXPECT_FALSE(Suggest("/approve\n", Insert(1, kHeader), New(1)));
  EXPECT_FALSE(Suggest("", Insert(1, kHeader), {}));
  std::string many;
  for (int i = 0; i < 200; ++i) many += "a\n";
  EXPECT_FALSE(Suggest(many, Replace({1, 150}, "x\n"), New(200)));
}

TEST(SuggestTest, AFixBesideTheFileIsNone) {
  EXPECT_FALSE(Suggest("a\n", Insert(9, kHeader), New(9)));
  EXPECT_FALSE(Suggest("a\n", Replace({0, 0}, "x\n"), New(9)));
  EXPECT_FALSE(Suggest("a\n", Replace({2, 4'000'000'000U}, "x\n"), New(9)));
}

}  // namespace
}  // namespace headwater::jobs
