// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/git/line_changes.h"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <vector>

#include "service/git/commit_view.h"
#include "service/git/text_lines.h"
#include "tests/fakes/repository_builder.h"

namespace headwater::git {
namespace {

using Ranges = std::vector<LineRange>;

ChangedFile FileOf(const char* path) {
  ChangedFile file;
  file.path = Untrusted(path);
  return file;
}

std::string Utf16(const std::string& ascii, bool big, bool mark) {
  std::string bytes = mark ? (big ? "\xfe\xff" : "\xff\xfe") : "";
  for (const char c : ascii) {
    if (big) bytes += '\0';
    bytes += c;
    if (!big) bytes += '\0';
  }
  return bytes;
}

TEST(TextLinesTest, DecodesUtf16WithAndWithoutAMark) {
  const std::string text = "first line\nsecond line\n";
  for (const bool big : {false, true}) {
    for (const bool mark : {false, true}) {
      EXPECT_EQ(NormaliseLines(Utf16(text, big, mark)), text) << big << mark;
    }
  }
  EXPECT_EQ(NormaliseLines(std::string("\xff\xfe\x3d\xd8\x00\xde\xe4\x00", 8)),
            "\xf0\x9f\x98\x80\xc3\xa4");
  EXPECT_EQ(NormaliseLines(std::string("\xfe\xff\xd8\x00\x00\x41\x20", 7)),
            "\xef\xbf\xbd"
            "A"
            "\xef\xbf\xbd");
}

TEST(TextLinesTest, LeavesOtherBytesAlone) {
  for (const std::string& text :
       {std::string(), std::string("a\0b\nc", 5), std::string("\xff\xff\x00\x01", 4),
        std::string("caf\xe9\n"), std::string("a\r\nb\r\n"), std::string("a\rb\nc"),
        std::string(20, '\0')}) {
    EXPECT_EQ(NormaliseLines(text), text);
  }
}

TEST(TextLinesTest, TakesCarriageReturnsForLineEndsWhereThereAreNoOthers) {
  EXPECT_EQ(NormaliseLines("a\rb\r"), "a\nb\n");
}

TEST(TextLinesTest, MeasuresLines) {
  const struct {
    const char* text;
    uint32_t lines;
    uint64_t longest;
  } cases[] = {{"", 0, 0},    {"\n", 1, 0},     {"a", 1, 1},
               {"a\n", 1, 1}, {"a\nbcd", 2, 3}, {"\n\n", 2, 0}};
  for (const auto& one : cases) {
    EXPECT_EQ(MeasureLines(one.text).lines, one.lines) << one.text;
    EXPECT_EQ(MeasureLines(one.text).longest, one.longest) << one.text;
  }
}

TEST(DiffShownTest, ShowsThreeLinesAroundAChangeWithTheirOldNumbers) {
  const std::string old_text = "1\n2\n3\n4\n5\n6\n7\n8\n9\n";
  const auto shown = DiffShown(old_text, "1\n2\n3\n4\nX\nY\n6\n7\n8\n9\n");
  ASSERT_TRUE(shown.ok());
  EXPECT_EQ(shown.value(), (std::vector<ShownLine>{
                               {2, 2}, {3, 3}, {4, 4}, {5, 0}, {6, 0}, {7, 6}, {8, 7}, {9, 8}}));
  EXPECT_TRUE(DiffShown(old_text, old_text).value().empty());
  EXPECT_EQ(DiffShown("a\nb", "b").value(), (std::vector<ShownLine>{{1, 2}}));
}

TEST(DiffLinesTest, FindsAddedLines) {
  const struct {
    std::string old_text;
    std::string new_text;
    Ranges added;
  } cases[] = {
      {"a\nb\nc\n", "a\nb\nc\n", {}},
      {"a\nb\nc\n", "a\nc\n", {}},
      {"a\nb\nc\n", "a\nX\nc\n", {{2, 2}}},
      {"a\nb\nc\n", "X\na\nb\nY\nZ\nc\n", {{1, 1}, {4, 5}}},
      {"", "a\nb\n", {{1, 2}}},
      {"a\nb\n", "", {}},
      {"a\nb", "a\nb\n", {{2, 2}}},
      {"a\nb\n", "a\nb\nc", {{3, 3}}},
      {std::string("a\0\nb\n", 5), std::string("a\0\nX\0\nb\n", 8), {{2, 2}}},
      {"a\n", "b\n", {{1, 1}}},
      {"\xff\n\xfe\n", "\xff\n\xfd\n\xfe\n", {{2, 2}}},
  };
  for (const auto& one : cases) {
    EXPECT_EQ(DiffLines(one.old_text, one.new_text).value(), one.added) << one.new_text;
  }
}

class LineChangesTest : public testing::Test {
 protected:
  /// The lines added in a file that had `old_texts` in the bases.
  Ranges Added(const std::string& text, const std::vector<std::string>& old_texts) {
    std::vector<BlobId> blobs;
    for (const std::string& old_text : old_texts) blobs.push_back(builder.Blob(old_text));
    return AddedOf(builder.Blob(text), OldSides{{"f", blobs}});
  }

  Ranges AddedOf(const BlobId& blob, OldSides old_sides) {
    Open(blob, std::move(old_sides));
    ChangedFile file = FileOf("f");
    file.blob = blob;
    return lines->AddedLines(file).value();
  }

  void Open(const BlobId& blob, OldSides old_sides) {
    lines.reset();
    view.reset();
    repository.emplace(Repository::Open(builder.path()).value());
    const ObjectReader reader(*repository);
    view.emplace(reader, std::vector<FileEntry>{{Untrusted("f"), blob, FileMode::kRegular}},
                 kDefaultBlobBytes);
    lines.emplace(reader, *view, std::move(old_sides));
  }

  tests::RepositoryBuilder builder;
  std::optional<Repository> repository;
  std::optional<CommitView> view;
  std::optional<BlobLineChanges> lines;
};

TEST_F(LineChangesTest, IsNotBlindedByNulBytes) {
  EXPECT_EQ(Added(std::string("a\n// \0\nevil\n", 12), {"a\n"}), (Ranges{{2, 3}}));
}

TEST_F(LineChangesTest, ComparesUtf16ByItsText) {
  EXPECT_EQ(Added(Utf16("one\ntwo\nthree\n", false, true), {"one\nthree\n"}), (Ranges{{2, 2}}));
  EXPECT_EQ(Added(Utf16("one\ntwo\nthree\n", true, false), {Utf16("one\nthree\n", true, true)}),
            (Ranges{{2, 2}}));
}

TEST_F(LineChangesTest, SeesLinesInFilesOfCarriageReturns) {
  EXPECT_EQ(Added("a\rX\rb\r", {"a\rb\r"}), (Ranges{{2, 2}}));
}

TEST_F(LineChangesTest, UnitesTheLinesNewAgainstAnyBase) {
  EXPECT_EQ(Added("a\nbad\nmore\n", {"a\nbad\n", "a\n"}), (Ranges{{2, 3}}));
  EXPECT_EQ(Added("x\na\ny\n", {"x\na\n", "a\ny\n"}), (Ranges{{1, 1}, {3, 3}}));
}

TEST_F(LineChangesTest, TakesAFileBeyondTheBoundsForWhollyNew) {
  std::string many;
  for (uint32_t i = 0; i <= kMaxDiffLines; ++i) many += "x\n";
  EXPECT_EQ(Added(many, {"x\n"}), (Ranges{{1, kMaxDiffLines + 1}}));
  const std::string wide = "a\n" + std::string(kMaxLineBytes + 1, 'w') + "\n";
  EXPECT_EQ(Added(wide, {"a\n"}), (Ranges{{1, 2}}));
  EXPECT_EQ(Added("a\nb\n", {wide}), (Ranges{{1, 2}}));
  EXPECT_EQ(Added("a\nb\n", {std::string(kMaxDiffBytes + 1, 'x')}), (Ranges{{1, 2}}));
  EXPECT_EQ(Added(std::string(kDefaultBlobBytes + 1, 'x'), {"a\n"}), (Ranges{{0, 0}}));
}

TEST_F(LineChangesTest, TakesAFileWithoutAnOldSideForWhollyNew) {
  const BlobId gone = builder.Blob("gone\n");
  builder.Remove(gone);
  EXPECT_EQ(AddedOf(builder.Blob("a\nb\n"), {{"f", {gone}}}), (Ranges{{1, 2}}));
  ASSERT_EQ(lines->MissingOldSides().size(), 1U);
  EXPECT_EQ(lines->MissingOldSides()[0], gone);
  EXPECT_TRUE(view->Missing().empty());
  EXPECT_EQ(AddedOf(builder.Blob("a\nb\n"), {}), (Ranges{{1, 2}}));
  EXPECT_EQ(AddedOf(builder.Blob(""), {}), (Ranges{}));
}

TEST_F(LineChangesTest, AnswersTheWholeFileWhenItsContentIsMissing) {
  const BlobId gone = builder.Blob("gone\n");
  builder.Remove(gone);
  EXPECT_EQ(AddedOf(gone, {}), (Ranges{{0, 0}}));
  ASSERT_EQ(view->Missing().size(), 1U);
  EXPECT_EQ(view->Missing()[0], gone);
}

TEST_F(LineChangesTest, HasNoLinesForDeletedFilesAndRefusesUnknownOnes) {
  Open(builder.Blob("a\n"), {});
  ChangedFile deleted = FileOf("x");
  deleted.status = FileStatus::kDeleted;
  EXPECT_TRUE(lines->AddedLines(deleted).value().empty());
  EXPECT_EQ(lines->AddedLines(FileOf("x")).error().code, Errc::kInvalid);
}

}  // namespace
}  // namespace headwater::git
