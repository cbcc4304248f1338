// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/sbom/tree_text.h"

#include <algorithm>
#include <cstring>

#include "rules/common/text.h"

namespace headwater::sbom {
namespace {

unsigned char Byte(const char* at) { return static_cast<unsigned char>(*at); }

bool IsContinuation(unsigned char byte) { return (byte & 0xC0U) == 0x80U; }

/// RFC 3629 section 4: the second byte's range depends on the first.
bool IsSecond(unsigned char first, unsigned char second) {
  switch (first) {
    case 0xE0:
      return second >= 0xA0 && second <= 0xBF;
    case 0xED:
      return second >= 0x80 && second <= 0x9F;
    case 0xF0:
      return second >= 0x90 && second <= 0xBF;
    case 0xF4:
      return second >= 0x80 && second <= 0x8F;
    default:
      return IsContinuation(second);
  }
}

size_t SizeByFirst(unsigned char first) {
  if (first >= 0xC2 && first <= 0xDF) return 2;
  if (first >= 0xE0 && first <= 0xEF) return 3;
  return first >= 0xF0 && first <= 0xF4 ? 4 : 0;
}

}  // namespace

uint64_t HashOf(std::string_view text) {
  constexpr uint64_t kFirst = 0xBF58476D1CE4E5B9U;
  constexpr uint64_t kSecond = 0x94D049BB133111EBU;
  uint64_t hash = text.size();
  while (!text.empty()) {
    uint64_t part = 0;
    const size_t size = std::min(text.size(), sizeof part);
    std::memcpy(&part, text.data(), size);
    hash = (hash ^ part ^ (hash >> 30U)) * kFirst;
    hash = (hash ^ (hash >> 27U)) * kSecond;
    hash ^= hash >> 31U;
    text.remove_prefix(size);
  }
  return hash;
}

size_t Utf8Size(const char* at, const char* end) {
  const size_t size = SizeByFirst(Byte(at));
  if (size == 0 || static_cast<size_t>(end - at) < size || !IsSecond(Byte(at), Byte(at + 1))) {
    return 0;
  }
  for (size_t i = 2; i < size; ++i) {
    if (!IsContinuation(Byte(at + i))) return 0;
  }
  return size;
}

void AppendUtf8(uint32_t code_point, std::string& text) {
  constexpr uint32_t kSixBits = 0x3F;
  const auto tail = [&text, code_point](unsigned shift) {
    text += static_cast<char>(0x80U | ((code_point >> shift) & kSixBits));
  };
  if (code_point < 0x80U) {
    text += static_cast<char>(code_point);
  } else if (code_point < 0x800U) {
    text += static_cast<char>(0xC0U | (code_point >> 6U));
    tail(0);
  } else if (code_point < 0x10000U) {
    text += static_cast<char>(0xE0U | (code_point >> 12U));
    tail(6);
    tail(0);
  } else {
    text += static_cast<char>(0xF0U | (code_point >> 18U));
    tail(12);
    tail(6);
    tail(0);
  }
}

Status CheckStart(std::string_view bytes, const TreeLimits& limits) {
  if (bytes.size() > limits.bytes) {
    return BeyondAt({}, "the document has " + std::to_string(bytes.size()) +
                            " bytes, more than the " + std::to_string(limits.bytes) +
                            " that are read");
  }
  // A byte order mark, or an ASCII character in two bytes, as in `{` and `<`.
  constexpr std::string_view kNul("\0", 1);
  const bool wide =
      bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF") ||
      (bytes.size() > 1 && (bytes.substr(0, 1) == kNul) != (bytes.substr(1, 1) == kNul));
  if (wide) return InvalidAt({}, "the file is in UTF-16 or UTF-32; save it as UTF-8");
  return Ok{};
}

}  // namespace headwater::sbom
