// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/git/text_lines.h"

#include <algorithm>
#include <optional>

namespace headwater::git {
namespace {

enum class ByteOrder { kLittle, kBig };

constexpr std::string_view kLittleMark = "\xff\xfe";
constexpr std::string_view kBigMark = "\xfe\xff";

/// Bytes looked at to tell UTF-16 without a mark.
constexpr size_t kSampleBytes = 4'096;
/// Below this a few NUL bytes prove nothing.
constexpr size_t kMinSampleBytes = 8;
/// In UTF-16 text of a Latin script nearly every second byte is NUL; one in two is enough, and of
/// the others at most one in sixteen.
constexpr size_t kMostNul = 2;
constexpr size_t kFewNul = 16;

constexpr uint32_t kReplacement = 0xfffd;
constexpr uint32_t kHighSurrogate = 0xd800;
constexpr uint32_t kLowSurrogate = 0xdc00;
constexpr uint32_t kSurrogateEnd = 0xe000;
constexpr uint32_t kSupplementary = 0x10000;
constexpr uint32_t kSurrogateBits = 10;

std::optional<ByteOrder> TellUtf16(std::string_view bytes) {
  if (bytes.starts_with(kLittleMark)) return ByteOrder::kLittle;
  if (bytes.starts_with(kBigMark)) return ByteOrder::kBig;
  const std::string_view sample = bytes.substr(0, kSampleBytes);
  if (sample.size() < kMinSampleBytes) return std::nullopt;
  size_t nul[2] = {0, 0};
  for (size_t i = 0; i < sample.size(); ++i) nul[i % 2] += sample[i] == '\0' ? 1 : 0;
  const size_t units = sample.size() / 2;
  if (nul[1] * kMostNul >= units && nul[0] * kFewNul <= units) return ByteOrder::kLittle;
  if (nul[0] * kMostNul >= units && nul[1] * kFewNul <= units) return ByteOrder::kBig;
  return std::nullopt;
}

void AppendUtf8(std::string& text, uint32_t code) {
  const auto append = [&text](uint32_t byte) { text += static_cast<char>(byte); };
  const auto append_tail = [&](uint32_t shift) { append(0x80U | ((code >> shift) & 0x3fU)); };
  if (code < 0x80U) return append(code);
  if (code < 0x800U) {
    append(0xc0U | (code >> 6U));
  } else if (code < kSupplementary) {
    append(0xe0U | (code >> 12U));
    append_tail(6);
  } else {
    append(0xf0U | (code >> 18U));
    append_tail(12);
    append_tail(6);
  }
  append_tail(0);
}

std::string FromUtf16(std::string_view bytes, ByteOrder order) {
  if (bytes.starts_with(kLittleMark) || bytes.starts_with(kBigMark)) bytes.remove_prefix(2);
  const auto unit = [&](size_t at) -> uint32_t {
    if (at + 1 >= bytes.size()) return kReplacement;  // Half a unit at the end.
    const auto first = static_cast<uint8_t>(bytes[at]);
    const auto second = static_cast<uint8_t>(bytes[at + 1]);
    return order == ByteOrder::kLittle ? first + second * 256U : first * 256U + second;
  };
  std::string text;
  text.reserve(bytes.size());
  for (size_t at = 0; at < bytes.size(); at += 2) {
    uint32_t code = unit(at);
    if (code >= kHighSurrogate && code < kSurrogateEnd) {
      const uint32_t low = at + 2 < bytes.size() ? unit(at + 2) : 0;
      const bool pair = code < kLowSurrogate && low >= kLowSurrogate && low < kSurrogateEnd;
      code = pair ? kSupplementary + ((code - kHighSurrogate) << kSurrogateBits) +
                        (low - kLowSurrogate)
                  : kReplacement;
      if (pair) at += 2;
    }
    AppendUtf8(text, code);
  }
  return text;
}

}  // namespace

std::string NormaliseLines(std::string bytes) {
  if (const std::optional<ByteOrder> order = TellUtf16(bytes)) bytes = FromUtf16(bytes, *order);
  if (bytes.find('\n') == std::string::npos) std::ranges::replace(bytes, '\r', '\n');
  return bytes;
}

LineShape MeasureLines(std::string_view text) {
  LineShape shape;
  while (!text.empty()) {
    const size_t end = std::min(text.find('\n'), text.size());
    ++shape.lines;
    shape.longest = std::max(shape.longest, uint64_t{end});
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return shape;
}

}  // namespace headwater::git
