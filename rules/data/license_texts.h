// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

/// \file
/// Fingerprints of the texts of the SPDX License List (https://github.com/spdx/license-list-XML),
/// made by generate_texts.py: every word is a number that stands for the hash of its spelling. They
/// are read where the program was loaded: no start, no heap. The views live for ever.

namespace headwater::data {

/// A range of words, half-open.
struct WordRange {
  uint16_t begin = 0;
  uint16_t end = 0;
};

/// What may stand in a gap.
enum class GapMode : uint8_t {
  kListed,    ///< The listed words.
  kAnything,  ///< Any name; the listed words may be part of it.
  kLed,       ///< Anything behind one of the listed words.
};

/// A part of a text that may be replaced.
struct Gap {
  WordRange words;  ///< May be empty: then words may be inserted.
  uint16_t most = 0;
  GapMode mode = GapMode::kListed;
  std::span<const uint16_t> listed;  ///< Sorted.
};

/// What the list has a text for.
enum class TextKind : uint8_t {
  kLicense,
  kException,
  kNotice,  ///< The standard header of a licence, which grants it.
};

/// One text, or several that differ in nothing that has to be there.
struct LicenseText {
  std::string_view ids;  ///< Separated by blanks.
  TextKind kind = TextKind::kLicense;
  uint8_t restriction = 0;  ///< As license::Restriction.
  uint16_t samples = 0;     ///< How many of its shingles are in the index.
  uint32_t needed = 0;      ///< Words that have to be there.
  std::span<const uint16_t> words;
  std::span<const WordRange> free;  ///< Words that may be missing.
  uint32_t first_gap = 0;
  uint32_t gaps = 0;
};

/// The list's version and commit, such as `3.28.0+e4c1f27`.
std::string_view LicenseTextsVersion();

uint16_t CountLicenseTexts();

/// `index` below CountLicenseTexts().
LicenseText LicenseTextAt(uint16_t index);

/// `index` from first_gap on.
Gap GapAt(uint32_t index);

/// The hash of a word in normal spelling (license_words.py).
constexpr uint32_t HashWord(std::string_view word) {
  // FNV-1a, then the finaliser of MurmurHash3, both public domain: the upper bits choose a bucket.
  uint32_t value = 2166136261U;
  for (const char c : word) value = (value ^ static_cast<unsigned char>(c)) * 16777619U;
  value = (value ^ (value >> 16U)) * 0x85EBCA6BU;
  value = (value ^ (value >> 13U)) * 0xC2B2AE35U;
  return value ^ (value >> 16U);
}

/// The number of a word; 0: no text has it.
uint16_t NumberOfWord(uint32_t hash);

/// Words in a shingle of the index.
inline constexpr size_t kShingle = 4;

/// The texts of whose samples one is this shingle, and where that stands in the index: the same
/// place for the same shingle.
struct ShingleTexts {
  uint32_t place = 0;
  std::span<const uint16_t> texts;
};
ShingleTexts TextsWithShingle(std::span<const uint16_t, kShingle> words);

/// How many places the index has.
uint32_t CountIndexPlaces();

}  // namespace headwater::data
