// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/git/own_commits.h"

#include <gtest/gtest.h>

#include "tests/fakes/repository_builder.h"

namespace headwater::git {
namespace {

class OwnCommitsTest : public testing::Test {
 protected:
  using Files = tests::RepositoryBuilder::Files;

  OwnCommits Read(const std::optional<CommitId>& target) {
    Repository repository = Repository::Open(builder.path()).value();
    return OwnCommits::Read(repository, target).value();
  }

  tests::RepositoryBuilder builder;
  const CommitId elsewhere = CommitId::FromHex("1234567890abcdef1234567890abcdef12345678").value();
  const CommitId first = builder.Commit(Files{{"a", "one"}}, {}, 1);
  const CommitId side = builder.Commit(Files{{"b", "two"}}, {first}, 2);
  const CommitId merge = builder.Commit(Files{{"a", "one"}, {"b", "two"}}, {first, side}, 3);
  const CommitId pick = builder.Commit(
      Files{{"a", "three"}}, {merge}, 4,
      "Pick\n\n(cherry picked from commit 1234567890abcdef1234567890abcdef12345678)\n");
  const CommitId later = builder.Commit(Files{{"a", "four"}}, {pick}, 5);
};

TEST_F(OwnCommitsTest, TheTargetHasWhatItReachesByAnyParent) {
  const OwnCommits own = Read(pick);
  for (const CommitId& commit : {first, side, merge, pick}) EXPECT_TRUE(own.TargetHas(commit));
  EXPECT_FALSE(own.TargetHas(later));
}

TEST_F(OwnCommitsTest, TheTargetHasWhatItPicked) {
  EXPECT_TRUE(Read(pick).TargetHas(elsewhere));
  EXPECT_FALSE(Read(merge).TargetHas(elsewhere));
}

TEST_F(OwnCommitsTest, ACommitIsFoundByTheBeginningOfItsId) {
  const OwnCommits own = Read(pick);
  const std::string hex = side.Hex();
  EXPECT_EQ(own.FindCommits(hex.substr(0, 12)), std::vector<CommitId>{side});
  EXPECT_EQ(own.FindCommits(hex), std::vector<CommitId>{side});
  std::string upper = hex;
  for (char& c : upper) c = static_cast<char>(std::toupper(c));
  EXPECT_EQ(own.FindCommits(upper), std::vector<CommitId>{side});
}

TEST_F(OwnCommitsTest, WhatIsNoBeginningOfAnIdFindsNothing) {
  const OwnCommits own = Read(pick);
  for (const std::string& hex : {std::string(), side.Hex().substr(0, 6), side.Hex() + "0",
                                 std::string("not hexadecimal"), later.Hex()}) {
    EXPECT_TRUE(own.FindCommits(hex).empty()) << hex;
  }
}

TEST_F(OwnCommitsTest, AnotherBranchIsOnesOwnAndNotTheTargets) {
  builder.Reference("refs/heads/other", later);
  const OwnCommits own = Read(pick);
  EXPECT_EQ(own.FindCommits(later.Hex()), std::vector<CommitId>{later});
  EXPECT_FALSE(own.TargetHas(later));
}

TEST_F(OwnCommitsTest, ABranchThatAMirrorWasAskedForIsOnesOwn) {
  builder.Reference("refs/headwater/branch/0123", later);
  builder.Reference("refs/headwater/mr/7", builder.Commit(Files{{"a", "x"}}, {later}, 6));
  const OwnCommits own = Read(pick);
  EXPECT_EQ(own.FindCommits(later.Hex()), std::vector<CommitId>{later});
  EXPECT_TRUE(own.FindCommits(builder.Commit(Files{{"a", "x"}}, {later}, 6).Hex()).empty());
}

TEST_F(OwnCommitsTest, WithoutATargetNothingIsThere) {
  const OwnCommits own = Read(std::nullopt);
  EXPECT_FALSE(own.TargetHas(first));
  EXPECT_TRUE(own.FindCommits(first.Hex()).empty());
}

}  // namespace
}  // namespace headwater::git
