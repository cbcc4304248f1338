// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/data/license_texts.h"

#include <algorithm>
#include <bit>
#include <cstddef>

// In license_texts.S.
// NOLINTNEXTLINE(modernize-avoid-c-arrays,readability-identifier-naming): an assembler's symbol.
extern "C" const unsigned char headwater_license_texts[];

namespace headwater::data {
namespace {

static_assert(std::endian::native == std::endian::little, "license_texts.bin is little-endian");

// The layout that generate_texts.py writes: a head, then the sections in the order of Sections,
// each filled up to four bytes.
constexpr size_t kMagicBytes = 8;
constexpr size_t kVersionBytes = 32;
constexpr uint32_t kBucketBits = 14;
constexpr uint32_t kBuckets = 1U << kBucketBits;
constexpr uint32_t kHashBits = 32;
constexpr size_t kAlignment = 4;

struct Counts {
  uint32_t vocabulary;
  uint32_t index;
  uint32_t texts;
  uint32_t words;
  uint32_t free;  // Numbers: two per range.
  uint32_t gaps;
  uint32_t listed;
  uint32_t names;
};

struct Record {
  uint32_t first_word;
  uint32_t words;
  uint32_t needed;
  uint32_t first_free;
  uint32_t free;
  uint32_t first_gap;
  uint32_t gaps;
  uint32_t name;
  uint8_t kind;
  uint8_t restriction;
  uint16_t samples;
};

struct GapRecord {
  uint32_t begin;
  uint32_t end;
  uint16_t most;
  uint16_t mode;
  uint32_t first_listed;
  uint32_t listed;
};

struct Sections {
  std::span<const uint32_t> word_hashes;
  std::span<const uint16_t> word_numbers;
  std::span<const uint32_t> word_buckets;
  std::span<const uint32_t> index_hashes;
  std::span<const uint16_t> index_texts;
  std::span<const uint32_t> index_buckets;
  std::span<const Record> records;
  std::span<const uint16_t> words;
  std::span<const WordRange> free;
  std::span<const GapRecord> gaps;
  std::span<const uint16_t> listed;
  const char* names = nullptr;
};

// Takes the next section off the data.
template <typename T>
std::span<const T> Take(const unsigned char*& at, size_t count) {
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): aligned by the layout.
  const std::span<const T> section(reinterpret_cast<const T*>(at), count);
  at += (section.size_bytes() + kAlignment - 1) / kAlignment * kAlignment;
  return section;
}

Sections Locate() {
  const unsigned char* at = headwater_license_texts + kMagicBytes + kVersionBytes;
  const Counts counts = Take<Counts>(at, 1).front();
  Sections sections;
  sections.word_hashes = Take<uint32_t>(at, counts.vocabulary);
  sections.word_numbers = Take<uint16_t>(at, counts.vocabulary);
  sections.word_buckets = Take<uint32_t>(at, kBuckets + 1);
  sections.index_hashes = Take<uint32_t>(at, counts.index);
  sections.index_texts = Take<uint16_t>(at, counts.index);
  sections.index_buckets = Take<uint32_t>(at, kBuckets + 1);
  sections.records = Take<Record>(at, counts.texts);
  sections.words = Take<uint16_t>(at, counts.words);
  sections.free = Take<WordRange>(at, counts.free / 2);
  sections.gaps = Take<GapRecord>(at, counts.gaps);
  sections.listed = Take<uint16_t>(at, counts.listed);
  sections.names = Take<char>(at, counts.names).data();
  return sections;
}

const Sections& All() {
  static const Sections kSections = Locate();
  return kSections;
}

// The hashes of one bucket that equal `hash`: their first place, and how many they are.
struct Places {
  size_t first = 0;
  size_t count = 0;
};

Places Find(std::span<const uint32_t> hashes, std::span<const uint32_t> buckets, uint32_t hash) {
  const uint32_t bucket = hash >> (kHashBits - kBucketBits);
  const auto inside = hashes.subspan(buckets[bucket], buckets[bucket + 1] - buckets[bucket]);
  const auto found = std::equal_range(inside.begin(), inside.end(), hash);
  return {buckets[bucket] + static_cast<size_t>(found.first - inside.begin()),
          static_cast<size_t>(found.second - found.first)};
}

uint32_t HashShingle(std::span<const uint16_t, kShingle> words) {
  // The golden ratio in 64 bits, as in Fibonacci hashing.
  constexpr uint64_t kFactor = 0x9E3779B97F4A7C15U;
  constexpr uint32_t kFold = 29;
  uint64_t value = 0;
  for (const uint16_t word : words) {
    value = (value + word) * kFactor;
    value ^= value >> kFold;
  }
  return static_cast<uint32_t>(value >> kHashBits);
}

}  // namespace

std::string_view LicenseTextsVersion() {
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): bytes as characters.
  const auto* version = reinterpret_cast<const char*>(headwater_license_texts + kMagicBytes);
  const std::string_view padded(version, kVersionBytes);
  return padded.substr(0, padded.find('\0'));
}

uint16_t CountLicenseTexts() { return static_cast<uint16_t>(All().records.size()); }

LicenseText LicenseTextAt(uint16_t index) {
  const Sections& all = All();
  const Record& record = all.records[index];
  return {.ids = all.names + record.name,
          .kind = static_cast<TextKind>(record.kind),
          .restriction = record.restriction,
          .samples = record.samples,
          .needed = record.needed,
          .words = all.words.subspan(record.first_word, record.words),
          .free = all.free.subspan(record.first_free, record.free),
          .first_gap = record.first_gap,
          .gaps = record.gaps};
}

Gap GapAt(uint32_t index) {
  const GapRecord& record = All().gaps[index];
  return {
      .words = {static_cast<uint16_t>(record.begin), static_cast<uint16_t>(record.end)},
      .most = record.most,
      .mode = static_cast<GapMode>(record.mode),
      .listed = All().listed.subspan(record.first_listed, record.listed),
  };
}

uint16_t NumberOfWord(uint32_t hash) {
  const Sections& all = All();
  const Places places = Find(all.word_hashes, all.word_buckets, hash);
  return places.count == 0 ? uint16_t{0} : all.word_numbers[places.first];
}

ShingleTexts TextsWithShingle(std::span<const uint16_t, kShingle> words) {
  const Sections& all = All();
  const Places places = Find(all.index_hashes, all.index_buckets, HashShingle(words));
  return {.place = static_cast<uint32_t>(places.first),
          .texts = all.index_texts.subspan(places.first, places.count)};
}

uint32_t CountIndexPlaces() { return static_cast<uint32_t>(All().index_hashes.size()); }

}  // namespace headwater::data
