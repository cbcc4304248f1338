// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "headwater/data.h"
#include "headwater/fix.h"

namespace headwater::publiccode {

/// Writes other scalars into the lines of a YAML file. Borrows the text.
class LineRepairs {
 public:
  explicit LineRepairs(std::string_view text) : text_(text), starts_(LineStarts(text)) {}

  /// The scalar's line with `better` in its place, in the quotes that were there. Nothing when the
  /// scalar does not stand on one line as it is read (an escape, a folded text).
  std::optional<Edit> Replace(const DataNode& scalar, std::string_view better) const;
  /// The same in double quotes, for a plain scalar.
  std::optional<Edit> Quote(const DataNode& scalar) const;

 private:
  std::optional<Edit> Put(const DataNode& scalar, std::string_view token, char quote) const;
  /// The quote before the scalar, 0 when it is plain; nothing: it is not there as it is read.
  std::optional<char> QuoteOf(const DataNode& scalar) const;
  std::string_view From(const DataNode& scalar) const;

  std::string_view text_;
  std::vector<size_t> starts_;
};

}  // namespace headwater::publiccode
