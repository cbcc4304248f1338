// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <optional>
#include <string_view>

#include "rules/license/comment_styles.h"

namespace headwater::license {

/// Walks through a source file and gives the insides of its comments, one after the other.
///
/// It knows strings well enough not to take `"# SPDX-..."` for a comment: fixed quotes, those whose
/// end is chosen where they begin, characters, and regular expression literals where an operand is
/// expected. It is no parser: what it misreads (a regular expression behind a closing bracket, the
/// quoting operators of Perl) leads it astray until the end of that line, or of that string where
/// strings span lines. Headers stand above such code. Takes time linear in the text, whatever the
/// text.
class CommentScanner {
 public:
  /// `text` and `style` must outlive the scanner.
  CommentScanner(std::string_view text, const CommentStyle& style);

  /// The next comment without its delimiters, as a part of the text; nothing at the end. A block
  /// that is not closed goes on to the end of the text.
  std::optional<std::string_view> Next();

 private:
  bool StartsHere(std::string_view token) const;
  bool IsAtLineStart() const;
  bool PrefixCountsHere(std::string_view prefix) const;
  bool PlaceCounts(std::string_view prefix) const;
  std::optional<std::string_view> TakeComment();
  std::optional<std::string_view> TakeBlock();
  std::optional<std::string_view> TakeFrontMatter();
  std::string_view TakeLine();
  std::string_view TakeNested(const Block& block);
  std::string_view TakeThrough(size_t inside_begin, size_t inside_end, size_t behind);
  bool SkipLiteral();
  bool SkipFreeString();
  bool SkipApostrophe();
  bool SkipString();
  void SkipQuote(const Quote& quote);

  std::string_view text_;
  const CommentStyle& style_;
  std::array<bool, 256> interesting_{};  ///< First bytes of everything that is looked for.
  size_t pos_ = 0;
  size_t front_matter_end_ = 0;  ///< Where the closing line of the front matter begins.
  /// A here-document without end is a shift operator; after one, none is looked for any more, so
  /// that many of them cost no more than one.
  bool free_strings_ = true;
  bool unclosed_blocks_ = false;  ///< Likewise for blocks that begin with a line.
};

/// Where the last line of a front matter begins, the `---` that closes it; nothing when the text
/// does not begin with one.
std::optional<size_t> FrontMatterEnd(std::string_view text);

}  // namespace headwater::license
