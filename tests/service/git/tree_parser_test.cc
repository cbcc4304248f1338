// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/git/tree_parser.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "service/git/entry_name.h"

namespace headwater::git {
namespace {

const std::string kId(kObjectIdBytes, '\x11');

std::string Entry(const std::string& mode, const std::string& name) {
  return mode + " " + name + std::string(1, '\0') + kId;
}

std::string ProblemOf(std::string raw) {
  const Result<ParsedTree> tree = ParsedTree::Parse(std::move(raw));
  if (tree.ok()) return "";
  EXPECT_EQ(tree.error().code, Errc::kContent);
  return tree.error().message;
}

TEST(EntryNameTest, RefusesWhatSomeFileSystemTakesForDotGit) {
  const std::vector<std::string> refused = {"",
                                            ".",
                                            "..",
                                            ".git",
                                            ".GIT",
                                            ".Git",
                                            ".git ",
                                            ".git.",
                                            ".git. . ",
                                            "git~1",
                                            "GIT~1",
                                            "git~1 .",
                                            ".git:",
                                            ".git::$INDEX_ALLOCATION",
                                            ".git\\x",
                                            "git~1:x",
                                            ".g\xe2\x80\x8cit",
                                            "\xef\xbb\xbf.git",
                                            ".git\xe2\x80\xae",
                                            ".gi\xe2\x81\xaft",
                                            "a/b",
                                            "/",
                                            std::string("a\0b", 3),
                                            std::string(kMaxPathBytes + 1, 'a')};
  for (const std::string& name : refused) EXPECT_NE(NameProblem(name), "") << name;
}

TEST(EntryNameTest, AllowsWhatOnlyLooksAlike) {
  for (const std::string name : {".gitignore", ".gitattributes", ".github", "git", "git~2",
                                 "git~10", "...", " ", ".git-x", ".git x", "g\xe2\x80\x8cit", ".gi",
                                 "\xff\xfe", "a\\b", "a\nb", "CON", ".git\xe2\x82\xac"}) {
    EXPECT_EQ(NameProblem(name), "") << name;
  }
}

TEST(EntryNameTest, LooksAtEveryPartOfAPath) {
  EXPECT_EQ(PathProblem("a/b.c"), "");
  for (const std::string path : {"", "/a", "a/", "a//b", "a/../b", "x/.GIT/config"}) {
    EXPECT_NE(PathProblem(path), "") << path;
  }
}

TEST(TreeParserTest, ReadsEveryKindOfEntry) {
  const Result<ParsedTree> tree =
      ParsedTree::Parse(Entry("100644", "a") + Entry("40000", "a.d") + Entry("100755", "b") +
                        Entry("120000", "c") + Entry("160000", "d"));
  ASSERT_TRUE(tree.ok()) << tree.error().message;
  ASSERT_EQ(tree.value().size(), 5U);
  const EntryKind kinds[] = {EntryKind::kRegular, EntryKind::kDirectory, EntryKind::kExecutable,
                             EntryKind::kSymlink, EntryKind::kSubmodule};
  for (size_t i = 0; i < 5; ++i) {
    EXPECT_EQ(tree.value()[i].kind, kinds[i]);
    EXPECT_FALSE(tree.value()[i].odd_mode);
  }
  EXPECT_EQ(tree.value()[1].name, "a.d");
  EXPECT_EQ(tree.value()[4].id<BlobId>().Hex(), std::string(40, '1'));
}

TEST(TreeParserTest, NormalisesAndReportsOddModes) {
  const struct {
    const char* mode;
    EntryKind kind;
  } cases[] = {{"040000", EntryKind::kDirectory},  {"40755", EntryKind::kDirectory},
               {"100664", EntryKind::kRegular},    {"100600", EntryKind::kRegular},
               {"0100644", EntryKind::kRegular},   {"100775", EntryKind::kExecutable},
               {"100700", EntryKind::kExecutable}, {"120777", EntryKind::kSymlink}};
  for (const auto& odd : cases) {
    const Result<ParsedTree> tree = ParsedTree::Parse(Entry(odd.mode, "a"));
    ASSERT_TRUE(tree.ok()) << odd.mode;
    EXPECT_EQ(tree.value()[0].kind, odd.kind) << odd.mode;
    EXPECT_TRUE(tree.value()[0].odd_mode) << odd.mode;
    EXPECT_EQ(tree.value()[0].mode, odd.mode);
  }
}

TEST(TreeParserTest, RefusesMalformedTrees) {
  const std::string good = Entry("100644", "b");
  const struct {
    std::string raw;
    const char* words;
  } cases[] = {
      {"x", "truncated"},
      {good.substr(0, good.size() - 1), "truncated"},
      {good + "1", "truncated"},
      {"100644 b" + kId + kId, "truncated"},
      {"100644b" + std::string(1, '\0') + kId, "without a mode"},
      {Entry("", "b") + good, "unknown mode"},
      {Entry("10064x", "b"), "unknown mode"},
      {Entry("100844", "b"), "unknown mode"},
      {Entry("60000", "b"), "unknown mode"},
      {Entry("10000", "fifo"), "unknown mode"},
      {Entry("0", "b"), "unknown mode"},
      {Entry("140000", "socket"), "unknown mode"},
      {Entry("00100644", "b"), "without a mode"},
      {Entry("100644", ""), "is empty"},
      {Entry("40000", ".GIT"), "for .git"},
      {Entry("100644", ".."), "folder itself"},
      {Entry("100644", "a/b"), "slash"},
      {good + good, "twice"},
      {Entry("100644", "b") + Entry("40000", "b"), "twice"},
      {Entry("100644", "b") + Entry("100644", "b-c") + Entry("40000", "b"), "twice"},
      {Entry("100644", "b") + Entry("100644", "a"), "order"},
      {Entry("40000", "a") + Entry("100644", "a.c"), "order"},
      {Entry("40000", "b") + Entry("100644", "b"), "twice"},
  };
  for (const auto& bad : cases) {
    EXPECT_NE(ProblemOf(bad.raw).find(bad.words), std::string::npos)
        << bad.words << ": " << ProblemOf(bad.raw);
  }
}

TEST(TreeParserTest, AcceptsTheEmptyTree) { EXPECT_EQ(ProblemOf(""), ""); }

}  // namespace
}  // namespace headwater::git
