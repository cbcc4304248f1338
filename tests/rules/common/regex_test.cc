// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "headwater/regex.h"

#include <gtest/gtest.h>

#include <string>

namespace headwater {
namespace {

std::string ErrorOf(const std::string& expression) {
  const Result<Regex> regex = Regex::Compile(expression);
  if (regex.ok()) return "no error";
  EXPECT_EQ(Errc::kInvalid, regex.error().code);
  return regex.error().message;
}

TEST(RegexTest, FindsTheLeftmostMatch) {
  const Regex regex = Regex::Compile(R"((?i)\bwiki\.[a-z]+)").value();
  EXPECT_EQ("WIKI.intranet", regex.Find("see WIKI.intranet, wiki.b").value_or("nothing"));
  EXPECT_FALSE(regex.Find("see swiki.intranet").has_value());
  EXPECT_FALSE(regex.Find("").has_value());
}

TEST(RegexTest, AnchorsAreThoseOfTheText) {
  const Regex regex = Regex::Compile("^a$").value();
  EXPECT_TRUE(regex.Find("a").has_value());
  EXPECT_FALSE(regex.Find("b\na").has_value());
}

TEST(RegexTest, CountsCharactersAndNotBytes) {
  const Regex regex = Regex::Compile("^gr.ße$").value();
  EXPECT_TRUE(regex.Find("größe").has_value());
  EXPECT_FALSE(regex.Find("gr\xFFße").has_value());
}

TEST(RegexTest, MistakesAreNamed) {
  EXPECT_EQ("not a regular expression of RE2: it is empty", ErrorOf(""));
  EXPECT_EQ("not a regular expression of RE2: missing ): (a", ErrorOf("(a"));
  EXPECT_EQ(
      "not a regular expression of RE2: invalid perl operator: (?<; RE2 knows no look-ahead and no "
      "look-behind",
      ErrorOf("(?<=a)b"));
  EXPECT_EQ(
      "not a regular expression of RE2: invalid perl operator: (?=; RE2 knows no look-ahead and no "
      "look-behind",
      ErrorOf("a(?=b)"));
  EXPECT_EQ(
      "not a regular expression of RE2: invalid escape sequence: \\1; RE2 knows no backreferences",
      ErrorOf("(a)\\1"));
}

TEST(RegexTest, TooMuchIsRefusedBeforeItCostsAnything) {
  EXPECT_EQ("not a regular expression of RE2: it has 1048576 bytes, more than 1000",
            ErrorOf(std::string(1U << 20U, 'a')));
  EXPECT_TRUE(Regex::Compile(std::string(400, 'a')).ok());
  EXPECT_NE(std::string::npos, ErrorOf("(a{100}){10}").find("more than 500")) << "instructions";
  EXPECT_NE("no error", ErrorOf("((a{1000}){1000}){1000}"));
  EXPECT_NE("no error", ErrorOf(std::string(900, '(')));
  EXPECT_NE("no error", ErrorOf("\xFF"));
}

TEST(RegexTest, ExpressionsThatOthersTryForEverEnd) {
  const std::string text(100'000, 'a');
  for (const char* const expression : {"(a*)*$b", "(a|aa)+$b", "(a+)+b", "(.*a){12}b"}) {
    const Result<Regex> regex = Regex::Compile(expression);
    ASSERT_TRUE(regex.ok()) << regex.error().message;
    EXPECT_FALSE(regex.value().Find(text).has_value()) << expression;
  }
}

TEST(RegexTest, OrdinaryExpressionsAreSmall) {
  for (const char* const expression :
       {R"((?i)\.intranet\.example\b)", R"(glpat-[A-Za-z0-9_-]{20})", R"(^(feat|fix|docs): \S.*$)",
        R"(\b(\d{1,3}\.){3}\d{1,3}\b)", R"([A-ZÄÖÜ]\w+)"}) {
    const Result<Regex> regex = Regex::Compile(expression);
    EXPECT_TRUE(regex.ok()) << expression << (regex.ok() ? "" : regex.error().message);
  }
}

}  // namespace
}  // namespace headwater
