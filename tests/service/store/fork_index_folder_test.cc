// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/store/fork_index_folder.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <set>

#include "tests/service/store/fork_fixture.h"

namespace headwater::store {
namespace {

class ForkIndexFolderTest : public ForkStoreTest {
 protected:
  Errc OpenFails() {
    const auto index = OpenForkIndex(Folder());
    EXPECT_FALSE(index.ok());
    return index.ok() ? Errc::kInvalid : index.error().code;
  }
};

unsigned ModeOf(const std::string& path) {
  struct stat status {};
  EXPECT_EQ(stat(path.c_str(), &status), 0) << path;
  return status.st_mode & 07777U;
}

TEST_F(ForkIndexFolderTest, IsReadableForItsOwnerOnly) {
  MustPut("a", Blobs({1}));
  EXPECT_EQ(ModeOf(Folder()), 0700U);
  for (const auto& entry : std::filesystem::directory_iterator(Folder())) {
    EXPECT_EQ(ModeOf(entry.path()), 0600U) << entry.path();
  }
}

TEST_F(ForkIndexFolderTest, KeepsItsSecretAndHasAnotherThanTheNext) {
  const std::string secret = index_->secret();
  EXPECT_EQ(secret.size(), 16U);
  Reopen();
  EXPECT_EQ(index_->secret(), secret);
  const auto other = OpenForkIndex(folder_.path() / "other");
  ASSERT_TRUE(other.ok());
  EXPECT_NE(other.value()->secret(), secret);
}

TEST_F(ForkIndexFolderTest, RefusesAnIndexWhoseSecretIsLostOrCut) {
  std::filesystem::resize_file(Folder() + "/secret", 15);
  EXPECT_EQ(OpenFails(), Errc::kContent);
  std::filesystem::remove(Folder() + "/secret");
  EXPECT_EQ(OpenFails(), Errc::kContent);
  EXPECT_FALSE(std::filesystem::exists(Folder() + "/secret")) << "none that does not fit is made";
}

TEST_F(ForkIndexFolderTest, ListsItsPartitionsAndNothingElse) {
  MustOpen("internal");
  MustOpen("group-12");
  std::ofstream(Folder() + "/notes.txt") << "x";
  std::ofstream(Folder() + "/Not a name.db") << "x";
  Reopen();
  const auto names = index_->Partitions();
  ASSERT_TRUE(names.ok());
  EXPECT_EQ(names.value(), (std::vector<PartitionName>{{"group-12"}, {"internal"}, {"public"}}));
}

TEST_F(ForkIndexFolderTest, RefusesNamesThatLeadElsewhere) {
  for (const std::string& name :
       {std::string("../x"), std::string(), std::string("a/b"), std::string("A"),
        std::string("a.b"), std::string("a\0", 2), std::string(65, 'a'), std::string("ä")}) {
    const auto partition = index_->Open({name});
    ASSERT_FALSE(partition.ok()) << name;
    EXPECT_EQ(partition.error().code, Errc::kInvalid);
  }
  EXPECT_TRUE(index_->Open({std::string(64, 'a')}).ok());
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder_.path()), {}), 1);
}

TEST_F(ForkIndexFolderTest, WhatIsInOnePartitionChangesNothingInAnother) {
  const uint32_t number = MustPut("a", Blobs({7}));
  const std::shared_ptr<ForkPartition> secret = MustOpen("group-1");
  for (size_t i = 0; i <= kMaxPostings; ++i) {
    ASSERT_TRUE(secret->Put(Named("p" + std::to_string(i)), Blobs({7, 8}), nullptr).ok());
  }
  EXPECT_TRUE(secret->Look(KeyLayer::kBlob, std::vector<ContentKey>{7}).value()[0].common);
  const auto hits = MustLook({7, 8});
  ASSERT_EQ(hits.size(), 1U);
  EXPECT_FALSE(hits[0].common);
  EXPECT_EQ(hits[0].count, 1U);
  EXPECT_EQ(hits[0].projects, std::vector<uint32_t>{number});
  EXPECT_EQ(partition_->CountProjects().value(), 1U);
  EXPECT_EQ(MustPut("b", {}), number + 1) << "not even in the numbers";
  EXPECT_FALSE(partition_->Find("p1").value());
}

TEST_F(ForkIndexFolderTest, AnswersAFolderThatCannotBeWithAnError) {
  std::ofstream(folder_.path() / "file") << "x";
  for (const std::string& folder :
       {std::string(), (folder_.path() / "file").string(), (folder_.path() / "a" / "b").string()}) {
    const auto index = OpenForkIndex(folder);
    ASSERT_FALSE(index.ok()) << folder;
    EXPECT_EQ(index.error().code, Errc::kInternal);
  }
}

}  // namespace
}  // namespace headwater::store
