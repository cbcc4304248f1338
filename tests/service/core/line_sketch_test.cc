// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "headwater/line_sketch.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>
#include <string>
#include <vector>

namespace headwater {
namespace {

constexpr const char* kSecret = "0123456789abcdef";

/// Lines that no two numbers share.
std::string Lines(int first, int last, const std::string& end = "\n") {
  std::string text;
  for (int i = first; i < last; ++i) {
    text += "  value[" + std::to_string(i) + "] = other(" + std::to_string(i * 7) + ");" + end;
  }
  return text;
}

double ShareOf(const std::vector<ContentKey>& part, const std::vector<ContentKey>& whole) {
  std::vector<ContentKey> common;
  std::ranges::set_intersection(part, whole, std::back_inserter(common));
  return static_cast<double>(common.size()) / static_cast<double>(part.size());
}

TEST(LineSketchTest, KeepsAboutOneRunInSixteenSortedAndOnce) {
  const auto keys = LineSketch(Lines(0, 16'000), kSecret);
  EXPECT_GT(keys.size(), 900U);
  EXPECT_LT(keys.size(), 1'100U);
  EXPECT_TRUE(std::ranges::is_sorted(keys));
  // The two runs at the seam are new, if they are kept.
  EXPECT_LE(LineSketch(Lines(0, 16'000) + Lines(0, 16'000), kSecret).size(), keys.size() + 2);
}

TEST(LineSketchTest, LineEndsBlankLinesMarksAndIndentationAreNoDifference) {
  const auto keys = LineSketch(Lines(0, 500), kSecret);
  ASSERT_FALSE(keys.empty());
  EXPECT_EQ(LineSketch(Lines(0, 500, "\r\n"), kSecret), keys);
  EXPECT_EQ(LineSketch(Lines(0, 500, " \t\n\n \r\n"), kSecret), keys);
  EXPECT_EQ(LineSketch("\xEF\xBB\xBF" + Lines(0, 500), kSecret), keys);
  EXPECT_EQ(LineSketch("\n\n\t" + Lines(0, 500), kSecret), keys);
}

TEST(LineSketchTest, AnInsertedHeaderKeepsTheOthers) {
  const auto keys = LineSketch(Lines(0, 500), kSecret);
  const auto with_header = LineSketch("// One\n// Two\n// Three\n" + Lines(0, 500), kSecret);
  EXPECT_EQ(ShareOf(keys, with_header), 1);
}

TEST(LineSketchTest, HalfAFileIsContainedInIt) {
  const auto whole = LineSketch(Lines(0, 4'000), kSecret);
  const auto half = LineSketch(Lines(1'000, 3'000), kSecret);
  EXPECT_EQ(ShareOf(half, whole), 1);
  EXPECT_NEAR(ShareOf(whole, half), 0.5, 0.1);
}

TEST(LineSketchTest, TheOrderOfLinesCounts) {
  // One run in sixteen is kept: of many secrets some keep the one, some the other, never both.
  int kept = 0;
  for (int i = 0; i < 256; ++i) {
    const std::string secret(16, static_cast<char>(i));
    const auto there = LineSketch("a\nb\nc\n", secret);
    const auto back = LineSketch("c\nb\na\n", secret);
    if (there.empty() && back.empty()) continue;
    EXPECT_NE(there, back);
    ++kept;
  }
  EXPECT_GT(kept, 0);
}

TEST(LineSketchTest, AnotherSecretChangesEveryKeyAndWhichAreKept) {
  const auto one = LineSketch(Lines(0, 5'000), kSecret);
  const auto other = LineSketch(Lines(0, 5'000), "0123456789abcdeg");
  EXPECT_EQ(ShareOf(one, other), 0);
  // Lines that the one keeps the other does not: single runs of the one, taken by themselves.
  int kept_by_both = 0;
  int kept_by_one = 0;
  for (int i = 0; i < 1'000; ++i) {
    if (LineSketch(Lines(i, i + 3), kSecret).empty()) continue;
    ++kept_by_one;
    kept_by_both += LineSketch(Lines(i, i + 3), "0123456789abcdeg").empty() ? 0 : 1;
  }
  EXPECT_GT(kept_by_one, 30);
  EXPECT_LT(kept_by_both * 4, kept_by_one);
}

TEST(LineSketchTest, KeysNeverChange) {
  // They stand in files.
  EXPECT_EQ(
      LineSketch(Lines(0, 40), kSecret),
      (std::vector<ContentKey>{10374677398547044897U, 12297641375873580989U, 12772450216878531355U,
                               14521228976979436632U, 15081979225818316377U}));
}

TEST(LineSketchTest, WhatIsNoTextOrTooShortHasNone) {
  EXPECT_TRUE(LineSketch(Lines(0, 500) + std::string(1, '\0'), kSecret).empty());
  EXPECT_TRUE(LineSketch("", kSecret).empty());
  EXPECT_TRUE(LineSketch(std::string(1'000, '\n'), kSecret).empty());
  EXPECT_TRUE(LineSketch("one\ntwo\n", kSecret).empty());
}

TEST(LineSketchTest, AHugeLineIsOneLine) {
  const std::string huge(10'000'000, 'x');
  EXPECT_LE(LineSketch(huge + "\n" + huge + "\n" + huge, kSecret).size(), 1U);
}

TEST(NormalisedTextTest, EvensOutWhatEditorsChange) {
  EXPECT_EQ(NormalisedText("\xEF\xBB\xBFone\r\n\r\ntwo\r\n\r\n\n"), "one\n\ntwo\n");
  EXPECT_EQ(NormalisedText("one"), "one\n");
  EXPECT_EQ(NormalisedText("one\n"), "one\n");
  EXPECT_EQ(NormalisedText("a\rb\n"), "a\rb\n");
  EXPECT_EQ(NormalisedText("\r\n\n"), "");
  EXPECT_EQ(NormalisedText(""), "");
}

}  // namespace
}  // namespace headwater
