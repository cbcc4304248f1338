// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/license/statement_search.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

namespace headwater::license {
namespace {

constexpr size_t kNone = std::string_view::npos;
constexpr std::string_view kSpdxTag = "SPDX-";
constexpr std::string_view kWord = "Copyright";
constexpr std::string_view kIgnoreTag = "REUSE-Ignore";
constexpr char kSignByte = '\xA9';  // Of the copyright sign: alone in Latin-1, the second in UTF-8.

// Bytes that are compared at once: what every processor has (GCC, Vector Extensions).
constexpr size_t kBlock = 16;
using Block [[gnu::vector_size(kBlock)]] = unsigned char;

// Where in each of the words a second byte is looked at, one that is rare behind the first.
constexpr size_t kInSpdx = 3;    // X
constexpr size_t kInWord = 6;    // g
constexpr size_t kInIgnore = 5;  // -
constexpr size_t kReach = kBlock + kInWord;

Block Load(const char* from) {
  Block block;
  std::memcpy(&block, from, kBlock);
  return block;
}

auto Equal(Block block, char byte) { return block == static_cast<unsigned char>(byte); }

// Whether one of the kBlock bytes may begin something; reads kReach bytes.
bool MayHold(const char* from) {
  const Block first = Load(from);
  const auto hits =
      (Equal(first, kSpdxTag[0]) & Equal(Load(from + kInSpdx), kSpdxTag[kInSpdx])) |
      (Equal(first, kWord[0]) & Equal(Load(from + kInWord), kWord[kInWord])) |
      (Equal(first, kIgnoreTag[0]) & Equal(Load(from + kInIgnore), kIgnoreTag[kInIgnore])) |
      Equal(first, kSignByte);
  std::array<uint64_t, kBlock / sizeof(uint64_t)> halves;
  std::memcpy(halves.data(), &hits, kBlock);
  return (halves[0] | halves[1]) != 0;
}

size_t FindByte(std::string_view text, char byte, size_t from) {
  if (from >= text.size()) return kNone;
  const void* found = memchr(text.data() + from, byte, text.size() - from);
  return found == nullptr ? kNone
                          : static_cast<size_t>(static_cast<const char*>(found) - text.data());
}

}  // namespace

std::optional<size_t> StatementSearch::Next(size_t from) const {
  for (; from + kReach <= text_.size(); from += kBlock) {
    if (!MayHold(text_.data() + from)) continue;
    if (const auto found = FindIn(from, from + kBlock)) return found;
  }
  return FindIn(from, text_.size());
}

std::optional<size_t> StatementSearch::FindIn(size_t begin, size_t end) const {
  for (size_t at = begin; at < end; ++at) {
    if (IsPlace(at)) return at;
  }
  return std::nullopt;
}

bool StatementSearch::IsPlace(size_t at) const {
  const std::string_view here = text_.substr(at);
  switch (here.front()) {
    case kSpdxTag[0]:
      return here.starts_with(kSpdxTag);
    case kWord[0]:
      return here.starts_with(kWord);
    case kIgnoreTag[0]:
      return here.starts_with(kIgnoreTag);
    case kSignByte:
      // Other characters of UTF-8 end with the same byte: behind C2 or ASCII it is the sign.
      return at == 0 || text_[at - 1] >= '\0' || text_[at - 1] == '\xC2';
    default:
      return false;
  }
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
