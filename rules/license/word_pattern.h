// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "rules/license/text_words.h"

namespace headwater::license {

/// A sequence of words to look for: in normal spelling, separated by blanks; `*` stands for up to
/// five words of any kind. Words that the list of equivalent words joins are the same.
class WordPattern {
 public:
  explicit WordPattern(std::string_view words);

  /// How many words it covers at the start of `words`; 0: it does not stand there.
  size_t Covers(std::span<const TextWord> words) const;

  /// Not `*`.
  const TextWord& first() const { return words_.front(); }

 private:
  std::vector<TextWord> words_;  // Hash 0: `*`.
};

/// Many patterns: tells quickly that none of them can start at a word, as at most words.
class WordPatterns {
 public:
  void Add(std::string_view words) {
    patterns_.emplace_back(words);
    may_start_[Slot(patterns_.back().first())] = true;
  }

  bool MayStartAt(const TextWord& word) const { return may_start_[Slot(word)]; }
  const std::vector<WordPattern>& patterns() const { return patterns_; }

 private:
  static constexpr size_t kSlots = 1024;

  // Equivalent words share a number, all others have none.
  static size_t Slot(const TextWord& word) {
    return (word.number != 0 ? word.number : word.hash) % kSlots;
  }

  std::vector<WordPattern> patterns_;
  std::array<bool, kSlots> may_start_{};
};

/// Whether two words are the same, or equivalent.
bool SameWord(const TextWord& left, const TextWord& right);

}  // namespace headwater::license
