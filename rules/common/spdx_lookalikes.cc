// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/common/spdx_lookalikes.h"

#include <algorithm>
#include <iterator>

namespace headwater {
namespace {

using Kind = Lookalike::Kind;

struct Row {
  uint32_t first;
  uint32_t last;
  Kind kind;
  std::string_view plain;
};

// By code point. After the letters that Unicode's confusables (UTS #39,
// https://www.unicode.org/Public/security/latest/confusables.txt) give a plain Latin twin.
constexpr Row kRows[] = {
    {0x00A0, 0x00A0, Kind::kSign, " "},     {0x00AD, 0x00AD, Kind::kSign, ""},
    {0x0391, 0x0391, Kind::kGreek, "A"},    {0x0392, 0x0392, Kind::kGreek, "B"},
    {0x0395, 0x0395, Kind::kGreek, "E"},    {0x0396, 0x0396, Kind::kGreek, "Z"},
    {0x0397, 0x0397, Kind::kGreek, "H"},    {0x0399, 0x0399, Kind::kGreek, "I"},
    {0x039A, 0x039A, Kind::kGreek, "K"},    {0x039C, 0x039C, Kind::kGreek, "M"},
    {0x039D, 0x039D, Kind::kGreek, "N"},    {0x039F, 0x039F, Kind::kGreek, "O"},
    {0x03A1, 0x03A1, Kind::kGreek, "P"},    {0x03A4, 0x03A4, Kind::kGreek, "T"},
    {0x03A5, 0x03A5, Kind::kGreek, "Y"},    {0x03A7, 0x03A7, Kind::kGreek, "X"},
    {0x03BD, 0x03BD, Kind::kGreek, "v"},    {0x03BF, 0x03BF, Kind::kGreek, "o"},
    {0x0405, 0x0405, Kind::kCyrillic, "S"}, {0x0406, 0x0406, Kind::kCyrillic, "I"},
    {0x0408, 0x0408, Kind::kCyrillic, "J"}, {0x0410, 0x0410, Kind::kCyrillic, "A"},
    {0x0412, 0x0412, Kind::kCyrillic, "B"}, {0x0415, 0x0415, Kind::kCyrillic, "E"},
    {0x041A, 0x041A, Kind::kCyrillic, "K"}, {0x041C, 0x041C, Kind::kCyrillic, "M"},
    {0x041D, 0x041D, Kind::kCyrillic, "H"}, {0x041E, 0x041E, Kind::kCyrillic, "O"},
    {0x0420, 0x0420, Kind::kCyrillic, "P"}, {0x0421, 0x0421, Kind::kCyrillic, "C"},
    {0x0422, 0x0422, Kind::kCyrillic, "T"}, {0x0425, 0x0425, Kind::kCyrillic, "X"},
    {0x0430, 0x0430, Kind::kCyrillic, "a"}, {0x0435, 0x0435, Kind::kCyrillic, "e"},
    {0x043E, 0x043E, Kind::kCyrillic, "o"}, {0x0440, 0x0440, Kind::kCyrillic, "p"},
    {0x0441, 0x0441, Kind::kCyrillic, "c"}, {0x0443, 0x0443, Kind::kCyrillic, "y"},
    {0x0445, 0x0445, Kind::kCyrillic, "x"}, {0x0455, 0x0455, Kind::kCyrillic, "s"},
    {0x0456, 0x0456, Kind::kCyrillic, "i"}, {0x0458, 0x0458, Kind::kCyrillic, "j"},
    {0x0501, 0x0501, Kind::kCyrillic, "d"}, {0x2000, 0x200A, Kind::kSign, " "},
    {0x200B, 0x200F, Kind::kSign, ""},      {0x2010, 0x2015, Kind::kSign, "-"},
    {0x2018, 0x2019, Kind::kSign, "'"},     {0x201C, 0x201E, Kind::kSign, "\""},
    {0x202A, 0x202E, Kind::kSign, ""},      {0x202F, 0x202F, Kind::kSign, " "},
    {0x2060, 0x2064, Kind::kSign, ""},      {0x2212, 0x2212, Kind::kSign, "-"},
    {0x3000, 0x3000, Kind::kSign, " "},     {0xFEFF, 0xFEFF, Kind::kSign, ""},
};

// U+FF01..U+FF5E are U+0021..U+007E in full width.
constexpr uint32_t kFullWidthFirst = 0xFF01;
constexpr uint32_t kFullWidthLast = 0xFF5E;
constexpr std::string_view kPlainFromFullWidth =
    "!\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz"
    "{|}~";

// Of UTF-8: a continuation byte carries six bits.
constexpr uint32_t kContinuationBits = 6;

struct Decoded {
  uint32_t code_point = 0;
  size_t bytes = 0;  ///< 0: no UTF-8 sequence of two or three bytes.
};

/// Two and three bytes are enough: every row is below U+10000.
Decoded DecodeAt(std::string_view text, size_t at) {
  const auto byte = [&](size_t i) { return static_cast<unsigned char>(text[at + i]); };
  if (at >= text.size()) return {};
  Decoded decoded;
  if ((byte(0) & 0xE0U) == 0xC0U) {
    decoded = {byte(0) & 0x1FU, 2};
  } else if ((byte(0) & 0xF0U) == 0xE0U) {
    decoded = {byte(0) & 0x0FU, 3};
  }
  if (decoded.bytes == 0 || text.size() - at < decoded.bytes) return {};
  for (size_t i = 1; i < decoded.bytes; ++i) {
    if ((byte(i) & 0xC0U) != 0x80U) return {};
    decoded.code_point = (decoded.code_point << kContinuationBits) | (byte(i) & 0x3FU);
  }
  return decoded;
}

}  // namespace

std::optional<Lookalike> LookalikeAt(std::string_view text, size_t at) {
  const auto [code_point, bytes] = DecodeAt(text, at);
  if (bytes == 0) return std::nullopt;
  if (code_point >= kFullWidthFirst && code_point <= kFullWidthLast) {
    return Lookalike{Kind::kFullWidth, code_point, bytes,
                     kPlainFromFullWidth.substr(code_point - kFullWidthFirst, 1)};
  }
  const auto* row = std::lower_bound(std::begin(kRows), std::end(kRows), code_point,
                                     [](const Row& r, uint32_t wanted) { return r.last < wanted; });
  if (row == std::end(kRows) || code_point < row->first) return std::nullopt;
  return Lookalike{row->kind, code_point, bytes, row->plain};
}

std::string CodePointName(uint32_t code_point) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  constexpr uint32_t kBitsPerDigit = 4;
  constexpr uint32_t kDigitsShown = 4;  // Of code points below U+10000.
  std::string name = "U+";
  for (uint32_t digit = kDigitsShown; digit > 0; --digit) {
    name += kDigits[(code_point >> (kBitsPerDigit * (digit - 1))) & 0xFU];
  }
  return name;
}

std::string WithoutLookalikes(std::string_view text) {
  std::string plain;
  for (size_t at = 0; at < text.size();) {
    if (const auto found = LookalikeAt(text, at)) {
      plain += found->plain;
      at += found->bytes;
    } else {
      plain += text[at++];
    }
  }
  return plain;
}

}  // namespace headwater
