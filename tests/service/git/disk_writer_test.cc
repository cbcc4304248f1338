// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/git/disk_writer.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "tests/fakes/repository_builder.h"

namespace headwater::git {
namespace {

using tests::TemporaryFolder;
using tests::WriteFile;
namespace fs = std::filesystem;

class DiskWriterTest : public testing::Test {
 protected:
  void Write(const std::string& path, std::string_view bytes) { WriteFile(root / path, bytes); }
  std::string Content(const std::string& path) const {
    std::ifstream file(root / path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  }
  size_t Entries(const std::string& name) const {
    return static_cast<size_t>(
        std::distance(fs::directory_iterator(root / name), fs::directory_iterator()));
  }
  static Errc CodeOf(const Status& status) {
    return status.ok() ? Errc::kInternal : status.error().code;
  }

  TemporaryFolder folder;
  fs::path root = folder.path() / "tree";
  DiskWriter Open() {
    fs::create_directories(root);
    return DiskWriter::Open(root).value();
  }
};

TEST_F(DiskWriterTest, ReplacesTheContentAndKeepsTheMode) {
  const DiskWriter writer = Open();
  Write("a/run.sh", "old");
  chmod((root / "a/run.sh").c_str(), 0750);
  ASSERT_TRUE(writer.Replace("a/run.sh", "old", "the new one").ok());
  EXPECT_EQ("the new one", Content("a/run.sh"));
  EXPECT_EQ(fs::perms(0750), fs::status(root / "a/run.sh").permissions());
  EXPECT_EQ(1U, Entries("a")) << "nothing else is left";
}

TEST_F(DiskWriterTest, RefusesAFileThatHoldsSomethingElse) {
  const DiskWriter writer = Open();
  for (const std::string now : {"newer", "old and more", "", "olX"}) {
    Write("a", now);
    EXPECT_EQ(Errc::kConflict, CodeOf(writer.Replace("a", "old", "new"))) << now;
    EXPECT_EQ(now, Content("a"));
  }
  EXPECT_EQ(1U, Entries(""));
}

TEST_F(DiskWriterTest, FollowsNoSymlink) {
  const DiskWriter writer = Open();
  WriteFile(folder.path() / "outside/a", "old");
  fs::create_symlink("../outside/a", root / "link");
  fs::create_directory_symlink("../outside", root / "folder");
  EXPECT_EQ(Errc::kContent, CodeOf(writer.Replace("link", "old", "new")));
  EXPECT_EQ(Errc::kContent, CodeOf(writer.Replace("folder/a", "old", "new")));
  EXPECT_EQ(Errc::kContent, CodeOf(writer.Create("folder/b", "new")));
  EXPECT_EQ(Errc::kConflict, CodeOf(writer.Create("link", "new")));
  std::ifstream outside(folder.path() / "outside/a");
  EXPECT_EQ("old", std::string(std::istreambuf_iterator<char>(outside), {}));
  EXPECT_FALSE(fs::exists(folder.path() / "outside/b"));
}

TEST_F(DiskWriterTest, NeverLeavesTheTreeOrEntersDotGit) {
  const DiskWriter writer = Open();
  for (const std::string path : {"../a", "/tmp/a", "a/../../b", ".git/hooks/x", "a/.GIT/x", ""}) {
    EXPECT_EQ(Errc::kContent, CodeOf(writer.Create(path, "x"))) << path;
  }
  EXPECT_EQ(0U, Entries(""));
}

TEST_F(DiskWriterTest, MakesFilesAndTheFoldersOnTheWay) {
  const DiskWriter writer = Open();
  ASSERT_TRUE(writer.Create("LICENSES/x/MIT.txt", "text").ok());
  EXPECT_EQ("text", Content("LICENSES/x/MIT.txt"));
  EXPECT_EQ(Errc::kConflict, CodeOf(writer.Create("LICENSES/x/MIT.txt", "other")));
  EXPECT_EQ("text", Content("LICENSES/x/MIT.txt"));
  EXPECT_EQ(1U, Entries("LICENSES/x"));
}

TEST_F(DiskWriterTest, RefusesWhatIsNoRegularFile) {
  const DiskWriter writer = Open();
  ASSERT_EQ(0, mkfifo((root / "fifo").c_str(), 0600));
  fs::create_directory(root / "folder");
  EXPECT_EQ(Errc::kContent, CodeOf(writer.Replace("fifo", "", "new")));
  EXPECT_EQ(Errc::kContent, CodeOf(writer.Replace("folder", "", "new")));
  EXPECT_EQ(Errc::kContent, CodeOf(writer.Replace("absent", "", "new")));
  EXPECT_EQ(2U, Entries(""));
}

}  // namespace
}  // namespace headwater::git
