// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>

#include <string>

#include "rules/license/dep5.h"
#include "rules/license/reuse_glob.h"

namespace headwater::license {
namespace {

struct GlobCase {
  const char* pattern;
  const char* path;
  bool matches;
};

TEST(ReuseGlobTest, MatchesAsTheSpecificationSays) {
  constexpr GlobCase kCases[] = {
      {"a.c", "a.c", true},
      {"a.c", "b/a.c", false},
      {"*.c", "a.c", true},
      {"*.c", ".c", true},
      {"*.c", "b/a.c", false},
      {"**.c", "b/a.c", true},
      {"**/a.c", "a.c", true},
      {"**/a.c", "b/c/a.c", true},
      {"b/**", "b/c/d", true},
      {"b/**", "b", false},
      {"b/*", "b/c/d", false},
      {"b/*/d", "b/c/d", true},
      {"*", ".hidden", true},
      {"a?.c", "ab.c", false},
      {"a?.c", "a?.c", true},
      {"[ab].c", "a.c", false},
      {"[ab].c", "[ab].c", true},
      {"\\*.c", "*.c", true},
      {"\\*.c", "a.c", false},
      {"a\\\\b", "a\\b", true},
      {"", "a", false},
      {"", "", true},
      {"**", "any/thing", true},
      {"*a*b*c", "xaxbxc", true},
      {"*a*b*c", "xaxcxb", false},
      {"b/**/c/*.h", "b/x/y/c/z.h", true},
  };
  for (const GlobCase& c : kCases) {
    EXPECT_EQ(c.matches, ReuseGlob(c.pattern).Matches(c.path)) << c.pattern << " on " << c.path;
  }
}

TEST(ReuseGlobTest, TakesBoundedTimeOnHostilePatterns) {
  std::string pattern;
  for (int i = 0; i < 500; ++i) pattern += "*a";
  EXPECT_FALSE(ReuseGlob(pattern + "b").Matches(std::string(4096, 'a')));
}

TEST(Dep5Test, MatchesAsDebianSays) {
  constexpr GlobCase kCases[] = {
      {"*", "b/a.c", true},    {"*.c", "b/a.c", true},    {"src/*", "src/b/a.c", true},
      {"a?.c", "ab.c", true},  {"a\\?.c", "ab.c", false}, {"a\\?.c", "a?.c", true},
      {"a\\*", "a*", true},    {"a\\*", "ab", false},     {"a.c", "b/a.c", false},
      {"x* a.c", "a.c", true}, {"*a*b", "aab", true},     {"*a*b", "ba", false},
  };
  for (const GlobCase& c : kCases) {
    const Annotations dep5 = ParseDep5("Files: " + std::string(c.pattern) + "\nLicense: MIT\n");
    EXPECT_EQ(c.matches, dep5.LastMatch(c.path) != nullptr) << c.pattern << " on " << c.path;
  }
}

TEST(Dep5Test, LastMatchingParagraphCounts) {
  const Annotations dep5 = ParseDep5("Files: *\nLicense: MIT\n\nFiles: a.c\nCopyright: x\n");
  ASSERT_NE(nullptr, dep5.LastMatch("a.c"));
  EXPECT_TRUE(dep5.LastMatch("a.c")->licenses.empty());
  EXPECT_EQ(1U, dep5.LastMatch("b.c")->licenses.size());
}

TEST(Dep5Test, LicenseTextsAndStandAloneParagraphsNameNoFiles) {
  const Annotations dep5 = ParseDep5(
      "License: MIT\n Files: * and so on\n\nFiles:\n a.c\n b.c\n"
      "License: MIT\n The text: Files: c.c\n");
  ASSERT_EQ(1U, dep5.all().size());
  EXPECT_NE(nullptr, dep5.LastMatch("b.c"));
  EXPECT_EQ(nullptr, dep5.LastMatch("c.c"));
}

}  // namespace
}  // namespace headwater::license
