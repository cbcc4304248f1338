// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
//
// Cases made from the table of file kinds: every row is read, refused and, where that is safe,
// mended.
#include "rules/license/comment_styles.h"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "rules/license/comment_scanner.h"
#include "rules/license/header.h"
#include "rules/license/license_tag.h"

namespace headwater::license {
namespace {

using State = OwnLicense::State;

constexpr std::string_view kTagLine = "SPDX-License-Identifier: EUPL-1.2";

struct Row {
  std::string path;
  FileKind kind;
};

// A file of every kind in the table.
std::vector<Row> Rows() {
  std::vector<Row> rows;
  const auto add = [&rows](std::span<const KindGroup> groups, const std::string& prefix) {
    for (const KindGroup& group : groups) {
      for (const Literal& name : group.names) {
        if (name.view().empty()) continue;
        rows.push_back({prefix + std::string(name.view()), {group.style, group.source}});
      }
    }
  };
  add(ExtensionGroups(), "folder/file.");
  add(FileNameGroups(), "folder/");
  return rows;
}

// Every way in which the style can write a comment.
std::vector<std::string> Comments(const CommentStyle& style, std::string_view text) {
  std::vector<std::string> comments;
  for (const Literal& prefix : style.lines) {
    comments.push_back(std::string(prefix.view()) + " " + std::string(text) + "\n");
  }
  for (const Block& block : style.blocks) {
    comments.push_back(std::string(block.open.view()) + "\n" + std::string(text) + "\n" +
                       std::string(block.close.view()) + "\n");
  }
  return comments;
}

TEST(CommentStylesTest, TableIsLargeEnoughToBeUseful) {
  std::set<const CommentStyle*> styles;
  for (const Row& row : Rows()) styles.insert(row.kind.style);
  EXPECT_GE(styles.size(), 15U);
  EXPECT_GE(Rows().size(), 120U);
}

TEST(CommentStylesTest, EveryRowIsFoundByItsPathAndOnlyOnce) {
  std::set<std::string> paths;
  for (const Row& row : Rows()) {
    EXPECT_TRUE(paths.insert(row.path).second) << row.path << " is in the table twice";
    const auto kind = FileKindOf(row.path);
    ASSERT_TRUE(kind.has_value()) << row.path;
    EXPECT_EQ(row.kind.style, kind->style) << row.path;
    EXPECT_EQ(row.kind.source, kind->source) << row.path;
  }
}

TEST(CommentStylesTest, EveryRowReadsATagInEachOfItsComments) {
  for (const Row& row : Rows()) {
    const auto comments = Comments(*row.kind.style, kTagLine);
    ASSERT_FALSE(comments.empty()) << row.path;
    for (const std::string& comment : comments) {
      EXPECT_EQ(State::kNamed, ReadOwnLicense("code\n" + comment, row.kind.style).state)
          << row.path << ": " << comment;
    }
  }
}

TEST(CommentStylesTest, EveryRowRefusesATagOutsideOfComments) {
  for (const Row& row : Rows()) {
    const std::string text = "code\n" + std::string(kTagLine) + "\n";
    EXPECT_EQ(State::kNone, ReadOwnLicense(text, row.kind.style).state) << row.path;
  }
}

TEST(CommentStylesTest, EveryRowRefusesACommentInAString) {
  for (const Row& row : Rows()) {
    for (const Quote& quote : row.kind.style->quotes) {
      for (std::string comment : Comments(*row.kind.style, kTagLine)) {
        const std::string close(quote.close.view());
        const bool ends_string = comment.find(close) != std::string::npos;
        const bool fits =
            !ends_string && (quote.multiline || comment.find('\n') + 1 == comment.size());
        if (!fits) continue;
        comment.pop_back();
        const std::string text = "x = " + std::string(quote.open.view()) + comment + close + "\n";
        EXPECT_EQ(State::kNone, ReadOwnLicense(text, row.kind.style).state) << row.path << text;
      }
    }
  }
}

TEST(CommentStylesTest, EverySuggestedHeaderIsReadBack) {
  size_t suggested = 0;
  for (const Row& row : Rows()) {
    const CommentStyle& style = *row.kind.style;
    const SourceText source{Encoding::kBytes,
                            style.preamble == Preamble::kPhp ? "<?php\ncode\n" : "code\n"};
    const auto fix = SuggestHeader(Untrusted(row.path), source, style,
                                   HeaderLines({"EUPL-1.2", "Somebody"}, std::chrono::year{2026}));
    EXPECT_EQ(style.preamble != Preamble::kUnsure, fix.has_value()) << row.path;
    if (!fix) continue;
    ++suggested;
    EXPECT_EQ(State::kNamed, ReadOwnLicense(fix->text.bytes(), &style).state) << row.path;
    EXPECT_NE(std::string::npos, fix->text.bytes().find("2026 Somebody")) << row.path;
  }
  EXPECT_GE(suggested, 100U);
}

TEST(CommentStylesTest, NamesDecideBeforeExtensions) {
  EXPECT_TRUE(FileKindOf("CMakeLists.txt").has_value());
  EXPECT_FALSE(FileKindOf("notes.txt").has_value());
  EXPECT_TRUE(FileKindOf("deploy/Dockerfile.alpine")->source);
  EXPECT_TRUE(FileKindOf("A.CPP")->source) << "extensions know no case";
  EXPECT_FALSE(FileKindOf("makeFile").has_value()) << "names do";
  EXPECT_FALSE(FileKindOf(".c").has_value()) << "a dot file has no extension";
  EXPECT_FALSE(FileKindOf("a.c/data").has_value());
  EXPECT_FALSE(FileKindOf("").has_value());
}

TEST(CommentScannerTest, SurvivesEveryPrefixOfOddTexts) {
  const std::string odd =
      "R\"x( /* '''\\\n\"\"\" <<EOF <<-'A <!-- {# --[[ # // \\\n R\"0123456789abcdefg( `${` "
      "=begin\\";
  for (const Row& row : Rows()) {
    for (size_t size = 0; size <= odd.size(); ++size) {
      CommentScanner scanner(std::string_view(odd).substr(0, size), *row.kind.style);
      size_t comments = 0;
      while (scanner.Next()) ++comments;
      EXPECT_LE(comments, odd.size());
    }
  }
}

// Quadratic time would be minutes here; the test's time-out is the measure.
TEST(CommentScannerTest, TakesLinearTimeOnHostileTexts) {
  constexpr size_t kRepeats = 400'000;
  for (const std::string_view part : {"<<EOF\n", "R\"a(", "\"", "/*", "#", "\\", "<!--", "`'\""}) {
    std::string text;
    for (size_t i = 0; i < kRepeats; ++i) text += part;
    for (const std::string_view path : {"a.sh", "a.cc", "a.py", "a.js", "a.php", "a.bat"}) {
      CommentScanner scanner(text, *FileKindOf(path)->style);
      size_t inside = 0;
      while (const auto comment = scanner.Next()) inside += comment->size();
      EXPECT_LE(inside, text.size()) << path << " reads " << part << " twice";
    }
  }
}

}  // namespace
}  // namespace headwater::license
