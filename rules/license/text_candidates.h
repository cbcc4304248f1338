// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "rules/license/text_words.h"

namespace headwater::license {

/// A text of the list that the words may contain, and where.
struct TextCandidate {
  uint16_t text = 0;  ///< As data::LicenseTextAt.
  size_t begin = 0;   ///< The part of the words to compare, half-open.
  size_t end = 0;
};

/// The list's texts of which the words have the most shingles, most likely first. Linear in the
/// words; each place of the index counts once, so that repetitions cost nothing.
std::vector<TextCandidate> FindTextCandidates(std::span<const TextWord> words);

}  // namespace headwater::license
