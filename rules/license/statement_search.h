// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace headwater::license {

/// Finds the places of a text where a statement about rights may stand, without looking at the rest
/// byte by byte: most files have a header and nothing else. One pass over the text for each of the
/// four things that are looked for.
class StatementSearch {
 public:
  explicit StatementSearch(std::string_view text);

  /// The first place at or behind `from`, which must not go back.
  std::optional<size_t> Next(size_t from);

 private:
  enum Needle : size_t { kSpdx, kCopyright, kSign, kIgnore, kNeedles };

  size_t Find(Needle needle, size_t from) const;

  std::string_view text_;
  std::array<size_t, kNeedles> next_{};
};

/// Counts lines on the way through a text.
class LineCounter {
 public:
  explicit LineCounter(std::string_view text);

  /// The 1-based line of an offset, which must not go back. A file without line feeds ends its
  /// lines with CR.
  uint32_t LineOf(size_t offset);
  /// Where that line begins.
  size_t line_begin() const { return begin_; }

 private:
  std::string_view text_;
  char end_of_line_;
  size_t pos_ = 0;
  size_t begin_ = 0;
  uint32_t line_ = 1;
};

}  // namespace headwater::license
