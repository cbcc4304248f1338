// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// \file
/// Characters that look like those of a licence expression and are none: letters of other scripts,
/// dashes, blanks, invisible ones. They come from word processors and web pages, and now and then
/// from somebody who wants a licence to pass unread.

namespace headwater {

struct Lookalike {
  enum class Kind { kCyrillic, kGreek, kFullWidth, kSign };
  Kind kind = Kind::kSign;
  uint32_t code_point = 0;
  size_t bytes = 0;        ///< Length in the text.
  std::string_view plain;  ///< What it looks like, in ASCII; empty when it is invisible.
};

/// The character that begins at byte `at` of a text in UTF-8, if it looks like a plain one.
std::optional<Lookalike> LookalikeAt(std::string_view text, size_t at);

/// `U+041C`.
std::string CodePointName(uint32_t code_point);

/// The text with every such character as the plain one.
std::string WithoutLookalikes(std::string_view text);

}  // namespace headwater
