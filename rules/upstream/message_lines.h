// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace headwater::upstream {

/// One line of a message, as its author means it.
struct MessageLine {
  std::string_view text;  ///< Without blanks at either end, list marks (`- `, `* `) and git's `#`.
  uint32_t number = 0;    ///< 1-based.
  uint32_t indent = 0;    ///< Blanks before it; a tab counts as eight.
  bool listed = false;    ///< It had a list mark.
  /// Not the author's own words, or not meant to be read: behind `>` or `|`, in a fenced block or a
  /// comment of Markdown.
  bool hidden = false;

  /// Whether it stands for itself. Indented lines quote another message, as `git log` prints it.
  bool speaks() const { return !hidden && !text.empty() && indent <= kMaxIndent; }

  /// Continued lines begin with one blank; quotes with two or more.
  static constexpr uint32_t kMaxIndent = 1;
};

enum class Markup {
  kPlain,     ///< A commit's message.
  kMarkdown,  ///< A description: fenced blocks and comments are hidden.
};

/// The lines of `message`, which has to outlive them.
std::vector<MessageLine> LinesOf(std::string_view message, Markup markup);

/// Whether a byte may stand in an ASCII word.
bool IsWordByte(char c);

/// `c` in lower case, in ASCII.
char Lower(char c);

std::string_view Trimmed(std::string_view text);

/// Whether `text` begins with `start`, which is in lower case.
bool StartsWithWord(std::string_view text, std::string_view start);

}  // namespace headwater::upstream
