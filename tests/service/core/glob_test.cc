// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "headwater/glob.h"

#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <vector>

namespace headwater {
namespace {

bool Matches(const std::string& pattern, std::string_view path) {
  const Result<GlobSet> set = GlobSet::Make({pattern});
  EXPECT_TRUE(set.ok()) << pattern;
  return set.ok() && set.value().Matches(path);
}

struct Case {
  const char* pattern;
  std::vector<const char*> matching;
  std::vector<const char*> other;
};

const std::vector<Case> kCases = {
    {"LICENSE", {"LICENSE"}, {"a/LICENSE", "LICENSE.txt", "LICENS", "license", ""}},
    {"/LICENSE", {"LICENSE"}, {"a/LICENSE", "/LICENSE"}},
    {"*", {"a", "a.c", ".x"}, {"a/b"}},
    {"*.c", {"a.c", ".c"}, {"a/b.c", "a.cc", "c"}},
    {"a*b*c", {"abc", "aXbYc", "abbcc"}, {"ab", "ab/c", "abcd"}},
    {"a?c", {"abc", "a?c"}, {"ac", "a/c", "abbc"}},
    {"**", {"a", "a/b/c"}, {}},
    {"**/x", {"x", "a/x", "a/b/x"}, {"ax", "a/bx", "x/a", "a/x/b"}},
    {"**/*.c", {"a.c", "d/a.c", "d/e/a.c"}, {"a.cc", "d/a.c/x"}},
    {"a/**", {"a/b", "a/b/c"}, {"a", "ab", "b/a/c"}},
    {"a/**/b", {"a/b", "a/x/b", "a/x/y/b"}, {"ab", "a/xb", "a/x/b/c"}},
    {"a/**/*/b", {"a/x/b", "a/x/y/b"}, {"a/b"}},
    {"src/", {"src/a", "src/a/b"}, {"src", "src2/a", "x/src/a"}},
    {"**/gen/", {"gen/a", "x/gen/a/b"}, {"gen", "xgen/a"}},
    // `**/` is "any folders" only where a part begins; elsewhere it is a run, then a '/'.
    {"a**/b", {"a/b", "ax/b", "ax/y/b"}, {"ab", "b"}},
    {"a**b", {"ab", "a/x/b"}, {"a/x/bc"}},
    {"a***b", {"ab", "a/x/b"}, {"ba"}},
    {"**/**/b", {"b", "a/b", "a/a/b"}, {"ab"}},
    // No classes, no escapes, no negation, no case folding.
    {"[ab]", {"[ab]"}, {"a"}},
    {"\\*", {"\\x", "\\"}, {"*"}},
    {"!a", {"!a"}, {"a", "b"}},
    {"\xFF*", {"\xFF\xFE"}, {"\xFE"}},
    {"a..b/c", {"a..b/c"}, {}},
};

TEST(GlobTest, MatchesAsDocumented) {
  for (const Case& test : kCases) {
    for (const char* path : test.matching) {
      EXPECT_TRUE(Matches(test.pattern, path)) << test.pattern << " : " << path;
    }
    for (const char* path : test.other) {
      EXPECT_FALSE(Matches(test.pattern, path)) << test.pattern << " : " << path;
    }
  }
}

TEST(GlobTest, SetMatchesWhatAnyPatternMatches) {
  const GlobSet set = GlobSet::Make({"*.md", "docs/"}).value();
  EXPECT_TRUE(set.Matches("a.md"));
  EXPECT_TRUE(set.Matches("docs/x/y.c"));
  EXPECT_FALSE(set.Matches("a.c"));
}

TEST(GlobTest, EmptySetMatchesNothing) {
  EXPECT_TRUE(GlobSet().empty());
  EXPECT_FALSE(GlobSet().Matches("a"));
}

TEST(GlobTest, RefusesPatternsThatAreMistakes) {
  const std::vector<std::string> refused = {
      "",
      "/",
      "..",
      "../a",
      "a/..",
      "a/../b",
      std::string("a\0b", 3),
      "/../",
      "/..",
      std::string(kMaxGlobBytes + 1, 'a'),
  };
  for (const std::string& pattern : refused) {
    const Result<GlobSet> set = GlobSet::Make({"a", pattern});
    ASSERT_FALSE(set.ok()) << pattern;
    EXPECT_EQ(set.error().code, Errc::kInvalid);
  }
}

TEST(GlobTest, AcceptsTheLongestPattern) {
  const std::string slash_last = std::string(kMaxGlobBytes - 1, 'a') + "/";
  EXPECT_TRUE(Matches(slash_last, slash_last + "b"));
}

TEST(GlobTest, MatchesShortAndLongPatternsAlike) {
  // Around the length at which the matcher changes its representation.
  for (size_t length = 50; length < 80; ++length) {
    const std::string name(length, 'a');
    EXPECT_TRUE(Matches("**/" + name + "?", "x/" + name + "b")) << length;
    EXPECT_FALSE(Matches("**/" + name + "?", "x/" + name)) << length;
  }
}

TEST(GlobTest, HostilePatternsTakeLinearTime) {
  // Backtracking would take longer than the universe has; the bound is generous for sanitizers.
  constexpr auto kBound = std::chrono::seconds(5);
  std::string pattern;
  while (pattern.size() + 3 <= kMaxGlobBytes) pattern += "**a";
  const std::string path(4096, 'a');
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_FALSE(Matches(pattern, path + "b"));
  EXPECT_LT(std::chrono::steady_clock::now() - begin, kBound);
}

}  // namespace
}  // namespace headwater
