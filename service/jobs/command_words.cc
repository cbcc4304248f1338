// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/jobs/command_words.h"

#include <algorithm>
#include <array>

namespace headwater::jobs {
namespace {

constexpr std::string_view kBlanks = " \t";
constexpr std::string_view kQuotes = "`\"";

struct Spelling {
  std::string_view written;  ///< UTF-8.
  std::string_view folded;
};

/// Composed, and as a letter with a combining diaeresis.
constexpr std::array kSpellings = {Spelling{"\xc3\xa4", "ae"}, Spelling{"\xc3\x84", "ae"},
                                   Spelling{"\xc3\xb6", "oe"}, Spelling{"\xc3\x96", "oe"},
                                   Spelling{"\xc3\xbc", "ue"}, Spelling{"\xc3\x9c", "ue"},
                                   Spelling{"\xc3\x9f", "ss"}, Spelling{"\xcc\x88", "e"}};

char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

}  // namespace

std::string FoldWord(std::string_view word) {
  std::string folded;
  while (!word.empty()) {
    const auto* special = std::ranges::find_if(
        kSpellings, [&](const Spelling& one) { return word.starts_with(one.written); });
    if (special == kSpellings.end()) {
      folded += Lower(word.front());
      word.remove_prefix(1);
    } else {
      folded += special->folded;
      word.remove_prefix(special->written.size());
    }
  }
  return folded;
}

bool IsOneOf(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::ranges::find(words, word) != words.end();
}

void WordLine::SkipBlanks() {
  left_.remove_prefix(std::min(left_.find_first_not_of(kBlanks), left_.size()));
}

std::string_view WordLine::Take(std::string_view ends) {
  SkipBlanks();
  if (left_.empty()) return {};
  const char quote = left_.front();
  const size_t closing =
      kQuotes.find(quote) == std::string_view::npos ? left_.npos : left_.find(quote, 1);
  if (closing != std::string_view::npos) {
    const std::string_view word = left_.substr(1, closing - 1);
    left_.remove_prefix(closing + 1);
    return word;
  }
  const auto is_end = [&](char c) {
    return kBlanks.find(c) != std::string_view::npos || ends.find(c) != std::string_view::npos;
  };
  const auto* const end = std::ranges::find_if(left_, is_end);
  const std::string_view word(left_.begin(), static_cast<size_t>(end - left_.begin()));
  left_.remove_prefix(word.size());
  return word;
}

std::string_view WordLine::Peek() const {
  WordLine ahead(left_);
  return ahead.Take();
}

bool WordLine::TakeColon() {
  SkipBlanks();
  if (!left_.starts_with(':')) return false;
  left_.remove_prefix(1);
  return true;
}

std::string_view WordLine::Rest() const {
  WordLine trimmed(left_);
  trimmed.SkipBlanks();
  return trimmed.left_.substr(0, trimmed.left_.find_last_not_of(kBlanks) + 1);
}

}  // namespace headwater::jobs
