// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/connect/key_files.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <sstream>

namespace headwater::connect {
namespace {

constexpr mode_t kModeBits = 0777;

class KeyFilesTest : public testing::Test {
 protected:
  KeyFilesTest() { std::filesystem::create_directories(folder_); }
  ~KeyFilesTest() override { std::filesystem::remove_all(folder_); }

  std::string Write(const std::string& name, const std::string& text, mode_t mode) const {
    const std::string path = folder_ + "/" + name;
    std::ofstream(path) << text;
    EXPECT_EQ(0, chmod(path.c_str(), mode));
    return path;
  }
  static mode_t ModeOf(const std::string& path) {
    struct stat file = {};
    EXPECT_EQ(0, stat(path.c_str(), &file));
    return file.st_mode & kModeBits;
  }
  static std::string Slurp(const std::string& path) {
    std::ifstream file(path);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
  }

  const std::string folder_ = testing::TempDir() + "key_files_" +
                              testing::UnitTest::GetInstance()->current_test_info()->name();
};

TEST_F(KeyFilesTest, ALentTokenIsReadWhereOnlyItsOwnerMay) {
  const auto token = OpenLentToken(Write("token", " glpat-1 \n", 0600));
  ASSERT_TRUE(token.ok()) << token.error().message;
  EXPECT_EQ("glpat-1", token.value()->Read().value().front().bytes());
}

TEST_F(KeyFilesTest, ALentTokenThatOthersMayReadIsRefusedWithTheCommand) {
  for (const mode_t mode : {0644U, 0640U, 0604U, 0660U}) {
    const std::string path = Write("token", "glpat-1\n", mode);
    const auto token = OpenLentToken(path);
    ASSERT_FALSE(token.ok()) << mode;
    EXPECT_EQ(Errc::kInvalid, token.error().code);
    EXPECT_NE(std::string::npos, token.error().message.find("chmod 600 " + path));
  }
}

TEST_F(KeyFilesTest, WhatHoldsNoTokenIsNone) {
  EXPECT_FALSE(OpenLentToken(Write("empty", "", 0600)).ok());
  EXPECT_FALSE(OpenLentToken(Write("two", "a\nb\n", 0600)).ok());
  EXPECT_FALSE(OpenLentToken(folder_ + "/absent").ok());
  EXPECT_FALSE(OpenLentToken(folder_).ok());
}

TEST_F(KeyFilesTest, ANewSecretIsItsOwnersAlone) {
  const std::string path = folder_ + "/api-token";
  ASSERT_TRUE(WriteSecretFile(path, "one\n").ok());
  EXPECT_EQ(0600U, ModeOf(path));
  EXPECT_EQ("one\n", Slurp(path));
}

TEST_F(KeyFilesTest, AFileThatIsThereKeepsItsMode) {
  const std::string path = Write("api-token", "", 0640);
  ASSERT_TRUE(WriteSecretFile(path, "one\n").ok());
  EXPECT_EQ(0640U, ModeOf(path));
  EXPECT_EQ("one\n", Slurp(path));
}

TEST_F(KeyFilesTest, WhatCannotBeWrittenLeavesNothingBehind) {
  EXPECT_FALSE(WriteSecretFile(folder_ + "/absent/api-token", "one\n").ok());
  std::filesystem::create_directory(folder_ + "/taken");
  std::ofstream(folder_ + "/taken/file") << "x";
  EXPECT_FALSE(WriteSecretFile(folder_ + "/taken", "one\n").ok());
  size_t files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder_)) {
    (void)entry;
    ++files;
  }
  EXPECT_EQ(1U, files);
}

TEST_F(KeyFilesTest, KnowsWhetherThereIsASecret) {
  EXPECT_FALSE(HoldsSecret(folder_ + "/absent").value());
  EXPECT_FALSE(HoldsSecret(Write("empty", "", 0600)).value());
  EXPECT_TRUE(HoldsSecret(Write("full", "x", 0600)).value());
}

TEST_F(KeyFilesTest, AFolderHasToBeThere) {
  EXPECT_TRUE(CheckFolder(folder_).ok());
  EXPECT_FALSE(CheckFolder(folder_ + "/absent").ok());
  EXPECT_FALSE(CheckFolder(Write("file", "x", 0600)).ok());
}

}  // namespace
}  // namespace headwater::connect
