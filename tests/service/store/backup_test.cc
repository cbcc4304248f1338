// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/store/backup.h"

#include <gtest/gtest.h>
#include <sqlite3.h>

#include <fstream>
#include <string>

#include "headwater/handle.h"
#include "service/store/audit_file.h"
#include "service/store/reads_file.h"
#include "service/store/sqlite_store.h"
#include "tests/service/store/store_fixture.h"

namespace headwater::store {
namespace {

class BackupTest : public testing::Test {
 protected:
  void Add(const std::string& detail) {
    AuditEvent event;
    event.kind = AuditKind::kReadersChanged;
    event.project = kProject;
    event.detail = detail;
    ForkPlace place;
    place.project = kProject;
    place.partition = {"public"};
    ASSERT_TRUE(store->Place(place, event).ok());
  }
  AuditCheck CheckOf(const std::filesystem::path& database) {
    return OpenAuditLog(database).value()->Verify({}).value();
  }

  ScratchFolder folder{Place::kMemory};
  StoppedClock clock;
  std::filesystem::path file = folder.path() / "headwater.db";
  std::filesystem::path copy = folder.path() / "copy.db";
  std::unique_ptr<SqliteStore> store = SqliteStore::Open({.path = file, .vfs = ""}, clock).value();
};

TEST_F(BackupTest, HoldsWhatWasWrittenUpToThen) {
  Add("one");
  Add("two");
  const Result<uint64_t> copied = CopyDatabase(file, copy);
  ASSERT_TRUE(copied.ok()) << copied.error().message;
  EXPECT_EQ(std::filesystem::file_size(copy), copied.value());
  Add("three");
  EXPECT_EQ(2U, CheckOf(copy).entries);
  EXPECT_TRUE(CheckOf(copy).faults.empty());
  EXPECT_EQ(3U, CheckOf(file).entries) << "the service goes on";
}

TEST_F(BackupTest, AServiceGoesOnWithACopy) {
  Add("one");
  ASSERT_TRUE(store->Record("delivery", std::vector<Wake>{WakeOf(3)}).ok());
  ASSERT_TRUE(CopyDatabase(file, copy).ok());
  const auto restored = SqliteStore::Open({.path = copy, .vfs = ""}, clock);
  ASSERT_TRUE(restored.ok()) << restored.error().message;
  EXPECT_EQ(Recorded::kDuplicate,
            restored.value()->Record("delivery", std::vector<Wake>{WakeOf(3)}).value());
  EXPECT_TRUE(restored.value()->Claim(Lane::kAnnounce, kLease).value().has_value());
}

TEST_F(BackupTest, OverwritesNothing) {
  std::ofstream(copy) << "something";
  EXPECT_EQ(Errc::kInvalid, CopyDatabase(file, copy).error().code);
  std::string kept;
  std::ifstream(copy) >> kept;
  EXPECT_EQ("something", kept);
}

TEST_F(BackupTest, WhatIsNotThereIsNotCopied) {
  EXPECT_EQ(Errc::kInvalid, CopyDatabase(folder.path() / "none.db", copy).error().code);
  EXPECT_FALSE(std::filesystem::exists(copy));
}

TEST_F(BackupTest, AnotherProgramsFileIsNotCopied) {
  const std::filesystem::path other = folder.path() / "other.db";
  sqlite3* raw = nullptr;
  ASSERT_EQ(SQLITE_OK, sqlite3_open(other.c_str(), &raw));
  const Handle<sqlite3, sqlite3_close> database(raw);
  ASSERT_EQ(SQLITE_OK, sqlite3_exec(raw, "CREATE TABLE t (a)", nullptr, nullptr, nullptr));
  const Result<uint64_t> copied = CopyDatabase(other, copy);
  EXPECT_EQ(Errc::kInvalid, copied.error().code);
  EXPECT_NE(std::string::npos, copied.error().message.find("another program"));
}

TEST_F(BackupTest, RecordsAreCopiedAsWell) {
  const std::filesystem::path reads = folder.path() / kReadsFileName;
  const auto archive = OpenReads(reads).value();
  ASSERT_TRUE(archive
                  ->Put({std::string(32, '1')}, {.manifest = "m", .contents = {"a"}},
                        WallTime(std::chrono::milliseconds(5)))
                  .ok());
  ASSERT_TRUE(CopyDatabase(reads, copy).ok());
  EXPECT_TRUE(OpenReadsToLook(copy).value()->Find({std::string(32, '1')}).value().has_value());
}

TEST_F(BackupTest, ADamagedDatabaseGivesNoBackup) {
  for (int i = 0; i < 200; ++i) Add("entry " + std::to_string(i));
  store.reset();  // Writes the log back.
  {
    std::fstream bytes(file, std::ios::binary | std::ios::in | std::ios::out);
    constexpr std::streamoff kSomewhereInside = 40'000;
    bytes.seekp(kSomewhereInside);
    bytes << std::string(30'000, '\xff');
  }
  EXPECT_FALSE(CopyDatabase(file, copy).ok());
}

}  // namespace
}  // namespace headwater::store
