// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/common/word_pieces.h"

#include <algorithm>
#include <array>
#include <bit>
#include <iterator>

#include "rules/common/stop_words.h"

namespace headwater {
namespace {

constexpr size_t kPieceLetters = 5;
constexpr size_t kMinWordLetters = 3;
/// As many as a word counts for.
constexpr size_t kWholeWordPieces = 3;
/// No word of a language; then it is taken as several.
constexpr size_t kMaxWordLetters = 64;

/// The letters U+00C0 to U+00FF (in UTF-8: 0xC3 and one of these) without accents, in lower case;
/// a blank for the two signs among them.
constexpr std::string_view kLatin1 =
    "aaaaaaaceeeeiiiidnooooo ouuuuytsaaaaaaaceeeeiiiidnooooo ouuuuyty";
constexpr unsigned char kLatin1Lead = 0xC3;
constexpr unsigned char kFirstTail = 0x80;
/// What UTF-8 writes dashes, quotes and dots with.
constexpr unsigned char kPunctuationLead = 0xE2;
constexpr size_t kPunctuationBytes = 3;

bool IsAsciiLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// FNV-1a, 64 bits (http://www.isthe.com/chongo/tech/comp/fnv/), letter by letter.
constexpr uint64_t kHashBasis = 14'695'981'039'346'656'037U;
constexpr uint64_t HashOn(uint64_t hash, char letter) {
  constexpr uint64_t kPrime = 1'099'511'628'211U;
  return (hash ^ static_cast<unsigned char>(letter)) * kPrime;
}

/// The stop words' hashes, each at its own place or the next free one: looking each word up among
/// sorted texts would take longer than all the rest.
constexpr size_t kStopPlaces = 1'024;
static_assert(std::size(kStopWords) * 2 < kStopPlaces, "most places are free");
constexpr std::array<uint64_t, kStopPlaces> kStopHashes = [] {
  std::array<uint64_t, kStopPlaces> hashes{};
  for (const std::string_view word : kStopWords) {
    uint64_t hash = kHashBasis;
    for (const char letter : word) hash = HashOn(hash, letter);
    size_t place = hash % kStopPlaces;
    while (hashes[place] != 0) place = (place + 1) % kStopPlaces;
    hashes[place] = hash;
  }
  return hashes;
}();

bool IsStopWord(uint64_t hash) {
  size_t place = hash % kStopPlaces;
  while (kStopHashes[place] != 0 && kStopHashes[place] != hash) place = (place + 1) % kStopPlaces;
  return kStopHashes[place] == hash;
}

/// Takes letters in order and gives the pieces of whole words.
class PieceCollector {
 public:
  explicit PieceCollector(std::vector<WordPiece>& pieces)
      : pieces_(pieces), begin_(pieces.size()) {}

  void Take(char letter) {
    if (letters_ == kMaxWordLetters) End();
    hash_ = HashOn(hash_, letter);
    constexpr uint32_t kLetterBits = 5;  // The alphabet is 1 to 26.
    constexpr uint32_t kLetterMask = (1U << kLetterBits) - 1;
    constexpr uint32_t kPieceMask = (1U << (kLetterBits * kPieceLetters)) - 1;
    piece_ = (piece_ << kLetterBits | (static_cast<uint32_t>(letter) & kLetterMask)) & kPieceMask;
    if (++letters_ >= kPieceLetters) Add();
  }

  void End() {
    if (letters_ > 0 && letters_ < kPieceLetters) Add();
    if (letters_ < kMinWordLetters || IsStopWord(hash_)) pieces_.resize(begin_);
    const size_t count = pieces_.size() - begin_;
    const float weight =
        static_cast<float>(std::min(count, kWholeWordPieces)) / static_cast<float>(count);
    for (; begin_ < pieces_.size(); ++begin_) pieces_[begin_].weight = weight;
    letters_ = 0;
    piece_ = 0;
    hash_ = kHashBasis;
  }

 private:
  /// By Fibonacci hashing (Knuth, The Art of Computer Programming, volume 3, 6.4).
  void Add() {
    constexpr uint32_t kGolden = 2'654'435'769;  // 2^32 divided by the golden ratio.
    constexpr uint32_t kDropped = 32 - std::bit_width(kPieceNumbers - 1);
    pieces_.push_back({.number = piece_ * kGolden >> kDropped});
  }

  std::vector<WordPiece>& pieces_;
  size_t begin_;  ///< Of the word.
  size_t letters_ = 0;
  uint32_t piece_ = 0;  ///< The last kPieceLetters letters.
  uint64_t hash_ = kHashBasis;
};

}  // namespace

void AddWordPieces(std::string_view text, std::vector<WordPiece>& pieces) {
  PieceCollector words(pieces);
  for (size_t at = 0; at < text.size(); ++at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte < kFirstTail) {
      const char c = text[at];
      if (IsAsciiLetter(c)) {
        words.Take(static_cast<char>(c | ' '));
      } else {
        words.End();
      }
    } else if (byte == kLatin1Lead && at + 1 < text.size()) {
      const auto tail = static_cast<size_t>(static_cast<unsigned char>(text[++at]) - kFirstTail);
      const char letter = tail < kLatin1.size() ? kLatin1[tail] : ' ';
      if (letter == ' ') {
        words.End();
      } else {
        words.Take(letter);
      }
    } else if (byte == kPunctuationLead) {
      words.End();
      at += kPunctuationBytes - 1;
    } else {
      words.Take(text[at]);
    }
  }
  words.End();
}

}  // namespace headwater
