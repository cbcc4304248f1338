// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/upstream/reference.h"

#include <algorithm>

#include "rules/upstream/message_lines.h"

namespace headwater::upstream {
namespace {

constexpr std::string_view kWordEnds = " \t\r\n()[]<>,\"'`";

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsHex(char c) { return IsDigit(c) || (Lower(c) >= 'a' && Lower(c) <= 'f'); }

/// What `text` begins with; `text` goes on behind it.
std::string_view NextWord(std::string_view& text) {
  const size_t begin = std::min(text.find_first_not_of(kWordEnds), text.size());
  text.remove_prefix(begin);
  const size_t end = std::min(text.find_first_of(kWordEnds), text.size());
  const std::string_view word = text.substr(0, end);
  text.remove_prefix(end);
  return word;
}

std::string_view WithoutStops(std::string_view word) {
  while (!word.empty() && std::string_view(".:;").find(word.back()) != std::string_view::npos) {
    word.remove_suffix(1);
  }
  return word;
}

bool IsAddress(std::string_view word) { return word.find("://") != std::string_view::npos; }

/// `https://host/org/repo/-/commit/ID`, `.../commit/?id=ID`, `...;h=ID`.
std::optional<Reference> ReadAddress(std::string_view address) {
  // Where the address of the repository ends, on the forges and viewers in use.
  constexpr std::string_view kPages[] = {"/-/commit", "/commit", "/c/", "/+/", "?"};
  size_t page = address.size();
  for (const std::string_view name : kPages) page = std::min(page, address.find(name));
  std::string_view rest = address.substr(page);
  while (!rest.empty()) {
    const size_t begin = rest.find_first_of("/=");
    if (begin == std::string_view::npos) break;
    rest.remove_prefix(begin + 1);
    const size_t end = std::min(rest.find_first_of("/=?&;#."), rest.size());
    if (IsId(rest.substr(0, end))) return Reference{rest.substr(0, end), address.substr(0, page)};
  }
  return std::nullopt;
}

bool IsOwnerAndName(std::string_view word) {
  const size_t slash = word.find('/');
  if (slash == 0 || slash == std::string_view::npos || slash + 1 == word.size()) return false;
  return std::all_of(word.begin(), word.end(), [](char c) {
    return IsWordByte(c) || c == '/' || c == '.' || c == '-' || c == '_';
  });
}

}  // namespace

bool IsId(std::string_view text) {
  return text.size() >= kMinIdDigits && text.size() <= kMaxIdDigits &&
         std::all_of(text.begin(), text.end(), IsHex) &&
         std::any_of(text.begin(), text.end(), IsDigit);
}

std::optional<Reference> ReadReference(std::string_view word) {
  std::string_view rest = word;
  word = WithoutStops(NextWord(rest));
  constexpr std::string_view kCommitMark = "commit:";
  if (StartsWithWord(word, kCommitMark)) word.remove_prefix(kCommitMark.size());
  if (IsId(word)) return Reference{word, {}};
  if (IsAddress(word)) return ReadAddress(word);
  const size_t at = word.find('@');
  if (at == std::string_view::npos || !IsId(word.substr(at + 1))) return std::nullopt;
  if (!IsOwnerAndName(word.substr(0, at))) return std::nullopt;
  return Reference{word.substr(at + 1), word.substr(0, at)};
}

std::optional<Reference> FindReference(std::string_view text) {
  while (!text.empty()) {
    const auto reference = ReadReference(NextWord(text));
    if (reference) return reference;
  }
  return std::nullopt;
}

std::string_view FindRepository(std::string_view text) {
  while (!text.empty()) {
    const std::string_view word = WithoutStops(NextWord(text));
    if (IsAddress(word) || IsOwnerAndName(word)) return word;
  }
  return {};
}

}  // namespace headwater::upstream
