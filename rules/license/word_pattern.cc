// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/license/word_pattern.h"

#include <algorithm>

#include "rules/data/license_texts.h"

namespace headwater::license {
namespace {

// Words that `*` stands for.
constexpr size_t kMaxSkipped = 5;

}  // namespace

WordPattern::WordPattern(std::string_view words) {
  while (!words.empty()) {
    const std::string_view word = words.substr(0, words.find(' '));
    words.remove_prefix(std::min(words.size(), word.size() + 1));
    const uint32_t hash = word == "*" ? 0 : data::HashWord(word);
    words_.push_back({.hash = hash, .number = data::NumberOfWord(hash)});
  }
}

size_t WordPattern::Covers(std::span<const TextWord> words) const {
  size_t at = 0;
  for (size_t i = 0; i < words_.size(); ++i) {
    if (words_[i].hash == 0) {
      const size_t last = std::min(words.size(), at + kMaxSkipped);
      while (at < last && !SameWord(words[at], words_[i + 1])) ++at;
      continue;
    }
    if (at >= words.size() || !SameWord(words[at], words_[i])) return 0;
    ++at;
  }
  return at;
}

bool SameWord(const TextWord& left, const TextWord& right) {
  return left.hash == right.hash || (left.number != 0 && left.number == right.number);
}

}  // namespace headwater::license
