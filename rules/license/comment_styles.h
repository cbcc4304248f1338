// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "headwater/untrusted.h"

/// \file
/// Which files are source code, how comments and strings look in them, and what has to stay at
/// their top. One table row per file kind: adding a language is adding a word to comment_styles.cc.

namespace headwater::license {

struct Block {
  Literal open;
  Literal close;
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
  kRawString,  ///< C++: R"end( ... )end"
  kHeredoc,    ///< Shell, Ruby, Perl, PHP: <<END ... END
};

/// Where a line comment's prefix counts.
enum class PrefixPlace {
  kAnywhere,
  kWordStart,  ///< Behind a blank or a separator: `$#` and `a#b` are no comments in a shell.
  kLineStart,  ///< Only blanks before it in its line.
};

/// What has to stay before a header that we suggest.
enum class Preamble {
  kPlain,  ///< Only what is common to all: `#!`, `-*-` and the like.
  kPython,
  kRuby,
  kXml,
  kHtml,
  kPhp,
  kDockerfile,
  kCss,
  kBatch,
  kYaml,
  kJavaScript,
  kSql,
  kUnsure,  ///< Two languages share the ending, or the top has a meaning: nothing is suggested.
};

struct CommentStyle {
  Literal name;
  std::span<const Literal> lines = {};  ///< Prefixes; the first is the one that is written.
  std::span<const Block> blocks = {};   ///< The first is written when `write_block`.
  std::span<const Quote> quotes = {};   ///< Longer ones first.
  FreeString free_string = FreeString::kNone;
  PrefixPlace place = PrefixPlace::kAnywhere;
  Preamble preamble = Preamble::kPlain;
  bool write_block = false;
  bool ignore_case = false;  ///< Of the line prefixes.
};

struct FileKind {
  const CommentStyle* style = nullptr;
  /// Code that people write, as opposed to data, configuration and prose.
  bool source = false;
};

/// The kind that a path's file name or extension says; nothing for unknown ones and for those that
/// know no comments (JSON, images).
std::optional<FileKind> FileKindOf(std::string_view path);

/// Kinds that share a style, as the table has them.
struct KindGroup {
  static constexpr size_t kMaxNames = 24;
  const CommentStyle* style = nullptr;
  bool source = false;
  Literal names[kMaxNames];  ///< Extensions in lower case without the dot, or whole file names.
};

std::span<const KindGroup> ExtensionGroups();
std::span<const KindGroup> FileNameGroups();

}  // namespace headwater::license
