// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/git/upstream_mirrors.h"

#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <string>

#include "service/git/object_reader.h"
#include "service/git/repository.h"
#include "tests/fakes/repository_builder.h"
#include "tests/service/git/git_server.h"

namespace headwater::git {
namespace {

constexpr std::chrono::sys_seconds kNow{std::chrono::seconds(1'790'000'000)};
constexpr std::chrono::sys_seconds kLater{std::chrono::seconds(1'790'003'600)};

class UpstreamMirrorsTest : public testing::Test {
 protected:
  using Files = tests::RepositoryBuilder::Files;

  UpstreamMirrorsTest() : server(builder.parent()) {
    first = builder.Commit(Files{{"a", "one"}}, {}, 1);
    second = builder.Commit(Files{{"a", "two"}}, {first}, 2);
    builder.Reference("refs/heads/main", second);
    builder.Reference("refs/tags/v1", first);
  }

  UpstreamMirrorOptions Options() const {
    return {.root = root.path().string(), .ca_bundle = "", .allow_http = true};
  }
  UpstreamMirrors Open() const { return UpstreamMirrors::Open(Options()).value(); }
  SafeUrl Url() const { return SafeUrl::Parse(server.url() + "/project.git").value(); }
  Result<UpstreamFolder> Refresh(std::chrono::sys_seconds now = kNow) const {
    return Open().Refresh({.url = Url()}, now);
  }

  static bool Has(const std::string& mirror, const CommitId& commit) {
    Repository repository = Repository::Open(mirror).value();
    return ObjectReader(repository).ReadCommit(commit).ok();
  }
  static bool HasReference(const std::string& mirror, const std::string& name) {
    return std::filesystem::exists(mirror + "/" + name);
  }

  tests::RepositoryBuilder builder;
  tests::GitServer server;
  tests::TemporaryFolder root;
  CommitId first;
  CommitId second;
};

TEST_F(UpstreamMirrorsTest, BringsBranchesTagsAndContentsWithoutCredential) {
  const UpstreamFolder folder = Refresh().value();
  EXPECT_EQ(folder.fetched, kNow);
  EXPECT_FALSE(folder.frozen);
  EXPECT_TRUE(Has(folder.path, second));
  EXPECT_TRUE(HasReference(folder.path, "refs/up/heads/main"));
  EXPECT_TRUE(HasReference(folder.path, "refs/up/tags/v1"));
  EXPECT_TRUE(HasReference(folder.path, "refs/up/HEAD"));
  Repository repository = Repository::Open(folder.path).value();
  const BlobAnswer blob =
      ObjectReader(repository).ReadBlob(builder.Blob("one"), kDefaultBlobBytes).value();
  EXPECT_EQ(blob.state, BlobState::kPresent);
  for (const std::string& request : server.Requests()) EXPECT_TRUE(request.ends_with(" -"));
}

TEST_F(UpstreamMirrorsTest, LeavesMergeRequestsAlone) {
  const CommitId request = builder.Commit(Files{{"a", "evil"}}, {second}, 3);
  builder.Reference("refs/merge-requests/1/head", request);
  builder.Reference("refs/pull/1/head", request);
  EXPECT_FALSE(Has(Refresh().value().path, request));
}

TEST_F(UpstreamMirrorsTest, ForgetsBranchesThatAreGone) {
  builder.Reference("refs/heads/old", first);
  const std::string mirror = Refresh().value().path;
  EXPECT_TRUE(HasReference(mirror, "refs/up/heads/old"));
  std::filesystem::remove(builder.git_folder() / "refs/heads/old");
  EXPECT_EQ(Refresh(kLater).value().fetched, kLater);
  EXPECT_FALSE(HasReference(mirror, "refs/up/heads/old"));
}

TEST_F(UpstreamMirrorsTest, ABranchMayTakeTheNameOfAFolderOfOthersThatAreGone) {
  builder.Reference("refs/heads/x", first);
  const std::string mirror = Refresh().value().path;
  std::filesystem::remove(builder.git_folder() / "refs/heads/x");
  builder.Reference("refs/heads/x/y", first);
  const auto refreshed = Refresh(kLater);
  ASSERT_TRUE(refreshed.ok()) << refreshed.error().message;
  EXPECT_TRUE(HasReference(mirror, "refs/up/heads/x/y"));
}

TEST_F(UpstreamMirrorsTest, AMovedTagFreezesUntilAPersonConfirms) {
  ASSERT_TRUE(Refresh().ok());
  builder.Reference("refs/tags/v1", second);
  const UpstreamFolder frozen = Refresh(kLater).value();
  ASSERT_TRUE(frozen.frozen);
  EXPECT_NE(frozen.frozen->find("v1"), std::string::npos);
  EXPECT_EQ(frozen.fetched, kNow);
  const size_t requests = server.Requests().size();
  EXPECT_TRUE(Refresh(kLater).value().frozen);
  EXPECT_EQ(server.Requests().size(), requests) << "a frozen copy was fetched";
  EXPECT_FALSE(Open().Confirm(Url()).value().frozen);
  EXPECT_FALSE(Refresh(kLater).value().frozen);
}

TEST_F(UpstreamMirrorsTest, ATagThatIsGoneMayNotComeBackAsAnother) {
  ASSERT_TRUE(Refresh().ok());
  std::filesystem::remove(builder.git_folder() / "refs/tags/v1");
  EXPECT_FALSE(Refresh().value().frozen);
  builder.Reference("refs/tags/v1", second);
  EXPECT_TRUE(Refresh().value().frozen);
}

TEST_F(UpstreamMirrorsTest, AnotherHistoryUnderTheSameNameFreezes) {
  ASSERT_TRUE(Refresh().ok());
  builder.Reference("refs/heads/main", builder.Commit(Files{{"b", "other"}}, {}, 9));
  const UpstreamFolder folder = Refresh(kLater).value();
  ASSERT_TRUE(folder.frozen);
  EXPECT_NE(folder.frozen->find("history"), std::string::npos);
}

TEST_F(UpstreamMirrorsTest, ARewrittenBranchOfTheSameHistoryDoesNot) {
  ASSERT_TRUE(Refresh().ok());
  builder.Reference("refs/heads/main", builder.Commit(Files{{"a", "other"}}, {first}, 9));
  EXPECT_FALSE(Refresh(kLater).value().frozen);
}

TEST_F(UpstreamMirrorsTest, WhatIsRememberedOutlivesTheCopy) {
  const std::string mirror = Refresh().value().path;
  std::filesystem::remove_all(mirror);
  builder.Reference("refs/tags/v1", second);
  EXPECT_TRUE(Refresh(kLater).value().frozen);
}

TEST_F(UpstreamMirrorsTest, ARepositoryThatIsNotThereLeavesNothingBehind) {
  const UpstreamMirrors mirrors = Open();
  const SafeUrl url = SafeUrl::Parse(server.url() + "/absent.git").value();
  const auto absent = mirrors.Refresh({.url = url}, kNow);
  ASSERT_FALSE(absent.ok());
  EXPECT_TRUE(mirrors.Look(url).value().path.empty());
}

TEST_F(UpstreamMirrorsTest, OnlyTheAddressesThatWereLookedAtAreCalled) {
  // A name that no server answers for: it can be reached by its pinned address alone.
  const std::string port = server.url().substr(server.url().rfind(':'));
  const SafeUrl url = SafeUrl::Parse("http://upstream.invalid" + port + "/project.git").value();
  EXPECT_FALSE(Open().Refresh({.url = url}, kNow).ok());
  EXPECT_TRUE(Open().Refresh({.url = url, .addresses = {"127.0.0.1"}}, kNow).ok());
}

TEST_F(UpstreamMirrorsTest, IsFetchedByHttpsOnly) {
  UpstreamMirrorOptions options = Options();
  options.allow_http = false;
  const auto refused = UpstreamMirrors::Open(options).value().Refresh({.url = Url()}, kNow);
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().code, Errc::kInvalid);
  EXPECT_TRUE(server.Requests().empty());
}

TEST_F(UpstreamMirrorsTest, AnAddressWithoutARepositoryIsRefused) {
  for (const char* text : {"https://example.org", "https://example.org/a?b=c",
                           "https://example.org/a/../b", "https://example.org/a%20b"}) {
    const auto url = SafeUrl::Parse(text);
    if (!url.ok()) continue;
    const auto refused = Open().Look(url.value());
    ASSERT_FALSE(refused.ok()) << text;
    EXPECT_EQ(refused.error().code, Errc::kInvalid) << text;
  }
}

/// Blobs "0" and so on, each in a pack of its own.
void AddPacks(const std::string& mirror, int count) {
  const std::string git = "git --git-dir=" + mirror + " ";
  const std::string script =
      "set -e; i=0; while [ $i -lt " + std::to_string(count) + " ]; do printf $i | " + git +
      "hash-object -w --stdin | " + git + "pack-objects -q " + mirror +
      "/objects/pack/pack >/dev/null; i=$((i+1)); done; " + git + "prune-packed -q";
  if (std::system(script.c_str()) != 0) throw std::runtime_error("git makes no packs");
}

size_t CountPacks(const std::string& mirror) {
  size_t count = 0;
  for (const auto& entry : std::filesystem::directory_iterator(mirror + "/objects/pack")) {
    count += entry.path().extension() == ".pack" ? 1 : 0;
  }
  return count;
}

TEST_F(UpstreamMirrorsTest, PacksThatWereJoinedStayForWhoeverReadsThem) {
  constexpr int kPacks = 60;
  const std::string mirror = Refresh().value().path;
  AddPacks(mirror, kPacks);
  const auto reads = [this](Repository& repository, int number) {
    const auto blob =
        ObjectReader(repository).ReadBlob(builder.Blob(std::to_string(number)), kDefaultBlobBytes);
    return blob.ok() && blob.value().state == BlobState::kPresent;
  };
  Repository reader = Repository::Open(mirror).value();
  EXPECT_TRUE(reads(reader, 0));
  ASSERT_TRUE(Refresh(kNow).ok());
  EXPECT_EQ(CountPacks(mirror), kPacks + 2U) << "the first one, and the joined one";
  for (int i = 1; i < kPacks / 2; ++i) EXPECT_TRUE(reads(reader, i)) << i;
  ASSERT_TRUE(Refresh(kNow + kUpstreamReaderTime - std::chrono::seconds(1)).ok());
  EXPECT_EQ(CountPacks(mirror), kPacks + 2U);
  for (int i = kPacks / 2; i < kPacks; ++i) EXPECT_TRUE(reads(reader, i)) << i;
  ASSERT_TRUE(Refresh(kNow + kUpstreamReaderTime).ok());
  EXPECT_LE(CountPacks(mirror), 2U);
  Repository after = Repository::Open(mirror).value();
  for (int i = 0; i < kPacks; ++i) EXPECT_TRUE(reads(after, i)) << i;
  EXPECT_TRUE(Has(mirror, second));
}

TEST_F(UpstreamMirrorsTest, AnAddressIsAlsoTriedWithWhatIsCustomaryBehindIt) {
  const SafeUrl without = SafeUrl::Parse(server.url() + "/project").value();
  const UpstreamFolder folder = Open().Refresh({.url = without}, kNow).value();
  EXPECT_EQ(folder.path, Open().Look(Url()).value().path) << "it is one copy";
}

TEST_F(UpstreamMirrorsTest, WhatIsFrozenWithoutACopyIsConfirmedForTheNextFetch) {
  std::filesystem::remove_all(Refresh().value().path);
  builder.Reference("refs/tags/v1", second);
  const UpstreamFolder frozen = Refresh(kLater).value();
  ASSERT_TRUE(frozen.frozen);
  std::filesystem::remove_all(frozen.path);
  EXPECT_FALSE(Open().Confirm(Url()).value().frozen);
  EXPECT_FALSE(Refresh(kLater).value().frozen);
}

TEST_F(UpstreamMirrorsTest, AFileThatIsNoneOfOursIsSaid) {
  ASSERT_TRUE(Refresh().ok());
  for (const auto& entry : std::filesystem::directory_iterator(root.path())) {
    if (entry.path().extension() == ".known") tests::WriteFile(entry.path(), "nonsense\n");
  }
  const auto broken = Refresh();
  ASSERT_FALSE(broken.ok());
  EXPECT_EQ(broken.error().code, Errc::kInternal);
}

}  // namespace
}  // namespace headwater::git
