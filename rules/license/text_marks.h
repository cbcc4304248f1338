// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

/// \file
/// Characters and mark-up of texts in unknown encodings, as the recognition of licence texts needs
/// them. The same classes as in rules/data/license_words.py.

namespace headwater::license {

struct Character {
  char32_t code = 0;
  size_t bytes = 1;
};

inline constexpr char32_t kCopyrightSign = 0xA9;

/// The character at `pos`; a byte that is no UTF-8 counts as Latin-1. A blank behind the end.
Character ReadCharacter(std::string_view text, size_t pos);

/// Letters and digits of all scripts.
bool IsWordCharacter(char32_t code);

/// Scripts without blanks: each character counts as a word.
bool IsIdeograph(char32_t code);

/// `'` and its typographic form.
bool IsApostrophe(char32_t code);

/// Appends the character in UTF-8, in lower case if it is Latin.
void AppendLower(char32_t code, std::string& text);

/// The length of the HTML tag at the start of the text, 0 when there is none. Only tags that give
/// text its form: `<year>` is a blank to fill in.
size_t HtmlTagBytes(std::string_view text);

/// The length of the character reference (`&amp;`) at the start of the text, 0 when there is none.
size_t EntityBytes(std::string_view text);

/// ASCII only.
bool EqualsIgnoringCase(std::string_view left, std::string_view right);

}  // namespace headwater::license
