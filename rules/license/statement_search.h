// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace headwater::license {

/// Finds the places of a text where a statement about rights, or the mark of an ignore block, may
/// stand: most files have a header and nothing else, and all of it has to be looked at. One pass,
/// many bytes at once.
class StatementSearch {
 public:
  explicit StatementSearch(std::string_view text) : text_(text) {}

  /// The first place at or behind `from`.
  std::optional<size_t> Next(size_t from) const;

 private:
  bool IsPlace(size_t at) const;
  std::optional<size_t> FindIn(size_t begin, size_t end) const;

  std::string_view text_;
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
