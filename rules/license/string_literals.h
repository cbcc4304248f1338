// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "rules/license/comment_styles.h"

/// \file
/// Where literals end that a pair of quotes does not describe. Each function is asked at the byte
/// with which the literal would begin, and gives the offset behind it; nothing when none begins
/// there, or none that ends. `pos` is less than the text's size.

namespace headwater::license {

/// Of one of the languages that let the string choose its end. Takes time linear in the rest of the
/// text; who gets nothing for kHeredoc, kTightHeredoc and kDollarQuotes should not ask again
/// (`searched` is then true).
struct FreeStringEnd {
  std::optional<size_t> end;
  bool searched = false;  ///< The whole rest of the text was searched for the end.
};
FreeStringEnd EndOfFreeString(FreeString kind, std::string_view text, size_t pos);

/// `'x'`, `'\n'`, a character of several bytes.
std::optional<size_t> EndOfCharacter(std::string_view text, size_t pos);

/// `/x/` on one line, where an operand is expected: behind an operator, an opening bracket, a
/// keyword. Looks at no more than a kilobyte.
std::optional<size_t> EndOfRegex(std::string_view text, size_t pos);

/// `[[`, `[=[` and so on of Lua: the whole bracket with its inside, or to the end of the text.
std::optional<size_t> EndOfLongBracket(std::string_view text, size_t pos);

/// ASCII letters, digits and `_`.
bool IsWordByte(char c);

/// Whether bytes end a line in one of the ways that files do.
inline bool IsLineEnd(char c) { return c == '\n' || c == '\r'; }

}  // namespace headwater::license
