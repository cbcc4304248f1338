// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace headwater {

/// Every piece is numbered below this: a hash, so that two may have the same number. Of two texts
/// with 400 pieces each that have none in common, a half of one seems to be common then; and what
/// is counted of all pieces fits into a processor's cache.
inline constexpr size_t kPieceNumbers = size_t{1} << 18U;

struct WordPiece {
  uint32_t number = 0;
  /// Those of a long word count less each, so that a word counts at most as much as three pieces,
  /// however long it is.
  float weight = 1;
};

/// Adds the pieces of the words of a text, as people would compare them: without case and accents,
/// without words that nearly every description of software has (German, English, French, Italian),
/// and without numbers. A piece is five letters of a word in a row, or the whole of a shorter one:
/// German writes as one word what others write as three.
void AddWordPieces(std::string_view text, std::vector<WordPiece>& pieces);

}  // namespace headwater
