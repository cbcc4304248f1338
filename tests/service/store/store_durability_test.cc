// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <memory>
#include <random>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "service/store/sqlite_store.h"
#include "tests/service/store/durability_workload.h"
#include "tests/service/store/power_loss.h"
#include "tests/service/store/store_fixture.h"
#include "tests/service/store/test_vfs.h"

namespace headwater::store {
namespace {

constexpr const char* kFile = "store.db";

// ---- The power goes ----

/// Few pages, so that the log is carried over now and then.
constexpr int kPagesBetweenCheckpoints = 12;
constexpr int kRoundsPerRecordedLife = 3;

/// Rounds in two lives, with everything the disk and the caller were told.
std::vector<DiskStep> RecordLife(int rounds) {
  const ScratchFolder folder(Place::kMemory);
  const StoppedClock clock;
  TestVfs vfs("recording");
  vfs.skip_syncs = true;  // they are written down all the same
  vfs.record = true;
  const StoreOptions options{.path = folder.path() / kFile,
                             .vfs = vfs.name(),
                             .checkpoint_pages = kPagesBetweenCheckpoints};
  std::unique_ptr<SqliteStore> store;
  for (int round = 0; round < rounds; ++round) {
    // A new life now and then: the log is carried over and deleted.
    if (round % kRoundsPerRecordedLife == 0) {
      store.reset();
      auto opened = SqliteStore::Open(options, clock);
      EXPECT_TRUE(opened.ok());
      if (!opened.ok()) break;
      store = std::move(opened).value();
    }
    EXPECT_TRUE(RunRound(*store, round, [&vfs](int mark) { vfs.Mark(mark); }));
  }
  store.reset();
  return vfs.steps();
}

std::vector<int> ToldBefore(const std::vector<DiskStep>& steps, size_t count) {
  std::vector<int> marks;
  for (size_t i = 0; i < count; ++i) {
    if (steps[i].kind == DiskStep::Kind::kMark) marks.push_back(steps[i].mark);
  }
  return marks;
}

void ExpectSurvives(const std::vector<DiskStep>& steps, size_t count, Unsynced unsynced) {
  const ScratchFolder folder(Place::kMemory);
  TestVfs vfs("after");
  vfs.skip_syncs = true;
  const StoppedClock clock;
  const DiskAfterPowerLoss disk(steps, count, unsynced, static_cast<uint32_t>(count));
  disk.WriteTo(folder.path());
  const std::filesystem::path file = folder.path() / kFile;
  const auto store = SqliteStore::Open({.path = file, .vfs = vfs.name()}, clock);
  ASSERT_TRUE(store.ok()) << store.error().message << " after step " << count;
  ExpectWhole(file);
  ExpectTold(*store.value(), file, ToldBefore(steps, count));
}

class PowerLossTest : public testing::TestWithParam<Unsynced> {};

TEST_P(PowerLossTest, KeepsWhatWasToldAtEverySync) {
  const std::vector<DiskStep> steps = RecordLife(6);
  int syncs = 0;
  for (size_t i = 0; i < steps.size(); ++i) {
    if (steps[i].kind != DiskStep::Kind::kSync) continue;
    ++syncs;
    SCOPED_TRACE("sync " + std::to_string(syncs) + " of " + steps[i].file);
    ExpectSurvives(steps, i, GetParam());
    ExpectSurvives(steps, i + 1, GetParam());
    if (HasFailure()) return;
  }
  ExpectSurvives(steps, steps.size(), GetParam());
  EXPECT_GT(syncs, 60);
}

INSTANTIATE_TEST_SUITE_P(Unsynced, PowerLossTest,
                         testing::Values(Unsynced::kLost, Unsynced::kKept, Unsynced::kSome));

TEST(PowerLossSimulationTest, LosesWhatWasNotSynced) {
  std::vector<DiskStep> steps = RecordLife(1);
  std::erase_if(steps, [](const DiskStep& step) { return step.kind == DiskStep::Kind::kSync; });
  EXPECT_TRUE(DiskAfterPowerLoss(steps, steps.size(), Unsynced::kLost, 1).empty());
  EXPECT_FALSE(DiskAfterPowerLoss(steps, steps.size(), Unsynced::kKept, 1).empty());
}

// ---- The process is killed ----

constexpr int kRoundsPerLife = 100'000;
constexpr int kDeliverers = 3;

/// Holds mailboxes 3 and 4 in the announcing lane for the rest of this life, so that the rounds
/// have the others for themselves.
bool HoldDelivered(SqliteStore& store) {
  if (!store.Record("", BothWakes(3)).ok()) return false;
  std::vector<MailboxClaim> others;
  while (true) {
    const auto claim = store.Claim(Lane::kAnnounce, std::chrono::hours(1));
    if (!claim.ok()) return false;
    if (!claim.value()) break;
    if (claim.value()->key.iid.value < 3) others.push_back(*claim.value());
  }
  return std::all_of(others.begin(), others.end(),
                     [&store](const MailboxClaim& claim) { return store.HandBack(claim).ok(); });
}

/// In the child: works until it is killed, and tells every mark through the pipe. Deliverers tell
/// negative ones.
[[noreturn]] void Live(const std::filesystem::path& file, int life, int pipe_end) {
  const auto told = [pipe_end](int mark) {
    if (write(pipe_end, &mark, sizeof mark) != sizeof mark) _exit(EXIT_FAILURE);
  };
  auto store = SqliteStore::Open({.path = file, .vfs = {}, .checkpoint_pages = 100}, SystemClock());
  if (!store.ok()) _exit(EXIT_FAILURE);
  SqliteStore& open = *store.value();
  if (!HoldDelivered(open)) _exit(EXIT_FAILURE);
  std::vector<std::jthread> deliverers;
  for (int deliverer = 0; deliverer < kDeliverers; ++deliverer) {
    deliverers.emplace_back([&open, &told, life, deliverer] {
      for (int i = 0;; ++i) {
        const int mark = -1 - (i * kDeliverers + deliverer) - life * kRoundsPerLife;
        if (!open.Record(RoundText(mark), BothWakes(3)).ok()) _exit(EXIT_FAILURE);
        told(mark);
      }
    });
  }
  for (int round = life * kRoundsPerLife;; ++round) {
    if (!RunRound(open, round, told)) _exit(EXIT_FAILURE);
  }
}

/// Lets a child live until it has told this many marks, kills it, and gives all it has told.
std::vector<int> LiveAndBeKilled(const std::filesystem::path& file, int life, size_t marks) {
  int ends[2] = {-1, -1};
  EXPECT_EQ(pipe2(ends, O_CLOEXEC), 0);
  const pid_t child = fork();
  if (child == 0) Live(file, life, ends[1]);
  close(ends[1]);
  std::vector<int> told;
  int mark = 0;
  while (read(ends[0], &mark, sizeof mark) == sizeof mark) {
    told.push_back(mark);
    if (told.size() == marks) kill(child, SIGKILL);
  }
  close(ends[0]);
  int status = 0;
  EXPECT_EQ(waitpid(child, &status, 0), child);
  EXPECT_TRUE(WIFSIGNALED(status)) << "the child failed by itself";
  return told;
}

void ExpectDelivered(SqliteStore& store, int mark) {
  const auto again = store.Record(RoundText(mark), {});
  EXPECT_TRUE(again.ok() && again.value() == Recorded::kDuplicate) << RoundText(mark);
}

TEST(KillTest, LosesNothingWhenKilledAtAnyMoment) {
  const bool thorough = std::getenv("HEADWATER_LONG_TESTS") != nullptr;
  const int lives = thorough ? 200 : 30;
  const ScratchFolder folder(Place::kDisk);
  const std::filesystem::path file = folder.path() / kFile;
  std::minstd_rand random(20260101);
  size_t delivered = 0;
  for (int life = 0; life < lives && !testing::Test::HasFailure(); ++life) {
    SCOPED_TRACE("life " + std::to_string(life));
    std::vector<int> told = LiveAndBeKilled(file, life, 1 + random() % 60);
    const auto store = SqliteStore::Open({.path = file, .vfs = {}}, SystemClock());
    ASSERT_TRUE(store.ok()) << store.error().message;
    ExpectWhole(file);
    for (const int mark : told) {
      if (mark < 0) ExpectDelivered(*store.value(), mark);
    }
    delivered += static_cast<size_t>(std::erase_if(told, [](int mark) { return mark < 0; }));
    ExpectTold(*store.value(), file, told);
    const std::string generation =
        Answer(file, "SELECT ifnull(max(generation), 0) FROM work WHERE iid = 3");
    EXPECT_GE(std::stoul(generation), delivered);
  }
  EXPECT_GT(delivered, 0U);
}

}  // namespace
}  // namespace headwater::store
