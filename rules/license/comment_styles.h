// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "headwater/untrusted.h"

/// \file
/// Which files are source code, how comments and strings look in them, and what has to stay at
/// their top. Three tables: the styles (comment_styles.cc), the kinds of files that have one
/// (file_kind_table.cc), and what files of two languages look like (file_content.cc). Adding a
/// language is mostly adding a word to the second.

namespace headwater::license {

struct Block {
  Literal open;
  Literal close;
  bool nested = false;      ///< A comment within the comment has its own end.
  bool line_start = false;  ///< Open and close count only at the beginning of a line.
};

/// A string literal with a fixed beginning and end.
struct Quote {
  Literal open;
  Literal close;
  bool multiline = false;  ///< Otherwise it ends with the line at the latest.
  bool escapes = true;     ///< A backslash takes the next byte's meaning.
};

/// String literals whose end is chosen where they begin.
enum class FreeString {
  kNone,
  kRawString,     ///< C++: R"end( ... )end"
  kHeredoc,       ///< Shell, PHP, HCL: << END ... END
  kTightHeredoc,  ///< Ruby, Perl: <<END ... END, without a blank, which makes it an operator.
  kHashes,        ///< Rust: r#"..."#, Swift: #"..."#, with any number of hashes.
  kLongBrackets,  ///< Lua: [==[ ... ]==], and behind `--` a comment.
  kDollarQuotes,  ///< PostgreSQL: $word$ ... $word$
};

/// Where a line comment's prefix counts.
enum class PrefixPlace {
  kAnywhere,
  kWordStart,    ///< Behind a blank or a separator: `$#` and `a#b` are no comments in a shell.
  kLineStart,    ///< Only blanks before it in its line.
  kColumnOne,    ///< Nothing before it in its line.
  kColumnSeven,  ///< Behind the six columns of COBOL's line numbers.
};

/// What an apostrophe is, in languages where it is not simply a quote.
enum class Apostrophe {
  kOther,        ///< See `quotes`.
  kCharacter,    ///< 'x'; without a second one soon after it, a lifetime, an attribute, a prime.
  kTransposing,  ///< Behind an operand it transposes, elsewhere it begins a string.
};

/// What follows a header that is written.
enum class Behind {
  kBlankLine,
  kLine,     ///< Nothing: a comment's line is left out of the output, a blank one would not be.
  kNothing,  ///< Not even a line break, which would be output.
};

/// What has to stay before a header that we suggest, besides what stays first in every file: `#!`
/// and the lines that editors read.
enum class Preamble {
  kPlain,
  kPython,      ///< Coding lines in the first two lines (PEP 263).
  kRuby,        ///< Magic comments.
  kXml,         ///< Declaration, processing instructions, a DOCTYPE of one piece.
  kHtml,        ///< The same; nothing is suggested in a template of a language that is not known.
  kMarkdown,    ///< Front matter.
  kPhp,         ///< The opening tag, which is written where the page's text comes first.
  kDockerfile,  ///< Parser directives.
  kCss,         ///< `@charset`, and the front matter of site generators.
  kBatch,       ///< `@echo off`
  kYaml,        ///< Directives; nothing in a vault.
  kJavaScript,  ///< A first comment that tools read; the front matter of site generators.
  kSql,         ///< The first line of a change log.
  kTex,         ///< `% !TEX`
  kFreeMarker,  ///< `<#ftl>`
  kErb,         ///< Nothing before a tag whose line break depends on what is in its line.
  kBasic,       ///< Attributes; nothing before `VERSION`.
  kRegistry,    ///< The first line, which says the format.
  kUnsure,      ///< The top has a meaning that is not known here: nothing is suggested.
};

/// What stands outside of the comments.
enum class Outside {
  kStrings,    ///< Code or data with the string literals of `quotes`.
  kNoStrings,  ///< Code or data in which nothing can hide a comment, or what does is not told
               ///< apart.
  kText,       ///< Text, which has no strings.
  /// What a template writes, or one of many languages: it may have comments in any other style.
  kUnknownLanguage,
};

struct CommentStyle {
  Literal name;                         ///< For people and for documents; stable.
  std::span<const Literal> lines = {};  ///< Prefixes; the first is the one that is written.
  std::span<const Block> blocks = {};   ///< The first is written when `write_block`.
  std::span<const Quote> quotes = {};   ///< Longer ones first.
  FreeString free_string = FreeString::kNone;
  PrefixPlace place = PrefixPlace::kAnywhere;
  Preamble preamble = Preamble::kPlain;
  bool write_block = false;
  bool ignore_case = false;  ///< Of the line prefixes.
  Apostrophe apostrophe = Apostrophe::kOther;
  /// Below a prefix that has its line for itself, indented lines belong to the comment.
  bool indented = false;
  bool regexes = false;  ///< `/x/` where an operand is expected.
  Behind behind = Behind::kBlankLine;
  bool front_matter = false;  ///< A first block between `---` lines has comments with `#`.
  Outside outside = Outside::kStrings;
};

struct FileKind {
  const CommentStyle* style = nullptr;
  /// Code that people write, as opposed to data, configuration and prose.
  bool source = false;
};

/// The kind that a path's file name or extension says; nothing for unknown ones and for those that
/// know no comments. Where two languages share the ending, the kind reads the comments of both and
/// nothing is suggested for it: see the overload.
std::optional<FileKind> FileKindOf(std::string_view path);

/// The same, and where languages share an ending (`.m`, `.pl`, `.v`, `.h`, `.ts` ...) the one that
/// the text shows for certain. Looks at the first kilobytes.
std::optional<FileKind> FileKindOf(std::string_view path, std::string_view text);

/// Whether files of that name are known to have no comments (JSON, tables, images, archives):
/// licence information stands in a side-car.
bool TakesNoComment(std::string_view path);

/// One row of the table of kinds.
struct NamedKind {
  std::string_view name;  ///< An extension in lower case without the dot, or a whole file name.
  bool is_name = false;   ///< A whole file name.
  FileKind kind;          ///< Without style: takes no comment.
};

/// Every row, for documents and tests.
std::vector<NamedKind> AllFileKinds();

/// Every style, sorted by name.
std::span<const CommentStyle> AllCommentStyles();

/// The style of that name. Asking for one that does not exist is a bug: it terminates.
const CommentStyle& StyleNamed(std::string_view name);

}  // namespace headwater::license
