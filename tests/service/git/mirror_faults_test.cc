// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include <gtest/gtest.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <csignal>
#include <random>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

#include "service/git/git_transport.h"
#include "service/git/mirror_folder.h"
#include "tests/service/git/mirror_fixture.h"

// What servers, crashes and disks can do to a mirror.

namespace headwater::git {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using tests::HasCommit;
using tests::kProject;

/// Processes that have this text in their command line, beside ourselves.
size_t CountProcesses(const std::string& text) {
  size_t count = 0;
  for (const auto& entry : std::filesystem::directory_iterator("/proc")) {
    const std::string name = entry.path().filename().string();
    if (name.find_first_not_of("0123456789") != std::string::npos) continue;
    std::ifstream stream(entry.path() / "cmdline", std::ios::binary);
    // A process that ends meanwhile cannot be read: here that is the stream's state, and in an
    // iterator over it an exception.
    std::string line;
    std::getline(stream, line);
    if (line.find(text) != std::string::npos) ++count;
  }
  return count;
}

/// What cannot be packed.
std::string Noise(size_t bytes, unsigned seed) {
  std::string noise(bytes, '\0');
  std::minstd_rand random(seed);
  for (char& byte : noise) byte = static_cast<char>(random());
  return noise;
}

class MirrorFaultsTest : public tests::MirrorFixture {
 protected:
  GitOptions Hasty() const {
    GitOptions options = Options();
    options.deadlines = {milliseconds(700), milliseconds(700), milliseconds(700), seconds(60)};
    return options;
  }
  Error ErrorOf(const GitOptions& options, const FetchRequest& request) const {
    const Result<Fetched> fetched = Fetch(*Open(options), request);
    EXPECT_EQ(CountProcesses(root.path().string()), 0U);
    return fetched.ok() ? Error{Errc::kInternal, "was fetched"} : fetched.error();
  }
  std::string MirrorPath() const { return (root.path() / "7.git").string(); }

  /// Makes the mirror older than the time in which it is not replaced.
  void Age() const {
    const auto now = std::filesystem::file_time_type::clock::now();
    std::filesystem::last_write_time(MirrorPath() + "/HEAD", now - std::chrono::hours(2));
  }
  void DamagePacks() const {
    for (const auto& entry : std::filesystem::directory_iterator(MirrorPath() + "/objects/pack")) {
      std::filesystem::permissions(entry.path(), std::filesystem::perms::owner_all);
      std::filesystem::resize_file(entry.path(), entry.file_size() / 2);
    }
  }
};

TEST_F(MirrorFaultsTest, EveryAnswerOfAServerHasItsMeaning) {
  const struct {
    const char* mode;
    Errc code;
  } cases[] = {
      {"answer 403", Errc::kDenied},    {"answer 404", Errc::kNotFound},
      {"answer 429", Errc::kTransient}, {"answer 500", Errc::kTransient},
      {"answer 503", Errc::kTransient}, {"redirect http://127.0.0.1:1", Errc::kTransient},
      {"wrong-type", Errc::kTransient}, {"junk-pack", Errc::kContent},
      {"cut-pack", Errc::kTransient},   {"sha256", Errc::kContent},
      {"escapes", Errc::kTransient},
  };
  for (const auto& one : cases) {
    server.Mode(one.mode);
    const Error error = ErrorOf(Options(), Request());
    EXPECT_EQ(static_cast<int>(error.code), static_cast<int>(one.code))
        << one.mode << ": " << error.message;
    EXPECT_EQ(error.message.find("glpat"), std::string::npos);
    server.Mode("smart");
    EXPECT_TRUE(Fetch(*Open(Options()), Request()).ok()) << "after " << one.mode;
    std::filesystem::remove_all(MirrorPath());
  }
}

TEST_F(MirrorFaultsTest, TheSameMeaningsHoldForAMirrorThatIsThere) {
  const struct {
    const char* mode;
    Errc code;
  } cases[] = {
      {"answer 403", Errc::kDenied},    {"answer 404", Errc::kNotFound},
      {"answer 503", Errc::kTransient}, {"redirect http://127.0.0.1:1", Errc::kTransient},
      {"wrong-type", Errc::kTransient}, {"junk-pack", Errc::kContent},
      {"cut-pack", Errc::kTransient},
  };
  const std::unique_ptr<Mirrors> mirrors = Open(Options());
  ASSERT_TRUE(Fetch(*mirrors, Request()).ok());
  builder.Reference("refs/heads/main", builder.Commit(Files{{"x", "y"}}, {main}, 9));
  for (const auto& one : cases) {
    server.Mode(one.mode);
    const Result<Fetched> fetched = Fetch(*mirrors, Request());
    ASSERT_FALSE(fetched.ok()) << one.mode;
    EXPECT_EQ(static_cast<int>(fetched.error().code), static_cast<int>(one.code))
        << one.mode << ": " << fetched.error().message;
  }
  server.Mode("smart");
  EXPECT_TRUE(Fetch(*mirrors, Request()).ok());
}

TEST_F(MirrorFaultsTest, AForgeThatIsDownIsWorthARetry) {
  GitOptions options = tests::OptionsFor("http://127.0.0.1:1", root.path(), &token);
  EXPECT_EQ(ErrorOf(options, Request()).code, Errc::kTransient);
}

TEST_F(MirrorFaultsTest, ARedirectGetsNoCredentialAndNoRequest) {
  const tests::RepositoryBuilder elsewhere;
  const tests::GitServer other(elsewhere.parent());
  const std::unique_ptr<Mirrors> mirrors = Open(Options());
  server.Mode("redirect " + other.url());
  EXPECT_FALSE(Fetch(*mirrors, Request()).ok());
  server.Mode("smart");
  ASSERT_TRUE(Fetch(*mirrors, Request()).ok());
  server.Mode("redirect " + other.url());
  EXPECT_FALSE(Fetch(*mirrors, Request()).ok());
  EXPECT_GE(server.Requests().size(), 3U);
  EXPECT_TRUE(other.Requests().empty());
}

TEST_F(MirrorFaultsTest, ARefusedTokenIsTriedTwiceAndThenOnlyAfterItChanged) {
  const std::unique_ptr<Mirrors> mirrors = Open(Options());
  server.Mode("answer 401");
  for (int i = 0; i < 2; ++i) {
    EXPECT_EQ(Fetch(*mirrors, Request()).error().code, Errc::kDenied);
  }
  const size_t before = server.Requests().size();
  ASSERT_GT(before, 0U);
  EXPECT_EQ(Fetch(*mirrors, Request()).error().code, Errc::kDenied);
  EXPECT_EQ(server.Requests().size(), before) << "the third never leaves";
  server.Mode("smart");
  token.Set("another");
  EXPECT_TRUE(Fetch(*mirrors, Request()).ok());
}

TEST(RefusalCounterTest, ForgetsAfterAnHourAndAfterASuccess) {
  RefusalCounter refusals;
  const RefusalCounter::Time start{};
  refusals.Refused("a", start);
  EXPECT_TRUE(refusals.MayTry("a", start));
  refusals.Refused("a", start + std::chrono::minutes(30));
  EXPECT_FALSE(refusals.MayTry("a", start + std::chrono::minutes(89)));
  EXPECT_TRUE(refusals.MayTry("a", start + std::chrono::minutes(91)));
  refusals.Refused("a", start);
  refusals.Accepted();
  refusals.Refused("a", start);
  EXPECT_TRUE(refusals.MayTry("a", start));
}

TEST_F(MirrorFaultsTest, SlowBytesAndAPackThatStopsEndAtTheDeadline) {
  for (const char* mode : {"slow", "stall-pack"}) {
    server.Mode(mode);
    const auto begin = std::chrono::steady_clock::now();
    const Error error = ErrorOf(Hasty(), Request());
    EXPECT_EQ(error.code, Errc::kTransient) << mode;
    EXPECT_NE(error.message.find("deadline"), std::string::npos) << error.message;
    EXPECT_LT(std::chrono::steady_clock::now() - begin, seconds(10)) << mode;
  }
  EXPECT_EQ(CountFiles("tmp_"), 0U);
  server.Mode("smart");
  EXPECT_TRUE(Fetch(*Open(Options()), Request()).ok());
}

TEST_F(MirrorFaultsTest, AListOfReferencesWithoutEndIsEnded) {
  server.Mode("endless-refs");
  const Error error = ErrorOf(Hasty(), Request());
  EXPECT_TRUE(error.code == Errc::kTransient || error.code == Errc::kContent) << error.message;
}

TEST_F(MirrorFaultsTest, ADumbServerIsRefusedBeforeAnythingIsFetched) {
  builder.Reference("refs/heads/main", main);
  tests::WriteFile(builder.git_folder() / "info" / "refs", main.Hex() + "\trefs/heads/main\n");
  server.Mode("dumb");
  FetchRequest request = Request();
  request.iid = {};
  const Error error = ErrorOf(Options(), request);
  EXPECT_EQ(error.code, Errc::kTransient);
  EXPECT_NE(error.message.find("no git server"), std::string::npos) << error.message;
  ASSERT_FALSE(server.Requests().empty());
  for (const std::string& line : server.Requests()) {
    EXPECT_EQ(line.find("/objects/"), std::string::npos) << line;
  }
  EXPECT_FALSE(std::filesystem::exists(MirrorPath()));
}

TEST_F(MirrorFaultsTest, WhatIsLargerThanAllowedIsContent) {
  const std::string noise = Noise(size_t{1} << 20U, 1);
  const CommitId large = builder.Commit(Files{{"large", noise}}, {main}, 3);
  builder.Reference("refs/heads/main", large);
  GitOptions options = Options();
  options.max_pack_bytes = 100'000;
  const std::unique_ptr<Mirrors> mirrors = Open(options);
  const std::unique_ptr<MirrorUse> use = mirrors->Use(kProject).value();
  ASSERT_TRUE(use->Fetch(Request()).ok());
  const std::array wanted = {builder.Blob(noise)};
  const Status status = use->FetchBlobs(Request(), wanted);
  EXPECT_EQ(status.error().code, Errc::kContent) << status.error().message;
  EXPECT_TRUE(use->Fetch(Request()).ok()) << "the mirror goes on";
}

TEST_F(MirrorFaultsTest, AMirrorThatWouldHoldTooMuchIsContentAndItsLimitIsNamed) {
  GitOptions options = Options();
  options.max_mirror_bytes = uint64_t{1} << 20U;
  const std::unique_ptr<Mirrors> mirrors = Open(options);
  const std::unique_ptr<MirrorUse> use = mirrors->Use(kProject).value();
  ASSERT_TRUE(use->Fetch(Request()).ok());
  const std::string first = Noise(700'000, 1);
  const std::string second = Noise(700'000, 2);
  builder.Reference("refs/heads/main", builder.Commit(Files{{"a", first}, {"b", second}}, {}, 3));
  ASSERT_TRUE(use->Fetch(Request()).ok());
  ASSERT_TRUE(use->FetchBlobs(Request(), std::array{builder.Blob(first)}).ok()) << "each is small";
  const Status status = use->FetchBlobs(Request(), std::array{builder.Blob(second)});
  ASSERT_FALSE(status.ok()) << "both are not";
  EXPECT_EQ(status.error().code, Errc::kContent);
  EXPECT_NE(status.error().message.find("1 MiB"), std::string::npos) << status.error().message;
  EXPECT_EQ(CountFiles("tmp_pack"), 0U);
}

TEST_F(MirrorFaultsTest, AMirrorThatHoldsTooMuchIsFetchedAnewOnceAnHour) {
  const std::string noise = Noise(200'000, 1);
  builder.Reference("refs/heads/main", builder.Commit(Files{{"a", noise}}, {}, 3));
  {
    const std::unique_ptr<Mirrors> mirrors = Open(Options());
    const std::unique_ptr<MirrorUse> use = mirrors->Use(kProject).value();
    ASSERT_TRUE(use->Fetch(Request()).ok());
    ASSERT_TRUE(use->FetchBlobs(Request(), std::array{builder.Blob(noise)}).ok());
  }
  GitOptions options = Options();
  options.max_mirror_bytes = 100'000;
  const std::unique_ptr<Mirrors> mirrors = Open(options);
  EXPECT_EQ(Fetch(*mirrors, Request()).error().code, Errc::kContent) << "young: its source is";
  Age();
  EXPECT_TRUE(Fetch(*mirrors, Request()).ok()) << "without what nobody asks for";
}

TEST_F(MirrorFaultsTest, GitIsEndedWhileItFillsTheMirror) {
  GitOptions options = Options();
  options.max_mirror_bytes = 100'000;
  const std::string noise = Noise(size_t{4} << 20U, 1);
  builder.Reference("refs/heads/main", builder.Commit(Files{{"a", noise}}, {}, 3));
  const std::unique_ptr<Mirrors> mirrors = Open(options);
  const std::unique_ptr<MirrorUse> use = mirrors->Use(kProject).value();
  ASSERT_TRUE(use->Fetch(Request()).ok());
  server.Mode("stall-pack");  // Half of it, and then nothing for ever.
  const auto start = std::chrono::steady_clock::now();
  const Status status = use->FetchBlobs(Request(), std::array{builder.Blob(noise)});
  ASSERT_FALSE(status.ok());
  EXPECT_EQ(status.error().code, Errc::kContent) << status.error().message;
  EXPECT_LT(std::chrono::steady_clock::now() - start, seconds(30)) << "long before its deadline";
  EXPECT_EQ(CountProcesses(root.path().string()), 0U);
}

TEST_F(MirrorFaultsTest, AStopEndsGitAndWhoWaitsForAMirror) {
  std::stop_source stop;
  GitOptions options = Options();
  options.stop = stop.get_token();
  const std::unique_ptr<Mirrors> mirrors = Open(options);
  server.Mode("slow");
  std::vector<Errc> codes(2, Errc::kInternal);
  std::vector<std::jthread> threads;
  for (Errc& code : codes) {
    threads.emplace_back([&] { code = Fetch(*mirrors, Request()).error().code; });
  }
  while (server.Requests().empty()) std::this_thread::yield();
  const auto start = std::chrono::steady_clock::now();
  stop.request_stop();
  threads.clear();
  EXPECT_LT(std::chrono::steady_clock::now() - start, seconds(10));
  EXPECT_EQ(codes, std::vector(2, Errc::kTransient));
  EXPECT_EQ(CountProcesses(root.path().string()), 0U);
}

TEST_F(MirrorFaultsTest, AMirrorIsRenewedOnceAnHour) {
  const std::unique_ptr<Mirrors> mirrors = Open(Options());
  const std::unique_ptr<MirrorUse> use = mirrors->Use(kProject).value();
  ASSERT_TRUE(use->Fetch(Request()).ok());
  Age();
  DamagePacks();
  const Result<Fetched> renewed = use->Renew(Request(head));
  ASSERT_TRUE(renewed.ok()) << renewed.error().message;
  EXPECT_TRUE(HasCommit(renewed.value().path, head));
  EXPECT_EQ(renewed.value().branch, main);
  EXPECT_EQ(use->Renew(Request(head)).error().code, Errc::kContent);
}

TEST_F(MirrorFaultsTest, AServerThatDoesNotFilterIsMirroredAsAWhole) {
  for (const char* mode : {"no-filter", "refuse-filter"}) {
    server.Mode(mode);
    const std::unique_ptr<Mirrors> mirrors = Open(Options());
    for (int round = 0; round < 2; ++round) {
      const Result<Fetched> fetched = Fetch(*mirrors, Request(head));
      ASSERT_TRUE(fetched.ok()) << mode << ": " << fetched.error().message;
      EXPECT_EQ(tests::StateOf(fetched.value().path, builder.Blob("two")), BlobState::kPresent)
          << mode;
    }
    EXPECT_EQ(CountFiles(".promisor"), 0U) << mode;
    std::filesystem::remove_all(MirrorPath());
  }
}

TEST_F(MirrorFaultsTest, APlainMirrorIsCheckedByGit) {
  const CommitId evil =
      builder.Commit(builder.Tree({{"100644", ".git", builder.Bytes(builder.Blob("x"))}}), {}, 3);
  builder.Reference("refs/heads/main", evil);
  server.Mode("no-filter");
  const Error error = ErrorOf(Options(), Request());
  EXPECT_EQ(error.code, Errc::kContent) << error.message;
}

TEST_F(MirrorFaultsTest, DamageIsMendedWhenItIsSeenTwice) {
  const std::unique_ptr<Mirrors> mirrors = Open(Options());
  ASSERT_TRUE(Fetch(*mirrors, Request()).ok());
  Age();
  DamagePacks();
  const Result<Fetched> first = Fetch(*mirrors, Request());
  ASSERT_FALSE(first.ok());
  EXPECT_EQ(first.error().code, Errc::kTransient) << first.error().message;
  const Result<Fetched> second = Fetch(*mirrors, Request());
  ASSERT_TRUE(second.ok()) << second.error().message;
  EXPECT_TRUE(HasCommit(second.value().path, head));
}

TEST_F(MirrorFaultsTest, AYoungMirrorIsNotReplacedAgain) {
  const std::unique_ptr<Mirrors> mirrors = Open(Options());
  ASSERT_TRUE(Fetch(*mirrors, Request()).ok());
  DamagePacks();
  EXPECT_EQ(Fetch(*mirrors, Request()).error().code, Errc::kTransient);
  EXPECT_EQ(Fetch(*mirrors, Request()).error().code, Errc::kContent);
  Age();
  EXPECT_TRUE(Fetch(*mirrors, Request()).ok());
}

TEST_F(MirrorFaultsTest, WhatIsNoMirrorIsReplaced) {
  for (const char* lost : {"HEAD", "config", "objects", "refs"}) {
    const std::unique_ptr<Mirrors> mirrors = Open(Options());
    ASSERT_TRUE(Fetch(*mirrors, Request()).ok()) << "before " << lost << " is lost";
    std::filesystem::remove_all(MirrorPath() + "/" + lost);
    EXPECT_TRUE(Fetch(*mirrors, Request()).ok()) << lost;
  }
}

TEST_F(MirrorFaultsTest, ForeignConfigurationInTheMirrorIsWrittenOver) {
  const std::unique_ptr<Mirrors> mirrors = Open(Options());
  ASSERT_TRUE(Fetch(*mirrors, Request()).ok());
  std::ofstream(MirrorPath() + "/config", std::ios::app) << "[core]\n\tsshCommand = touch /tmp/x\n";
  ASSERT_TRUE(Fetch(*mirrors, Request()).ok());
  std::ifstream config(MirrorPath() + "/config");
  const std::string text((std::istreambuf_iterator<char>(config)), {});
  EXPECT_EQ(text.find("sshCommand"), std::string::npos);
}

TEST_F(MirrorFaultsTest, AHookInTheMirrorDoesNotRun) {
  const std::unique_ptr<Mirrors> mirrors = Open(Options());
  ASSERT_TRUE(Fetch(*mirrors, Request()).ok());
  const std::filesystem::path hook = MirrorPath() + "/hooks/reference-transaction";
  const std::filesystem::path trace = root.path() / "trace";
  tests::WriteFile(hook, "#!/bin/sh\ntouch " + trace.string() + "\n");
  std::filesystem::permissions(hook, std::filesystem::perms::owner_all);
  builder.Reference("refs/heads/main", head);
  ASSERT_EQ(Fetch(*mirrors, Request()).value().branch, head);
  EXPECT_FALSE(std::filesystem::exists(trace));
}

TEST_F(MirrorFaultsTest, LeftOversAreRemovedAndBrokenReferencesToo) {
  const std::unique_ptr<Mirrors> mirrors = Open(Options());
  ASSERT_TRUE(Fetch(*mirrors, Request()).ok());
  const std::filesystem::path mirror = MirrorPath();
  const std::vector<std::filesystem::path> left_overs = {
      mirror / "config.lock",
      mirror / "refs/headwater/mr/1.lock",
      mirror / "objects/pack/tmp_pack_abc",
      mirror / "objects/pack/tmp_idx_abc",
      mirror / "objects/12/tmp_obj_abc",
      mirror / "objects/incoming-abc/pack/x",
      mirror / "objects/pack/pack-1234.pack",
      mirror / "objects/pack/pack-1234.keep",
      mirror / "objects/pack/pack-5678.idx",
      mirror / "refs/headwater/mr/9",
  };
  for (const auto& path : left_overs) tests::WriteFile(path, "");
  tests::WriteFile(mirror / "refs/headwater/mr/1", "");
  EXPECT_EQ(Fetch(*mirrors, Request()).value().head, head);
  for (const auto& path : left_overs) EXPECT_FALSE(std::filesystem::exists(path)) << path;
}

TEST_F(MirrorFaultsTest, WhatWasHalfMadeOrHalfRemovedGoesAtTheStart) {
  tests::WriteFile(root.path() / "7.new/HEAD", "x");
  tests::WriteFile(root.path() / "8.gone/HEAD", "x");
  tests::WriteFile(root.path() / "mine.gone/HEAD", "x");
  Open(Options());
  EXPECT_FALSE(std::filesystem::exists(root.path() / "7.new"));
  EXPECT_FALSE(std::filesystem::exists(root.path() / "8.gone"));
  EXPECT_TRUE(std::filesystem::exists(root.path() / "mine.gone")) << "not ours";
}

/// A second process that fetches, to be killed.
class KilledServiceTest : public MirrorFaultsTest {
 protected:
  pid_t FetchInAnotherProcess() const {
    const pid_t pid = fork();
    if (pid != 0) return pid;
    const std::unique_ptr<Mirrors> mirrors = Open(Options());
    while (Fetch(*mirrors, Request()).ok()) {
    }
    _exit(1);
  }
  static void Kill(pid_t pid) {
    kill(pid, SIGKILL);
    waitpid(pid, nullptr, 0);
  }
  /// As a service that starts afterwards finds it.
  void ExpectSound() const {
    const Result<Fetched> fetched = Fetch(*Open(Options()), Request(head));
    ASSERT_TRUE(fetched.ok()) << fetched.error().message;
    EXPECT_TRUE(HasCommit(fetched.value().path, head));
    EXPECT_EQ(CountFiles("tmp_"), 0U);
    EXPECT_EQ(CountFiles(".lock"), 1U) << "ours, which nobody holds";
  }
};

TEST_F(KilledServiceTest, InTheMiddleOfAPackLeavesNothingThatHurts) {
  server.Mode("stall-pack");
  const pid_t service = FetchInAnotherProcess();
  while (!std::filesystem::exists(builder.parent() / "stalled")) std::this_thread::yield();
  Kill(service);
  server.Mode("smart");
  ExpectSound();
  // Git ends with the service, and its helpers with git.
  while (CountProcesses(root.path().string()) != 0) std::this_thread::yield();
}

TEST_F(KilledServiceTest, AtAnyMomentLeavesNothingThatHurts) {
  std::minstd_rand random(42);
  constexpr int kKills = 25;
  constexpr int kSpread = 60;
  for (int i = 0; i < kKills; ++i) {
    const pid_t service = FetchInAnotherProcess();
    // Not to wait for anything: this is where the moment comes from.
    poll(nullptr, 0, static_cast<int>(random() % kSpread));
    Kill(service);
    ExpectSound();
    if (i % 3 == 0) std::filesystem::remove_all(MirrorPath());
  }
}

TEST_F(MirrorFaultsTest, ManyPacksAreJoinedAndNothingIsLost) {
  const std::unique_ptr<Mirrors> mirrors = Open(Options());
  std::vector<BlobId> blobs;
  CommitId last = main;
  constexpr int kPushes = 27;  // Each makes two packs.
  for (int i = 0; i < kPushes; ++i) {
    const std::string content = "content " + std::to_string(i);
    last = builder.Commit(Files{{"f", content}}, {last}, 10 + i);
    blobs.push_back(builder.Blob(content));
    builder.Reference("refs/heads/main", last);
    const std::unique_ptr<MirrorUse> use = mirrors->Use(kProject).value();
    ASSERT_TRUE(use->Fetch(Request()).ok());
    ASSERT_TRUE(use->FetchBlobs(Request(), std::span(&blobs.back(), 1)).ok());
  }
  EXPECT_LT(CountFiles(".pack"), 15U);
  EXPECT_EQ(CountFiles(".pack"), CountFiles(".promisor"));
  EXPECT_EQ(CountFiles(".pack"), CountFiles(".idx"));
  for (const BlobId& blob : blobs) {
    EXPECT_EQ(tests::StateOf(MirrorPath(), blob), BlobState::kPresent);
  }
  git::Repository repository = git::Repository::Open(MirrorPath()).value();
  EXPECT_TRUE(ObjectReader(repository).ReadCommit(last).ok());
  EXPECT_TRUE(ObjectReader(repository).ReadCommit(head).ok());
  EXPECT_EQ(tests::StateOf(MirrorPath(), builder.Blob("two")), BlobState::kMissing);
  EXPECT_TRUE(Fetch(*mirrors, Request()).ok());
}

TEST(PacksToJoinTest, LeavesLargePacksAlone) {
  std::vector<PackFile> packs;
  for (int i = 0; i < 50; ++i) packs.push_back({"small" + std::to_string(i), 10});
  EXPECT_TRUE(PacksToJoin(packs).empty()) << "few enough";
  packs.push_back({"large", 100'000});
  EXPECT_EQ(PacksToJoin(packs).size(), 50U);
  packs.push_back({"middle", 1'000});
  EXPECT_EQ(PacksToJoin(packs).size(), 51U) << "no more than twice the rest";
  packs.back().bytes = 1'001;
  EXPECT_EQ(PacksToJoin(packs).size(), 50U);
}

}  // namespace
}  // namespace headwater::git
