// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/license/comment_scanner.h"

#include <algorithm>
#include <string>

#include "rules/license/string_literals.h"

namespace headwater::license {
namespace {

constexpr size_t kNone = std::string_view::npos;

// COBOL's fixed form: six columns of line numbers, then the indicator.
constexpr size_t kIndicatorColumn = 6;

char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool EqualIgnoringCase(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return Lower(x) == Lower(y); });
}

bool IsBlank(char c) { return c == ' ' || c == '\t'; }

// Where the line break of the line of `pos` is, or the end of the text.
size_t LineBreakAfter(std::string_view text, size_t pos) {
  return std::min(text.find_first_of("\n\r", pos), text.size());
}

// The first byte of what begins a string whose end is chosen.
std::string_view FirstBytesOf(FreeString kind) {
  switch (kind) {
    case FreeString::kNone:
      return "";
    case FreeString::kRawString:
      return "R";
    case FreeString::kHeredoc:
    case FreeString::kTightHeredoc:
      return "<";
    case FreeString::kHashes:
      return "r#";
    case FreeString::kLongBrackets:
      return "[";
    case FreeString::kDollarQuotes:
      return "$";
  }
  return "";
}

}  // namespace

std::optional<size_t> FrontMatterEnd(std::string_view text) {
  constexpr std::string_view kFence = "---";
  const auto is_fence = [&](size_t line) {
    const std::string_view whole = text.substr(line, LineBreakAfter(text, line) - line);
    return whole.starts_with(kFence) && whole.find_first_not_of(" \t", kFence.size()) == kNone;
  };
  if (!is_fence(0)) return std::nullopt;
  for (size_t end = text.find('\n'); end != kNone; end = text.find('\n', end + 1)) {
    if (is_fence(end + 1)) return end + 1;
  }
  return std::nullopt;
}

CommentScanner::CommentScanner(std::string_view text, const CommentStyle& style)
    : text_(text), style_(style) {
  const auto note = [this](char c) { interesting_[static_cast<unsigned char>(c)] = true; };
  for (const Literal& prefix : style.lines) {
    note(prefix.view().front());
    if (style.ignore_case) note(Lower(prefix.view().front()));
  }
  for (const Block& block : style.blocks) note(block.open.view().front());
  for (const Quote& quote : style.quotes) note(quote.open.view().front());
  for (const char c : FirstBytesOf(style.free_string)) note(c);
  if (style.apostrophe != Apostrophe::kOther) note('\'');
  if (style.regexes) note('/');
  note('\\');
  if (style.front_matter) front_matter_end_ = FrontMatterEnd(text).value_or(0);
}

std::optional<std::string_view> CommentScanner::Next() {
  if (pos_ < front_matter_end_) {
    if (auto comment = TakeFrontMatter()) return comment;
  }
  while (pos_ < text_.size()) {
    if (interesting_[static_cast<unsigned char>(text_[pos_])]) {
      if (auto comment = TakeComment()) return comment;
      if (text_[pos_] != '\\' && SkipLiteral()) continue;
      if (text_[pos_] == '\\') ++pos_;  // The byte behind it begins nothing.
    }
    ++pos_;
  }
  return std::nullopt;
}

// Front matter is YAML, whose comments are looked for at the beginning of lines only.
std::optional<std::string_view> CommentScanner::TakeFrontMatter() {
  while (pos_ < front_matter_end_) {
    const size_t begin = std::min(text_.find_first_not_of(" \t", pos_), front_matter_end_);
    const size_t end = LineBreakAfter(text_, begin);
    pos_ = std::min(end + 1, front_matter_end_);
    if (text_[begin] == '#') return text_.substr(begin + 1, end - begin - 1);
  }
  pos_ = LineBreakAfter(text_, front_matter_end_);
  return std::nullopt;
}

bool CommentScanner::StartsHere(std::string_view token) const {
  return text_.substr(pos_).starts_with(token);
}

bool CommentScanner::IsAtLineStart() const { return pos_ == 0 || IsLineEnd(text_[pos_ - 1]); }

bool CommentScanner::PrefixCountsHere(std::string_view prefix) const {
  const std::string_view here = text_.substr(pos_, prefix.size());
  if (style_.ignore_case ? !EqualIgnoringCase(here, prefix) : here != prefix) return false;
  if (IsWordByte(prefix.back()) && pos_ + prefix.size() < text_.size() &&
      IsWordByte(text_[pos_ + prefix.size()])) {
    return false;
  }
  return PlaceCounts(prefix);
}

bool CommentScanner::PlaceCounts(std::string_view prefix) const {
  switch (style_.place) {
    case PrefixPlace::kAnywhere:
      return true;
    case PrefixPlace::kWordStart: {
      constexpr std::string_view kSeparators = " \t\n\r;&|(){}[],";
      return pos_ == 0 || kSeparators.find(text_[pos_ - 1]) != kNone;
    }
    case PrefixPlace::kLineStart: {
      size_t before = pos_;
      while (before > 0 && IsBlank(text_[before - 1])) --before;
      return before == 0 || IsLineEnd(text_[before - 1]);
    }
    case PrefixPlace::kColumnOne:
      return IsAtLineStart();
    case PrefixPlace::kColumnSeven: {
      if (prefix.ends_with('>')) return true;
      if (pos_ < kIndicatorColumn) return false;
      const size_t line = pos_ - kIndicatorColumn;
      const std::string_view numbers = text_.substr(line, kIndicatorColumn);
      return (line == 0 || IsLineEnd(text_[line - 1])) &&
             std::none_of(numbers.begin(), numbers.end(), IsLineEnd);
    }
  }
  return false;
}

std::optional<std::string_view> CommentScanner::TakeComment() {
  if (auto block = TakeBlock()) return block;
  for (const Literal& prefix : style_.lines) {
    if (!PrefixCountsHere(prefix.view())) continue;
    pos_ += prefix.view().size();
    if (style_.free_string == FreeString::kLongBrackets) {
      const size_t begin = pos_;
      if (const auto end = EndOfLongBracket(text_, pos_)) return TakeThrough(begin, *end, *end);
    }
    return TakeLine();
  }
  return std::nullopt;
}

std::optional<std::string_view> CommentScanner::TakeBlock() {
  for (const Block& block : style_.blocks) {
    if (!StartsHere(block.open.view())) continue;
    const size_t begin = pos_ + block.open.view().size();
    const std::string_view close = block.close.view();
    if (block.nested) return TakeNested(block);
    if (!block.line_start) {
      const size_t end = std::min(text_.find(close, begin), text_.size());
      return TakeThrough(begin, end, std::min(end + close.size(), text_.size()));
    }
    if (!IsAtLineStart() || unclosed_blocks_) continue;
    const size_t end = text_.find("\n" + std::string(close), begin);
    if (end != kNone) return TakeThrough(begin, end, LineBreakAfter(text_, end + 1));
    unclosed_blocks_ = true;
  }
  return std::nullopt;
}

std::string_view CommentScanner::TakeThrough(size_t inside_begin, size_t inside_end,
                                             size_t behind) {
  pos_ = behind;
  return text_.substr(inside_begin, inside_end - inside_begin);
}

std::string_view CommentScanner::TakeNested(const Block& block) {
  const std::string_view open = block.open.view();
  const std::string_view close = block.close.view();
  const size_t begin = pos_ + open.size();
  size_t depth = 1;
  pos_ = begin;
  while (pos_ < text_.size()) {
    if (StartsHere(close)) {
      if (--depth == 0) return TakeThrough(begin, pos_, pos_ + close.size());
      pos_ += close.size();
    } else if (StartsHere(open)) {
      ++depth;
      pos_ += open.size();
    } else {
      ++pos_;
    }
  }
  return text_.substr(begin);
}

std::string_view CommentScanner::TakeLine() {
  const size_t begin = pos_;
  pos_ = LineBreakAfter(text_, pos_);
  const std::string_view first = text_.substr(begin, pos_ - begin);
  if (!style_.indented || first.find_first_not_of(" \t") != kNone) return first;
  while (pos_ < text_.size()) {
    const size_t next = text_.find_first_not_of("\r\n", pos_);
    if (next == kNone || !IsBlank(text_[next])) break;
    pos_ = LineBreakAfter(text_, next);
  }
  return text_.substr(begin, pos_ - begin);
}

bool CommentScanner::SkipLiteral() {
  if (SkipFreeString() || SkipApostrophe() || SkipString()) return true;
  if (!style_.regexes) return false;
  const auto end = EndOfRegex(text_, pos_);
  if (end) pos_ = *end;
  return end.has_value();
}

bool CommentScanner::SkipFreeString() {
  if (!free_strings_) return false;
  const FreeStringEnd found = EndOfFreeString(style_.free_string, text_, pos_);
  if (found.searched) free_strings_ = false;
  if (found.end) pos_ = *found.end;
  return found.end.has_value();
}

bool CommentScanner::SkipApostrophe() {
  if (text_[pos_] != '\'' || style_.apostrophe == Apostrophe::kOther) return false;
  if (style_.apostrophe == Apostrophe::kCharacter) {
    const auto end = EndOfCharacter(text_, pos_);
    if (end) pos_ = *end;
    return end.has_value();
  }
  constexpr std::string_view kOperandEnds = ")]}'.";
  const char before = pos_ == 0 ? '\n' : text_[pos_ - 1];
  if (IsWordByte(before) || kOperandEnds.find(before) != kNone) return false;
  pos_ = std::min(text_.find_first_of("'\n\r", pos_ + 1), text_.size() - 1) + 1;
  return true;
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

}  // namespace headwater::license
