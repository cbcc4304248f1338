// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "headwater/nearest_word.h"

#include <algorithm>
#include <numeric>

namespace headwater {
namespace {

// Longer words are not compared: the table is quadratic, and nobody mistypes a name that long.
constexpr size_t kMaxWord = 64;

/// Levenshtein's distance, one row at a time.
size_t Distance(std::string_view a, std::string_view b) {
  std::vector<size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), size_t{0});
  for (size_t i = 0; i < a.size(); ++i) {
    size_t diagonal = row[0];
    row[0] = i + 1;
    for (size_t j = 0; j < b.size(); ++j) {
      const size_t substituted = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({substituted, row[j] + 1, row[j + 1] + 1});
    }
  }
  return row[b.size()];
}

}  // namespace

std::string_view NearestWord(std::string_view written,
                             const std::vector<std::string_view>& candidates) {
  if (written.size() > kMaxWord) return {};
  // A third of the letters wrong is no slip of the finger any more.
  size_t best = written.size() / 3 + 1;
  std::string_view nearest;
  for (const std::string_view candidate : candidates) {
    const size_t distance = Distance(written, candidate);
    if (distance <= best && (nearest.empty() || distance < best)) {
      best = distance;
      nearest = candidate;
    }
  }
  return nearest;
}

}  // namespace headwater
