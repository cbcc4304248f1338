// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <string>
#include <vector>

#include "service/git/fork_refs.h"
#include "service/git/mirror_pool.h"
#include "tests/service/git/mirror_fixture.h"

// Mirrors that have all branches and tags of a project.

namespace headwater::git {
namespace {

namespace fs = std::filesystem;
using tests::HasCommit;

class MirrorEverythingTest : public tests::MirrorFixture {
 protected:
  /// All branches and tags, and nothing by name.
  static FetchRequest Everything() {
    FetchRequest request;
    request.project = tests::kProject;
    request.path = Untrusted("project");
    request.everything = true;
    return request;
  }
  fs::path MirrorPath() const { return root.path() / "7.git"; }
  /// "heads/main", "tags/v1", "HEAD" of those that the mirror has.
  std::vector<std::string> Copies() const {
    std::vector<std::string> names;
    const fs::path up = MirrorPath() / "refs" / "up";
    if (!fs::exists(up)) return names;
    for (const auto& entry : fs::recursive_directory_iterator(up)) {
      if (entry.is_regular_file()) names.push_back(fs::relative(entry.path(), up).string());
    }
    std::sort(names.begin(), names.end());
    return names;
  }
  ForkRefs Read() const {
    Repository repository = Repository::Open(MirrorPath()).value();
    return ReadForkRefs(repository).value();
  }
  void Gone(const std::string& reference) const { fs::remove(builder.git_folder() / reference); }
  /// Old enough to be made anew.
  void Age() const {
    const auto now = fs::file_time_type::clock::now();
    fs::last_write_time(MirrorPath() / "HEAD", now - std::chrono::hours(2));
  }

  const std::unique_ptr<Mirrors> mirrors = Open(Options());
};

using Names = std::vector<std::string>;

TEST_F(MirrorEverythingTest, BringsBranchesTagsAndTheDefaultBranchAndNothingThatIsProposed) {
  const CommitId old = builder.Commit(Files{{"a", "old"}}, {}, 3);
  builder.Reference("refs/heads/release/1", old);
  builder.Reference("refs/tags/v1.0", old);
  builder.Reference("refs/pull/1/head", head);
  ASSERT_TRUE(Fetch(*mirrors, Everything()).ok());
  EXPECT_EQ(Copies(), (Names{"HEAD", "heads/main", "heads/release/1", "tags/v1.0"}));
  const ForkRefs refs = Read();
  EXPECT_EQ(refs.tip, main);
  EXPECT_EQ(refs.tips.size(), 2U);
  ASSERT_EQ(refs.releases.size(), 1U);
  EXPECT_EQ(refs.releases[0].name, Untrusted("v1.0"));
  EXPECT_EQ(refs.releases[0].commit, old);
  EXPECT_FALSE(HasCommit(MirrorPath(), head));
  EXPECT_EQ(tests::StateOf(MirrorPath(), builder.Blob("old")), BlobState::kMissing);
}

TEST_F(MirrorEverythingTest, TheDefaultBranchIsTheProjectsWhateverItsName) {
  builder.Reference("refs/heads/work", head);
  builder.SymbolicReference("HEAD", "refs/heads/work");
  ASSERT_TRUE(Fetch(*mirrors, Everything()).ok());
  EXPECT_EQ(Read().tip, head);
}

TEST_F(MirrorEverythingTest, WhatIsGoneGoesWithTheNextFetchOfEverythingOnly) {
  builder.Reference("refs/heads/old", head);
  builder.Reference("refs/tags/v1", main);
  ASSERT_TRUE(Fetch(*mirrors, Everything()).ok());
  Gone("refs/heads/old");
  Gone("refs/tags/v1");
  ASSERT_TRUE(Fetch(*mirrors, Request()).ok());
  EXPECT_EQ(Copies(), (Names{"HEAD", "heads/main", "heads/old", "tags/v1"}));
  ASSERT_TRUE(Fetch(*mirrors, Everything()).ok());
  EXPECT_EQ(Copies(), (Names{"HEAD", "heads/main"}));
}

TEST_F(MirrorEverythingTest, WhatWasFetchedByNameStays) {
  ASSERT_TRUE(Fetch(*mirrors, Request()).ok());
  Gone("refs/merge-requests/1/head");
  ASSERT_TRUE(Fetch(*mirrors, Everything()).ok());
  EXPECT_TRUE(fs::exists(MirrorPath() / "refs/headwater/mr/1"));
  EXPECT_TRUE(HasCommit(MirrorPath(), head));
}

TEST_F(MirrorEverythingTest, ComesAlongWithWhatIsAskedForByName) {
  FetchRequest request = Request(head);
  request.everything = true;
  const Result<Fetched> fetched = Fetch(*mirrors, request);
  ASSERT_TRUE(fetched.ok()) << fetched.error().message;
  EXPECT_EQ(fetched.value().head, head);
  EXPECT_EQ(fetched.value().branch, main);
  EXPECT_EQ(Copies(), (Names{"HEAD", "heads/main"}));
}

TEST_F(MirrorEverythingTest, ABranchMayTakeTheNameOfAFolderOfOthersAndTheOtherWayRound) {
  builder.Reference("refs/heads/x", head);
  ASSERT_TRUE(Fetch(*mirrors, Everything()).ok());
  Gone("refs/heads/x");
  builder.Reference("refs/heads/x/y", head);
  const Result<Fetched> folder = Fetch(*mirrors, Everything());
  ASSERT_TRUE(folder.ok()) << folder.error().message;
  EXPECT_EQ(Copies(), (Names{"HEAD", "heads/main", "heads/x/y"}));
  fs::remove_all(builder.git_folder() / "refs/heads/x");
  builder.Reference("refs/heads/x", main);
  ASSERT_TRUE(Fetch(*mirrors, Everything()).ok());
  EXPECT_EQ(Copies(), (Names{"HEAD", "heads/main", "heads/x"}));
}

TEST_F(MirrorEverythingTest, AnEmptyRepositoryHasNothingAndIsNoError) {
  Gone("refs/heads/main");
  Gone("refs/merge-requests/1/head");
  ASSERT_TRUE(Fetch(*mirrors, Everything()).ok());
  EXPECT_EQ(Copies(), Names());
  EXPECT_FALSE(Read().tip);
  builder.Reference("refs/heads/main", main);
  ASSERT_TRUE(Fetch(*mirrors, Everything()).ok());
  EXPECT_EQ(Read().tip, main);
}

TEST_F(MirrorEverythingTest, WithoutADefaultBranchTheOthersComeAndTheOldOneIsForgotten) {
  ASSERT_TRUE(Fetch(*mirrors, Everything()).ok());
  builder.Reference("refs/heads/work", head);
  Gone("refs/heads/main");
  ASSERT_TRUE(Fetch(*mirrors, Everything()).ok());
  EXPECT_EQ(Copies(), Names{"heads/work"});
}

TEST_F(MirrorEverythingTest, AServerThatIsNoneTakesNothingAway) {
  ASSERT_TRUE(Fetch(*mirrors, Everything()).ok());
  for (const char* mode : {"wrong-type", "answer 404", "answer 503", "endless-refs"}) {
    GitOptions hasty = Options();
    hasty.deadlines.fetch = std::chrono::milliseconds(700);
    server.Mode(mode);
    EXPECT_FALSE(Fetch(*Open(hasty), Everything()).ok()) << mode;
    EXPECT_EQ(Copies(), (Names{"HEAD", "heads/main"})) << mode;
  }
}

TEST_F(MirrorEverythingTest, BranchesMayBeCalledLikeWhatAKilledGitLeavesBehind) {
  for (const char* name : {"tmp_a", "incoming-b", "c.keep", "d.pack", "tmp_e/f"}) {
    builder.Reference(std::string("refs/heads/") + name, main);
  }
  ASSERT_TRUE(Fetch(*mirrors, Everything()).ok());
  const Names copies = Copies();
  EXPECT_EQ(copies.size(), 7U);
  ASSERT_TRUE(Fetch(*mirrors, Request()).ok());
  EXPECT_EQ(Copies(), copies);
}

TEST_F(MirrorEverythingTest, CopiesStayHoweverOldAndManyTheyAreAndBrokenOnesAreMended) {
  constexpr int kMany = 600;  // More than are kept of what is fetched by name.
  std::string packed = "# pack-refs with: peeled fully-peeled sorted \n";
  for (int i = 100; i < 100 + kMany; ++i) {
    packed += main.Hex() + " refs/heads/b" + std::to_string(i) + "\n";
  }
  tests::WriteFile(builder.git_folder() / "packed-refs", packed);
  ASSERT_TRUE(Fetch(*mirrors, Everything()).ok());
  const auto long_ago = fs::file_time_type::clock::now() - std::chrono::hours(24 * 60);
  fs::last_write_time(MirrorPath() / "refs/up/heads/b100", long_ago);
  tests::WriteFile(MirrorPath() / "refs/up/heads/b101", "");
  ASSERT_TRUE(Fetch(*mirrors, Request()).ok());
  EXPECT_EQ(Copies().size(), size_t{kMany} + 1) << "with HEAD and main, without the broken one";
  ASSERT_TRUE(Fetch(*mirrors, Everything()).ok());
  EXPECT_EQ(Copies().size(), size_t{kMany} + 2);
}

TEST_F(MirrorEverythingTest, TooManyReferencesAreContentAndTheMirrorGoesOnWithoutThem) {
  GitOptions options = Options();
  options.max_references = 3;
  const std::unique_ptr<Mirrors> small = Open(options);
  builder.Reference("refs/tags/v1", main);
  ASSERT_TRUE(Fetch(*small, Everything()).ok()) << "with HEAD there are three";
  builder.Reference("refs/tags/v2", main);
  const Result<Fetched> fetched = Fetch(*small, Everything());
  ASSERT_FALSE(fetched.ok());
  EXPECT_EQ(fetched.error().code, Errc::kContent);
  EXPECT_NE(fetched.error().message.find("more than 3 branches and tags"), std::string::npos)
      << fetched.error().message;
  EXPECT_EQ(Copies(), Names());
  EXPECT_TRUE(Fetch(*small, Request(head)).ok());
  Gone("refs/tags/v2");
  ASSERT_TRUE(Fetch(*small, Everything()).ok()) << "it is not remembered";
  EXPECT_EQ(Copies().size(), 3U);
}

TEST_F(MirrorEverythingTest, AMirrorThatIsMadeAnewGetsEverythingThatWasAskedFor) {
  ASSERT_TRUE(Fetch(*mirrors, Everything()).ok());
  Age();
  FetchRequest request = Request();
  request.everything = true;
  const std::unique_ptr<MirrorUse> use = mirrors->Use(tests::kProject).value();
  const Result<Fetched> renewed = use->Renew(request);
  ASSERT_TRUE(renewed.ok()) << renewed.error().message;
  EXPECT_EQ(renewed.value().head, head);
  EXPECT_EQ(Copies(), (Names{"HEAD", "heads/main"}));
}

TEST_F(MirrorEverythingTest, ADamagedMirrorIsMendedWhenItIsSeenTwice) {
  ASSERT_TRUE(Fetch(*mirrors, Everything()).ok());
  Age();
  for (const auto& entry : fs::directory_iterator(MirrorPath() / "objects" / "pack")) {
    fs::permissions(entry.path(), fs::perms::owner_all);
    fs::resize_file(entry.path(), entry.file_size() / 2);
  }
  const Result<Fetched> first = Fetch(*mirrors, Everything());
  ASSERT_FALSE(first.ok());
  EXPECT_EQ(first.error().code, Errc::kTransient) << first.error().message;
  const Result<Fetched> second = Fetch(*mirrors, Everything());
  ASSERT_TRUE(second.ok()) << second.error().message;
  EXPECT_EQ(Copies(), (Names{"HEAD", "heads/main"}));
}

TEST_F(MirrorEverythingTest, AServerThatDoesNotFilterIsCopiedAsAWhole) {
  server.Mode("refuse-filter");
  FetchRequest request = Request(head);
  request.everything = true;
  const Result<Fetched> fetched = Fetch(*mirrors, request);
  ASSERT_TRUE(fetched.ok()) << fetched.error().message;
  EXPECT_EQ(fetched.value().head, head);
  EXPECT_EQ(Copies(), (Names{"HEAD", "heads/main"}));
}

}  // namespace
}  // namespace headwater::git
