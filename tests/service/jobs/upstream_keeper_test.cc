// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/jobs/upstream_keeper.h"

#include <gtest/gtest.h>

#include <atomic>
#include <deque>
#include <filesystem>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "service/git/upstream_mirrors.h"
#include "tests/fakes/repository_builder.h"

namespace headwater::jobs {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

class FakeClock final : public Clock {
 public:
  WallTime Wall() const override { return WallTime(milliseconds(wall_)); }
  SteadyTime Steady() const override { return SteadyTime(milliseconds(steady_)); }
  void Advance(milliseconds by) {
    wall_ += by.count();
    steady_ += by.count();
  }
  void JumpWall(milliseconds by) { wall_ += by.count(); }

 private:
  std::atomic<int64_t> wall_ = 1'790'000'000'000;
  std::atomic<int64_t> steady_ = 1'000'000'000;
};

/// Leaves on disk what a refresh would leave, as a test wants it to end.
class FakeRefresher final : public UpstreamRefresher {
 public:
  Status Refresh(const RefreshRequest& request) override {
    const std::lock_guard lock(mutex_);
    requests_.push_back(request);
    if (throws) throw std::runtime_error("memory ends");
    if (!status.ok()) return status;
    const CopyPaths paths = PathsOf(request.root, git::UpstreamName(request.url));
    tests::WriteFile(std::filesystem::path(paths.repository) / "HEAD", std::string(bytes, 'x'));
    tests::WriteFile(std::filesystem::path(paths.index) / "index", "");
    CopyState state = CopyState::Read(paths.state).value();
    state.is_frozen = freezes;
    if (!freezes) state = {.fetched = request.now, .id = id, .is_frozen = false};
    return state.Write(paths.state);
  }
  std::vector<RefreshRequest> Requests() {
    const std::lock_guard lock(mutex_);
    return requests_;
  }
  size_t Count() { return Requests().size(); }

  Status status = Ok{};
  std::string id = "one";
  size_t bytes = 1;
  bool freezes = false;
  bool throws = false;

 private:
  std::mutex mutex_;
  std::vector<RefreshRequest> requests_;
};

class UpstreamKeeperTest : public testing::Test {
 protected:
  static SafeUrl Url(const std::string& name) {
    return SafeUrl::Parse("https://git.example.org/owner/" + name).value();
  }
  static SafeUrl Own(const std::string& name) {
    return SafeUrl::Parse("https://forge.example.org/team/" + name).value();
  }

  UpstreamDoor Door() const {
    std::vector<config::AllowedUpstream> allowed;
    allowed.push_back(
        {.url = SafeUrl::Parse("https://git.example.org/owner").value(), .everything_below = true});
    allowed.push_back(
        {.url = SafeUrl::Parse("https://forge.example.org").value(), .everything_below = true});
    return UpstreamDoor(
        {.forge = SafeUrl::Parse("https://forge.example.org").value(), .allowed = allowed});
  }

  std::unique_ptr<KeptUpstreams> Open() {
    UpstreamKeeperOptions options{.root = folder.path().string(), .ca_bundle = "/ca.pem"};
    options.quota_bytes = quota;
    options.max_copy_bytes = 7;
    options.clone_deadline = minutes(10);
    options.fetch_deadline = minutes(1);
    return std::make_unique<KeptUpstreams>(options, Door(), refresher, clock);
  }

  UpstreamState StateOf(const std::string& name) { return keeper->Ask(Url(name)).state; }

  /// Asks, and brings everything that is due.
  KeptUpstream Brought(const std::string& name) {
    (void)keeper->Ask(Url(name));
    while (keeper->RefreshNext()) {
    }
    return keeper->Ask(Url(name));
  }

  bool IsOnDisk(const std::string& name) const {
    return std::filesystem::exists(
        PathsOf(folder.path().string(), git::UpstreamName(Url(name))).repository);
  }

  tests::TemporaryFolder folder;
  FakeClock clock;
  FakeRefresher refresher;
  uint64_t quota = 1'000;
  std::unique_ptr<KeptUpstreams> keeper = Open();
};

TEST_F(UpstreamKeeperTest, NothingIsFetchedBeforeSomebodyAsks) {
  EXPECT_FALSE(keeper->RefreshNext());
  EXPECT_EQ(refresher.Count(), 0U);
}

TEST_F(UpstreamKeeperTest, WhatIsWantedIsUnderWayAndThenReady) {
  EXPECT_EQ(StateOf("a"), UpstreamState::kUnderWay);
  EXPECT_TRUE(keeper->RefreshNext());
  const KeptUpstream ready = keeper->Ask(Url("a"));
  EXPECT_EQ(ready.state, UpstreamState::kReady);
  EXPECT_EQ(ready.id, "one");
  EXPECT_EQ(ready.fetched, std::chrono::floor<seconds>(clock.Wall()));
  EXPECT_TRUE(std::filesystem::exists(ready.repository));
  EXPECT_TRUE(std::filesystem::exists(ready.index));
  EXPECT_FALSE(keeper->RefreshNext()) << "it is not due again";
  const RefreshRequest request = refresher.Requests().front();
  EXPECT_EQ(request.url.text(), "https://git.example.org/owner/a");
  EXPECT_EQ(request.networks, http::Networks::kPublic);
  EXPECT_EQ(request.max_bytes, 7U);
}

TEST_F(UpstreamKeeperTest, WhatIsNotAllowedIsNeverCalled) {
  const SafeUrl elsewhere = SafeUrl::Parse("https://git.example.org/other/a").value();
  EXPECT_EQ(keeper->Ask(elsewhere).state, UpstreamState::kNotAllowed);
  EXPECT_FALSE(keeper->RefreshNext());
}

TEST_F(UpstreamKeeperTest, OneRepositoryIsOneCopyHoweverItIsWritten) {
  (void)Brought("a");
  for (const char* other :
       {"https://git.example.org/owner/a.git", "https://GIT.example.org/owner/a/"}) {
    EXPECT_EQ(keeper->Ask(SafeUrl::Parse(other).value()).state, UpstreamState::kReady) << other;
  }
  EXPECT_EQ(refresher.Count(), 1U);
}

TEST_F(UpstreamKeeperTest, ItIsRefreshedForAsLongAsSomebodyAskedWithinAWeek) {
  (void)Brought("a");
  clock.Advance(minutes(59));
  EXPECT_FALSE(keeper->RefreshNext());
  clock.Advance(minutes(1));
  refresher.id = "two";
  EXPECT_TRUE(keeper->RefreshNext()) << "nobody has to ask for that";
  EXPECT_EQ(keeper->Ask(Url("a")).id, "two");
  clock.Advance(hours(7 * 24));
  EXPECT_TRUE(keeper->RefreshNext());
  clock.Advance(hours(1));
  EXPECT_FALSE(keeper->RefreshNext()) << "nobody has asked for a week";
  EXPECT_EQ(StateOf("a"), UpstreamState::kReady);
  EXPECT_TRUE(keeper->RefreshNext());
}

TEST_F(UpstreamKeeperTest, WhatFailsIsTriedAgainLaterAndLater) {
  refresher.status = Error{Errc::kTransient, "no connection"};
  EXPECT_EQ(Brought("a").state, UpstreamState::kUnreachable);
  EXPECT_FALSE(keeper->RefreshNext());
  for (const int wait : {1, 2, 4, 8, 16}) {
    clock.Advance(minutes(wait) - seconds(1));
    EXPECT_FALSE(keeper->RefreshNext()) << wait;
    clock.Advance(seconds(1));
    EXPECT_TRUE(keeper->RefreshNext()) << wait;
  }
  for (int i = 0; i < 20; ++i) {
    clock.Advance(hours(24));
    (void)keeper->Ask(Url("a"));
    EXPECT_TRUE(keeper->RefreshNext()) << "a day is the longest";
  }
  refresher.status = Ok{};
  clock.Advance(hours(24));
  EXPECT_EQ(Brought("a").state, UpstreamState::kReady);
}

TEST_F(UpstreamKeeperTest, AnOldCopyOutlivesAFailureWithItsAge) {
  const KeptUpstream before = Brought("a");
  refresher.status = Error{Errc::kNotFound, "there is no such repository"};
  clock.Advance(hours(1));
  const KeptUpstream after = Brought("a");
  EXPECT_EQ(refresher.Count(), 2U);
  EXPECT_EQ(after.state, UpstreamState::kReady);
  EXPECT_EQ(after.fetched, before.fetched);
  EXPECT_EQ(after.id, before.id);
}

TEST_F(UpstreamKeeperTest, AProjectOfOurForgeThatIsNoLongerPublicIsShownToNobody) {
  (void)keeper->Ask(Own("a"));
  (void)keeper->RefreshNext();
  ASSERT_EQ(keeper->Ask(Own("a")).state, UpstreamState::kReady);
  refresher.status = Error{Errc::kNotFound, "not for everybody"};
  clock.Advance(hours(1));
  EXPECT_TRUE(keeper->RefreshNext());
  EXPECT_EQ(keeper->Ask(Own("a")).state, UpstreamState::kUnreachable);
  keeper = Open();
  EXPECT_NE(keeper->Ask(Own("a")).state, UpstreamState::kReady) << "a restart forgets that";
  refresher.status = Ok{};
  EXPECT_TRUE(keeper->RefreshNext());
  EXPECT_EQ(keeper->Ask(Own("a")).state, UpstreamState::kReady) << "it is public again";
}

TEST_F(UpstreamKeeperTest, ARestartFindsWhatIsOnDisk) {
  (void)Brought("a");
  clock.Advance(minutes(20));
  keeper = Open();
  EXPECT_EQ(StateOf("a"), UpstreamState::kReady);
  EXPECT_FALSE(keeper->RefreshNext()) << "it is 20 minutes old";
  clock.Advance(minutes(40));
  EXPECT_TRUE(keeper->RefreshNext());
}

TEST_F(UpstreamKeeperTest, AClockThatJumpedMakesACopyDueAtOnce) {
  (void)Brought("a");
  clock.JumpWall(-hours(24 * 365));
  keeper = Open();
  EXPECT_EQ(StateOf("a"), UpstreamState::kReady);
  EXPECT_TRUE(keeper->RefreshNext());
}

TEST_F(UpstreamKeeperTest, ADamagedOrMissingCopyIsMadeAnew) {
  const KeptUpstream ready = Brought("a");
  std::filesystem::remove_all(ready.repository);
  keeper = Open();
  EXPECT_EQ(StateOf("a"), UpstreamState::kUnderWay);
  EXPECT_EQ(Brought("a").state, UpstreamState::kReady);
  tests::WriteFile(PathsOf(folder.path().string(), git::UpstreamName(Url("a"))).state, "\x01\n");
  keeper = Open();
  EXPECT_EQ(StateOf("a"), UpstreamState::kUnderWay);
}

TEST_F(UpstreamKeeperTest, AFrozenCopyIsNoCopyUntilItIsConfirmed) {
  (void)Brought("a");
  refresher.freezes = true;
  clock.Advance(hours(1));
  EXPECT_EQ(Brought("a").state, UpstreamState::kFrozen);
  keeper = Open();
  EXPECT_EQ(Brought("a").state, UpstreamState::kFrozen) << "a restart forgets that";
  const size_t before = refresher.Count();
  clock.Advance(hours(5));
  (void)keeper->RefreshNext();
  clock.Advance(hours(5));
  EXPECT_FALSE(keeper->RefreshNext()) << "nobody asks";
  EXPECT_LE(refresher.Count(), before + 1);
  refresher.freezes = false;
  refresher.id = "confirmed";
  EXPECT_EQ(Brought("a").id, "confirmed");
}

TEST_F(UpstreamKeeperTest, AnExceptionFailsOneRefresh) {
  refresher.throws = true;
  EXPECT_EQ(Brought("a").state, UpstreamState::kUnreachable);
  refresher.throws = false;
  clock.Advance(minutes(1));
  EXPECT_EQ(Brought("a").state, UpstreamState::kReady);
}

TEST_F(UpstreamKeeperTest, BeyondTheQuotaTheCopyGoesThatWasUsedLongestAgo) {
  refresher.bytes = 400;
  (void)Brought("a");
  clock.Advance(hours(3));
  (void)Brought("b");
  clock.Advance(minutes(10));
  (void)Brought("a");
  clock.Advance(hours(3));
  (void)Brought("c");
  clock.Advance(minutes(10));
  (void)Brought("d");
  EXPECT_TRUE(IsOnDisk("a")) << "b was used longer ago";
  EXPECT_FALSE(IsOnDisk("b"));
  EXPECT_TRUE(IsOnDisk("c"));
  EXPECT_TRUE(IsOnDisk("d"));
  EXPECT_EQ(StateOf("b"), UpstreamState::kUnderWay);
}

TEST_F(UpstreamKeeperTest, NoCopyGoesThatSomebodyMayBeReading) {
  refresher.bytes = 600;
  (void)Brought("a");
  (void)Brought("b");
  ASSERT_TRUE(IsOnDisk("a") && IsOnDisk("b"));
  EXPECT_EQ(Brought("c").state, UpstreamState::kUnreachable) << "there is no room";
  EXPECT_TRUE(IsOnDisk("a") && IsOnDisk("b"));
  clock.Advance(git::kUpstreamReaderTime + minutes(15));
  (void)keeper->Ask(Url("b"));
  EXPECT_EQ(Brought("c").state, UpstreamState::kReady);
  EXPECT_FALSE(IsOnDisk("a"));
  EXPECT_TRUE(IsOnDisk("b"));
}

TEST_F(UpstreamKeeperTest, WhatARepositoryWasIsRememberedWhenItsCopyGoes) {
  refresher.bytes = 600;
  (void)Brought("a");
  const std::string known = folder.path().string() + "/" + git::UpstreamName(Url("a")) + ".known";
  tests::WriteFile(known, "headwater-upstream 1\n");
  clock.Advance(hours(3));
  (void)Brought("b");
  clock.Advance(hours(3));
  (void)Brought("c");
  ASSERT_FALSE(IsOnDisk("a"));
  EXPECT_TRUE(std::filesystem::exists(known));
}

TEST_F(UpstreamKeeperTest, ThereIsAnEndToWhatIsRemembered) {
  for (size_t i = 0; i < kMaxUpstreams; ++i) (void)keeper->Ask(Url("r" + std::to_string(i)));
  EXPECT_EQ(StateOf("more"), UpstreamState::kUnreachable);
  refresher.status = Error{Errc::kNotFound, "there is no such repository"};
  EXPECT_TRUE(keeper->RefreshNext());
  EXPECT_EQ(StateOf("more"), UpstreamState::kUnderWay) << "one could not be fetched";
}

TEST_F(UpstreamKeeperTest, TwoKeepersShareAFolder) {
  const std::unique_ptr<KeptUpstreams> other = Open();
  (void)Brought("a");
  EXPECT_EQ(other->Ask(Url("a")).state, UpstreamState::kReady);
  EXPECT_EQ(other->Ask(Url("a")).id, keeper->Ask(Url("a")).id);
}

TEST_F(UpstreamKeeperTest, ThreadsBringWhatManyAskForAtOnce) {
  keeper->Start();
  std::vector<std::jthread> askers;
  for (int i = 0; i < 4; ++i) {
    askers.emplace_back([this] {
      for (int round = 0; round < 200; ++round) {
        (void)keeper->Ask(Url("r" + std::to_string(round % 20)));
      }
    });
  }
  askers.clear();
  while (refresher.Count() < 20) std::this_thread::yield();
  keeper->Stop();
  EXPECT_EQ(refresher.Count(), 20U) << "one was brought twice";
  EXPECT_FALSE(keeper->RefreshNext()) << "it was stopped";
}

TEST(UpstreamDoorTest, OnlyTheForgeAndWhatTheOperatorNamesMayLieInside) {
  UpstreamDoor::Options options{.forge = SafeUrl::Parse("https://forge.internal").value(),
                                .allowed = {}};
  for (const auto& [url, is_private] :
       {std::pair("https://a.example/o/p", false), std::pair("https://forge.internal/o/p", false),
        std::pair("https://team.internal/o/p", true)}) {
    options.allowed.push_back({.url = SafeUrl::Parse(url).value(), .may_be_private = is_private});
  }
  const UpstreamDoor door(options);
  const auto networks = [&door](const char* url) {
    return door.RouteTo(*door.Admit(SafeUrl::Parse(url).value())).value().networks;
  };
  EXPECT_EQ(networks("https://a.example/o/p"), http::Networks::kPublic);
  EXPECT_EQ(networks("https://forge.internal/o/p"), http::Networks::kAny);
  EXPECT_EQ(networks("https://team.internal/o/p"), http::Networks::kAny);
  EXPECT_EQ(door.RouteTo(SafeUrl::Parse("https://b.example/o/p").value()).error().code,
            Errc::kDenied);
  EXPECT_EQ(door.Admit(SafeUrl::Parse("https://forge.internal/o/p").value())->text(),
            "https://forge.internal/o/p.git");
}

TEST(UpstreamDoorTest, AProxyIsUsedWhereItIsNotExcepted) {
  UpstreamDoor::Options options{.forge = SafeUrl::Parse("https://forge.internal").value(),
                                .allowed = {}};
  options.allowed.push_back({.url = SafeUrl::Parse("https://a.example/o/p").value()});
  options.allowed.push_back({.url = SafeUrl::Parse("https://b.internal:8443/o/p").value()});
  options.proxy = "http://proxy:3128";
  options.no_proxy = "localhost, .internal";
  const UpstreamDoor door(options);
  EXPECT_EQ(door.RouteTo(options.allowed[0].url).value().proxy, "http://proxy:3128");
  EXPECT_EQ(door.RouteTo(options.allowed[1].url).value().proxy, "");
}

TEST(UpstreamDoorTest, ExceptionsOfTheProxyAreHostsAndDomains) {
  EXPECT_TRUE(IsExcepted("*", "a.example"));
  EXPECT_TRUE(IsExcepted("x, a.example", "a.example"));
  EXPECT_TRUE(IsExcepted(".example", "a.example"));
  EXPECT_TRUE(IsExcepted("example", "a.example"));
  EXPECT_FALSE(IsExcepted("ample", "a.example"));
  EXPECT_FALSE(IsExcepted("a.example.org", "a.example"));
  EXPECT_FALSE(IsExcepted(" , ,.", "a.example"));
  EXPECT_FALSE(IsExcepted("", "a.example"));
}

}  // namespace
}  // namespace headwater::jobs
