// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>

/// \file
/// Small questions about the bytes of one line of a comment, ASCII whatever the locale.

namespace headwater::license {

inline bool IsAscii(char c) { return c >= '\0'; }
inline bool IsDigit(char c) { return c >= '0' && c <= '9'; }
inline bool IsLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
inline bool IsAlnum(char c) { return IsDigit(c) || IsLetter(c); }

/// Whether a tag or word behind this byte is only the end of a longer one.
inline bool JoinsTag(char before) { return IsAlnum(before) || before == '-'; }

/// Whether nothing but decoration stands in the line before `at`.
inline bool IsLeading(std::string_view line, size_t at) {
  return std::none_of(line.begin(), line.begin() + static_cast<std::ptrdiff_t>(at), IsAlnum);
}

inline std::string_view TrimLeft(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of(" \t"), text.size()));
  return text;
}

inline std::string_view TrimRight(std::string_view text) {
  return text.substr(0, text.find_last_not_of(" \t") + 1);
}

/// `ending` in lower case.
bool EndsWithIgnoringCase(std::string_view text, std::string_view ending);

/// The value behind a tag: to the line's end or a control byte, without blanks around it and
/// without the rest of a comment box (`MIT  *|`).
std::string_view ValueOf(std::string_view rest_of_line);

}  // namespace headwater::license
