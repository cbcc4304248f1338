// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

// What cannot be loaded is refused with its place, in little time and memory, and never half read.

#include "headwater/data.h"
#include "tests/service/config/policy_fixture.h"

namespace headwater::config {
namespace {

class PolicyBoundsTest : public PolicyTest {};

TEST_F(PolicyBoundsTest, AnchorsAndAliasesAreRefused) {
  EXPECT_EQ(0U, ErrorOf("generated: &a [x]\nown: *a\n").find(".headwater.yml:1:12: "));
}

// https://en.wikipedia.org/wiki/Billion_laughs_attack
TEST_F(PolicyBoundsTest, ABillionLaughsAreRefusedAtTheFirst) {
  std::string bomb = "a: &a [\"lol\", \"lol\"]\n";
  for (char name = 'b'; name < 'k'; ++name) {
    const std::string before(1, static_cast<char>(name - 1));
    bomb += std::string(1, name) + ": &" + name + " [*" + before + ", *" + before + "]\n";
  }
  EXPECT_EQ(0U, ErrorOf(bomb).find(".headwater.yml:1:4: "));
}

TEST_F(PolicyBoundsTest, DuplicateKeysAreRefusedAtEveryDepth) {
  EXPECT_EQ(0U, ErrorOf("threads: none\nthreads: none\n").find(".headwater.yml:2:1: "));
  EXPECT_EQ(
      0U,
      ErrorOf("rules:\n  family/first: hint\n  family/first: gate\n").find(".headwater.yml:3:3: "));
  EXPECT_EQ(0U, ErrorOf("rules: {family/first: {mode: {start: off, start: gate}}}\n")
                    .find(".headwater.yml:1:43: "));
}

TEST_F(PolicyBoundsTest, TabsAreRefusedWithTheirLine) {
  EXPECT_EQ(0U, ErrorOf("rules:\n\tfamily/first: gate\n").find(".headwater.yml:2:"));
}

TEST_F(PolicyBoundsTest, AFileOfTenMegabytesIsRefusedUnread) {
  const Result<Policy> policy = Load(std::string(10'000'000, '#'));
  ASSERT_FALSE(policy.ok());
  EXPECT_EQ(0U, policy.error().message.find(".headwater.yml:"));
}

TEST_F(PolicyBoundsTest, AProjectsFileIsSmallerThanAPlatforms) {
  const std::string text = "# " + std::string(kPolicyLimits.bytes, 'x') + "\n";
  EXPECT_FALSE(Load(text).ok());
  const LayerSources platform{
      {"instance.yml", text + "contact: c\nowners: [o]\n"}, nullptr, {}, nullptr};
  EXPECT_TRUE(PolicyLayers::Load(platform, shipped()).ok());
}

TEST_F(PolicyBoundsTest, APatternOfAMegabyteIsRefused) {
  const std::string pattern(200'000, '*');
  EXPECT_EQ(0U, ErrorOf("generated: ['" + pattern + "']\n").find(".headwater.yml:1:12: "));
}

TEST_F(PolicyBoundsTest, PatternsThatLeaveTheTreeAreRefusedWhereverTheyStand) {
  const char* const rows[] = {
      "generated: ['../**']\n",
      "own: [a/../b]\n",
      "rules: {family/first: {only: [..]}}\n",
      "rules: {family/first: {except: ['a/..']}}\n",
      "rules: {family/first: {options: {ignore: ['../x']}}}\n",
  };
  for (const char* yaml : rows) EXPECT_EQ(0U, ErrorOf(yaml).find(".headwater.yml:1:")) << yaml;
}

TEST_F(PolicyBoundsTest, DeepNestingIsRefused) {
  const std::string deep = "rules: " + std::string(10'000, '[') + std::string(10'000, ']') + "\n";
  EXPECT_FALSE(Load(deep).ok());
}

TEST_F(PolicyBoundsTest, WhatIsNoTextIsRefused) {
  for (const std::string& yaml :
       {std::string("own: [\"\xff\"]\n"), std::string("own: [\"a\0b\"]\n", 13),
        std::string("own: [\"a\\0b\"]\n")}) {
    EXPECT_FALSE(Load(yaml).ok()) << yaml;
  }
}

TEST_F(PolicyBoundsTest, SeveralDocumentsAndDirectivesAreRefused) {
  for (const char* yaml :
       {"own: [a]\n---\nown: [b]\n", "%YAML 1.2\n---\nown: [a]\n", "own: !!set {a}\n"}) {
    EXPECT_FALSE(Load(yaml).ok()) << yaml;
  }
}

// Each entry with each other one would be a billion comparisons.
TEST_F(PolicyBoundsTest, TheLongestListsCanBeCompared) {
  std::string list;
  for (int entry = 0; entry < 30'000; ++entry) list += "f" + std::to_string(entry) + ",";
  const auto own = [&list](const char* last) {
    return PolicySource{".headwater.yml", "own: [" + list + last + "]\n"};
  };
  const auto stack = StackOf({own("a"), false, own("b")}, shipped());
  ASSERT_TRUE(stack.ok()) << stack.error().message;
  EXPECT_EQ(30'000U, stack.value().stack.Make("", kToday).own.value.size());
}

// Broken configuration that is silently the default.
TEST_F(PolicyBoundsTest, WhatIsBrokenAtItsEndIsNotReadUpToThere) {
  EXPECT_NE("no error", ErrorOf("rules: {family/first: off}\nown: [\n"));
}

}  // namespace
}  // namespace headwater::config
