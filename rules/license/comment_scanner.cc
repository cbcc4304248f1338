// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/license/comment_scanner.h"

#include <algorithm>

namespace headwater::license {
namespace {

// The longest delimiter of a raw string, by the C++ standard [lex.string].
constexpr size_t kMaxRawDelimiter = 16;

char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool IsWordByte(char c) {
  return (c >= '0' && c <= '9') || (Lower(c) >= 'a' && Lower(c) <= 'z') || c == '_';
}

bool IsLineEnd(char c) { return c == '\n' || c == '\r'; }

bool EqualIgnoringCase(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return Lower(x) == Lower(y); });
}

}  // namespace

CommentScanner::CommentScanner(std::string_view text, const CommentStyle& style)
    : text_(text), style_(style) {
  const auto note = [this](char c) { interesting_[static_cast<unsigned char>(c)] = true; };
  for (const Literal& prefix : style.lines) {
    note(prefix.view().front());
    if (style.ignore_case) note(Lower(prefix.view().front()));
  }
  for (const Block& block : style.blocks) note(block.open.view().front());
  for (const Quote& quote : style.quotes) note(quote.open.view().front());
  if (style.free_string == FreeString::kRawString) note('R');
  if (style.free_string == FreeString::kHeredoc) note('<');
  note('\\');
}

std::optional<std::string_view> CommentScanner::Next() {
  while (pos_ < text_.size()) {
    if (interesting_[static_cast<unsigned char>(text_[pos_])]) {
      if (auto comment = TakeComment()) return comment;
      if (text_[pos_] != '\\' && (SkipFreeString() || SkipString())) continue;
      if (text_[pos_] == '\\') ++pos_;  // The byte behind it begins nothing.
    }
    ++pos_;
  }
  return std::nullopt;
}

bool CommentScanner::StartsHere(std::string_view token) const {
  return text_.substr(pos_).starts_with(token);
}

bool CommentScanner::PrefixCountsHere(std::string_view prefix) const {
  const std::string_view here = text_.substr(pos_, prefix.size());
  if (style_.ignore_case ? !EqualIgnoringCase(here, prefix) : here != prefix) return false;
  if (IsWordByte(prefix.back()) && pos_ + prefix.size() < text_.size() &&
      IsWordByte(text_[pos_ + prefix.size()])) {
    return false;
  }
  if (style_.place == PrefixPlace::kAnywhere || pos_ == 0) return true;
  constexpr std::string_view kSeparators = " \t\n\r;&|()";
  if (style_.place == PrefixPlace::kWordStart) {
    return kSeparators.find(text_[pos_ - 1]) != std::string_view::npos;
  }
  size_t before = pos_;
  while (before > 0 && (text_[before - 1] == ' ' || text_[before - 1] == '\t')) --before;
  return before == 0 || IsLineEnd(text_[before - 1]);
}

std::optional<std::string_view> CommentScanner::TakeComment() {
  for (const Block& block : style_.blocks) {
    if (!StartsHere(block.open.view())) continue;
    pos_ += block.open.view().size();
    return TakeUntil(block.close.view());
  }
  for (const Literal& prefix : style_.lines) {
    if (!PrefixCountsHere(prefix.view())) continue;
    pos_ += prefix.view().size();
    const size_t end = std::min(text_.find_first_of("\n\r", pos_), text_.size());
    const std::string_view inside = text_.substr(pos_, end - pos_);
    pos_ = end;
    return inside;
  }
  return std::nullopt;
}

std::string_view CommentScanner::TakeUntil(std::string_view close) {
  const size_t end = std::min(text_.find(close, pos_), text_.size());
  const std::string_view inside = text_.substr(pos_, end - pos_);
  pos_ = std::min(end + close.size(), text_.size());
  return inside;
}

bool CommentScanner::SkipString() {
  for (const Quote& quote : style_.quotes) {
    if (!StartsHere(quote.open.view())) continue;
    SkipQuote(quote);
    return true;
  }
  return false;
}

void CommentScanner::SkipQuote(const Quote& quote) {
  pos_ += quote.open.view().size();
  while (pos_ < text_.size()) {
    if (quote.escapes && text_[pos_] == '\\') {
      pos_ += 2;
    } else if (StartsHere(quote.close.view())) {
      pos_ += quote.close.view().size();
      return;
    } else if (!quote.multiline && IsLineEnd(text_[pos_])) {
      return;
    } else {
      ++pos_;
    }
  }
}

bool CommentScanner::SkipFreeString() {
  switch (style_.free_string) {
    case FreeString::kNone:
      return false;
    case FreeString::kRawString:
      return StartsHere("R\"") && SkipRawString();
    case FreeString::kHeredoc:
      return heredocs_ && StartsHere("<<") && SkipHeredoc();
  }
  return false;
}

bool CommentScanner::SkipRawString() {
  const size_t begin = pos_ + 2;
  const size_t paren = text_.find('(', begin);
  if (paren == std::string_view::npos || paren - begin > kMaxRawDelimiter) return false;
  std::string close = ")";
  close += text_.substr(begin, paren - begin);
  close += '"';
  pos_ = paren + 1;
  TakeUntil(close);
  return true;
}

bool CommentScanner::SkipHeredoc() {
  size_t begin = pos_ + 2;
  const auto at = [this](size_t i) { return i < text_.size() ? text_[i] : '\0'; };
  if (at(begin) == '<') ++begin;  // PHP's `<<<`; in a shell no heredoc, and then without an end.
  if (at(begin) == '-' || at(begin) == '~') ++begin;
  while (at(begin) == ' ') ++begin;
  if (at(begin) == '\'' || at(begin) == '"' || at(begin) == '\\') ++begin;
  size_t end = begin;
  while (IsWordByte(at(end))) ++end;
  const std::string_view word = text_.substr(begin, end - begin);
  if (word.empty() || (word.front() >= '0' && word.front() <= '9')) return false;
  size_t line = text_.find('\n', end);
  while (line != std::string_view::npos) {
    const size_t next = text_.find('\n', line + 1);
    if (EndsHeredoc(text_.substr(line + 1, next - line - 1), word)) {
      pos_ = std::min(next, text_.size());
      return true;
    }
    line = next;
  }
  heredocs_ = false;
  return false;
}

bool CommentScanner::EndsHeredoc(std::string_view line, std::string_view word) const {
  line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
  if (!line.starts_with(word)) return false;
  // PHP and Ruby may go on behind the word; a word followed by anything else is text.
  constexpr std::string_view kAfterEnd = "\r;,)";
  return line.size() == word.size() || kAfterEnd.find(line[word.size()]) != std::string_view::npos;
}

}  // namespace headwater::license
