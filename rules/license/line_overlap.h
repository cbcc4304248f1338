// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace headwater::license {

/// Finds which of several texts another one was made from, by the lines they share. Lines that
/// stand in many of the texts (headers, braces) say nothing and do not count. Time n log n in the
/// number of lines.
class LineOverlap {
 public:
  /// The index of the text is the number of texts added before it.
  void Add(std::string_view text);
  /// To be called once, behind the last Add.
  void Finish();

  /// The text of which `other` has the largest share of its own lines, when that is at least half
  /// of them and no coincidence.
  std::optional<size_t> Find(std::string_view other) const;

 private:
  /// Hash of a line, and the text it stands in.
  std::vector<std::pair<uint64_t, uint32_t>> lines_;
  std::vector<uint32_t> own_;  ///< Per text: how many of its lines count.
};

}  // namespace headwater::license
