// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/common/toml_guard.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>

#include "rules/common/text.h"

namespace headwater {
namespace {

// Real keys have a handful of parts.
constexpr uint32_t kMaxKeyParts = 64;

// Outside multi-line strings; the longest lines of real lock files are a tenth of it.
constexpr size_t kMaxLineBytes = size_t{64} << 10U;

// Parts of table headers, and dots of dotted keys. A lock file of 4 MiB has about 20,000 of them;
// the square of half this number of comparisons takes less than a second.
constexpr uint32_t kMaxTables = 50'000;

constexpr size_t kTripleQuote = 3;

/// Walks the text once. It need only see the same strings and comments as toml++ up to the first
/// error of the text, because toml++ stops there.
class TomlGuard {
 public:
  TomlGuard(std::string_view text, const DataLimits& limits) : text_(text), limits_(limits) {}

  Status Run();

 private:
  Status Take(char c);
  Status Open(char c);
  Status EndLine();
  Status CountTables(uint32_t count);
  void SkipString(char quote);
  void SkipMultiLineString(char quote);
  Error TooMuch(std::string_view sentence) const {
    return BeyondAt(PlaceOf(text_, offset_), sentence);
  }

  std::string_view text_;
  const DataLimits& limits_;
  size_t offset_ = 0;
  size_t line_start_ = 0;
  uint32_t dots_ = 0;   // Since the key or value began.
  uint32_t depth_ = 0;  // Of open brackets.
  uint32_t tables_ = 0;
  bool line_is_blank_ = true;  // So far.
  bool in_header_ = false;
};

Status TomlGuard::Run() {
  while (offset_ < text_.size()) {
    const char c = text_[offset_];
    TRY(Take(c));
    if (c != ' ' && c != '\t') line_is_blank_ = c == '\n';
  }
  return EndLine();
}

Status TomlGuard::Take(char c) {
  switch (c) {
    case '#':
      offset_ = std::min(text_.find('\n', offset_), text_.size());
      return Ok{};
    case '"':
    case '\'':
      SkipString(c);
      return Ok{};
    case '\n':
      TRY(EndLine());
      line_start_ = offset_ + 1;
      break;
    case '.':
      if (++dots_ >= kMaxKeyParts) {
        return TooMuch("the key has more than " + std::to_string(kMaxKeyParts) + " parts");
      }
      break;
    case '[':
    case '{':
      TRY(Open(c));
      break;
    case ']':
    case '}':
      if (depth_ > 0) --depth_;
      if (in_header_) TRY(CountTables(dots_));
      dots_ = 0;
      break;
    case '=':
      TRY(CountTables(dots_));
      dots_ = 0;
      break;
    case ',':
      dots_ = 0;
      break;
    default:
      break;
  }
  ++offset_;
  return Ok{};
}

Status TomlGuard::Open(char c) {
  dots_ = 0;
  if (c == '[' && depth_ == 0 && line_is_blank_) {
    in_header_ = true;
    TRY(CountTables(1));
  }
  if (++depth_ <= limits_.depth) return Ok{};
  return TooMuch("brackets are nested more than " + std::to_string(limits_.depth) + " levels deep");
}

Status TomlGuard::EndLine() {
  dots_ = 0;
  in_header_ = false;
  if (offset_ - line_start_ <= kMaxLineBytes) return Ok{};
  return TooMuch("the line has more than " + std::to_string(kMaxLineBytes) + " bytes");
}

Status TomlGuard::CountTables(uint32_t count) {
  tables_ += count;
  if (tables_ <= kMaxTables) return Ok{};
  return TooMuch("table headers and dotted keys have more than " + std::to_string(kMaxTables) +
                 " parts together");
}

void TomlGuard::SkipString(char quote) {
  const std::string triple(kTripleQuote, quote);
  if (text_.substr(offset_).starts_with(triple)) return SkipMultiLineString(quote);
  for (++offset_; offset_ < text_.size(); ++offset_) {
    const char c = text_[offset_];
    if (c == '\n') return;  // Not closed: an error to toml++.
    if (c == '\\' && quote == '"') {
      ++offset_;
    } else if (c == quote) {
      ++offset_;
      return;
    }
  }
  offset_ = std::min(offset_, text_.size());
}

void TomlGuard::SkipMultiLineString(char quote) {
  const std::string triple(kTripleQuote, quote);
  for (offset_ += kTripleQuote; offset_ < text_.size(); ++offset_) {
    if (text_[offset_] == '\\' && quote == '"') {
      ++offset_;
    } else if (text_.substr(offset_).starts_with(triple)) {
      offset_ += kTripleQuote;
      // One or two quotes may end the content, directly before the closing ones.
      for (int i = 0; i < 2 && offset_ < text_.size() && text_[offset_] == quote; ++i) ++offset_;
      break;
    }
  }
  offset_ = std::min(offset_, text_.size());
  line_start_ = offset_;
}

}  // namespace

Status GuardToml(std::string_view text, const DataLimits& limits) {
  return TomlGuard(text, limits).Run();
}

}  // namespace headwater
