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

WordSearch::WordSearch(std::string_view written)
    : written_(written), distance_(written.size() / 3 + 2) {}

void WordSearch::Try(std::string_view candidate) {
  if (written_.size() > kMaxWord || candidate.size() > kMaxWord) return;
  const size_t distance = Distance(written_, candidate);
  if (distance >= distance_ || distance >= candidate.size()) return;
  distance_ = distance;
  best_ = candidate;
}

std::string_view NearestWord(std::string_view written,
                             const std::vector<std::string_view>& candidates) {
  WordSearch search(written);
  for (const std::string_view candidate : candidates) search.Try(candidate);
  return search.best();
}

}  // namespace headwater
