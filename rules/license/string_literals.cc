// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/license/string_literals.h"

#include <algorithm>
#include <array>
#include <string>

namespace headwater::license {
namespace {

constexpr size_t kNone = std::string_view::npos;

// The longest delimiter of a raw string, by the C++ standard [lex.string].
constexpr size_t kMaxRawDelimiter = 16;
// PostgreSQL's names have 63 bytes, Rust allows 255 hashes: more is no literal that people write.
constexpr size_t kMaxDelimiter = 64;
// The longest escape of a character, `'\u{10FFFF}'`.
constexpr size_t kMaxCharacterBytes = 12;
// Whoever writes longer regular expressions gets a wrong answer only for the rest of the line.
constexpr size_t kMaxRegexBytes = 1024;
constexpr size_t kMaxKeywordBytes = 10;

char At(std::string_view text, size_t i) { return i < text.size() ? text[i] : '\0'; }

// Behind the delimiter that closes, or the end of the text.
size_t OffsetBehind(std::string_view text, size_t from, std::string_view close) {
  const size_t found = text.find(close, from);
  return found == kNone ? text.size() : found + close.size();
}

std::optional<size_t> EndOfRawString(std::string_view text, size_t pos) {
  if (!text.substr(pos).starts_with("R\"")) return std::nullopt;
  const size_t begin = pos + 2;
  const size_t paren = text.substr(0, begin + kMaxRawDelimiter + 1).find('(', begin);
  if (paren == kNone) return std::nullopt;
  const std::string close = ")" + std::string(text.substr(begin, paren - begin)) + "\"";
  return OffsetBehind(text, paren + 1, close);
}

std::optional<size_t> EndOfHashedString(std::string_view text, size_t pos) {
  const size_t begin = pos + (text[pos] == 'r' ? 1 : 0);
  size_t quote = begin;
  while (At(text, quote) == '#' && quote - begin < kMaxDelimiter) ++quote;
  if (At(text, quote) != '"' || quote == pos) return std::nullopt;
  return OffsetBehind(text, quote + 1, "\"" + std::string(quote - begin, '#'));
}

FreeStringEnd EndOfDollarQuote(std::string_view text, size_t pos) {
  if (text[pos] != '$') return {};
  size_t end = pos + 1;
  while (IsWordByte(At(text, end)) && end - pos < kMaxDelimiter) ++end;
  if (At(text, end) != '$') return {};
  const std::string_view delimiter = text.substr(pos, end + 1 - pos);
  const size_t close = text.find(delimiter, end + 1);
  if (close == kNone) return {.end = std::nullopt, .searched = true};
  return {.end = close + delimiter.size()};
}

bool EndsHeredoc(std::string_view line, std::string_view word) {
  line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
  if (!line.starts_with(word)) return false;
  // PHP and Ruby may go on behind the word; a word followed by anything else is text.
  constexpr std::string_view kAfterEnd = "\r;,).";
  return line.size() == word.size() || kAfterEnd.find(line[word.size()]) != kNone;
}

FreeStringEnd EndOfHeredoc(std::string_view text, size_t pos, bool blanks) {
  if (!text.substr(pos).starts_with("<<")) return {};
  size_t begin = pos + 2;
  if (At(text, begin) == '<') ++begin;  // PHP's `<<<`; in a shell no heredoc, and without an end.
  if (At(text, begin) == '-' || At(text, begin) == '~') ++begin;
  while (blanks && At(text, begin) == ' ') ++begin;
  const char quote = At(text, begin);
  if (quote == '\'' || quote == '"' || quote == '\\') ++begin;
  size_t end = begin;
  while (IsWordByte(At(text, end))) ++end;
  const std::string_view word = text.substr(std::min(begin, text.size()), end - begin);
  if (word.empty() || (word.front() >= '0' && word.front() <= '9')) return {};
  for (size_t line = text.find('\n', end); line != kNone;) {
    const size_t next = text.find('\n', line + 1);
    if (EndsHeredoc(text.substr(line + 1, next - line - 1), word)) {
      return {.end = std::min(next, text.size())};
    }
    line = next;
  }
  return {.end = std::nullopt, .searched = true};
}

bool IsKeyword(std::string_view word) {
  constexpr std::array<std::string_view, 19> kBeforeOperand = {
      "return", "typeof", "case", "in",  "of", "delete", "void", "throw", "new",  "do",
      "else",   "and",    "or",   "not", "if", "unless", "when", "split", "while"};
  return std::find(kBeforeOperand.begin(), kBeforeOperand.end(), word) != kBeforeOperand.end();
}

// Whether what stands before the slash asks for an operand: then the slash does not divide.
bool ExpectsOperand(std::string_view text, size_t pos) {
  size_t end = pos;
  while (end > 0 && (text[end - 1] == ' ' || text[end - 1] == '\t' || IsLineEnd(text[end - 1]))) {
    --end;
  }
  if (end == 0) return true;
  const char before = text[end - 1];
  const char earlier = end > 1 ? text[end - 2] : '\0';
  if (before == '+' || before == '-') return earlier != before;  // `i++ / 2`
  if (before == '>') return earlier == '=';                      // `=>`, and no end of a tag.
  if (before == '<') return end != pos;                          // No `</tag>`.
  constexpr std::string_view kOperators = "(,=:[!&|?{;*%~^";
  if (!IsWordByte(before)) return kOperators.find(before) != kNone;
  size_t begin = end;
  while (begin > 0 && IsWordByte(text[begin - 1]) && end - begin <= kMaxKeywordBytes) --begin;
  return IsKeyword(text.substr(begin, end - begin));
}

}  // namespace

bool IsWordByte(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

FreeStringEnd EndOfFreeString(FreeString kind, std::string_view text, size_t pos) {
  switch (kind) {
    case FreeString::kNone:
      return {};
    case FreeString::kRawString:
      return {.end = EndOfRawString(text, pos)};
    case FreeString::kHeredoc:
      return EndOfHeredoc(text, pos, /*blanks=*/true);
    case FreeString::kTightHeredoc:
      return EndOfHeredoc(text, pos, /*blanks=*/false);
    case FreeString::kHashes:
      return {.end = EndOfHashedString(text, pos)};
    case FreeString::kLongBrackets:
      return {.end = EndOfLongBracket(text, pos)};
    case FreeString::kDollarQuotes:
      return EndOfDollarQuote(text, pos);
  }
  return {};
}

std::optional<size_t> EndOfCharacter(std::string_view text, size_t pos) {
  const char first = At(text, pos + 1);
  const bool escaped = first == '\\';
  const bool ascii = first >= '\0';
  if (IsLineEnd(first)) return std::nullopt;
  const size_t from = pos + (escaped ? 3 : 2);
  const std::string_view window =
      text.substr(0, !escaped && ascii ? pos + 3 : pos + kMaxCharacterBytes);
  const size_t close = window.find('\'', from);
  if (close == kNone) return std::nullopt;
  return close + 1;
}

std::optional<size_t> EndOfRegex(std::string_view text, size_t pos) {
  if (text[pos] != '/' || !ExpectsOperand(text, pos)) return std::nullopt;
  bool in_class = false;
  const size_t limit = std::min(text.size(), pos + kMaxRegexBytes);
  for (size_t i = pos + 1; i < limit && !IsLineEnd(text[i]); ++i) {
    const char c = text[i];
    if (c == '\\') {
      ++i;
    } else if (c == '/' && !in_class) {
      return i + 1;
    } else if (c == '[' || c == ']') {
      in_class = c == '[';
    }
  }
  return std::nullopt;
}

std::optional<size_t> EndOfLongBracket(std::string_view text, size_t pos) {
  if (At(text, pos) != '[') return std::nullopt;
  size_t second = pos + 1;
  while (At(text, second) == '=' && second - pos < kMaxDelimiter) ++second;
  if (At(text, second) != '[') return std::nullopt;
  return OffsetBehind(text, second + 1, "]" + std::string(second - pos - 1, '=') + "]");
}

}  // namespace headwater::license
