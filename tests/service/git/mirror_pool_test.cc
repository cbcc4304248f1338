// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/git/mirror_pool.h"

#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <chrono>
#include <string>
#include <thread>
#include <vector>

#include "service/git/git_command.h"
#include "tests/service/git/mirror_fixture.h"

namespace headwater::git {
namespace {

using MirrorPoolTest = tests::MirrorFixture;
using tests::HasCommit;
using tests::kProject;
using tests::StateOf;

TEST_F(MirrorPoolTest, BringsCommitsAndTreesWithoutContents) {
  const std::unique_ptr<Mirrors> mirrors = Open(Options());
  const std::unique_ptr<MirrorUse> use = mirrors->Use(kProject).value();
  const Fetched fetched = use->Fetch(Request()).value();
  EXPECT_EQ(fetched.path, (root.path() / "7.git").string());
  EXPECT_EQ(fetched.head, head);
  EXPECT_EQ(fetched.branch, main);
  EXPECT_TRUE(HasCommit(fetched.path, head));
  EXPECT_EQ(StateOf(fetched.path, builder.Blob("three")), BlobState::kMissing);
}

TEST_F(MirrorPoolTest, BringsContentsById) {
  const std::unique_ptr<Mirrors> mirrors = Open(Options());
  const std::unique_ptr<MirrorUse> use = mirrors->Use(kProject).value();
  const std::string mirror = use->Fetch(Request()).value().path;
  const std::array wanted = {builder.Blob("one"), builder.Blob("three")};
  ASSERT_TRUE(use->FetchBlobs(Request(), wanted).ok());
  EXPECT_EQ(StateOf(mirror, wanted[0]), BlobState::kPresent);
  EXPECT_EQ(StateOf(mirror, wanted[1]), BlobState::kPresent);
  EXPECT_EQ(StateOf(mirror, builder.Blob("two")), BlobState::kMissing);
  EXPECT_TRUE(use->FetchBlobs(Request(), {}).ok());
}

TEST_F(MirrorPoolTest, LeavesOutContentsThatTheForgeDoesNotHave) {
  const std::unique_ptr<Mirrors> mirrors = Open(Options());
  const std::unique_ptr<MirrorUse> use = mirrors->Use(kProject).value();
  const std::string mirror = use->Fetch(Request()).value().path;
  const BlobId first = BlobId::FromHex("1111111111111111111111111111111111111111").value();
  const BlobId second = BlobId::FromHex("2222222222222222222222222222222222222222").value();
  const std::array wanted = {first, builder.Blob("one"), second};
  ASSERT_TRUE(use->FetchBlobs(Request(), wanted).ok());
  EXPECT_EQ(StateOf(mirror, builder.Blob("one")), BlobState::kPresent);
  EXPECT_EQ(StateOf(mirror, first), BlobState::kMissing);
}

TEST_F(MirrorPoolTest, GivesUpWhenTheForgeLacksTooMuch) {
  const std::unique_ptr<Mirrors> mirrors = Open(Options());
  const std::unique_ptr<MirrorUse> use = mirrors->Use(kProject).value();
  ASSERT_TRUE(use->Fetch(Request()).ok());
  std::vector<BlobId> unknown(30);
  for (size_t i = 0; i < unknown.size(); ++i) unknown[i].bytes[0] = static_cast<uint8_t>(i + 1);
  EXPECT_EQ(use->FetchBlobs(Request(), unknown).error().code, Errc::kContent);
}

TEST_F(MirrorPoolTest, AsksForMoreIdsThanOneRequestMayHold) {
  const std::unique_ptr<Mirrors> mirrors = Open(Options());
  const std::unique_ptr<MirrorUse> use = mirrors->Use(kProject).value();
  const std::string mirror = use->Fetch(Request()).value().path;
  std::vector<BlobId> blobs(20'000, builder.Blob("one"));
  blobs.push_back(builder.Blob("two"));
  const size_t before = server.Requests().size();
  ASSERT_TRUE(use->FetchBlobs(Request(), blobs).ok());
  EXPECT_EQ(server.Requests().size() - before, 4U) << "two requests, each with its advertisement";
  EXPECT_EQ(StateOf(mirror, blobs.front()), BlobState::kPresent);
  EXPECT_EQ(StateOf(mirror, blobs.back()), BlobState::kPresent);
}

TEST_F(MirrorPoolTest, FollowsPushesAndForcePushes) {
  const std::unique_ptr<Mirrors> mirrors = Open(Options());
  ASSERT_TRUE(Fetch(*mirrors, Request()).ok());
  const CommitId next = builder.Commit(Files{{"a", "1"}}, {head}, 3);
  builder.Reference("refs/merge-requests/1/head", next);
  EXPECT_EQ(Fetch(*mirrors, Request()).value().head, next);
  const CommitId other = builder.Commit(Files{{"a", "2"}}, {}, 4);
  builder.Reference("refs/merge-requests/1/head", other);
  builder.Reference("refs/heads/main", other);
  const Fetched forced = Fetch(*mirrors, Request(other)).value();
  EXPECT_EQ(forced.head, other);
  EXPECT_EQ(forced.branch, other);
}

TEST_F(MirrorPoolTest, AnUnchangedRepositoryIsOneInvocation) {
  const std::unique_ptr<Mirrors> mirrors = Open(Options());
  ASSERT_TRUE(Fetch(*mirrors, Request(head)).ok());
  const size_t before = server.Requests().size();
  ASSERT_TRUE(Fetch(*mirrors, Request(head)).ok());
  EXPECT_EQ(server.Requests().size() - before, 2U) << "the advertisement and the references";
}

TEST_F(MirrorPoolTest, AsksForTheHeadByIdWhenItsReferenceLags) {
  const CommitId pushed = builder.Commit(Files{{"a", "1"}}, {head}, 3);
  FetchRequest request = Request(pushed);
  const std::unique_ptr<Mirrors> mirrors = Open(Options());
  const Fetched behind = Fetch(*mirrors, request).value();
  EXPECT_EQ(behind.head, pushed) << "the reference points to the commit before";
  EXPECT_TRUE(HasCommit(behind.path, pushed));
  request.iid = {2};
  EXPECT_EQ(Fetch(*mirrors, request).value().head, pushed) << "there is no reference yet";
}

TEST_F(MirrorPoolTest, AHeadThatTheForgeDoesNotHaveYetIsWorthARetry) {
  const CommitId unknown = CommitId::FromHex("1111111111111111111111111111111111111111").value();
  FetchRequest request = Request(unknown);
  EXPECT_EQ(FetchError(request).code, Errc::kTransient);
  request.iid = {2};
  EXPECT_EQ(FetchError(request).code, Errc::kTransient);
}

TEST_F(MirrorPoolTest, AHeadBehindItsReferenceIsFoundToo) {
  const std::unique_ptr<Mirrors> mirrors = Open(Options());
  ASSERT_TRUE(Fetch(*mirrors, Request()).ok());
  builder.Reference("refs/merge-requests/1/head", builder.Commit(Files{{"a", "1"}}, {head}, 3));
  EXPECT_EQ(Fetch(*mirrors, Request(head)).value().head, head);
}

TEST_F(MirrorPoolTest, APushedBranchNeedsNoMergeRequest) {
  FetchRequest request = Request(main);
  request.iid = {};
  const std::unique_ptr<Mirrors> mirrors = Open(Options());
  EXPECT_EQ(Fetch(*mirrors, request).value().branch, main);
  request.head = head;
  const Fetched elsewhere = Fetch(*mirrors, request).value();
  EXPECT_EQ(elsewhere.head, head);
  EXPECT_TRUE(HasCommit(elsewhere.path, head));
}

TEST_F(MirrorPoolTest, AnotherBranchComesAlongIfThereIsOne) {
  const CommitId elsewhere = builder.Commit(Files{{"release", "1"}}, {main}, 9);
  builder.Reference("refs/heads/release", elsewhere);
  const std::unique_ptr<Mirrors> mirrors = Open(Options());
  FetchRequest request = Request();
  request.other_branch = Untrusted("release");
  const Fetched both = Fetch(*mirrors, request).value();
  EXPECT_EQ(both.branch, main);
  EXPECT_TRUE(HasCommit(both.path, elsewhere));
  request.other_branch = Untrusted("gone");
  EXPECT_EQ(Fetch(*mirrors, request).value().branch, main);
}

TEST_F(MirrorPoolTest, BranchesWhoseNamesContainEachOtherLiveTogether) {
  const std::unique_ptr<Mirrors> mirrors = Open(Options());
  FetchRequest request = Request();
  request.branch = Untrusted("x");
  builder.Reference("refs/heads/x", head);
  EXPECT_EQ(Fetch(*mirrors, request).value().branch, head);
  std::filesystem::remove(builder.git_folder() / "refs/heads/x");
  builder.Reference("refs/heads/x/y", main);
  request.branch = Untrusted("x/y");
  EXPECT_EQ(Fetch(*mirrors, request).value().branch, main);
}

TEST_F(MirrorPoolTest, RefusesNamesThatAreNone) {
  for (const char* branch : {"-x", "a..b", "a b", "a:b", "a~1", "x.lock", "/a", "a/", "@{1}", "a\n",
                             "--upload-pack=touch /tmp/x"}) {
    FetchRequest request = Request();
    request.branch = Untrusted(branch);
    EXPECT_EQ(FetchError(request).code, Errc::kInvalid) << branch;
  }
  FetchRequest request = Request();
  request.path = Untrusted("../project");
  EXPECT_EQ(FetchError(request).code, Errc::kInvalid);
  EXPECT_EQ(Open(Options())->Use({0}).error().code, Errc::kInvalid);
  EXPECT_TRUE(server.Requests().empty());
}

TEST_F(MirrorPoolTest, SaysWhatIsNotThere) {
  FetchRequest request = Request();
  request.branch = Untrusted("gone");
  EXPECT_EQ(FetchError(request).code, Errc::kNotFound) << "branch";
  request = Request();
  request.iid = {2};
  EXPECT_EQ(FetchError(request).code, Errc::kNotFound) << "merge request";
  request = Request();
  request.path = Untrusted("nothing");
  EXPECT_EQ(FetchError(request).code, Errc::kNotFound) << "repository";
  std::filesystem::remove_all(builder.git_folder() / "refs" / "heads");
  std::filesystem::create_directories(builder.git_folder() / "refs" / "heads");
  std::filesystem::remove_all(builder.git_folder() / "refs" / "merge-requests");
  EXPECT_EQ(FetchError(Request()).code, Errc::kNotFound) << "empty repository";
}

TEST_F(MirrorPoolTest, AProjectThatWasRenamedKeepsItsMirror) {
  const std::unique_ptr<Mirrors> mirrors = Open(Options());
  ASSERT_TRUE(Fetch(*mirrors, Request()).ok());
  std::filesystem::create_directories(builder.parent() / "group");
  std::filesystem::rename(builder.path(), builder.parent() / "group" / "renamed.git");
  FetchRequest request = Request();
  request.path = Untrusted("group/renamed");
  const Fetched fetched = Fetch(*mirrors, request).value();
  EXPECT_EQ(fetched.head, head);
  std::ifstream config(fetched.path + "/config");
  const std::string text((std::istreambuf_iterator<char>(config)), {});
  EXPECT_NE(text.find("/group/renamed.git"), std::string::npos) << text;
  EXPECT_EQ(text.find("/project.git"), std::string::npos) << text;
}

TEST_F(MirrorPoolTest, SendsTheTokenOfTheMomentAtOnceAndWritesItNowhere) {
  const std::unique_ptr<Mirrors> mirrors = Open(Options());
  ASSERT_TRUE(Fetch(*mirrors, Request()).ok());
  for (const std::string& request : server.Requests()) {
    EXPECT_TRUE(request.ends_with(" " + BasicCredential(Secret("glpat-secret")))) << request;
  }
  token.Set("rotated");
  ASSERT_TRUE(Fetch(*mirrors, Request()).ok());
  EXPECT_TRUE(server.Requests().back().ends_with(BasicCredential(Secret("rotated"))));
  for (const auto& entry : std::filesystem::recursive_directory_iterator(root.path())) {
    if (!entry.is_regular_file()) continue;
    std::ifstream stream(entry.path(), std::ios::binary);
    const std::string text((std::istreambuf_iterator<char>(stream)), {});
    EXPECT_EQ(text.find("glpat"), std::string::npos) << entry.path();
    EXPECT_EQ(text.find("Basic"), std::string::npos) << entry.path();
  }
  token.Set("");
  EXPECT_FALSE(Fetch(*mirrors, Request()).ok());
}

TEST_F(MirrorPoolTest, WithoutATokenNothingIsSent) {
  GitOptions options = Options();
  options.read_token = nullptr;
  ASSERT_TRUE(Fetch(*Open(options), Request()).ok());
  for (const std::string& request : server.Requests()) {
    EXPECT_TRUE(request.ends_with(" -")) << request;
  }
}

TEST_F(MirrorPoolTest, OneHolderAtATime) {
  const std::unique_ptr<Mirrors> mirrors = Open(Options());
  ASSERT_TRUE(Fetch(*mirrors, Request()).ok());
  std::atomic<int> holders = 0;
  std::atomic<int> sound = 0;
  std::vector<std::jthread> threads;
  constexpr int kThreads = 4;
  constexpr int kRounds = 5;
  for (int thread = 0; thread < kThreads; ++thread) {
    threads.emplace_back([&] {
      for (int round = 0; round < kRounds; ++round) {
        const Result<std::unique_ptr<MirrorUse>> use = mirrors->Use(kProject);
        if (!use.ok()) continue;
        const bool alone = ++holders == 1;
        const bool fetched = use.value()->Fetch(Request(head)).ok();
        if (alone && fetched && --holders == 0) ++sound;
      }
    });
  }
  threads.clear();
  EXPECT_EQ(sound, kThreads * kRounds);
}

TEST_F(MirrorPoolTest, DifferentProjectsAreHeldTogether) {
  const std::unique_ptr<Mirrors> mirrors = Open(Options());
  const auto first = mirrors->Use({1});
  const auto second = mirrors->Use({2});
  EXPECT_TRUE(first.ok() && second.ok());
}

TEST_F(MirrorPoolTest, WhoWaitsTooLongIsToldToComeBack) {
  GitOptions options = Options();
  options.deadlines.fetch = std::chrono::milliseconds(20);
  const std::unique_ptr<Mirrors> mirrors = Open(options);
  const std::unique_ptr<MirrorUse> use = mirrors->Use(kProject).value();
  EXPECT_EQ(mirrors->Use(kProject).error().code, Errc::kTransient);
}

TEST_F(MirrorPoolTest, AnotherProcessIsNamed) {
  GitOptions options = Options();
  options.deadlines.fetch = std::chrono::milliseconds(20);
  const std::unique_ptr<Mirrors> mirrors = Open(options);
  const std::unique_ptr<Mirrors> others = Open(options);  // The lock is of the file, not of us.
  const std::unique_ptr<MirrorUse> use = mirrors->Use(kProject).value();
  const Error error = others->Use(kProject).error();
  EXPECT_EQ(error.code, Errc::kTransient);
  EXPECT_NE(error.message.find("process " + std::to_string(getpid())), std::string::npos)
      << error.message;
}

/// Three mirrors of the same size, and a quota that holds two.
class QuotaTest : public MirrorPoolTest {
 protected:
  QuotaTest() {
    Fill(*Open(Options()), 1);
    uint64_t bytes = 0;
    const auto mirror = root.path() / "1.git";
    for (const auto& entry : std::filesystem::recursive_directory_iterator(mirror)) {
      if (entry.is_regular_file()) bytes += entry.file_size();
    }
    quota = bytes * 5 / 2;
  }

  GitOptions Small() const {
    GitOptions options = Options();
    options.quota_bytes = quota;
    return options;
  }
  void Fill(Mirrors& mirrors, int64_t project) const {
    FetchRequest request = Request();
    request.project = {project};
    ASSERT_TRUE(Fetch(mirrors, request).ok());
  }
  bool Has(int project) const {
    return std::filesystem::exists(root.path() / (std::to_string(project) + ".git"));
  }

  uint64_t quota = 0;
};

TEST_F(QuotaTest, TheMirrorNotUsedForLongestGoes) {
  const std::unique_ptr<Mirrors> mirrors = Open(Small());
  Fill(*mirrors, 2);
  Fill(*mirrors, 1);
  Fill(*mirrors, 3);
  EXPECT_TRUE(Has(1));
  EXPECT_FALSE(Has(2));
  EXPECT_TRUE(Has(3));
  Fill(*mirrors, 2);
  EXPECT_TRUE(Has(2)) << "it comes back when it is wanted";
  EXPECT_FALSE(Has(1));
}

TEST_F(QuotaTest, AHeldMirrorStays) {
  const std::unique_ptr<Mirrors> mirrors = Open(Small());
  std::unique_ptr<MirrorUse> held = mirrors->Use({1}).value();
  Fill(*mirrors, 2);
  Fill(*mirrors, 3);
  EXPECT_TRUE(Has(1));
  EXPECT_FALSE(Has(2));
  held.reset();
  EXPECT_TRUE(Has(1)) << "within the quota nothing goes";
}

TEST_F(QuotaTest, ARestartRemembersWhatWasUsed) {
  Fill(*Open(Small()), 2);
  // File times are as fine as the kernel's tick; these are hours.
  const auto now = std::filesystem::file_time_type::clock::now();
  std::filesystem::last_write_time(root.path() / "2.lock", now - std::chrono::hours(2));
  std::filesystem::last_write_time(root.path() / "1.lock", now - std::chrono::hours(1));
  Fill(*Open(Small()), 3);
  EXPECT_TRUE(Has(1));
  EXPECT_FALSE(Has(2));
}

TEST_F(MirrorPoolTest, ARootThatCannotBeUsedIsNamedAtTheStart) {
  GitOptions options = Options();
  options.mirror_root = "relative";
  EXPECT_EQ(MirrorPool::Open(options).error().code, Errc::kInvalid);
  tests::WriteFile(root.path() / "file", "");
  options.mirror_root = (root.path() / "file" / "below").string();
  EXPECT_EQ(MirrorPool::Open(options).error().code, Errc::kInternal);
  options = Options();
  options.ca_file = "/nonexistent.pem";
  EXPECT_EQ(MirrorPool::Open(options).error().code, Errc::kInvalid);
}

TEST_F(MirrorPoolTest, OwnAuthoritiesAreAddedToTheSystems) {
  GitOptions options = Options();
  tests::WriteFile(builder.parent() / "own.pem", "OWN AUTHORITY\n");
  options.ca_file = (builder.parent() / "own.pem").string();
  Open(options);
  std::ifstream stream(root.path() / "authorities.pem");
  const std::string text((std::istreambuf_iterator<char>(stream)), {});
  EXPECT_TRUE(text.ends_with("OWN AUTHORITY\n"));
  if (std::filesystem::exists("/etc/ssl/certs/ca-certificates.crt")) {
    EXPECT_NE(text.find("BEGIN CERTIFICATE"), std::string::npos);
  }
}

TEST_F(MirrorPoolTest, TheRootIsPrivate) {
  GitOptions options = Options();
  options.mirror_root = (root.path() / "new").string();
  Open(options);
  EXPECT_EQ(std::filesystem::status(options.mirror_root).permissions(),
            std::filesystem::perms::owner_all);
}

}  // namespace
}  // namespace headwater::git
