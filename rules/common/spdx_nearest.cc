// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/common/spdx_nearest.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>

#include "rules/common/spdx_license.h"

namespace headwater {
namespace {

// In shorter words one character is too much of the name: MIT and NIT.
constexpr size_t kMinBytes = 6;
// The longest identifiers have some fifty bytes.
constexpr size_t kMaxBytes = 64;
// How many slips count as the same word, and within how many a second candidate makes it a guess.
constexpr size_t kNear = 1;
constexpr size_t kTooNear = 2;

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

bool IsOfNumber(char c) { return IsDigit(c) || c == '.'; }

/// Whether both have the same digits and dots: 2.0 and 20 differ.
bool SameNumbers(std::string_view left, std::string_view right) {
  const auto* l = left.begin();
  const auto* r = right.begin();
  while (true) {
    l = std::find_if(l, left.end(), IsOfNumber);
    r = std::find_if(r, right.end(), IsOfNumber);
    if (l == left.end() || r == right.end()) return l == left.end() && r == right.end();
    if (*l++ != *r++) return false;
  }
}

/// `folded` has small letters.
bool SameInAnyCase(std::string_view text, std::string_view folded) {
  return text.size() == folded.size() && FoldSpdxCase(text) == folded;
}

/// What stands before the first number, such as `cc-by-`; everything when there is none.
std::string_view FamilyOf(std::string_view id) {
  const auto* digit = std::find_if(id.begin(), id.end(), IsDigit);
  return id.substr(0, static_cast<size_t>(digit - id.begin()));
}

/// Edits between two words, two neighbours swapped counting as one (optimal string alignment).
size_t Distance(std::string_view left, std::string_view right) {
  using Row = std::array<size_t, kMaxBytes + 1>;
  Row before_last{};
  Row last{};
  Row row{};
  for (size_t j = 0; j <= right.size(); ++j) row[j] = j;
  for (size_t i = 1; i <= left.size(); ++i) {
    before_last = last;
    last = row;
    row[0] = i;
    for (size_t j = 1; j <= right.size(); ++j) {
      const size_t replaced = last[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
      row[j] = std::min({replaced, last[j] + 1, row[j - 1] + 1});
      const bool swapped =
          i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1];
      if (swapped) row[j] = std::min(row[j], before_last[j - 2] + 1);
    }
  }
  return row[right.size()];
}

}  // namespace

const SpdxLicense* NearestSpdxId(std::span<const SpdxLicense> table, std::string_view word) {
  if (word.size() < kMinBytes || word.size() > kMaxBytes) return nullptr;
  const std::string folded = FoldSpdxCase(word);
  const std::string_view family = FamilyOf(folded);
  const bool known_family = std::any_of(table.begin(), table.end(), [&](const SpdxLicense& row) {
    return SameInAnyCase(FamilyOf(row.id), family);
  });
  const SpdxLicense* nearest = nullptr;
  for (const SpdxLicense& row : table) {
    const size_t shorter = std::min(row.id.size(), folded.size());
    const size_t longer = std::max(row.id.size(), folded.size());
    if (longer > kMaxBytes || longer - shorter > kTooNear) continue;
    if (!SameNumbers(row.id, folded)) continue;
    if (known_family && !SameInAnyCase(FamilyOf(row.id), family)) continue;
    const std::string id = FoldSpdxCase(row.id);
    const size_t distance = Distance(folded, id);
    if (distance > kTooNear) continue;
    if (nearest != nullptr || distance > kNear) return nullptr;
    nearest = &row;
  }
  return nearest;
}

}  // namespace headwater
