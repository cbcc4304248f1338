// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
//
// Cases made from the tables of styles and kinds: every row is read, refused and, where that is
// safe, mended.
#include "rules/license/comment_styles.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "headwater/fix.h"
#include "rules/license/comment_scanner.h"
#include "rules/license/file_content.h"
#include "rules/license/header.h"

namespace headwater::license {
namespace {

constexpr std::string_view kTagLine = "SPDX-License-Identifier: EUPL-1.2";
constexpr std::string_view kMark = "\xEF\xBB\xBF";

std::string PathOf(const NamedKind& row) {
  return (row.is_name ? "folder/" : "folder/file.") + std::string(row.name);
}

std::vector<NamedKind> CommentedKinds() {
  std::vector<NamedKind> rows = AllFileKinds();
  std::erase_if(rows, [](const NamedKind& row) { return row.kind.style == nullptr; });
  return rows;
}

// Every way in which the style can write a comment, in lines of its own.
std::vector<std::string> Comments(const CommentStyle& style) {
  std::vector<std::string> comments;
  for (const Literal& prefix : style.lines) {
    const bool indicator =
        style.place == PrefixPlace::kColumnSeven && prefix.view().find('>') == prefix.view().npos;
    comments.push_back((indicator ? "000100" : "") + std::string(prefix.view()) + " " +
                       std::string(kTagLine) + "\n");
  }
  for (const Block& block : style.blocks) {
    comments.push_back(std::string(block.open.view()) + "\n" + std::string(kTagLine) + "\n" +
                       std::string(block.close.view()) + "\n");
  }
  return comments;
}

// The same without line breaks, for strings of one line.
std::vector<std::string> CommentsOfOneLine(const CommentStyle& style) {
  std::vector<std::string> comments;
  for (const Literal& prefix : style.lines) {
    comments.push_back(std::string(prefix.view()) + " " + std::string(kTagLine));
  }
  for (const Block& block : style.blocks) {
    comments.push_back(std::string(block.open.view()) + " " + std::string(kTagLine) + " " +
                       std::string(block.close.view()));
  }
  return comments;
}

bool ReadsTag(std::string_view text, const CommentStyle& style) {
  CommentScanner scanner(text, style);
  while (const auto comment = scanner.Next()) {
    if (comment->find(kTagLine) != std::string_view::npos) return true;
  }
  return false;
}

TEST(CommentStylesTest, TablesAreLargeEnoughToBeUseful) {
  std::set<const CommentStyle*> styles;
  for (const NamedKind& row : CommentedKinds()) styles.insert(row.kind.style);
  EXPECT_GE(styles.size(), 80U);
  EXPECT_GE(CommentedKinds().size(), 900U);
  EXPECT_GE(AllFileKinds().size() - CommentedKinds().size(), 150U);
}

TEST(CommentStylesTest, StylesAreSortedAndEachIsUsed) {
  std::set<const CommentStyle*> used;
  for (const NamedKind& row : CommentedKinds()) used.insert(row.kind.style);
  for (const Evidence& row : AllEvidence()) used.insert(&StyleNamed(row.style.view()));
  std::string_view before;
  for (const CommentStyle& style : AllCommentStyles()) {
    EXPECT_LT(before, style.name.view());
    before = style.name.view();
    EXPECT_EQ(1U, used.count(&style)) << before << " has no kind";
  }
}

TEST(CommentStylesTest, EveryRowIsFoundByItsPathAndOnlyOnce) {
  std::set<std::string> paths;
  for (const NamedKind& row : AllFileKinds()) {
    const std::string path = PathOf(row);
    EXPECT_TRUE(paths.insert(path).second) << path << " is in the table twice";
    const auto kind = FileKindOf(path);
    EXPECT_EQ(row.kind.style == nullptr, TakesNoComment(path)) << path;
    ASSERT_EQ(row.kind.style != nullptr, kind.has_value()) << path;
    if (!kind) continue;
    EXPECT_EQ(row.kind.style, kind->style) << path;
    EXPECT_EQ(row.kind.source, kind->source) << path;
  }
}

TEST(CommentStylesTest, EveryRowReadsATagInEachOfItsComments) {
  for (const NamedKind& row : CommentedKinds()) {
    const auto comments = Comments(*row.kind.style);
    ASSERT_FALSE(comments.empty()) << row.name;
    for (const std::string& comment : comments) {
      EXPECT_TRUE(ReadsTag("code\n" + comment, *row.kind.style)) << row.name << ": " << comment;
    }
  }
}

TEST(CommentStylesTest, EveryRowRefusesATagInCode) {
  for (const NamedKind& row : CommentedKinds()) {
    const std::string text = "code\n" + std::string(kTagLine) + "\n";
    EXPECT_FALSE(ReadsTag(text, *row.kind.style)) << row.name;
  }
}

TEST(CommentStylesTest, EveryRowRefusesACommentInAString) {
  size_t refused = 0;
  for (const NamedKind& row : CommentedKinds()) {
    const CommentStyle& style = *row.kind.style;
    ASSERT_EQ(style.quotes.empty(), style.outside != Outside::kStrings) << style.name.view();
    for (const Quote& quote : style.quotes) {
      for (const std::string& comment : CommentsOfOneLine(style)) {
        const std::string close(quote.close.view());
        if (comment.find(close) != std::string::npos) continue;
        const std::string text = "x = " + std::string(quote.open.view()) + comment + close + "\n";
        EXPECT_FALSE(ReadsTag(text, style)) << row.name << ": " << text;
        EXPECT_TRUE(ReadsTag(text + Comments(style).front(), style)) << row.name << ": " << text;
        ++refused;
      }
    }
  }
  EXPECT_GE(refused, 1000U);
}

// A little file of the kind, in which a header has a place.
std::string Sample(const CommentStyle& style) {
  switch (style.preamble) {
    case Preamble::kPhp:
      return "<?php\ncode\n";
    case Preamble::kXml:
      return "<?xml version=\"1.0\"?>\n<code/>\n";
    default:
      return "first\nsecond\n";
  }
}

std::string ToCrlf(std::string_view text) {
  std::string crlf;
  for (const char c : text) (c == '\n' ? crlf += '\r' : crlf) += c;
  return crlf;
}

std::string Applied(std::string_view bytes, const Fix& fix) {
  const Edit edit{fix.lines, fix.text.bytes()};
  const EditPlan plan = PlanEdits(bytes, std::span(&edit, 1));
  return ApplyEdits(bytes, plan.edits);
}

// Every line is still there, in order.
bool KeepsLines(std::string_view before, std::string_view after) {
  const auto starts = LineStarts(before);
  size_t from = 0;
  for (size_t i = 0; i + 1 < starts.size(); ++i) {
    std::string_view line = before.substr(starts[i], starts[i + 1] - starts[i]);
    if (line.starts_with(kMark)) line.remove_prefix(kMark.size());
    const size_t found = after.find(line, from);
    if (found == std::string_view::npos) return false;
    from = found + line.size();
  }
  return true;
}

enum class Form { kLf, kCrlf, kMarked };

std::string InForm(Form form, std::string text) {
  if (form == Form::kCrlf) return ToCrlf(text);
  return form == Form::kMarked ? std::string(kMark) + text : text;
}

TEST(CommentStylesTest, EverySuggestedHeaderIsReadBackAndBreaksNothing) {
  size_t suggested = 0;
  const auto lines = HeaderLines("EUPL-1.2", "Example Agency", std::chrono::year{2026});
  for (const NamedKind& row : CommentedKinds()) {
    const std::string path = PathOf(row);
    const CommentStyle& style = *row.kind.style;
    for (const Form form : {Form::kLf, Form::kCrlf, Form::kMarked}) {
      const std::string bytes = InForm(form, Sample(style));
      const auto fix = SuggestHeader(Untrusted(path), DecodeSource(bytes), style, lines);
      const bool by_column =
          style.place == PrefixPlace::kColumnOne || style.place == PrefixPlace::kColumnSeven;
      const bool displaced = by_column && form == Form::kMarked;
      EXPECT_EQ(style.preamble != Preamble::kUnsure && !displaced, fix.has_value()) << path;
      if (!fix) continue;
      ++suggested;
      const std::string after = Applied(bytes, *fix);
      EXPECT_TRUE(KeepsLines(bytes, after)) << path << ":\n" << after;
      EXPECT_EQ(form == Form::kMarked, after.starts_with(kMark)) << path;
      EXPECT_EQ(std::string::npos, after.find(kMark, 1)) << path;
      EXPECT_EQ(form == Form::kCrlf, after.find('\r') != std::string::npos) << path;
      if (form == Form::kCrlf) {
        EXPECT_EQ(std::string::npos, after.find("\r\r"));
        EXPECT_EQ(std::count(after.begin(), after.end(), '\n'),
                  std::count(after.begin(), after.end(), '\r'))
            << path;
      }
      const SourceText read = DecodeSource(after);
      EXPECT_TRUE(ReadsTag(read.text, *FileKindOf(path, read.text)->style)) << path << after;
      EXPECT_NE(std::string::npos, after.find("2026 Example Agency")) << path;
    }
  }
  EXPECT_GE(suggested, 2500U);
}

TEST(CommentStylesTest, NamesDecideBeforeExtensions) {
  EXPECT_TRUE(FileKindOf("CMakeLists.txt").has_value());
  EXPECT_FALSE(FileKindOf("notes.txt").has_value());
  EXPECT_FALSE(TakesNoComment("notes.txt")) << "not known is not the same";
  EXPECT_TRUE(TakesNoComment("a/package.json"));
  EXPECT_TRUE(FileKindOf("deploy/Dockerfile.alpine")->source);
  EXPECT_TRUE(FileKindOf("A.CPP")->source) << "extensions know no case";
  EXPECT_FALSE(FileKindOf("makeFile").has_value()) << "names do";
  EXPECT_FALSE(FileKindOf(".c").has_value()) << "a dot file has no extension";
  EXPECT_FALSE(FileKindOf("a.c/data").has_value());
  EXPECT_FALSE(FileKindOf("").has_value());
}

TEST(CommentStylesTest, ExtensionsOfTwoPartsAndInputsOfABuildAreKnown) {
  EXPECT_EQ("blade", FileKindOf("a.blade.php")->style->name.view());
  EXPECT_EQ("php", FileKindOf("a.b.php")->style->name.view());
  EXPECT_EQ("c header", FileKindOf("config.h.in")->style->name.view());
  EXPECT_EQ("hash", FileKindOf("Makefile.in")->style->name.view());
  EXPECT_FALSE(FileKindOf("a.in").has_value());
}

TEST(FileContentTest, EveryBeginningShowsItsLanguage) {
  for (const Evidence& row : AllEvidence()) {
    std::string_view starts = row.starts.view();
    while (!starts.empty()) {
      const size_t end = std::min(starts.find('|', 1), starts.size());
      const std::string text = "\n  " + std::string(starts.substr(0, end)) + " x\n";
      const auto kind = KindShownBy(text, row.extension.view());
      ASSERT_TRUE(kind.has_value()) << row.extension.view() << text;
      EXPECT_EQ(row.style.view(), kind->style->name.view()) << row.extension.view() << text;
      EXPECT_EQ(row.source, kind->source);
      starts.remove_prefix(std::min(end + 1, starts.size()));
    }
  }
}

TEST(FileContentTest, LinesOfTwoLanguagesShowNone) {
  const std::string_view both = "#import <A.h>\n% and\n";
  EXPECT_FALSE(KindShownBy(both, "m").has_value());
  EXPECT_EQ(Preamble::kUnsure, FileKindOf("a.m", both)->style->preamble);
  EXPECT_FALSE(KindShownBy("x = 1;\n", "m").has_value());
  EXPECT_EQ("slashes", FileKindOf("a.m", "#import <A.h>\n")->style->name.view());
  EXPECT_EQ("matlab", FileKindOf("a.m", "function y = f(x)\n")->style->name.view());
}

// The page that people read: HEADWATER_ACCEPT=1 writes it anew.
std::string Joined(std::span<const Literal> words) {
  std::string text;
  for (const Literal& word : words) {
    if (!text.empty()) text += " ";
    text += "`" + std::string(word.view()) + "`";
  }
  return text;
}

std::string BlocksOf(const CommentStyle& style) {
  std::string text;
  for (const Block& block : style.blocks) {
    if (!text.empty()) text += ", ";
    text += "`" + std::string(block.open.view()) + " " + std::string(block.close.view()) + "`";
    if (block.nested) text += " (nested)";
  }
  return text;
}

std::string WithoutPipes(std::string text) {
  for (size_t at = text.find('|'); at != std::string::npos; at = text.find('|', at + 2)) {
    text.insert(at, "\\");
  }
  return text;
}

std::string StylesPage() {
  std::map<std::string_view, std::string> kinds;
  std::string none;
  for (const NamedKind& row : AllFileKinds()) {
    std::string& list = row.kind.style == nullptr ? none : kinds[row.kind.style->name.view()];
    if (!list.empty()) list += " ";
    list += (row.is_name ? "" : ".") + std::string(row.name);
  }
  std::string page =
      "<!--\nSPDX-FileCopyrightText: 2026 Headwater contributors\n"
      "SPDX-License-"
      "Identifier: EUPL-1.2\n-->\n"
      "# Comment styles and file kinds\n\n"
      "Made from the tables in `comment_styles.cc`, `file_kind_table.cc` and `file_content.cc`; a\n"
      "test keeps it current (`HEADWATER_ACCEPT=1 test_rules`). The first way to write a comment\n"
      "is the one that a suggested header has.\n\n"
      "| style | comments | kinds of files |\n|---|---|---|\n";
  for (const CommentStyle& style : AllCommentStyles()) {
    const std::string blocks = BlocksOf(style);
    const std::string lines = Joined(style.lines);
    const std::string both = style.write_block ? blocks + (lines.empty() ? "" : ", ") + lines
                                               : lines + (blocks.empty() ? "" : ", ") + blocks;
    page += "| " + std::string(style.name.view()) + " | " +
            WithoutPipes(lines.empty() ? blocks : both) + " | " + kinds[style.name.view()] + " |\n";
  }
  page += "\n## No comments\n\nLicence information stands in a side-car, `X.license`:\n\n" + none +
          "\n\n## Endings of several languages\n\nWhat a line begins with shows the language; "
          "where that is not sure, nothing is suggested.\n\n| ending | style | lines that begin "
          "with |\n|---|---|---|\n";
  for (const Evidence& row : AllEvidence()) {
    page += "| ." + std::string(row.extension.view()) + " | " + std::string(row.style.view()) +
            " | " + WithoutPipes("`` " + std::string(row.starts.view()) + " ``") + " |\n";
  }
  return page;
}

TEST(CommentStylesTest, PageForPeopleIsCurrent) {
  const std::string path = std::string(HEADWATER_SOURCE_DIR) + "/rules/license/comment_styles.md";
  if (std::getenv("HEADWATER_ACCEPT") != nullptr) {
    std::ofstream(path) << StylesPage();
    GTEST_SKIP() << "written anew: " << path;
  }
  std::ifstream file(path);
  const std::string page{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  EXPECT_EQ(StylesPage(), page) << "HEADWATER_ACCEPT=1 writes it";
}

}  // namespace
}  // namespace headwater::license
