// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/git/deflate_check.h"

#include <array>
#include <cstdint>
#include <optional>
#include <span>

// Section numbers are those of RFC 1951, https://www.rfc-editor.org/rfc/rfc1951 (May 1996).

namespace headwater::git {
namespace {

constexpr size_t kMaxCodeBits = 15;         // 3.2.7
constexpr size_t kLiteralCodes = 288;       // 3.2.5: 0 to 285, and two that may not occur.
constexpr size_t kDistanceCodes = 30;       // 3.2.5
constexpr size_t kFixedDistanceCodes = 32;  // 3.2.6: two of them may not occur.
constexpr size_t kLengthCodes = 19;         // 3.2.7
constexpr uint32_t kEndOfBlock = 256;
constexpr uint32_t kFirstLength = 257;

/// 3.2.5: bits that follow a length or distance code.
constexpr std::array<uint8_t, 29> kLengthExtraBits = {0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2,
                                                      2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0};
constexpr std::array<uint8_t, kDistanceCodes> kDistanceExtraBits = {
    0, 0, 0, 0, 1, 1, 2, 2,  3,  3,  4,  4,  5,  5,  6,
    6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13};
/// 3.2.7: the order in which the lengths of the length codes are written.
constexpr std::array<uint8_t, kLengthCodes> kLengthOrder = {16, 17, 18, 0, 8,  7, 9,  6, 10, 5,
                                                            11, 4,  12, 3, 13, 2, 14, 1, 15};

/// Bits from the least significant of each byte upwards (3.1.1). After the end all are 0, and
/// `failed` is set.
class BitReader {
 public:
  explicit BitReader(std::string_view bytes) : bytes_(bytes) {}

  uint32_t Take(uint32_t count) {
    uint32_t value = 0;
    for (uint32_t i = 0; i < count; ++i) value |= Bit() << i;
    return value;
  }
  uint32_t Bit() {
    if (at_ >= bytes_.size() * 8) failed_ = true;
    if (failed_) return 0;
    const uint32_t bit = (static_cast<uint8_t>(bytes_[at_ / 8]) >> (at_ % 8)) & 1U;
    ++at_;
    return bit;
  }
  void ToByte() { at_ = (at_ + 7) / 8 * 8; }
  void SkipBytes(size_t count) {
    if (count > bytes_.size() - at_ / 8) failed_ = true;
    if (!failed_) at_ += count * 8;
  }
  bool failed() const { return failed_; }

 private:
  std::string_view bytes_;
  size_t at_ = 0;
  bool failed_ = false;
};

/// A prefix code given by the lengths of its words (3.2.2): words of one length are consecutive
/// numbers in the order of their symbols.
class PrefixCode {
 public:
  static std::optional<PrefixCode> Make(std::span<const uint8_t> lengths) {
    PrefixCode code;
    for (const uint8_t length : lengths) ++code.words_[length];
    code.words_[0] = 0;
    int32_t unused = 1;
    for (size_t bits = 1; bits <= kMaxCodeBits; ++bits) {
      unused = unused * 2 - code.words_[bits];
      if (unused < 0) return std::nullopt;
    }
    std::array<uint16_t, kMaxCodeBits + 1> next{};
    for (size_t bits = 1; bits <= kMaxCodeBits; ++bits) {
      next[bits] = static_cast<uint16_t>(next[bits - 1] + code.words_[bits - 1]);
    }
    for (size_t symbol = 0; symbol < lengths.size(); ++symbol) {
      if (lengths[symbol] == 0) continue;
      code.symbols_[next[lengths[symbol]]++] = static_cast<uint16_t>(symbol);
    }
    return code;
  }

  /// None for a word that the code does not have.
  std::optional<uint32_t> Read(BitReader& bits) const {
    int32_t word = 0;
    int32_t first = 0;
    int32_t index = 0;
    for (size_t length = 1; length <= kMaxCodeBits; ++length) {
      word = word * 2 + static_cast<int32_t>(bits.Bit());
      first *= 2;
      if (word - first < words_[length]) return symbols_[static_cast<size_t>(index + word - first)];
      index += words_[length];
      first += words_[length];
    }
    return std::nullopt;
  }

 private:
  std::array<uint16_t, kMaxCodeBits + 1> words_{};  ///< How many words there are of each length.
  std::array<uint16_t, kLiteralCodes> symbols_{};   ///< By word.
};

struct BlockCodes {
  PrefixCode literals;
  PrefixCode distances;
};

std::optional<BlockCodes> MakeCodes(std::span<const uint8_t> literals,
                                    std::span<const uint8_t> distances) {
  const std::optional<PrefixCode> literal_code = PrefixCode::Make(literals);
  const std::optional<PrefixCode> distance_code = PrefixCode::Make(distances);
  if (!literal_code || !distance_code) return std::nullopt;
  return BlockCodes{*literal_code, *distance_code};
}

/// 3.2.6.
std::optional<BlockCodes> FixedCodes() {
  std::array<uint8_t, kLiteralCodes> literals{};
  for (size_t symbol = 0; symbol < kLiteralCodes; ++symbol) {
    literals[symbol] = symbol < 144 ? 8 : symbol < 256 ? 9 : symbol < 280 ? 7 : 8;
  }
  std::array<uint8_t, kFixedDistanceCodes> distances{};
  distances.fill(5);
  return MakeCodes(literals, distances);
}

using CodeLengths = std::array<uint8_t, kLiteralCodes + kFixedDistanceCodes>;

/// One step in the list of code lengths: a length, and how often it stands there.
struct LengthRun {
  uint8_t length = 0;
  uint32_t times = 1;
};

/// 3.2.7: 16 repeats the length before, 17 and 18 repeat zero.
LengthRun ReadRun(BitReader& bits, uint32_t symbol, uint8_t before) {
  switch (symbol) {
    case 16:
      return {before, 3 + bits.Take(2)};
    case 17:
      return {0, 3 + bits.Take(3)};
    case 18:
      return {0, 11 + bits.Take(7)};
    default:
      return {static_cast<uint8_t>(symbol), 1};
  }
}

/// Reads the first `wanted` lengths.
bool ReadLengths(BitReader& bits, const PrefixCode& code, uint32_t wanted, CodeLengths& lengths) {
  for (uint32_t at = 0; at < wanted;) {
    const std::optional<uint32_t> symbol = code.Read(bits);
    constexpr uint32_t kRepeatBefore = 16;
    if (!symbol || bits.failed() || (*symbol == kRepeatBefore && at == 0)) return false;
    const LengthRun run = ReadRun(bits, *symbol, at == 0 ? uint8_t{0} : lengths[at - 1]);
    if (run.times > wanted - at) return false;
    for (uint32_t i = 0; i < run.times; ++i) lengths[at++] = run.length;
  }
  return true;
}

/// 3.2.7.
std::optional<BlockCodes> ReadCodes(BitReader& bits) {
  const uint32_t literals = bits.Take(5) + kFirstLength;
  const uint32_t distances = bits.Take(5) + 1;
  const uint32_t order = bits.Take(4) + 4;
  if (literals > kLiteralCodes) return std::nullopt;
  std::array<uint8_t, kLengthCodes> code_lengths{};
  for (uint32_t i = 0; i < order; ++i) {
    code_lengths[kLengthOrder[i]] = static_cast<uint8_t>(bits.Take(3));
  }
  const std::optional<PrefixCode> code = PrefixCode::Make(code_lengths);
  CodeLengths lengths{};
  if (!code || !ReadLengths(bits, *code, literals + distances, lengths)) return std::nullopt;
  const std::span<const uint8_t> all(lengths);
  return MakeCodes(all.first(literals), all.subspan(literals, distances));
}

bool SkipCodedBlock(BitReader& bits, const BlockCodes& codes) {
  while (!bits.failed()) {
    const std::optional<uint32_t> symbol = codes.literals.Read(bits);
    if (!symbol) return false;
    if (*symbol < kEndOfBlock) continue;
    if (*symbol == kEndOfBlock) return !bits.failed();
    const size_t length = *symbol - kFirstLength;
    if (length >= kLengthExtraBits.size()) return false;
    bits.Take(kLengthExtraBits[length]);
    const std::optional<uint32_t> distance = codes.distances.Read(bits);
    if (!distance || *distance >= kDistanceCodes) return false;
    bits.Take(kDistanceExtraBits[*distance]);
  }
  return false;
}

/// 3.2.4.
bool SkipStoredBlock(BitReader& bits) {
  bits.ToByte();
  const uint32_t length = bits.Take(16);
  const uint32_t complement = bits.Take(16);
  if (bits.failed() || (length ^ complement) != 0xffffU) return false;
  bits.SkipBytes(length);
  return !bits.failed();
}

bool SkipBlock(BitReader& bits) {
  const uint32_t kind = bits.Take(2);
  if (kind == 0) return SkipStoredBlock(bits);
  if (kind > 2) return false;
  const std::optional<BlockCodes> codes = kind == 1 ? FixedCodes() : ReadCodes(bits);
  return codes && SkipCodedBlock(bits, *codes);
}

}  // namespace

bool IsWholeZlibStream(std::string_view bytes) {
  // RFC 1950, 2.2: method 8, a header divisible by 31, no preset dictionary; Adler-32 at the end.
  constexpr size_t kHeaderBytes = 2;
  constexpr size_t kChecksumBytes = 4;
  if (bytes.size() < kHeaderBytes) return false;
  const uint32_t method = static_cast<uint8_t>(bytes[0]);
  const uint32_t flags = static_cast<uint8_t>(bytes[1]);
  const bool has_dictionary = (flags & 0x20U) != 0;
  if ((method & 0x0fU) != 8 || (method * 256 + flags) % 31 != 0 || has_dictionary) return false;
  BitReader bits(bytes.substr(kHeaderBytes));
  for (bool last = false; !last;) {
    last = bits.Bit() == 1;
    if (!SkipBlock(bits)) return false;
  }
  bits.ToByte();
  bits.SkipBytes(kChecksumBytes);
  return !bits.failed();
}

}  // namespace headwater::git
