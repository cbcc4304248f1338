// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/license/comment_scanner.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace headwater::license {
namespace {

// What the scanner takes for comments, joined by `|`.
std::string CommentsIn(std::string_view path, std::string_view text) {
  CommentScanner scanner(text, *FileKindOf(path)->style);
  std::string joined;
  while (const auto comment = scanner.Next()) joined += std::string(*comment) + "|";
  return joined;
}

TEST(CommentScannerTest, NestedCommentsEndWhereTheOuterOneEnds) {
  EXPECT_EQ(" a /* b */ c |", CommentsIn("a.rs", "/* a /* b */ c */ let x = \"/* d */\";"));
  EXPECT_EQ(" a (* b *) c |", CommentsIn("a.ml", "(* a (* b *) c *) code"));
  EXPECT_EQ(" a {- b -} c |", CommentsIn("a.hs", "{- a {- b -} c -} code"));
  EXPECT_EQ(" a /+ b +/ c |", CommentsIn("a.di", "/+ a /+ b +/ c +/ code"));
  EXPECT_EQ(" a #| b |# c |", CommentsIn("a.rkt", "#| a #| b |# c |# code"));
  for (const std::string_view path : {"a.kt", "a.swift", "a.scala", "a.dart"}) {
    EXPECT_EQ(" a /* b */ c |", CommentsIn(path, "/* a /* b */ c */ code")) << path;
  }
  EXPECT_EQ(" a /* b |", CommentsIn("a.c", "/* a /* b */ c */")) << "C's do not nest";
}

TEST(CommentScannerTest, RegularExpressionsAreNoComments) {
  EXPECT_EQ(" y|", CommentsIn("a.js", "x = /[/*] \"/; // y"));
  EXPECT_EQ(" y|", CommentsIn("a.js", "s.replace(/'\\//g, a / b); // y"));
  EXPECT_EQ(" y|", CommentsIn("a.ts", "return /\"/.test(x); // y"));
  EXPECT_EQ(" y|", CommentsIn("a.js", "const f = s => /`/.test(s) // y\n"));
  EXPECT_EQ(" y|", CommentsIn("a.rb", "x =~ /' #/ # y"));
  EXPECT_EQ(" y|", CommentsIn("a.pm", "if ($x =~ /\" #/) { } # y"));
  EXPECT_EQ(" y|", CommentsIn("a.awk", "$0 ~ /\"/ { print } # y"));
}

TEST(CommentScannerTest, DivisionsAndTagsAreNoRegularExpressions) {
  EXPECT_EQ(" y|", CommentsIn("a.js", "x = a / b; // y"));
  EXPECT_EQ(" y|", CommentsIn("a.js", "i++ / 2; // y"));
  EXPECT_EQ(" y |", CommentsIn("a.jsx", "<p>a</p> /* y */"));
  EXPECT_EQ(" y|", CommentsIn("a.js", "(a + b) / c // y"));
}

TEST(CommentScannerTest, AnApostropheIsACharacterOnlyWhenItEndsSoon) {
  EXPECT_EQ(" y|", CommentsIn("a.rs", "fn f<'a>(x: &'a str) {} // y"));
  EXPECT_EQ(" y|", CommentsIn("a.rs", "let q = '\"'; let r = '\\''; // y"));
  EXPECT_EQ(" y|", CommentsIn("a.adb", "C : Character := '\"'; -- y"));
  EXPECT_EQ(" y|", CommentsIn("a.hs", "foldl' f x '\"' -- y"));
  EXPECT_EQ(" y|", CommentsIn("a.rs", "let u = '\\u{1F600}'; let e = '\xC3\xA4'; // y"));
}

TEST(CommentScannerTest, MatlabTransposesBehindAnOperand) {
  EXPECT_EQ(" y|", CommentsIn("a.octave_m.m", "% y\n"));
  const CommentStyle& matlab = StyleNamed("matlab");
  const std::string_view text = "a = b' * [1 2]'; s = '% no'; % y\n";
  CommentScanner scanner(text, matlab);
  EXPECT_EQ(" y", scanner.Next().value());
  EXPECT_FALSE(scanner.Next().has_value());
}

TEST(CommentScannerTest, StringsChooseTheirEnd) {
  EXPECT_EQ(" y|", CommentsIn("a.cc", "R\"x( // no )\" )x\" // y"));
  EXPECT_EQ(" y|", CommentsIn("a.rs", "r##\" // no \"# \"## // y"));
  EXPECT_EQ(" y|", CommentsIn("a.swift", "#\" // no \" \"# // y"));
  EXPECT_EQ(" y|", CommentsIn("a.lua", "x = [==[ -- no ]] ]==] -- y"));
  EXPECT_EQ("[==[ y ]==]|", CommentsIn("a.lua", "--[==[ y ]==] code"));
  EXPECT_EQ(" y|", CommentsIn("a.sql", "AS $f$ -- no $f$; -- y"));
  EXPECT_EQ(" y|", CommentsIn("a.rb", "x = <<~EOS\n# no\n  EOS\n# y"));
  EXPECT_EQ(" no| y|", CommentsIn("a.rb", "list << item\n# no\nitem\n# y")) << "an operator";
  EXPECT_EQ(" y|", CommentsIn("a.sh", "cat << EOF\n# no\nEOF\n# y"));
  EXPECT_EQ(" y|", CommentsIn("a.cs", "x = @\"c:\\\"; // y"));
  EXPECT_EQ(" y|", CommentsIn("a.toml", "x = '''\n# no\n''' # y"));
  EXPECT_EQ(" y|", CommentsIn("a.bicep", "x = '''\n// no\n''' // y"));
}

TEST(CommentScannerTest, BlocksThatBeginWithALineCountOnlyThere) {
  EXPECT_EQ("\ny|", CommentsIn("a.rb", "=begin\ny\n=end\ncode"));
  EXPECT_EQ("", CommentsIn("a.rb", "x =begin\n"));
  EXPECT_EQ("\n\ny\n|", CommentsIn("a.pm", "=pod\n\ny\n\n=cut\ncode"));
  EXPECT_EQ(" y|", CommentsIn("a.rb", "=begin\n# y")) << "one without an end is none";
}

TEST(CommentScannerTest, FrontMatterHasCommentsOfItsOwn) {
  EXPECT_EQ(" y|", CommentsIn("a.html", "---\n# y\ntitle: x # no\n---\n# no\n"));
  EXPECT_EQ(" y| z |", CommentsIn("a.md", "---\n# y\n---\n# title\n<!-- z -->\n"));
  EXPECT_EQ("", CommentsIn("a.html", "---\n# no\n")) << "one without an end is none";
}

TEST(CommentScannerTest, IndentedLinesBelongToAPrefixAlone) {
  EXPECT_EQ("\n   y|", CommentsIn("a.rst", "..\n   y\ntext"));
  EXPECT_EQ(" y|", CommentsIn("a.rst", ".. y\ntext"));
  EXPECT_EQ("\n  y|", CommentsIn("a.pug", "//-\n  y\np text"));
}

TEST(CommentScannerTest, ColumnsDecideInOldLanguages) {
  EXPECT_EQ(" y|", CommentsIn("a.cbl", "000100* y\n       MOVE A * B.\n"));
  EXPECT_EQ(" y|", CommentsIn("a.cob", "MOVE A *> y\n"));
  EXPECT_EQ(" y|", CommentsIn("a.f", "C y\n      CALL X\nCALLING\n"));
  EXPECT_EQ(" y|", CommentsIn("a.abap", "* y\n  x = a * b.\n"));
}

TEST(CommentScannerTest, SurvivesEveryPrefixOfOddTexts) {
  const std::string odd =
      "R\"x( /* '''\\\n\"\"\" <<EOF <<-'A <!-- {# --[==[ # // \\\n R\"0123456789abcdefg( `${` $a$ "
      "r#\" '\\ = /[ (* {- /+ \n=begin\\";
  for (const CommentStyle& style : AllCommentStyles()) {
    for (size_t size = 0; size <= odd.size(); ++size) {
      CommentScanner scanner(std::string_view(odd).substr(0, size), style);
      size_t comments = 0;
      while (scanner.Next()) ++comments;
      EXPECT_LE(comments, odd.size());
    }
  }
}

// Quadratic time would be minutes here; the test's time-out is the measure.
TEST(CommentScannerTest, TakesLinearTimeOnHostileTexts) {
  constexpr size_t kRepeats = 20'000;
  for (const std::string_view part :
       {"<<EOF\n", "R\"a(", "\"",       "/*",      "#",      "\\",     "<!--",
        "`'\"",    "=/[",   "$a$ $b$",  "[=[",     "--[==[", "(*",     "{-",
        "'",       "r#\"",  "=begin\n", "\n---\n", "  ",     "\n%{\n", "..\n"}) {
    std::string text = "---\n";
    for (size_t i = 0; i < kRepeats; ++i) text += part;
    for (const std::string_view path :
         {"a.sh", "a.cc", "a.py", "a.js", "a.php", "a.bat", "a.sql", "a.lua", "a.rs", "a.rb",
          "a.ml", "a.hs", "a.html", "a.rst", "a.cbl"}) {
      CommentScanner scanner(text, *FileKindOf(path)->style);
      size_t inside = 0;
      while (const auto comment = scanner.Next()) inside += comment->size();
      EXPECT_LE(inside, text.size()) << path << " reads " << part << " twice";
    }
  }
}

}  // namespace
}  // namespace headwater::license
