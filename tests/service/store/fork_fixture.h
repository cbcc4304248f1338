// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "headwater/fork_index.h"
#include "service/store/fork_index_folder.h"
#include "tests/service/store/store_fixture.h"

namespace headwater::store {

/// Keys of one layer.
inline ContentKeys KeysIn(KeyLayer layer, std::vector<ContentKey> keys) {
  ContentKeys all;
  all[static_cast<size_t>(layer)] = std::move(keys);
  return all;
}
inline ContentKeys Blobs(std::vector<ContentKey> keys) {
  return KeysIn(KeyLayer::kBlob, std::move(keys));
}

inline IndexedProject Named(const std::string& name) {
  IndexedProject project;
  project.name = name;
  return project;
}

/// Two versions; every key in both.
inline ProjectSketch SketchWith(const std::vector<ContentKey>& keys) {
  ProjectSketch sketch;
  CommitId commit;
  commit.bytes.fill(7);
  sketch.versions.push_back({Untrusted("v1"), commit, std::chrono::sys_seconds{}});
  const auto before_1970 = std::chrono::sys_seconds(std::chrono::seconds(-5));
  sketch.versions.push_back({Untrusted(""), commit, before_1970});
  for (const ContentKey key : keys) sketch.rows.push_back({.key = key, .first = 0, .last = 1});
  return sketch;
}

inline void ExpectSame(const ProjectSketch& left, const ProjectSketch& right) {
  ASSERT_EQ(left.versions.size(), right.versions.size());
  for (size_t i = 0; i < left.versions.size(); ++i) {
    EXPECT_EQ(left.versions[i].name, right.versions[i].name);
    EXPECT_EQ(left.versions[i].commit, right.versions[i].commit);
    EXPECT_EQ(left.versions[i].date, right.versions[i].date);
  }
  ASSERT_EQ(left.rows.size(), right.rows.size());
  for (size_t i = 0; i < left.rows.size(); ++i) {
    EXPECT_EQ(left.rows[i].key, right.rows[i].key);
    EXPECT_EQ(left.rows[i].first, right.rows[i].first);
    EXPECT_EQ(left.rows[i].last, right.rows[i].last);
  }
}

/// An index in a folder of its own.
class ForkStoreTest : public testing::Test {
 protected:
  ForkStoreTest() { Reopen(); }

  void Reopen() {
    partition_.reset();
    auto index = OpenForkIndex(Folder());
    ASSERT_TRUE(index.ok()) << index.error().message;
    index_ = std::move(index).value();
    partition_ = MustOpen("public");
  }
  std::shared_ptr<ForkPartition> MustOpen(const std::string& name) {
    auto partition = index_->Open({name});
    EXPECT_TRUE(partition.ok()) << partition.error().message;
    return partition.ok() ? partition.value() : nullptr;
  }
  std::string Folder() const { return folder_.path() / "forks"; }
  std::filesystem::path File() const { return std::filesystem::path(Folder()) / "public.db"; }

  uint32_t MustPut(const std::string& name, const ContentKeys& keys) {
    const auto number = partition_->Put(Named(name), keys, nullptr);
    EXPECT_TRUE(number.ok()) << number.error().message;
    return number.ok() ? number.value() : 0;
  }
  std::vector<KeyHits> MustLook(const std::vector<ContentKey>& keys,
                                KeyLayer layer = KeyLayer::kBlob) {
    auto hits = partition_->Look(layer, keys);
    EXPECT_TRUE(hits.ok()) << hits.error().message;
    return hits.ok() ? hits.value() : std::vector<KeyHits>();
  }
  /// Who has one key.
  std::vector<uint32_t> WhoHas(ContentKey key) {
    const std::vector<KeyHits> hits = MustLook({key});
    return hits.empty() ? std::vector<uint32_t>() : hits[0].projects;
  }

  ScratchFolder folder_{Place::kMemory};
  std::unique_ptr<ForkIndex> index_;
  std::shared_ptr<ForkPartition> partition_;
};

}  // namespace headwater::store
