// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

/// \file
/// A text as the words that the SPDX matching guidelines compare
/// (https://spdx.github.io/spdx-spec/v2.3/license-matching-guidelines-and-templates/): without
/// case, punctuation, comment delimiters, bullets and mark-up. The same rules as
/// rules/data/license_words.py, by which the fingerprints were made.

namespace headwater::license {

struct TextWord {
  uint32_t hash = 0;    ///< data::HashWord of the word in normal spelling.
  uint32_t line = 0;    ///< 1-based.
  uint16_t number = 0;  ///< data::NumberOfWord; 0: in no licence's text.
  bool bullet = false;  ///< Looks like the number of a list's item: it may come or go.
  bool name = false;    ///< Looks like a part of a name, an address or a date.
};

/// What is cut is bounded: a text with more words is no licence's (the longest has 12,000), and
/// what stands behind them is not compared.
inline constexpr size_t kMaxTextWords = 400'000;

/// Cuts a text in UTF-8 or Latin-1 (or both: each byte that is no UTF-8 counts as Latin-1).
std::vector<TextWord> CutWords(std::string_view text);

}  // namespace headwater::license
