// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/git/own_commits.h"

#include <gtest/gtest.h>

#include "service/git/dated_walk.h"
#include "tests/fakes/repository_builder.h"

namespace headwater::git {
namespace {

class OwnCommitsTest : public testing::Test {
 protected:
  using Files = tests::RepositoryBuilder::Files;

  OwnCommits Read(const std::optional<CommitId>& target) {
    repository.emplace(Repository::Open(builder.path()).value());
    return OwnCommits::Open(*repository, target).value();
  }

  /// Of a commit that nobody has, made at `seconds`.
  static bool Has(OwnCommits& own, const CommitId& commit, int64_t seconds = 0) {
    return own.TargetHas(commit, std::chrono::sys_seconds(std::chrono::seconds(seconds)));
  }

  tests::RepositoryBuilder builder;
  std::optional<Repository> repository;
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
  OwnCommits own = Read(pick);
  for (const CommitId& commit : {first, side, merge, pick}) EXPECT_TRUE(Has(own, commit));
  EXPECT_FALSE(Has(own, later));
}

TEST_F(OwnCommitsTest, TheTargetHasWhatItPicked) {
  OwnCommits with = Read(pick);
  EXPECT_TRUE(Has(with, elsewhere));
  EXPECT_TRUE(Has(with, elsewhere, 4));
  OwnCommits without = Read(merge);
  EXPECT_FALSE(Has(without, elsewhere));
}

TEST_F(OwnCommitsTest, ACommitIsFoundByTheBeginningOfItsId) {
  OwnCommits own = Read(pick);
  const std::string hex = side.Hex();
  EXPECT_EQ(own.FindCommits(hex.substr(0, 12)), std::vector<CommitId>{side});
  EXPECT_EQ(own.FindCommits(hex), std::vector<CommitId>{side});
  std::string upper = hex;
  for (char& c : upper) c = static_cast<char>(std::toupper(c));
  EXPECT_EQ(own.FindCommits(upper), std::vector<CommitId>{side});
}

TEST_F(OwnCommitsTest, WhatIsNoBeginningOfAnIdFindsNothing) {
  OwnCommits own = Read(pick);
  for (const std::string& hex : {std::string(), side.Hex().substr(0, 6), side.Hex() + "0",
                                 std::string("not hexadecimal"), later.Hex()}) {
    EXPECT_TRUE(own.FindCommits(hex).empty()) << hex;
  }
}

TEST_F(OwnCommitsTest, AnotherBranchIsOnesOwnAndNotTheTargets) {
  builder.Reference("refs/heads/other", later);
  OwnCommits own = Read(pick);
  EXPECT_EQ(own.FindCommits(later.Hex()), std::vector<CommitId>{later});
  EXPECT_FALSE(Has(own, later));
}

TEST_F(OwnCommitsTest, ABranchThatAMirrorWasAskedForIsOnesOwn) {
  builder.Reference("refs/headwater/branch/0123", later);
  builder.Reference("refs/headwater/mr/7", builder.Commit(Files{{"a", "x"}}, {later}, 6));
  OwnCommits own = Read(pick);
  EXPECT_EQ(own.FindCommits(later.Hex()), std::vector<CommitId>{later});
  EXPECT_TRUE(own.FindCommits(builder.Commit(Files{{"a", "x"}}, {later}, 6).Hex()).empty());
}

TEST_F(OwnCommitsTest, WhatIsYoungerThanTheTargetIsNotThere) {
  OwnCommits own = Read(later);
  // A thousand commits further down it would be found, whatever its date says.
  EXPECT_TRUE(Has(own, elsewhere, 1'000'000));
  EXPECT_FALSE(Has(own, CommitId::FromHex(std::string(40, 'a')).value(), 1'000'000));
}

TEST_F(OwnCommitsTest, ADateThatIsALieHidesNoCommitFromWhoNamesIt) {
  CommitId deep = builder.Commit(Files{{"a", "deep"}}, {}, 1'000'000);
  CommitId tip = deep;
  for (uint32_t i = 0; i <= kSkewCommits + 1; ++i) {
    tip = builder.Commit(Files{{"a", std::to_string(i)}}, {tip}, 10 + i);
  }
  builder.Reference("refs/heads/long", tip);
  OwnCommits own = Read(pick);
  EXPECT_EQ(own.FindCommits(deep.Hex()), std::vector<CommitId>{deep});
}

TEST_F(OwnCommitsTest, WhatIsNoCommitIsNotFound) {
  OwnCommits own = Read(pick);
  EXPECT_TRUE(own.FindCommits(builder.Blob("one").Hex()).empty());
  EXPECT_TRUE(own.status().ok());
}

TEST_F(OwnCommitsTest, WithoutATargetNothingIsThere) {
  OwnCommits own = Read(std::nullopt);
  EXPECT_FALSE(Has(own, first));
  EXPECT_TRUE(own.FindCommits(first.Hex()).empty());
}

}  // namespace
}  // namespace headwater::git
