// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/git/repository_branches.h"

#include <gtest/gtest.h>

#include "service/git/mirror_references.h"
#include "tests/fakes/repository_builder.h"

namespace headwater::git {
namespace {

/// base - head, and base - left - right on the target.
class RepositoryBranchesTest : public testing::Test {
 protected:
  using Files = tests::RepositoryBuilder::Files;

  RepositoryBranches Open(const std::string& target_name = "main") {
    repository.emplace(Repository::Open(builder.path()).value());
    return RepositoryBranches::Open(
               *repository, {.target = right, .head = head, .target_name = Untrusted(target_name)})
        .value();
  }
  std::vector<std::string> Names(const std::string& target_name = "main") {
    std::vector<std::string> names;
    const RepositoryBranches branches = Open(target_name);
    for (const OwnBranch& branch : branches.branches()) {
      names.push_back((branch.is_target ? "*" : "") + branch.name.bytes());
    }
    return names;
  }
  /// Which commits of the target changed the paths, and how many of them.
  std::vector<std::pair<CommitId, uint32_t>> Who(const std::vector<Untrusted>& paths) {
    std::vector<std::pair<CommitId, uint32_t>> found;
    RepositoryBranches branches = Open();
    const auto commits = branches.WhoChanged(0, paths);
    EXPECT_TRUE(commits.ok());
    for (const BranchCommit& commit : commits.value()) {
      found.emplace_back(commit.commit.id, commit.paths);
    }
    return found;
  }

  tests::RepositoryBuilder builder;
  const CommitId base = builder.Commit(Files{{"a/b/c", "one"}, {"d", "1"}}, {}, 1);
  const CommitId head = builder.Commit(Files{{"a/b/c", "two"}, {"d", "1"}}, {base}, 2);
  const CommitId left = builder.Commit(Files{{"a/b/c", "two"}, {"d", "2"}}, {base}, 3);
  const CommitId right = builder.Commit(Files{{"a/b/c", "two"}, {"d", "3"}}, {left}, 4);
  const CommitId beside = builder.Commit(Files{{"a/b/c", "six"}}, {base}, 5);
  std::optional<Repository> repository;
};

TEST_F(RepositoryBranchesTest, WhatReleasesAreMadeFromCountsAndWhatSomebodyWorksOnDoesNot) {
  builder.Reference("refs/heads/release/1.2", beside);
  builder.Reference("refs/heads/my-work", left);
  builder.Reference("refs/tags/v1", base);
  EXPECT_EQ(Names(), (std::vector<std::string>{"*main", "release/1.2"}));
}

TEST_F(RepositoryBranchesTest, TheDefaultBranchCountsWhateverItsName) {
  builder.Reference("refs/remotes/origin/work", beside);
  builder.SymbolicReference("refs/remotes/origin/HEAD", "refs/remotes/origin/work");
  EXPECT_EQ(Names("release/1.2"), (std::vector<std::string>{"*release/1.2", "work"}));
}

TEST_F(RepositoryBranchesTest, AMirrorsBranchesAreKnownByTheUsualNamesAndTheTargets) {
  const auto keep = [&](const char* name, const CommitId& commit) {
    builder.Reference(BranchReference(Untrusted(name)).value().ours, commit);
  };
  keep("release/1.2", right);
  keep("main", beside);
  keep("my-work", left);
  EXPECT_EQ(Names("release/1.2"), (std::vector<std::string>{"*release/1.2", "main"}));
}

TEST_F(RepositoryBranchesTest, AMirrorWithAllBranchesKnowsTheirNames) {
  builder.Reference("refs/up/heads/release/1.2", beside);
  builder.Reference("refs/up/heads/my-work", left);
  builder.Reference("refs/up/heads/main", right);
  builder.Reference("refs/up/HEAD", right);
  builder.Reference("refs/up/tags/v1", base);
  EXPECT_EQ(Names(), (std::vector<std::string>{"*main", "release/1.2"}));
  EXPECT_EQ(Open().FirstTag(base), Untrusted("v1"));
}

TEST_F(RepositoryBranchesTest, AMirrorsDefaultBranchCountsWhateverItsName) {
  builder.Reference("refs/up/heads/work", beside);
  builder.Reference("refs/up/HEAD", beside);
  EXPECT_EQ(Names("release/1.2"), (std::vector<std::string>{"*release/1.2", "work"}));
}

TEST_F(RepositoryBranchesTest, OfTwoMomentsOfABranchTheNewerCounts) {
  const CommitId newer = builder.Commit(Files{{"a/b/c", "seven"}}, {beside}, 6);
  const auto copy_of = [](const char* name) { return std::string("refs/up/heads/") + name; };
  const auto asked_for = [](const char* name) {
    return BranchReference(Untrusted(name)).value().ours;
  };
  builder.Reference(copy_of("release/1"), beside);
  builder.Reference(asked_for("release/1"), newer);
  EXPECT_EQ(Names(), (std::vector<std::string>{"*main", "release/1"}));
  RepositoryBranches branches = Open();
  EXPECT_EQ(branches.FileAt(1, Untrusted("a/b/c")).value(), builder.Blob("seven"));
}

TEST_F(RepositoryBranchesTest, ABranchThatIsCalledLikeAHashIsNoOther) {
  const std::string hash = BranchReference(Untrusted("main")).value().ours.substr(22);
  builder.Reference("refs/up/heads/" + hash, beside);
  EXPECT_EQ(Names("release/1.2"), std::vector<std::string>{"*release/1.2"});
}

TEST_F(RepositoryBranchesTest, TheNewestBranchesAreAsked) {
  for (int i = 10; i < 30; ++i) {
    builder.Reference("refs/heads/release/" + std::to_string(i),
                      builder.Commit(Files{{"a", std::to_string(i)}}, {base}, i));
  }
  const std::vector<std::string> names = Names();
  ASSERT_EQ(names.size(), 8U);
  EXPECT_EQ(names[1], "release/29");
  EXPECT_EQ(names[7], "release/23");
}

TEST_F(RepositoryBranchesTest, ABranchThatIsTheChangeOrTheTargetIsNoOther) {
  builder.Reference("refs/heads/release/1", head);
  builder.Reference("refs/heads/release/2", right);
  EXPECT_EQ(Names(), std::vector<std::string>{"*main"});
}

TEST_F(RepositoryBranchesTest, WithoutATargetThereIsNone) {
  repository.emplace(Repository::Open(builder.path()).value());
  builder.Reference("refs/heads/main", right);
  EXPECT_TRUE(RepositoryBranches::Open(*repository, {.target = {}, .head = head, .target_name = {}})
                  .value()
                  .branches()
                  .empty());
}

TEST_F(RepositoryBranchesTest, AFileIsFoundAsItIsNow) {
  RepositoryBranches branches = Open();
  EXPECT_EQ(branches.FileAt(0, Untrusted("a/b/c")).value(), builder.Blob("two"));
  EXPECT_EQ(branches.Read(builder.Blob("two")).value().bytes, "two");
  for (const char* none : {"a/b", "a/b/c/d", "e", "", "/", "a//c"}) {
    EXPECT_TRUE(branches.FileAt(0, Untrusted(none)).value().IsZero()) << none;
  }
}

TEST_F(RepositoryBranchesTest, WhoChangedAPathIsOneThatTheHeadDoesNotReach) {
  using Found = std::vector<std::pair<CommitId, uint32_t>>;
  EXPECT_EQ(Who({Untrusted("d")}), (Found{{right, 1}, {left, 1}}));
  EXPECT_EQ(Who({Untrusted("d"), Untrusted("a/b/c")}), (Found{{right, 1}, {left, 2}}));
  EXPECT_EQ(Who({Untrusted("nowhere")}), Found());
}

TEST_F(RepositoryBranchesTest, MergesAreLeftOut) {
  const CommitId merge = builder.Commit(Files{{"d", "9"}}, {right, beside}, 9);
  repository.emplace(Repository::Open(builder.path()).value());
  auto branches =
      RepositoryBranches::Open(*repository,
                               {.target = merge, .head = head, .target_name = Untrusted("main")})
          .value();
  const auto commits = branches.WhoChanged(0, std::vector{Untrusted("d")});
  ASSERT_TRUE(commits.ok());
  for (const BranchCommit& commit : commits.value()) EXPECT_NE(commit.commit.id, merge);
}

TEST_F(RepositoryBranchesTest, TheOldestTagThatReachesACommitIsItsFirst) {
  builder.Reference("refs/tags/v0", base);
  builder.Reference("refs/tags/v2", right);
  builder.Reference("refs/tags/v1", left);
  builder.Reference("refs/tags/v1-rc", beside);
  RepositoryBranches branches = Open();
  EXPECT_EQ(branches.FirstTag(left), Untrusted("v1"));
  EXPECT_EQ(branches.FirstTag(right), Untrusted("v2"));
  EXPECT_EQ(branches.FirstTag(base), Untrusted("v0"));
  EXPECT_TRUE(branches.FirstTag(head).empty());
}

TEST_F(RepositoryBranchesTest, AMissingTargetIsAnError) {
  repository.emplace(Repository::Open(builder.path()).value());
  const CommitId nowhere = CommitId::FromHex(std::string(40, 'a')).value();
  EXPECT_FALSE(
      RepositoryBranches::Open(*repository, {.target = nowhere, .head = head, .target_name = {}})
          .ok());
}

}  // namespace
}  // namespace headwater::git
