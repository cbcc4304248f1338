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
/// It knows strings well enough not to take `"# SPDX-..."` for a comment: fixed quotes, C++ raw
/// strings and here-documents. It is no parser: a regular expression literal with a lone quote can
/// lead it astray until the end of that line (or of that string, where strings span lines). Headers
/// stand above such code. Takes time linear in the text, whatever the text.
class CommentScanner {
 public:
  /// `text` and `style` must outlive the scanner.
  CommentScanner(std::string_view text, const CommentStyle& style);

  /// The next comment without its delimiters, as a part of the text; nothing at the end. A block
  /// that is not closed goes on to the end of the text.
  std::optional<std::string_view> Next();

 private:
  bool StartsHere(std::string_view token) const;
  bool PrefixCountsHere(std::string_view prefix) const;
  std::optional<std::string_view> TakeComment();
  std::string_view TakeUntil(std::string_view close);
  bool SkipString();
  void SkipQuote(const Quote& quote);
  bool SkipFreeString();
  bool SkipRawString();
  bool SkipHeredoc();
  bool EndsHeredoc(std::string_view line, std::string_view word) const;

  std::string_view text_;
  const CommentStyle& style_;
  std::array<bool, 256> interesting_{};  ///< First bytes of everything that is looked for.
  size_t pos_ = 0;
  /// A here-document without end is a shift operator; after one, none is looked for any more, so
  /// that many of them cost no more than one.
  bool heredocs_ = true;
};

}  // namespace headwater::license
