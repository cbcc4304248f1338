// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "headwater/discretion.h"

#include <gtest/gtest.h>

namespace headwater {
namespace {

constexpr Readers kPublicProject{.visibility = Visibility::kPublic, .group = 7};
constexpr Readers kInternalProject{.visibility = Visibility::kInternal, .group = 7};
constexpr Readers kPrivateProject{.visibility = Visibility::kPrivate, .group = 7};

using Names = std::vector<std::string>;

Names TextsOf(const std::vector<PartitionName>& names) {
  Names texts;
  for (const PartitionName& name : names) texts.push_back(name.text);
  return texts;
}

SharedReading Everything() { return {.internal = true, .groups = {7, 8}}; }

TEST(MayShowTest, OnlyWhatIsPublicIsShown) {
  for (const Visibility audience :
       {Visibility::kPrivate, Visibility::kInternal, Visibility::kPublic}) {
    EXPECT_TRUE(MayShow(Visibility::kPublic, audience));
    EXPECT_FALSE(MayShow(Visibility::kInternal, audience));
    EXPECT_FALSE(MayShow(Visibility::kPrivate, audience));
  }
}

TEST(PartitionsForTest, APublicProjectNeverSeesMoreThanThePublicOnes) {
  EXPECT_EQ(Names{"public"}, TextsOf(PartitionsFor(kPublicProject, Everything())));
}

TEST(PartitionsForTest, WithoutTheOperatorsWordNobodySeesMoreThanThePublicOnes) {
  EXPECT_EQ(Names{"public"}, TextsOf(PartitionsFor(kInternalProject, {})));
  EXPECT_EQ(Names{"public"}, TextsOf(PartitionsFor(kPrivateProject, {})));
}

TEST(PartitionsForTest, AnInternalProjectNeverSeesPrivateOnes) {
  EXPECT_EQ((Names{"public", "internal"}), TextsOf(PartitionsFor(kInternalProject, Everything())));
}

TEST(PartitionsForTest, APrivateProjectSeesThoseOfItsOwnGroupOnly) {
  EXPECT_EQ((Names{"public", "internal", "group-7"}),
            TextsOf(PartitionsFor(kPrivateProject, Everything())));
  EXPECT_EQ((Names{"public"}), TextsOf(PartitionsFor(kPrivateProject, {.groups = {8}})));
}

TEST(PartitionOfTest, EachProjectStandsInOneThatOnlyItsLikeCanOpen) {
  EXPECT_EQ("public", PartitionOf(kPublicProject).text);
  EXPECT_EQ("internal", PartitionOf(kInternalProject).text);
  EXPECT_EQ("group-7", PartitionOf(kPrivateProject).text);
}

}  // namespace
}  // namespace headwater
