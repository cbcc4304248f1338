// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <random>

#include "service/store/sqlite.h"
#include "tests/service/store/fork_fixture.h"

namespace headwater::store {
namespace {

constexpr size_t kPageBytes = 4096;

class ForkDurabilityTest : public ForkStoreTest {
 protected:
  /// What a damaged file must be answered with: kContent, with the file and what to do.
  static void ExpectTold(const Error& error) {
    EXPECT_EQ(error.code, Errc::kContent) << error.message;
    EXPECT_NE(error.message.find("public.db"), std::string::npos) << error.message;
    EXPECT_NE(error.message.find("index its projects anew"), std::string::npos) << error.message;
  }
  void ExpectOpenTold() {
    const auto partition = index_->Open({"public"});
    ASSERT_FALSE(partition.ok());
    ExpectTold(partition.error());
  }
  /// The file with what its log had, and nothing open.
  std::string TakeFile() {
    partition_.reset();
    std::ifstream in(File(), std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  void WriteFile(const std::string& bytes) {
    partition_.reset();
    std::filesystem::remove(File().string() + "-wal");
    std::filesystem::remove(File().string() + "-shm");
    std::ofstream(File(), std::ios::binary | std::ios::trunc) << bytes;
  }
  void Run(Literal sql) {
    auto connection = Connection::Open(File(), {}, Access::kReadWrite);
    ASSERT_TRUE(connection.ok());
    Connection open = std::move(connection).value();
    ASSERT_TRUE(open.Script(sql).ok());
  }
  void PutSome() {
    std::mt19937_64 random(8);
    std::vector<ContentKey> keys(3'000);
    for (ContentKey& key : keys) key = random();
    const ProjectSketch sketch = SketchWith({1, 2, 3});
    ASSERT_TRUE(partition_->Put(Named("a"), Blobs(keys), &sketch).ok());
    keys_ = keys;
  }

  std::vector<ContentKey> keys_;
};

TEST_F(ForkDurabilityTest, RefusesWhatIsNoDatabaseAnotherProgramsOrAnotherVersions) {
  WriteFile(std::string(2 * kPageBytes, 'x'));
  ExpectOpenTold();
  WriteFile("");
  Run("CREATE TABLE theirs (x)");
  ExpectOpenTold();
  WriteFile("");
  MustOpen("public");
  Run("PRAGMA user_version = 999");
  ExpectOpenTold();
  Run("PRAGMA user_version = 1; DELETE FROM state");
  ExpectOpenTold();
}

TEST_F(ForkDurabilityTest, RefusesATruncatedDatabase) {
  PutSome();
  const std::string whole = TakeFile();
  for (const size_t size : {size_t{50}, kPageBytes / 2, kPageBytes, whole.size() / 2}) {
    WriteFile(whole.substr(0, size));
    const auto partition = index_->Open({"public"});
    if (!partition.ok()) {
      ExpectTold(partition.error());
      continue;
    }
    const auto hits = partition.value()->Look(KeyLayer::kBlob, keys_);
    ASSERT_FALSE(hits.ok()) << size;
    ExpectTold(hits.error());
  }
}

TEST_F(ForkDurabilityTest, AFileThatWasNeverFilledIsFilled) {
  WriteFile("");
  partition_ = MustOpen("public");
  MustPut("a", Blobs({1}));
}

TEST_F(ForkDurabilityTest, AnswersDamageOnAnyPageWithContent) {
  PutSome();
  const std::string whole = TakeFile();
  int errors = 0;
  for (size_t page = 0; page < whole.size() / kPageBytes; ++page) {
    std::string damaged = whole;
    // The header of the file must survive for the page to be reached at all.
    const size_t begin = page == 0 ? 100 : page * kPageBytes;
    damaged.replace(begin, 64, std::string(64, '\xff'));
    WriteFile(damaged);
    const auto partition = index_->Open({"public"});
    const auto see = [&errors](const auto& answer) {
      if (answer.ok()) return;
      ++errors;
      ExpectTold(answer.error());
    };
    see(partition);
    if (!partition.ok()) continue;
    see(partition.value()->Look(KeyLayer::kBlob, keys_));
    see(partition.value()->List());
    see(partition.value()->SketchOf(1));
    see(partition.value()->Put(Named("b"), Blobs(keys_), nullptr));
  }
  EXPECT_GE(errors, 10);
}

TEST_F(ForkDurabilityTest, AnswersDamagedBytesInARowWithContent) {
  PutSome();
  Run("UPDATE slot SET keys = x'80'; UPDATE sketch SET content = x'ff'");
  const auto hits = partition_->Look(KeyLayer::kBlob, keys_);
  ASSERT_FALSE(hits.ok());
  ExpectTold(hits.error());
  const auto sketch = partition_->SketchOf(1);
  ASSERT_FALSE(sketch.ok());
  ExpectTold(sketch.error());
  const auto put = partition_->Put(Named("b"), Blobs(keys_), nullptr);
  ASSERT_FALSE(put.ok());
  ExpectTold(put.error());
  ASSERT_TRUE(partition_->Remove("a").value());
  const auto compacted = partition_->Compact();
  ASSERT_FALSE(compacted.ok());
  ExpectTold(compacted.error());
  Run("INSERT INTO project SELECT 5, x'62', x'', x'', 9, x'', x'', x'', x'', 0, 0, x'0000000000'");
  const auto list = partition_->List();
  ASSERT_FALSE(list.ok());
  ExpectTold(list.error());
}

/// While it lives, no file of this process grows beyond so many bytes, as on a full disk.
class FullDisk {
 public:
  explicit FullDisk(rlim_t bytes) : handler_(signal(SIGXFSZ, SIG_IGN)) {
    EXPECT_EQ(getrlimit(RLIMIT_FSIZE, &before_), 0);
    const rlimit full{.rlim_cur = bytes, .rlim_max = before_.rlim_max};
    EXPECT_EQ(setrlimit(RLIMIT_FSIZE, &full), 0);
  }
  ~FullDisk() {
    EXPECT_EQ(setrlimit(RLIMIT_FSIZE, &before_), 0);
    signal(SIGXFSZ, handler_);
  }
  FullDisk(const FullDisk&) = delete;
  FullDisk& operator=(const FullDisk&) = delete;

 private:
  sighandler_t handler_;
  rlimit before_{};
};

TEST_F(ForkDurabilityTest, AFullDiskIsToldAsWhatMayPassAndLeavesNothingHalf) {
  PutSome();
  const std::vector<ContentKey> before(keys_);
  {
    const FullDisk full(std::filesystem::file_size(File()));
    std::vector<ContentKey> more(before);
    for (ContentKey& key : more) ++key;
    const auto put = partition_->Put(Named("b"), Blobs(more), nullptr);
    ASSERT_FALSE(put.ok());
    EXPECT_EQ(put.error().code, Errc::kTransient) << put.error().message;
  }
  EXPECT_EQ(partition_->CountProjects().value(), 1U);
  EXPECT_EQ(MustLook(before).size(), before.size());
  MustPut("b", Blobs(before));
  EXPECT_EQ(WhoHas(before[0]).size(), 2U);
}

TEST_F(ForkDurabilityTest, CompactionLeavesNothingInTheLogAlone) {
  PutSome();
  ASSERT_TRUE(partition_->Compact().value());
  std::filesystem::copy_file(File(), std::filesystem::path(Folder()) / "without-log.db");
  const auto copy = MustOpen("without-log");
  EXPECT_EQ(copy->Look(KeyLayer::kBlob, keys_).value().size(), keys_.size());
}

// ---- The process is killed ----

constexpr size_t kKeysPerPut = 400;

/// The keys of put `number`, of which those of the next one share half.
std::vector<ContentKey> KeysOfPut(int number) {
  std::vector<ContentKey> keys(kKeysPerPut);
  for (size_t i = 0; i < keys.size(); ++i) {
    const ContentKey base = static_cast<ContentKey>(number) * kKeysPerPut / 2 + i;
    keys[i] = (base + 1) * 0x9e3779b97f4a7c15;
  }
  return keys;
}

/// In the child: a project for each put, told through the pipe once it is there.
[[noreturn]] void PutUntilKilled(const std::string& folder, int first, int pipe_end) {
  auto index = OpenForkIndex(folder);
  if (!index.ok()) _exit(EXIT_FAILURE);
  const auto partition = index.value()->Open({"public"});
  if (!partition.ok()) _exit(EXIT_FAILURE);
  for (int number = first;; ++number) {
    const auto put =
        partition.value()->Put(Named(std::to_string(number)), Blobs(KeysOfPut(number)), nullptr);
    if (!put.ok() || write(pipe_end, &number, sizeof number) != sizeof number) _exit(EXIT_FAILURE);
  }
}

/// Kills a child when it has told so many numbers, in the middle of what comes next; the last that
/// was told.
int LastTold(const std::string& folder, int first, int count) {
  std::array<int, 2> ends{};
  EXPECT_EQ(pipe2(ends.data(), O_CLOEXEC), 0);
  const pid_t child = fork();
  if (child == 0) PutUntilKilled(folder, first, ends[1]);
  close(ends[1]);
  int last = first - 1;
  while (read(ends[0], &last, sizeof last) == sizeof last) {
    if (last == first + count - 1) kill(child, SIGKILL);
  }
  close(ends[0]);
  int status = 0;
  EXPECT_EQ(waitpid(child, &status, 0), child);
  EXPECT_TRUE(WIFSIGNALED(status)) << "the child failed by itself";
  return last;
}

TEST_F(ForkDurabilityTest, AKilledProcessLeavesEachPutWholeOrNotThere) {
  constexpr int kLives = 10;
  int next = 0;
  for (int life = 0; life < kLives; ++life) {
    const int told = LastTold(Folder(), next, 1 + life % 3);
    Reopen();
    const auto there = static_cast<int>(partition_->CountProjects().value());
    EXPECT_GE(there, told + 1) << "what was told is there";
    EXPECT_LE(there, told + 2);
    for (int number = next; number <= told + 1; ++number) {
      const auto project = partition_->Find(std::to_string(number)).value();
      ASSERT_EQ(project.has_value(), number < there);
      size_t has = 0;
      for (const KeyHits& hits : MustLook(KeysOfPut(number))) {
        has += project && std::count(hits.projects.begin(), hits.projects.end(), project->number);
      }
      EXPECT_EQ(has, project ? kKeysPerPut : 0U);
    }
    next = there;
  }
}

}  // namespace
}  // namespace headwater::store
