// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "headwater/patch_lines.h"

#include <algorithm>
#include <array>

namespace headwater {
namespace {

// FNV-1a, 64 bits (http://www.isthe.com/chongo/tech/comp/fnv/): blanks are left out byte by byte,
// so that a hash which takes words would first have to copy. Stored in indexes, never to be
// changed.
constexpr uint64_t kFnvOffset = 14'695'981'039'346'656'037U;
constexpr uint64_t kFnvPrime = 1'099'511'628'211U;

enum ByteClass : uint8_t { kSign, kLetter, kBlank };

constexpr std::array<ByteClass, 256> MakeClasses() {
  std::array<ByteClass, 256> classes{};
  for (size_t c = 0; c < classes.size(); ++c) {
    // Bytes of UTF-8 beyond ASCII are letters of most scripts.
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c >= 0x80U;
    classes[c] = letter ? kLetter : kSign;
  }
  for (const char blank : std::string_view(" \t\r\f")) {
    classes[static_cast<unsigned char>(blank)] = kBlank;
  }
  return classes;
}

// A table, and no branches on it below: where blanks stand cannot be foreseen, and every line of a
// history comes by here.
constexpr std::array<ByteClass, 256> kClasses = MakeClasses();

ByteClass ClassOf(char c) { return kClasses[static_cast<unsigned char>(c)]; }

bool IsBlankLine(std::string_view line) {
  return std::ranges::all_of(line, [](char c) { return ClassOf(c) == kBlank; });
}

uint64_t HashByte(uint64_t hash, char c) {
  return (hash ^ static_cast<unsigned char>(c)) * kFnvPrime;
}

uint64_t HashBytes(uint64_t hash, std::string_view line) {
  for (const char c : line) {
    const uint64_t next = HashByte(hash, c);
    hash = ClassOf(c) == kBlank ? hash : next;
  }
  return hash;
}

// FNV mixes its last bytes badly into the upper bits, by which sorted tables are searched: the
// finaliser of MurmurHash3 (public domain, Austin Appleby).
uint64_t Mix(uint64_t hash) {
  hash = (hash ^ (hash >> 33U)) * 0xff51afd7ed558ccdU;
  hash = (hash ^ (hash >> 33U)) * 0xc4ceb9fe1a85ec53U;
  return hash ^ (hash >> 33U);
}

}  // namespace

std::string WithoutBlanks(std::string_view line) {
  std::string kept(line.size(), '\0');
  size_t bytes = 0;
  for (const char c : line) {
    kept[bytes] = c;
    bytes += ClassOf(c) == kBlank ? 0 : 1;
  }
  kept.resize(bytes);
  return kept;
}

uint64_t HashLine(char sign, std::string_view line) {
  return Mix(HashBytes(HashByte(kFnvOffset, sign), line));
}

uint64_t HashHunk(const PatchHunk& hunk) {
  uint64_t hash = kFnvOffset;
  bool says_something = false;
  const auto add = [&](char sign, const std::vector<Untrusted>& lines) {
    for (const Untrusted& line : lines) {
      if (IsBlankLine(line.bytes())) continue;
      says_something = true;
      // The sign comes behind a line end, which no line holds.
      hash = HashBytes(HashByte(HashByte(hash, '\n'), sign), line.bytes());
    }
  };
  add('-', hunk.removed);
  add('+', hunk.added);
  if (!says_something) return 0;
  return std::max<uint64_t>(Mix(hash), 1);
}

bool IsTelling(std::string_view line) {
  size_t letters = 0;
  size_t blanks = 0;
  for (const char c : line) {
    letters += ClassOf(c) == kLetter ? 1 : 0;
    blanks += ClassOf(c) == kBlank ? 1 : 0;
  }
  return line.size() - blanks >= kTellingBytes && letters > 0;
}

}  // namespace headwater
