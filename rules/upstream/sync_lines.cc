// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/upstream/sync_lines.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>

#include "headwater/patch_lines.h"

namespace headwater::upstream {
namespace {

/// Git takes a file for binary when a NUL stands among its first bytes (xdiff-interface.c,
/// FIRST_FEW_BYTES, git 2.39).
constexpr size_t kBinaryLookBytes = 8'000;

/// Of one line: more words are data.
constexpr size_t kMaxWords = 64;
/// A word that more lines have tells nothing.
constexpr size_t kMaxLinesOfWord = 64;
/// Share of a line's words that have to be in the other one.
constexpr size_t kResemblingParts = 2;
constexpr size_t kFewWords = 2;

bool IsWordPart(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         byte >= 0x80U;
}

std::set<std::string> WordsOf(std::string_view line) {
  std::set<std::string> words;
  for (size_t at = 0; at < line.size() && words.size() < kMaxWords;) {
    const size_t begin = at;
    while (at < line.size() && IsWordPart(line[at])) ++at;
    if (at > begin) words.emplace(line.substr(begin, at - begin));
    if (at == begin) ++at;
  }
  return words;
}

}  // namespace

std::vector<std::string_view> SplitText(std::string_view text) {
  std::vector<std::string_view> lines;
  if (text.substr(0, kBinaryLookBytes).find('\0') != std::string_view::npos) return lines;
  for (size_t begin = 0; begin < text.size();) {
    const size_t end = std::min(text.find('\n', begin), text.size());
    lines.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return lines;
}

uint64_t KeyOf(std::string_view line) { return HashLine('+', line); }

LineSet TellingLines(std::string_view text) {
  LineSet keys;
  for (const std::string_view line : SplitText(text)) {
    if (IsTelling(line)) keys.push_back(KeyOf(line));
  }
  std::ranges::sort(keys);
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  return keys;
}

bool Has(const LineSet& lines, uint64_t key) { return std::ranges::binary_search(lines, key); }

LineSet Without(const LineSet& lines, const LineSet& others) {
  LineSet rest;
  std::ranges::set_difference(lines, others, std::back_inserter(rest));
  return rest;
}

LineSet Common(const LineSet& lines, const LineSet& others) {
  LineSet common;
  std::ranges::set_intersection(lines, others, std::back_inserter(common));
  return common;
}

LineSet Joined(const LineSet& lines, const LineSet& others) {
  LineSet all;
  std::ranges::set_union(lines, others, std::back_inserter(all));
  return all;
}

void ResolvedLines::Add(std::string_view line) {
  for (const std::string& word : WordsOf(line)) {
    auto& lines = lines_by_word_[word];
    if (lines.size() < kMaxLinesOfWord) lines.push_back(lines_);
  }
  ++lines_;
}

bool ResolvedLines::Resemble(std::string_view line) const {
  const std::set<std::string> words = WordsOf(line);
  const size_t needed =
      std::max(std::min(words.size(), kFewWords), (words.size() + 1) / kResemblingParts);
  std::map<uint32_t, size_t> shared;
  for (const std::string& word : words) {
    const auto found = lines_by_word_.find(word);
    if (found == lines_by_word_.end()) continue;
    for (const uint32_t other : found->second) {
      if (++shared[other] >= needed) return true;
    }
  }
  return false;
}

}  // namespace headwater::upstream
