// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/license/statement_search.h"

#include <algorithm>
#include <cstring>

namespace headwater::license {
namespace {

constexpr size_t kNone = std::string_view::npos;
constexpr std::string_view kSpdxTag = "SPDX-";
// Without its capital: a longer needle is found faster, and the capital is looked at afterwards.
constexpr std::string_view kCopyrightTail = "opyright";
constexpr std::string_view kIgnoreTag = "REUSE-Ignore";
constexpr char kSignByte = '\xA9';  // Of the copyright sign: alone in Latin-1, the second in UTF-8.

// glibc's memmem and memchr are much faster than std::string_view::find.
size_t FindText(std::string_view text, std::string_view needle, size_t from) {
  if (from >= text.size()) return kNone;
  const void* found = memmem(text.data() + from, text.size() - from, needle.data(), needle.size());
  return found == nullptr ? kNone
                          : static_cast<size_t>(static_cast<const char*>(found) - text.data());
}

size_t FindByte(std::string_view text, char byte, size_t from) {
  if (from >= text.size()) return kNone;
  const void* found = memchr(text.data() + from, byte, text.size() - from);
  return found == nullptr ? kNone
                          : static_cast<size_t>(static_cast<const char*>(found) - text.data());
}

// By a byte that hardly any text has: one look at many bytes at once.
size_t FindSpdxTag(std::string_view text, size_t from) {
  constexpr size_t kRare = 3;  // Of the X.
  size_t at = FindByte(text, kSpdxTag[kRare], from + kRare);
  while (at != kNone && text.substr(at - kRare, kSpdxTag.size()) != kSpdxTag) {
    at = FindByte(text, kSpdxTag[kRare], at + 1);
  }
  return at == kNone ? kNone : at - kRare;
}

}  // namespace

StatementSearch::StatementSearch(std::string_view text) : text_(text) {
  for (const Needle needle : {kSpdx, kCopyright, kSign}) next_[needle] = Find(needle, 0);
  // An ignore block matters only where there is something to ignore.
  const bool nothing = std::min({next_[kSpdx], next_[kCopyright], next_[kSign]}) == kNone;
  next_[kIgnore] = nothing ? kNone : Find(kIgnore, 0);
}

std::optional<size_t> StatementSearch::Next(size_t from) {
  size_t first = kNone;
  for (const Needle needle : {kSpdx, kCopyright, kSign, kIgnore}) {
    if (next_[needle] != kNone && next_[needle] < from) next_[needle] = Find(needle, from);
    first = std::min(first, next_[needle]);
  }
  if (first == kNone) return std::nullopt;
  return first;
}

size_t StatementSearch::Find(Needle needle, size_t from) const {
  if (needle == kSpdx) return FindSpdxTag(text_, from);
  if (needle == kIgnore) return FindText(text_, kIgnoreTag, from);
  if (needle == kSign) {
    size_t at = FindByte(text_, kSignByte, from);
    // Other characters of UTF-8 end with the same byte: behind C2 or ASCII it is the sign.
    while (at != kNone && at > 0 && text_[at - 1] < '\0' && text_[at - 1] != '\xC2') {
      at = FindByte(text_, kSignByte, at + 1);
    }
    return at;
  }
  size_t at = FindText(text_, kCopyrightTail, from + 1);
  while (at != kNone && text_[at - 1] != 'C') at = FindText(text_, kCopyrightTail, at + 1);
  return at == kNone ? kNone : at - 1;
}

LineCounter::LineCounter(std::string_view text)
    : text_(text), end_of_line_(FindByte(text, '\n', 0) == kNone ? '\r' : '\n') {}

uint32_t LineCounter::LineOf(size_t offset) {
  for (size_t end = FindByte(text_.substr(0, offset), end_of_line_, pos_); end != kNone;
       end = FindByte(text_.substr(0, offset), end_of_line_, end + 1)) {
    ++line_;
    begin_ = end + 1;
  }
  pos_ = std::max(pos_, offset);
  return line_;
}

}  // namespace headwater::license
