// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/store/sqlite_store.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sqlite3.h>
#include <sys/stat.h>

#include <chrono>
#include <condition_variable>
#include <fstream>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "headwater/handle.h"
#include "service/store/audit_file.h"
#include "service/store/waiver_file.h"
#include "tests/service/store/claims_contract.h"
#include "tests/service/store/commands_contract.h"
#include "tests/service/store/decisions_contract.h"
#include "tests/service/store/forks_contract.h"
#include "tests/service/store/inbox_contract.h"
#include "tests/service/store/mailboxes_contract.h"
#include "tests/service/store/outbox_contract.h"
#include "tests/service/store/policies_contract.h"
#include "tests/service/store/ratchets_contract.h"
#include "tests/service/store/statuses_contract.h"
#include "tests/service/store/store_contract.h"
#include "tests/service/store/store_fixture.h"
#include "tests/service/store/sweep_contract.h"
#include "tests/service/store/test_vfs.h"
#include "tests/service/store/waivers_contract.h"

namespace headwater::store {
namespace {

using Database = Handle<sqlite3, sqlite3_close>;

std::unique_ptr<SqliteStore> MustOpen(const StoreOptions& options, const Clock& clock) {
  Result<std::unique_ptr<SqliteStore>> store = SqliteStore::Open(options, clock);
  EXPECT_TRUE(store.ok()) << (store.ok() ? "" : store.error().message);
  return store.ok() ? std::move(store).value() : nullptr;
}

Errc OpenFails(const StoreOptions& options, const Clock& clock) {
  const Result<std::unique_ptr<SqliteStore>> store = SqliteStore::Open(options, clock);
  EXPECT_FALSE(store.ok());
  return store.ok() ? Errc::kContent : store.error().code;
}

/// Runs SQL as an administrator would.
void Execute(const std::filesystem::path& file, const char* sql) {
  sqlite3* raw = nullptr;
  ASSERT_EQ(sqlite3_open(file.c_str(), &raw), SQLITE_OK);
  const Database database(raw);
  ASSERT_EQ(sqlite3_exec(raw, sql, nullptr, nullptr, nullptr), SQLITE_OK) << sqlite3_errmsg(raw);
}

class SqliteBackend final : public StoreBackend {
 public:
  explicit SqliteBackend(const Clock& clock) : clock_(clock) {
    vfs_.skip_syncs = true;  // durability has tests of its own
    Reopen();
  }
  Inbox& inbox() override { return *store_; }
  Mailboxes& mailboxes() override { return *store_; }
  Outbox& outbox() override { return *store_; }
  Decisions& decisions() override { return *store_; }
  StoreWatch& watch() override { return *store_; }
  ForkBook& forks() override { return *store_; }
  WaiverBook& waivers() override { return *store_; }
  CommandQueue& commands() override { return *store_; }
  PolicyBook& policies() override { return *store_; }
  SweepBook& sweeps() override { return *store_; }
  RatchetBook& ratchets() override { return *store_; }
  std::unique_ptr<AuditLog> OpenAudit() override {
    Result<std::unique_ptr<AuditLog>> log = OpenAuditLog(folder_.path() / "store.db");
    EXPECT_TRUE(log.ok()) << (log.ok() ? "" : log.error().message);
    return log.ok() ? std::move(log).value() : nullptr;
  }
  void Reopen() override {
    store_.reset();
    store_ = MustOpen({.path = folder_.path() / "store.db", .vfs = vfs_.name()}, clock_);
  }

 private:
  const Clock& clock_;
  ScratchFolder folder_{Place::kMemory};
  TestVfs vfs_{"quick"};
  std::unique_ptr<SqliteStore> store_;
};

std::unique_ptr<StoreBackend> MakeSqlite(const Clock& clock) {
  return std::make_unique<SqliteBackend>(clock);
}

constexpr BackendMaker kSqlite{"Sqlite", MakeSqlite};

INSTANTIATE_TEST_SUITE_P(Sqlite, StoreContract, testing::Values(kSqlite),
                         [](const auto& made) { return std::string(made.param.name); });
INSTANTIATE_TEST_SUITE_P(Sqlite, RatchetContract, testing::Values(kSqlite),
                         [](const auto& made) { return std::string(made.param.name); });
INSTANTIATE_TEST_SUITE_P(Sqlite, CommandContract, testing::Values(kSqlite),
                         [](const auto& made) { return std::string(made.param.name); });
INSTANTIATE_TEST_SUITE_P(Sqlite, SweepContract, testing::Values(kSqlite),
                         [](const auto& made) { return std::string(made.param.name); });
INSTANTIATE_TEST_SUITE_P(Sqlite, QuietContract, testing::Values(kSqlite),
                         [](const auto& made) { return std::string(made.param.name); });

class SqliteStoreTest : public testing::Test {
 protected:
  StoreOptions Options() const { return {.path = folder_.path() / "store.db", .vfs = {}}; }

  ScratchFolder folder_{Place::kDisk};
  StoppedClock clock_;
};

TEST_F(SqliteStoreTest, RefusesASecondUserAndServesTheNextOne) {
  std::unique_ptr<SqliteStore> first = MustOpen(Options(), clock_);
  EXPECT_EQ(OpenFails(Options(), clock_), Errc::kConflict);
  first.reset();
  EXPECT_NE(MustOpen(Options(), clock_), nullptr);
}

TEST_F(SqliteStoreTest, NobodyChangesOrRemovesAnEntryOfTheAuditLog) {
  MustOpen(Options(), clock_).reset();
  Execute(Options().path,
          "INSERT INTO audit VALUES (1, 1800000000000, 1, 7, 3, zeroblob(20), 31, x'35')");
  for (const char* change : {"DELETE FROM audit", "UPDATE audit SET actor = 1"}) {
    sqlite3* raw = nullptr;
    ASSERT_EQ(sqlite3_open(Options().path.c_str(), &raw), SQLITE_OK);
    const Database database(raw);
    EXPECT_EQ(sqlite3_exec(raw, change, nullptr, nullptr, nullptr), SQLITE_CONSTRAINT) << change;
  }
}

TEST_F(SqliteStoreTest, AWaiverIsNeverChangedOrRemovedButRevokedOnce) {
  MustOpen(Options(), clock_).reset();
  Execute(Options().path,
          "INSERT INTO waiver VALUES (1, 7, x'61', x'', x'', NULL, NULL, 2, x'', 31, x'6d', 0, 0, "
          "0, 0, 20000, x'', NULL, NULL, NULL)");
  Execute(Options().path, "UPDATE waiver SET revoked_by = 4, revoked_at_wall = 5");
  for (const char* change : {"DELETE FROM waiver", "UPDATE waiver SET until_day = 30000",
                             "UPDATE waiver SET iid = 3", "UPDATE waiver SET revoked_by = 5",
                             "UPDATE waiver SET revoked_by = NULL, revoked_at_wall = NULL"}) {
    sqlite3* raw = nullptr;
    ASSERT_EQ(sqlite3_open(Options().path.c_str(), &raw), SQLITE_OK);
    const Database database(raw);
    EXPECT_EQ(sqlite3_exec(raw, change, nullptr, nullptr, nullptr), SQLITE_CONSTRAINT) << change;
  }
}

TEST_F(SqliteStoreTest, TenThousandWaiversOfAProjectAreFoundAndEndTogether) {
  constexpr uint64_t kCount = 10'000;
  const std::unique_ptr<SqliteStore> store = MustOpen(Options(), clock_);
  Execute(Options().path,
          "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10000) "
          "INSERT INTO waiver SELECT i, 7, x'61', x'', x'', NULL, NULL, 2, x'', 31, x'6d', 0, 0, "
          "0, 0, 20000, x'', NULL, NULL, NULL FROM n");
  const WaiverQuery today{.project = ProjectId{7}, .in_force_on = kWaiverDay, .ends_by = {}};
  EXPECT_EQ(store->Find(today, kManyWaivers).value().size(), kCount);
  const auto tomorrow = kWaiverDay + std::chrono::days(1);
  EXPECT_EQ(store->Expire(tomorrow, kCount / 2).value(), kCount / 2);
  EXPECT_EQ(store->Expire(tomorrow, kCount).value(), kCount / 2);
  EXPECT_EQ(store->Expire(tomorrow, kCount).value(), 0U);
}

TEST_F(SqliteStoreTest, TheRegisterIsWrittenToBesideTheService) {
  EXPECT_EQ(OpenWaiverBook(Options().path, Access::kReadOnly, clock_).error().code, Errc::kInvalid);
  const std::unique_ptr<SqliteStore> store = MustOpen(Options(), clock_);
  const auto beside = OpenWaiverBook(Options().path, Access::kReadWrite, clock_);
  ASSERT_TRUE(beside.ok()) << beside.error().message;
  const uint64_t number = beside.value()->Add(WaiverFor(7, "a/b")).value();
  EXPECT_EQ(store->Find(WaiverQuery(), kManyWaivers).value().size(), 1U);
  EXPECT_EQ(store->Add(WaiverFor(7, "a/b")).value(), number + 1) << "the service goes on";
  EXPECT_EQ(CodeOf(beside.value()->Revoke(9, {}, WallTime{})), Errc::kNotFound);
  Expect(beside.value()->Revoke(number, {}, WallTime{}));
  EXPECT_EQ(beside.value()->Expire(kWaiverDay + std::chrono::days(1), kManyWaivers).value(), 1U);
  const auto reading = OpenWaiverBook(Options().path, Access::kReadOnly, clock_);
  ASSERT_TRUE(reading.ok());
  EXPECT_FALSE(reading.value()->Add(WaiverFor(7, "a/b")).ok());
}

TEST_F(SqliteStoreTest, TheAuditLogIsReadOnlyFromADatabaseOfThisVersion) {
  EXPECT_EQ(OpenAuditLog(Options().path).error().code, Errc::kInvalid) << "there is none";
  EXPECT_FALSE(std::filesystem::exists(Options().path)) << "none is made";
  const std::unique_ptr<SqliteStore> store = MustOpen(Options(), clock_);
  EXPECT_TRUE(OpenAuditLog(Options().path).ok()) << "beside the service";
  Execute(Options().path, "PRAGMA user_version = 1");
  EXPECT_EQ(OpenAuditLog(Options().path).error().code, Errc::kInvalid);
}

TEST_F(SqliteStoreTest, ADatabaseOfTheFirstVersionGetsWhatCameLater) {
  MustOpen(Options(), clock_).reset();
  Execute(Options().path,
          "DROP TABLE audit; DROP INDEX slot_suggestion; DROP TABLE fork_place;"
          "DROP TABLE fork_told; DROP TABLE fork_begun; DROP TABLE waiver;"
          "DROP TABLE command; DROP TABLE wish; DROP TABLE remark; DROP TABLE fork_said;"
          "DROP TABLE person; DROP TABLE audit_chain; DROP TABLE audit_cut; DROP TABLE merged;"
          "DROP TABLE decision_patch; DROP INDEX decision_head; DROP INDEX decision_time;"
          "DROP TABLE policy_place; DROP TABLE stale; DROP TABLE policy_begun;"
          "ALTER TABLE work DROP COLUMN trace; DROP TABLE sweep;"
          "DROP TABLE ratchet_mark;"
          "DROP TABLE pause;"
          "PRAGMA user_version = 1");
  const std::unique_ptr<SqliteStore> store = MustOpen(Options(), clock_);
  ASSERT_NE(store, nullptr);
  EXPECT_TRUE(store->Suggestions({{1}, {1}}).ok());
  EXPECT_TRUE(store->Places().ok());
  EXPECT_TRUE(OpenAuditLog(Options().path).ok());
  Execute(Options().path, "SELECT number FROM audit");
}

TEST_F(SqliteStoreTest, RefusesANewerSchemaAndLeavesItAsItIs) {
  MustOpen(Options(), clock_).reset();
  Execute(Options().path, "PRAGMA user_version = 999; CREATE TABLE later (x)");
  EXPECT_EQ(OpenFails(Options(), clock_), Errc::kInvalid);
  Execute(Options().path, "SELECT * FROM later");
}

TEST_F(SqliteStoreTest, RefusesADatabaseOfAnotherProgram) {
  for (const char* theirs : {"CREATE TABLE theirs (x)", "PRAGMA application_id = 5"}) {
    Execute(Options().path, theirs);
    EXPECT_EQ(OpenFails(Options(), clock_), Errc::kInvalid);
    std::filesystem::remove(Options().path);
  }
}

TEST_F(SqliteStoreTest, RefusesWhatIsNoDatabase) {
  std::ofstream(Options().path) << std::string(8192, 'x');
  EXPECT_EQ(OpenFails(Options(), clock_), Errc::kInternal);
  EXPECT_EQ(OpenFails({.path = folder_.path() / "absent" / "store.db", .vfs = {}}, clock_),
            Errc::kInternal);
  std::filesystem::create_directory(folder_.path() / "folder");
  EXPECT_FALSE(SqliteStore::Open({.path = folder_.path() / "folder", .vfs = {}}, clock_).ok());
}

TEST_F(SqliteStoreTest, AnswersDamageWithErrors) {
  MustOpen(Options(), clock_).reset();
  std::ifstream in(Options().path, std::ios::binary);
  const std::string whole((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  ASSERT_GT(whole.size(), 10U * 4096);
  int errors = 0;
  for (size_t page = 0; page < whole.size() / 4096; ++page) {
    std::string damaged = whole;
    // The header of the file must survive for the page to be reached at all.
    const size_t begin = page == 0 ? 100 : page * 4096;
    damaged.replace(begin, 64, std::string(64, '\xff'));
    std::filesystem::remove(Options().path.string() + "-wal");
    std::ofstream(Options().path, std::ios::binary) << damaged;
    const auto store = SqliteStore::Open(Options(), clock_);
    if (!store.ok()) {
      ++errors;
      continue;
    }
    SqliteStore& open = *store.value();
    const std::vector<Wake> wakes = {WakeOf(1), WakeByHead(Head(1))};
    errors += open.Record("key", wakes).ok() ? 0 : 1;
    errors += open.Claim(Lane::kAnnounce, kLease).ok() ? 0 : 1;
    errors += open.ClaimSlot(kLease).ok() ? 0 : 1;
    errors += open.SettleOverdue(kRedLine).ok() ? 0 : 1;
    errors += open.About(Request(1), 5).ok() ? 0 : 1;
    errors += open.Health().ok() ? 0 : 1;
  }
  EXPECT_GE(errors, 10);
}

TEST_F(SqliteStoreTest, IsReadableForItsOwnerOnly) {
  const std::unique_ptr<SqliteStore> store = MustOpen(Options(), clock_);
  ASSERT_TRUE(store->WakeUp(Request(1)).ok());
  for (const char* suffix : {"", "-wal", "-shm", ".lock"}) {
    struct stat status {};
    ASSERT_EQ(stat((Options().path.string() + suffix).c_str(), &status), 0) << suffix;
    EXPECT_EQ(status.st_mode & 0777U, 0600U) << suffix;
  }
}

TEST_F(SqliteStoreTest, TakesAPathThatLooksLikeAUrl) {
  const std::filesystem::path here = std::filesystem::current_path();
  std::filesystem::current_path(folder_.path());
  EXPECT_NE(MustOpen({.path = "file:x?mode=memory", .vfs = {}}, clock_), nullptr);
  EXPECT_TRUE(std::filesystem::exists("file:x?mode=memory"));
  std::filesystem::current_path(here);
}

TEST_F(SqliteStoreTest, CommitsConcurrentDeliveriesTogether) {
  constexpr int kThreads = 32;
  TestVfs vfs("grouping");
  const std::unique_ptr<SqliteStore> store =
      MustOpen({.path = Options().path, .vfs = vfs.name()}, clock_);
  std::mutex mutex;
  std::condition_variable changed;
  int started = 0;
  // The first commit waits on its way to the disk until all callers have come.
  vfs.before_sync = [&] {
    std::unique_lock lock(mutex);
    changed.wait_for(lock, std::chrono::seconds(10), [&] { return started == kThreads; });
  };
  const int before = vfs.log_syncs;
  std::vector<std::jthread> threads;
  for (int thread = 0; thread < kThreads; ++thread) {
    threads.emplace_back([&, thread] {
      {
        const std::lock_guard lock(mutex);
        ++started;
      }
      changed.notify_one();
      const std::vector<Wake> wakes = {WakeOf(thread)};
      EXPECT_TRUE(store->Record(std::to_string(thread), wakes).ok());
    });
  }
  threads.clear();
  EXPECT_GE(vfs.log_syncs - before, 1);
  EXPECT_LE(vfs.log_syncs - before, kThreads / 2);
  vfs.before_sync = nullptr;
}

TEST_F(SqliteStoreTest, APollThatFindsNothingWritesNothing) {
  TestVfs vfs("polling");
  const std::unique_ptr<SqliteStore> store =
      MustOpen({.path = Options().path, .vfs = vfs.name()}, clock_);
  const int before = vfs.log_syncs;
  EXPECT_FALSE(store->Claim(Lane::kJudge, kLease).value().has_value());
  EXPECT_FALSE(store->ClaimSlot(kLease).value().has_value());
  EXPECT_TRUE(store->SettleOverdue(kRedLine).value().empty());
  EXPECT_EQ(vfs.log_syncs, before);
}

TEST_F(SqliteStoreTest, AFullDiskOrAFailingOneIsTransientAndLeavesNothingHalf) {
  TestVfs vfs("failing");
  const std::unique_ptr<SqliteStore> store =
      MustOpen({.path = Options().path, .vfs = vfs.name()}, clock_);
  struct Case {
    std::atomic<int>& fault;
    int code;
  };
  const std::vector<Case> cases = {{vfs.write_error, SQLITE_FULL},
                                   {vfs.write_error, SQLITE_IOERR_WRITE},
                                   {vfs.sync_error, SQLITE_IOERR_FSYNC}};
  const std::vector<Wake> wakes = {WakeOf(1), WakeOf(2)};
  for (const Case& one : cases) {
    const std::string key = "delivery " + std::to_string(one.code);
    one.fault = one.code;
    const Result<Recorded> failed = store->Record(key, wakes);
    ASSERT_FALSE(failed.ok());
    EXPECT_EQ(failed.error().code, Errc::kTransient) << failed.error().message;
    EXPECT_TRUE(store->Health().ok());
    one.fault = SQLITE_OK;
    EXPECT_EQ(store->Health().value().waiting_announce, 0U);
    EXPECT_EQ(store->Record(key, wakes).value(), Recorded::kNew);
    for (const uint64_t iid : {1U, 2U}) {
      const MailboxClaim claim = *store->Claim(Lane::kAnnounce, kLease).value();
      EXPECT_EQ(claim.key, Request(static_cast<int64_t>(iid)));
      EXPECT_TRUE(store->Announce(claim, {.record = {}, .settle_within = {}}, kSuperseded).ok());
    }
  }
}

TEST_F(SqliteStoreTest, ADatabaseLockedByAnotherProcessIsTransient) {
  const std::unique_ptr<SqliteStore> store = MustOpen(Options(), clock_);
  sqlite3* raw = nullptr;
  ASSERT_EQ(sqlite3_open(Options().path.c_str(), &raw), SQLITE_OK);
  const Database other(raw);
  ASSERT_EQ(sqlite3_exec(raw, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr), SQLITE_OK);
  const std::vector<Wake> wakes = {WakeOf(1)};
  const Result<Recorded> failed = store->Record("a", wakes);
  ASSERT_FALSE(failed.ok());
  EXPECT_EQ(failed.error().code, Errc::kTransient);
  ASSERT_EQ(sqlite3_exec(raw, "ROLLBACK", nullptr, nullptr, nullptr), SQLITE_OK);
  EXPECT_EQ(store->Record("a", wakes).value(), Recorded::kNew);
}

TEST_F(SqliteStoreTest, OneFailingCallerDoesNotUndoTheOthers) {
  const std::unique_ptr<SqliteStore> store = MustOpen(Options(), clock_);
  ASSERT_TRUE(store->WakeUp(Request(1)).ok());
  const MailboxClaim stale = *store->Claim(Lane::kAnnounce, kLease).value();
  ASSERT_TRUE(store->HandBack(stale).ok());
  std::vector<std::jthread> threads;
  for (int thread = 0; thread < 16; ++thread) {
    threads.emplace_back([&store, &stale, thread] {
      for (int i = 0; i < 10; ++i) {
        if (thread % 2 == 0) {
          EXPECT_TRUE(store->WakeUp(Request(2)).ok());
        } else {
          EXPECT_EQ(CodeOf(store->HandBack(stale)), Errc::kConflict);
        }
      }
    });
  }
  threads.clear();
  EXPECT_EQ(store->Claim(Lane::kAnnounce, kLease).value()->key, Request(1));
  EXPECT_EQ(store->Claim(Lane::kAnnounce, kLease).value()->generation, 80U);
}

}  // namespace
}  // namespace headwater::store
