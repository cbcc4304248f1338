// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "rules/license/text_words.h"

namespace headwater::license {

/// A word of the text that stands for a word of the licence.
struct WordMatch {
  uint32_t in_text = 0;
  uint32_t in_license = 0;
};

/// Finds the licence's words in the text, both in order, as far as they are there: sequences of
/// words that the licence has once, chained so that more words are won than lost, then what lies
/// between them. Time near-linear in the text and bounded by the licence's length squared at worst.
std::vector<WordMatch> AlignWords(std::span<const TextWord> text,
                                  std::span<const uint16_t> license);

}  // namespace headwater::license
