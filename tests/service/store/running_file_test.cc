// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/store/running_file.h"

#include <gtest/gtest.h>

#include "service/store/sqlite_store.h"
#include "tests/service/store/store_fixture.h"

namespace headwater::store {
namespace {

class RunningFileTest : public testing::Test {
 protected:
  std::unique_ptr<SqliteStore> OpenStore() {
    return SqliteStore::Open({Database(), ""}, clock_).value();
  }
  std::filesystem::path Database() const { return folder_.path() / "headwater.db"; }

  /// A merge request that says this about its head.
  void Announce(SqliteStore& store, int64_t iid, uint8_t head, const StatusLine& line) {
    const Wake wakes[] = {WakeOf(iid)};
    ASSERT_TRUE(store.Record("", wakes).ok());
    const auto claim = store.Claim(Lane::kAnnounce, kLease);
    ASSERT_TRUE(claim.ok() && claim.value());
    const Announcement announcement{RecordOf(Head(head), line), {}};
    ASSERT_TRUE(store.Announce(*claim.value(), announcement, kSuperseded).ok());
  }

  ScratchFolder folder_{Place::kMemory};
  StoppedClock clock_;
};

TEST_F(RunningFileTest, NamesWhatStillSaysRunningAndForgetsItOnceItHasEnded) {
  {
    const auto store = OpenStore();
    Announce(*store, 1, 1, kRunningLine);
    Announce(*store, 2, 2, kGreenLine);
  }
  {
    auto file = RunningFile::Open(Database());
    ASSERT_TRUE(file.ok()) << file.error().message;
    const auto open = file.value().All();
    ASSERT_TRUE(open.ok()) << open.error().message;
    ASSERT_EQ(1U, open.value().size());
    EXPECT_EQ(kProject, open.value().front().project);
    EXPECT_EQ(Head(1), open.value().front().head);
    ASSERT_TRUE(file.value().Ended(open.value().front().id, StatusState::kSuccess).ok());
    EXPECT_TRUE(file.value().All().value().empty());
  }
  // A service that begins again has nothing to send for it.
  const auto store = OpenStore();
  const auto slot = store->ClaimSlot(kLease);
  ASSERT_TRUE(slot.ok() && slot.value());
  EXPECT_EQ(Head(2), slot.value()->key.head);
}

TEST_F(RunningFileTest, WhatWasPostedAsRunningIsOpenWhateverIsWanted) {
  {
    const auto store = OpenStore();
    Announce(*store, 1, 1, kGreenLine);
    const auto slot = store->ClaimSlot(kLease);
    ASSERT_TRUE(slot.ok() && slot.value());
    ASSERT_TRUE(store->Settle(*slot.value(), "71 running 0f343b09\n72 success 0f343b09\n").ok());
  }
  EXPECT_EQ(1U, RunningFile::Open(Database()).value().All().value().size());
}

TEST_F(RunningFileTest, StaysAwayFromARunningService) {
  const auto store = OpenStore();
  EXPECT_EQ(Errc::kConflict, RunningFile::Open(Database()).error().code);
}

TEST_F(RunningFileTest, WhereThereIsNoDatabaseNoneIsMade) {
  EXPECT_EQ(Errc::kInvalid, RunningFile::Open(Database()).error().code);
  EXPECT_TRUE(std::filesystem::is_empty(folder_.path()));
}

}  // namespace
}  // namespace headwater::store
