// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/store/fork_partition.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <map>
#include <numeric>
#include <random>
#include <set>
#include <thread>

#include "service/store/fork_slot.h"
#include "service/store/sqlite.h"
#include "tests/service/store/fork_fixture.h"

namespace headwater::store {
namespace {

using Numbers = std::vector<uint32_t>;

class ForkPartitionTest : public ForkStoreTest {
 protected:
  /// So many projects that have one key.
  void PutMany(const std::string& prefix, size_t count, ContentKey key) {
    for (size_t i = 0; i < count; ++i) MustPut(prefix + std::to_string(i), Blobs({key}));
  }
  void CompactAll() {
    for (int step = 0; step < 1'000; ++step) {
      const auto done = partition_->Compact();
      ASSERT_TRUE(done.ok()) << done.error().message;
      if (done.value()) return;
    }
    ADD_FAILURE() << "never done";
  }
  /// Read past the partition.
  int64_t Ask(Literal question) {
    auto connection = Connection::Open(File(), {}, Access::kReadOnly);
    EXPECT_TRUE(connection.ok());
    Connection open = std::move(connection).value();
    const auto number = NumberOf(open, question);
    EXPECT_TRUE(number.ok());
    return number.ok() ? number.value() : -1;
  }
};

TEST_F(ForkPartitionTest, FindsWhoHasAKeyOfEachLayerByItself) {
  ContentKeys keys;
  for (size_t layer = 0; layer < kKeyLayers; ++layer) keys[layer] = {100 + layer, 999};
  const uint32_t first = MustPut("a", keys);
  const uint32_t second = MustPut("b", Blobs({999}));
  for (size_t layer = 0; layer < kKeyLayers; ++layer) {
    const auto hits = MustLook({999, 5, 100 + layer}, static_cast<KeyLayer>(layer));
    ASSERT_EQ(hits.size(), 2U);
    EXPECT_EQ(hits[0].key, 0U);
    const bool is_blob = layer == static_cast<size_t>(KeyLayer::kBlob);
    EXPECT_EQ(hits[0].projects, (is_blob ? Numbers{first, second} : Numbers{first}));
    EXPECT_EQ(hits[0].count, is_blob ? 2U : 1U);
    EXPECT_FALSE(hits[0].common);
    EXPECT_EQ(hits[1].key, 2U);
    EXPECT_EQ(hits[1].projects, Numbers{first});
  }
}

TEST_F(ForkPartitionTest, AnswersEachKeyThatIsAskedForTwice) {
  const uint32_t number = MustPut("a", Blobs({7}));
  const auto hits = MustLook({7, 3, 7});
  ASSERT_EQ(hits.size(), 2U);
  EXPECT_EQ(hits[0].key, 0U);
  EXPECT_EQ(hits[1].key, 2U);
  EXPECT_EQ(hits[1].projects, Numbers{number});
  EXPECT_TRUE(MustLook({}).empty());
}

/// What Look should answer, kept as simply as can be.
TEST_F(ForkPartitionTest, AgreesWithAMapAfterAnyOrderOfPutsRemovalsAndCompactions) {
  std::mt19937_64 random(5);
  std::vector<ContentKey> keys(300);
  for (ContentKey& key : keys) key = random();
  std::map<std::string, std::pair<uint32_t, std::set<ContentKey>>> projects;
  for (int round = 0; round < 300; ++round) {
    const std::string name = "p" + std::to_string(random() % 20);
    const uint64_t what = random() % 10;
    if (what == 0) {
      EXPECT_EQ(partition_->Remove(name).value(), projects.erase(name) == 1);
    } else if (what == 1) {
      ASSERT_TRUE(partition_->Compact().ok());
    } else {
      std::vector<ContentKey> some;
      for (size_t i = random() % 30; i > 0; --i) some.push_back(keys[random() % keys.size()]);
      auto& [number, has] = projects[name];
      number = MustPut(name, Blobs(some));
      has.insert(some.begin(), some.end());
    }
  }
  for (const ContentKey key : keys) {
    Numbers expected;
    for (const auto& [name, project] : projects) {
      if (project.second.contains(key)) expected.push_back(project.first);
    }
    std::sort(expected.begin(), expected.end());
    EXPECT_EQ(WhoHas(key), expected);
  }
}

TEST_F(ForkPartitionTest, CountsAProjectOnceForAKeyHoweverOftenItComes) {
  const uint32_t number = MustPut("a", Blobs(std::vector<ContentKey>(10'000, 7)));
  EXPECT_EQ(MustPut("a", Blobs({7, 8, 7})), number);
  EXPECT_EQ(WhoHas(7), Numbers{number});
  EXPECT_EQ(partition_->Get(number).value()->keys[static_cast<size_t>(KeyLayer::kBlob)], 2U);
}

TEST_F(ForkPartitionTest, KeepsTheRecordOfTheLastPut) {
  IndexedProject project = Named("group/a");
  project.url = "https://forge.example/group/a";
  project.copy = "/mirrors/1.git";
  project.role = ProjectRole::kTemplate;
  project.parent = "https://forge.example/group/parent";
  project.publiccode = std::string("name: a\0b", 9);
  project.fingerprint = "f1";
  project.tips = {CommitId{{1}}, CommitId{{2}}};
  project.first_seen = std::chrono::sys_seconds(std::chrono::seconds(-3));
  project.indexed = std::chrono::sys_seconds(std::chrono::seconds(1'800'000'000));
  ASSERT_TRUE(partition_->Put(Named("group/a"), {}, nullptr).ok());
  const auto number = partition_->Put(project, Blobs({1, 2}), nullptr);
  ASSERT_TRUE(number.ok());
  Reopen();
  const auto found = partition_->Find("group/a");
  ASSERT_TRUE(found.ok() && found.value());
  const IndexedProject& read = *found.value();
  EXPECT_EQ(read.number, number.value());
  EXPECT_EQ(std::tie(read.name, read.url, read.copy, read.role, read.parent, read.publiccode),
            std::tie(project.name, project.url, project.copy, project.role, project.parent,
                     project.publiccode));
  EXPECT_EQ(std::tie(read.fingerprint, read.tips, read.first_seen, read.indexed),
            std::tie(project.fingerprint, project.tips, project.first_seen, project.indexed));
  EXPECT_EQ(read.keys, (std::array<uint64_t, kKeyLayers>{0, 0, 0, 2, 0}));
  EXPECT_EQ(partition_->Get(number.value()).value()->name, "group/a");
  EXPECT_FALSE(partition_->Find("group/A").value());
  EXPECT_FALSE(partition_->Get(number.value() + 1).value());
}

TEST_F(ForkPartitionTest, ListsProjectsByName) {
  for (const char* name : {"b", "a/b", "a", "\xff", "Z"}) MustPut(name, {});
  std::vector<std::string> names;
  const auto list = partition_->List();
  ASSERT_TRUE(list.ok());
  for (const IndexedProject& project : list.value()) names.push_back(project.name);
  EXPECT_EQ(names, (std::vector<std::string>{"Z", "a", "a/b", "b", "\xff"}));
  EXPECT_EQ(partition_->CountProjects().value(), 5U);
}

TEST_F(ForkPartitionTest, ReplacesASketchOnlyByAnother) {
  const ProjectSketch old = SketchWith({1, 2});
  const ProjectSketch anew = SketchWith({2, 3, 4});
  const uint32_t number = partition_->Put(Named("a"), {}, &old).value();
  EXPECT_FALSE(partition_->SketchOf(MustPut("b", {})).value());
  MustPut("a", Blobs({1}));
  ExpectSame(*partition_->SketchOf(number).value(), old);
  ASSERT_TRUE(partition_->Put(Named("a"), {}, &anew).ok());
  ExpectSame(*partition_->SketchOf(number).value(), anew);
}

TEST_F(ForkPartitionTest, APutThatIsRefusedChangesNothing) {
  MustPut("a", Blobs({1}));
  ProjectSketch wrong = SketchWith({1, 2});
  wrong.rows[0].last = 9;
  IndexedProject project = Named("a");
  project.url = "https://forge.example/a";
  const auto put = partition_->Put(project, Blobs({2}), &wrong);
  ASSERT_FALSE(put.ok());
  EXPECT_EQ(put.error().code, Errc::kInvalid);
  EXPECT_EQ(partition_->Find("a").value()->url, "");
  EXPECT_TRUE(WhoHas(2).empty());
  EXPECT_TRUE(partition_->Put(project, Blobs({2}), nullptr).ok()) << "the next one is taken";
}

TEST_F(ForkPartitionTest, TellsAThousandProjectsApartAndCallsMoreCommon) {
  PutMany("p", kMaxPostings, 7);
  EXPECT_EQ(WhoHas(7).size(), kMaxPostings);
  MustPut("one more", Blobs({7}));
  const auto hits = MustLook({7});
  ASSERT_EQ(hits.size(), 1U);
  EXPECT_TRUE(hits[0].common);
  EXPECT_EQ(hits[0].count, kMaxPostings);
  EXPECT_TRUE(hits[0].projects.empty());
}

TEST_F(ForkPartitionTest, ACommonKeyIsSoNoLongerWhenEnoughOfItsProjectsAreRemoved) {
  PutMany("p", kMaxPostings + 3, 7);
  ASSERT_TRUE(partition_->Remove("p0").value());
  ASSERT_TRUE(partition_->Remove("p1").value());
  EXPECT_TRUE(MustLook({7})[0].common);
  ASSERT_TRUE(partition_->Remove("p2").value());
  EXPECT_EQ(WhoHas(7).size(), kMaxPostings);
  CompactAll();
  EXPECT_EQ(WhoHas(7).size(), kMaxPostings);
}

TEST_F(ForkPartitionTest, ProjectsThatAreGoneDoNotMakeAKeyCommon) {
  for (size_t i = 0; i < kKeptPostings; ++i) {
    MustPut("same name", Blobs({7}));
    ASSERT_TRUE(partition_->Remove("same name").value());
  }
  const uint32_t number = MustPut("same name", Blobs({7}));
  EXPECT_EQ(WhoHas(7), Numbers{number});
}

TEST_F(ForkPartitionTest, AKeyThatTooManyHaveStaysCommonAndCountsForNobody) {
  PutMany("p", kKeptPostings + 1, 7);
  const uint32_t number = MustPut("late", Blobs({7, 8}));
  EXPECT_EQ(partition_->Get(number).value()->keys[static_cast<size_t>(KeyLayer::kBlob)], 1U);
  for (size_t i = 0; i < kKeptPostings; ++i) {
    ASSERT_TRUE(partition_->Remove("p" + std::to_string(i)).value());
  }
  CompactAll();
  EXPECT_TRUE(MustLook({7})[0].common);
}

TEST_F(ForkPartitionTest, ARemovedProjectIsFoundNowhere) {
  const ProjectSketch sketch = SketchWith({1});
  const uint32_t number = partition_->Put(Named("a"), Blobs({1, 2}), &sketch).value();
  const uint32_t other = MustPut("b", Blobs({2}));
  EXPECT_TRUE(partition_->Remove("a").value());
  EXPECT_FALSE(partition_->Remove("a").value());
  EXPECT_TRUE(MustLook({1}).empty());
  EXPECT_EQ(MustLook({2})[0].count, 1U);
  EXPECT_EQ(WhoHas(2), Numbers{other});
  EXPECT_FALSE(partition_->Find("a").value());
  EXPECT_FALSE(partition_->Get(number).value());
  EXPECT_FALSE(partition_->SketchOf(number).value());
  EXPECT_EQ(partition_->CountProjects().value(), 1U);
  EXPECT_EQ(partition_->List().value().size(), 1U);
}

TEST_F(ForkPartitionTest, NeverGivesANumberTwice) {
  std::set<uint32_t> numbers;
  for (int i = 0; i < 5; ++i) {
    EXPECT_TRUE(numbers.insert(MustPut("a", Blobs({1}))).second);
    ASSERT_TRUE(partition_->Remove("a").value());
    CompactAll();
    Reopen();
  }
  EXPECT_TRUE(MustLook({1}).empty());
}

TEST_F(ForkPartitionTest, CompactionIsTakenUpWhereItWasLeftAndDropsEmptyRows) {
  std::mt19937_64 random(6);
  std::vector<ContentKey> keys(25'000);
  for (ContentKey& key : keys) key = random();
  MustPut("a", Blobs(keys));
  const uint32_t other = MustPut("b", Blobs({keys[0], keys[24'999]}));
  ASSERT_TRUE(partition_->Remove("a").value());
  EXPECT_TRUE(MustLook(keys).size() == 2);
  EXPECT_FALSE(partition_->Compact().value()) << "the rows are more than one step";
  Reopen();
  EXPECT_EQ(WhoHas(keys[0]), Numbers{other}) << "in the middle of it";
  CompactAll();
  EXPECT_EQ(MustLook(keys).size(), 2U);
  EXPECT_EQ(Ask("SELECT count(*) FROM dead"), 0);
  EXPECT_EQ(Ask("SELECT count(*) FROM slot"), 2);
}

TEST_F(ForkPartitionTest, WhoIsRemovedDuringACompactionGoesWithTheNext) {
  std::mt19937_64 random(7);
  std::vector<ContentKey> keys(25'000);
  for (ContentKey& key : keys) key = random();
  MustPut("a", Blobs(keys));
  MustPut("b", Blobs(keys));
  ASSERT_TRUE(partition_->Remove("a").value());
  ASSERT_FALSE(partition_->Compact().value());
  ASSERT_TRUE(partition_->Remove("b").value());
  CompactAll();
  EXPECT_TRUE(MustLook(keys).empty());
  EXPECT_EQ(Ask("SELECT count(*) FROM slot"), 0);
}

TEST_F(ForkPartitionTest, ReadsWhileAnotherThreadWrites) {
  MustPut("a", Blobs({1}));
  std::atomic<bool> done{false};
  std::jthread writer([this, &done] {
    for (ContentKey i = 0; i < 50; ++i) MustPut("b", Blobs({1, 100 + i}));
    done = true;
  });
  size_t most = 0;
  while (!done) {
    const auto hits = MustLook({1});
    ASSERT_EQ(hits.size(), 1U);
    EXPECT_GE(hits[0].count, most) << "what was put stays";
    most = hits[0].count;
  }
  writer.join();
  EXPECT_EQ(WhoHas(1).size(), 2U);
}

TEST_F(ForkPartitionTest, TakesTurnsWhenSeveralThreadsWrite) {
  std::vector<std::jthread> writers;
  for (int writer = 0; writer < 4; ++writer) {
    writers.emplace_back([this, writer] {
      const std::string name = std::to_string(writer);
      for (ContentKey i = 0; i < 20; ++i) MustPut(name, Blobs({7, 1000 + i}));
    });
  }
  writers.clear();
  EXPECT_EQ(WhoHas(7).size(), 4U);
  EXPECT_EQ(WhoHas(1019).size(), 4U);
}

TEST_F(ForkPartitionTest, AWriterThatWaitsTooLongIsToldToComeAgain) {
  MustPut("a", Blobs({1}));
  auto other = Connection::Open(File(), {}, Access::kReadWrite);
  ASSERT_TRUE(other.ok());
  Connection holder = std::move(other).value();
  ASSERT_TRUE(holder.Run("BEGIN IMMEDIATE").ok());
  const auto put = partition_->Put(Named("b"), Blobs({1}), nullptr);
  ASSERT_FALSE(put.ok());
  EXPECT_EQ(put.error().code, Errc::kTransient);
  EXPECT_EQ(WhoHas(1).size(), 1U) << "readers do not wait";
  ASSERT_TRUE(holder.Run("COMMIT").ok());
  EXPECT_TRUE(partition_->Put(Named("b"), Blobs({1}), nullptr).ok());
}

TEST_F(ForkPartitionTest, CountsItsBytes) {
  const uint64_t before = partition_->Bytes().value();
  std::vector<ContentKey> keys(20'000);
  std::iota(keys.begin(), keys.end(), 1);
  MustPut("a", Blobs(keys));
  EXPECT_GT(partition_->Bytes().value(), before + 20'000);
}

}  // namespace
}  // namespace headwater::store
