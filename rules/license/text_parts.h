// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rules/license/text_compare.h"
#include "rules/license/text_words.h"

namespace headwater::license {

/// A text of the list that was found among the words.
struct TextPart {
  std::vector<uint16_t> texts;  ///< As data::LicenseTextAt; several fit equally well.
  TextComparison comparison;    ///< Its spans count from the first of all words.

  /// By the guidelines the same text.
  bool IsExact() const { return comparison.left_out == 0 && comparison.added == 0; }
};

/// Which kinds of texts are looked for.
enum class PartKinds {
  kTexts,            ///< Licences and exceptions.
  kTextsAndNotices,  ///< The standard headers too.
};

/// More licences than these in one file are not told apart.
inline constexpr size_t kMaxTextParts = 32;

/// The texts that the words hold, in their order, without overlaps; the best first where several
/// could be.
std::vector<TextPart> FindTextParts(std::span<const TextWord> words, PartKinds kinds);

/// Appends identifiers, separated by blanks, to a list that has each once.
void AppendIds(std::string_view ids, std::vector<std::string>& all);

}  // namespace headwater::license
