// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

#include "headwater/result.h"
#include "rules/sbom/tree.h"

/// \file
/// What the readers of tree.h share about bytes. Inline, because they run once per text.

namespace headwater::sbom {

inline constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// Eight bytes at once: https://graphics.stanford.edu/~seander/bithacks.html#ZeroInWord. The lowest
/// flag of a word is exact; flags above it may be false, so callers look again byte by byte.
using Word = uint64_t;
inline constexpr std::ptrdiff_t kWordBytes = sizeof(Word);
inline constexpr unsigned char kFirstNonAscii = 0x80;
inline constexpr Word kOnes = 0x0101010101010101U;
inline constexpr Word kHighBits = 0x8080808080808080U;

inline Word LoadWord(const char* at) {
  Word word = 0;
  std::memcpy(&word, at, sizeof word);
  return word;
}
/// Nonzero when some byte is `c`.
inline Word HasByte(Word word, char c) {
  const Word difference = word ^ (kOnes * static_cast<unsigned char>(c));
  return (difference - kOnes) & ~difference & kHighBits;
}
/// Nonzero when some byte is a control character below U+0020.
inline Word HasControl(Word word) { return (word - kOnes * 0x20U) & ~word & kHighBits; }

/// A fast hash whose seed is known: SplitMix64's finaliser
/// (https://prng.di.unimi.it/splitmix64.c) over every eight bytes.
uint64_t HashOf(std::string_view text);

/// Tables are at most a quarter full. Then chance needs some 20 looks at neighbouring slots for the
/// worst of a million texts; a file may choose texts that need more.
inline constexpr size_t kMaxLooks = 64;
inline constexpr size_t kSlotsPerText = 4;

/// Bytes of the UTF-8 sequence that begins at `at` with a byte above 0x7F; 0 when it is none
/// (RFC 3629 section 4: no overlong forms, no surrogates, nothing above U+10FFFF).
size_t Utf8Size(const char* at, const char* end);

void AppendUtf8(uint32_t code_point, std::string& text);

/// What is wrong with a document before any reader looks at it: kContent when it is too large,
/// kInvalid when it is UTF-16 or UTF-32.
Status CheckStart(std::string_view bytes, const TreeLimits& limits);

}  // namespace headwater::sbom
