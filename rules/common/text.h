// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "headwater/result.h"

/// \file
/// What every reader of rules/common/ does before and beside its library: check the bytes, turn
/// offsets into places, word errors.

namespace headwater {

/// A place in a file, 1-based; the column counts bytes.
struct Place {
  uint32_t line = 1;
  uint32_t column = 1;
};

/// Turns byte offsets that only grow into places, in time linear in the text as a whole. A smaller
/// offset than the one before gives the place before again: going back would be quadratic.
class PlaceCursor {
 public:
  explicit PlaceCursor(std::string_view text) : text_(text) {}

  Place At(size_t offset);

 private:
  std::string_view text_;
  size_t offset_ = 0;
  size_t line_start_ = 0;
  uint32_t line_ = 1;
};

/// The place of one offset, found from the start of the text.
Place PlaceOf(std::string_view text, size_t offset);

/// kInvalid, `line:column: sentence`.
Error InvalidAt(Place place, std::string_view sentence);

/// kContent, `line:column: sentence`: the input is beyond a bound.
Error BeyondAt(Place place, std::string_view sentence);

/// Which control characters a format refuses, besides bytes that are no UTF-8.
enum class Controls {
  kAllow,  ///< The format's library decides.
  kXml,    ///< U+0000 to U+001F but for tab, line feed, carriage return (XML 1.0, 2.2).
  kToml,   ///< The same and U+007F, and a carriage return without line feed (TOML 1.0).
  kYaml,   ///< The same as kXml, U+007F to U+009F, the byte order mark, and the line separators
           ///< U+2028 and U+2029, at which YAML 1.1 breaks lines and 1.2 does not.
};

/// Refuses text that is longer than `max_bytes`, not valid UTF-8, or has a forbidden control
/// character.
Status CheckText(std::string_view text, size_t max_bytes, Controls controls);

/// The text without a UTF-8 byte order mark.
std::string_view WithoutByteOrderMark(std::string_view text);

/// The characters that people see: grapheme clusters by Unicode's standard annex 29
/// (https://www.unicode.org/reports/tr29/). Text that is no UTF-8 counts up to where it ends.
size_t CountCharacters(std::string_view text);

}  // namespace headwater
