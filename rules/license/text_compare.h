// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "rules/data/license_texts.h"
#include "rules/license/text_words.h"

namespace headwater::license {

/// Some of a text's words, half-open.
struct WordSpan {
  uint32_t begin = 0;
  uint32_t end = 0;

  uint32_t size() const { return end - begin; }
};

/// How a text's words and one of the list's texts differ, by the matching guidelines.
struct TextComparison {
  uint32_t matched = 0;   ///< Words of the list's text that are there.
  uint32_t left_out = 0;  ///< Words that have to be there and are not.
  uint32_t tail = 0;      ///< Of those left out, the ones behind the last word that is there.
  uint32_t added = 0;     ///< Words in `extras`.
  /// A word of a condition was added or left out, or one that names a right left out.
  bool weighty = false;
  WordSpan place;                ///< From the first to the last matched word.
  std::vector<WordSpan> extras;  ///< Inside `place`, what the guidelines do not let stand there.
};

TextComparison CompareTexts(std::span<const TextWord> words, const data::LicenseText& license);

/// Whether the line with this word says nothing but who holds the rights and since when.
bool IsNoticeLine(std::span<const TextWord> words, size_t word);

/// Whether it is a title such as `The MIT License`, or a few words of decoration.
bool IsTitleLine(std::span<const TextWord> words, size_t word);

/// Whether some words can be names, addresses and dates, and no sentence.
bool AreNames(std::span<const TextWord> words);

/// Whether a word can turn a sentence into a condition: `not`, `only`, `must`.
bool IsCondition(const TextWord& word);

/// The words of one line.
WordSpan LineOf(std::span<const TextWord> words, size_t word);

}  // namespace headwater::license
