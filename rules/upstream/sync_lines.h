// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace headwater::upstream {

/// The telling lines of a text (IsTelling), as HashLine of '+': sorted, each once.
using LineSet = std::vector<uint64_t>;

/// The lines of a text without their ends. A binary file (git's rule) has none.
std::vector<std::string_view> SplitText(std::string_view text);

/// As it stands in a LineSet.
uint64_t KeyOf(std::string_view line);

LineSet TellingLines(std::string_view text);
bool Has(const LineSet& lines, uint64_t key);
LineSet Without(const LineSet& lines, const LineSet& others);
LineSet Common(const LineSet& lines, const LineSet& others);
LineSet Joined(const LineSet& lines, const LineSet& others);

/// Lines that somebody wrote when both sides of a merge met: what looks like one of them was not
/// dropped, but fitted in.
class ResolvedLines {
 public:
  void Add(std::string_view line);
  /// Whether at least half of its words, and two of them if it has two, stand in one of them.
  bool Resemble(std::string_view line) const;

 private:
  std::unordered_map<std::string, std::vector<uint32_t>> lines_by_word_;
  uint32_t lines_ = 0;
};

}  // namespace headwater::upstream
