// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/jobs/upstream_refresh.h"

#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <sstream>
#include <string>

#include "service/git/upstream_mirrors.h"
#include "service/index/upstream_index.h"
#include "service/jobs/upstream_copy.h"
#include "service/jobs/upstream_index.h"
#include "tests/fakes/repository_builder.h"
#include "tests/service/git/git_server.h"

namespace headwater::jobs {
namespace {

constexpr std::chrono::sys_seconds kNow{std::chrono::seconds(1'790'000'000)};
constexpr std::chrono::sys_seconds kLater{std::chrono::seconds(1'790'003'600)};

class UpstreamRefreshTest : public testing::Test {
 protected:
  using Files = tests::RepositoryBuilder::Files;

  UpstreamRefreshTest() : server(builder.parent()) {
    first = builder.Commit(Files{{"a", "one"}}, {}, 1);
    second = builder.Commit(Files{{"a", "two"}}, {first}, 2);
    builder.Reference("refs/heads/main", first);
  }

  RefreshRequest Request(std::chrono::sys_seconds now = kNow) const {
    RefreshRequest request{.root = root.path().string(),
                           .url = SafeUrl::Parse(server.url() + "/project").value(),
                           .networks = http::Networks::kAny,
                           .now = now};
    request.allow_http = true;
    request.max_bytes = uint64_t{64} << 20U;
    request.clone_deadline = std::chrono::seconds(60);
    request.fetch_deadline = std::chrono::seconds(60);
    return request;
  }
  CopyPaths Paths() const {
    return PathsOf(root.path().string(), git::UpstreamName(Request().url));
  }
  CopyState State() const { return CopyState::Read(Paths().state).value(); }
  std::unique_ptr<Upstream> Opened() const {
    return OpenUpstream({.repository = Paths().repository, .index = Paths().index, .info = {}})
        .value();
  }

  tests::RepositoryBuilder builder;
  tests::GitServer server;
  tests::TemporaryFolder root;
  CommitId first;
  CommitId second;
};

TEST_F(UpstreamRefreshTest, ARequestReadsBackAsItWasWritten) {
  RefreshRequest request = Request();
  request.proxy = "http://proxy:3128";
  request.ca_bundle = "/etc/ca file.pem";
  const RefreshRequest read = ReadRefreshRequest(RenderRefreshRequest(request)).value();
  EXPECT_EQ(RenderRefreshRequest(read), RenderRefreshRequest(request));
  EXPECT_EQ(read.networks, http::Networks::kAny);
  EXPECT_EQ(read.now, kNow);
}

TEST_F(UpstreamRefreshTest, WhatIsNoRequestIsRefused) {
  const std::string sound = RenderRefreshRequest(Request());
  const auto with = [&sound](const std::string& from, const std::string& to) {
    std::string text = sound;
    return text.replace(text.find(from), from.size(), to);
  };
  for (const std::string& text :
       {std::string(), std::string("x"), sound.substr(0, sound.size() - 1), sound + "more 1\n",
        sound + "now 1\n", with("refresh 1", "refresh 2"), with("root /", "root "),
        with("url http", "url ftp"), with("now 1", "now x1"), with("bytes ", "bytes -"),
        with("http 1", "http")}) {
    EXPECT_EQ(ReadRefreshRequest(text).error().code, Errc::kInvalid) << text;
  }
}

TEST_F(UpstreamRefreshTest, TheStateIsThatOfTheIndex) {
  ASSERT_TRUE(RefreshCopy(Request(), {}).ok());
  const CopyState before = State();
  EXPECT_EQ(before.fetched, kNow);
  EXPECT_TRUE(before.IsUsable());
  EXPECT_TRUE(Opened()->Describe(first));
  ASSERT_TRUE(RefreshCopy(Request(kLater), {}).ok());
  EXPECT_EQ(State().fetched, kLater);
  EXPECT_EQ(State().id, before.id) << "nothing has moved";
  builder.Reference("refs/heads/main", second);
  ASSERT_TRUE(RefreshCopy(Request(kLater), {}).ok());
  EXPECT_NE(State().id, before.id);
  EXPECT_TRUE(Opened()->Describe(second));
}

TEST_F(UpstreamRefreshTest, AMirrorThatIsNewerThanItsIndexPromisesNothing) {
  ASSERT_TRUE(RefreshCopy(Request(), {}).ok());
  const CopyState before = State();
  builder.Reference("refs/heads/main", second);
  // As if the process had been killed between the fetch and the index.
  const auto mirrors =
      git::UpstreamMirrors::Open({.root = Request().root, .ca_bundle = "", .allow_http = true});
  ASSERT_TRUE(mirrors.value().Refresh({.url = Request().url}, kLater).ok());
  EXPECT_EQ(State().fetched, kNow);
  EXPECT_EQ(State().id, before.id);
  EXPECT_FALSE(Opened()->Describe(second));
}

TEST_F(UpstreamRefreshTest, AReaderIsNotDisturbedByARefreshBesideIt) {
  ASSERT_TRUE(RefreshCopy(Request(), {}).ok());
  const auto reader = Opened();
  builder.Reference("refs/heads/main", second);
  ASSERT_TRUE(RefreshCopy(Request(kLater), {}).ok());
  EXPECT_TRUE(reader->Describe(first));
  EXPECT_FALSE(reader->Describe(second)) << "it is as of when it was opened";
  EXPECT_TRUE(reader->PatchOf(first).ok());
}

TEST_F(UpstreamRefreshTest, AMovedTagFreezesTheStateAndKeepsTheIndex) {
  builder.Reference("refs/tags/v1", first);
  ASSERT_TRUE(RefreshCopy(Request(), {}).ok());
  const CopyState before = State();
  builder.Reference("refs/tags/v1", second);
  ASSERT_TRUE(RefreshCopy(Request(kLater), {}).ok());
  EXPECT_TRUE(State().is_frozen);
  EXPECT_EQ(State().id, before.id);
  EXPECT_EQ(State().fetched, kNow);
  EXPECT_FALSE(Opened()->Describe(second));
  const auto mirrors =
      git::UpstreamMirrors::Open({.root = Request().root, .ca_bundle = "", .allow_http = true});
  ASSERT_TRUE(mirrors.value().Confirm(Request().url).ok());
  ASSERT_TRUE(RefreshCopy(Request(kLater), {}).ok());
  EXPECT_FALSE(State().is_frozen);
  EXPECT_TRUE(Opened()->Describe(second));
}

TEST_F(UpstreamRefreshTest, ARepositoryThatIsNotThereLeavesNoState) {
  RefreshRequest request = Request();
  request.url = SafeUrl::Parse(server.url() + "/absent").value();
  EXPECT_FALSE(RefreshCopy(request, {}).ok());
  const CopyPaths paths = PathsOf(request.root, git::UpstreamName(request.url));
  EXPECT_FALSE(std::filesystem::exists(paths.state));
}

TEST_F(UpstreamRefreshTest, ACopyThatGoesIsMadeAgainAndStillRemembered) {
  builder.Reference("refs/tags/v1", first);
  ASSERT_TRUE(RefreshCopy(Request(), {}).ok());
  const std::string name = git::UpstreamName(Request().url);
  ASSERT_EQ(ListCopies(Request().root).size(), 1U);
  EXPECT_GT(ListCopies(Request().root)[0].bytes, 0U);
  ASSERT_TRUE(RemoveCopy(Request().root, name).ok());
  EXPECT_TRUE(ListCopies(Request().root).empty());
  EXPECT_FALSE(State().IsUsable());
  builder.Reference("refs/tags/v1", second);
  ASSERT_TRUE(RefreshCopy(Request(kLater), {}).ok());
  EXPECT_TRUE(State().is_frozen) << "it is another one under the same name";
  EXPECT_FALSE(State().IsUsable());
}

TEST_F(UpstreamRefreshTest, ANameThatLeadsInsideIsNotCalled) {
  std::string answer;
  const http::Resolver resolve = [&answer](const std::string&) {
    return std::vector<http::Address>{http::Address::Parse(answer).value()};
  };
  RefreshRequest request = Request();
  request.networks = http::Networks::kPublic;
  for (const char* inside : {"127.0.0.1", "10.0.0.1", "169.254.169.254", "::1", "::ffff:127.0.0.1",
                             "fd00::1", "fe80::1", "64:ff9b::7f00:1", "0.0.0.0"}) {
    answer = inside;
    EXPECT_EQ(RefreshCopy(request, {}, resolve).error().code, Errc::kDenied) << inside;
  }
  EXPECT_TRUE(server.Requests().empty());
}

TEST_F(UpstreamRefreshTest, TheAddressThatWasLookedAtIsCalledAndNoOther) {
  // A name server that answers otherwise the next time is not asked a next time.
  int asked = 0;
  const http::Resolver resolve = [&asked](const std::string&) {
    ++asked;
    return std::vector<http::Address>{http::Address::Parse("127.0.0.1").value()};
  };
  const std::string port = server.url().substr(server.url().rfind(':'));
  RefreshRequest request = Request();
  request.url = SafeUrl::Parse("http://upstream.invalid" + port + "/project.git").value();
  EXPECT_TRUE(RefreshCopy(request, {}, resolve).ok());
  EXPECT_EQ(asked, 1);
}

TEST_F(UpstreamRefreshTest, AStopEndsItInGoodOrder) {
  std::stop_source stop;
  stop.request_stop();
  EXPECT_EQ(RefreshCopy(Request(), stop.get_token()).error().code, Errc::kTransient);
  EXPECT_TRUE(RefreshCopy(Request(), {}).ok());
}

}  // namespace
}  // namespace headwater::jobs
