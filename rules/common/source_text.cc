// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/common/source_text.h"

#include <algorithm>
#include <utility>

namespace headwater {
namespace {

constexpr std::string_view kUtf8Mark = "\xEF\xBB\xBF";
constexpr std::string_view kUtf16LittleMark = "\xFF\xFE";
constexpr std::string_view kUtf16BigMark = "\xFE\xFF";

// A pointer file has at most 1024 bytes by its specification.
constexpr size_t kMaxLfsPointerBytes = 1024;
constexpr std::string_view kLfsStart = "version https://git-lfs.github.com/spec/v1";

// So many ASCII characters in a row, each beside a NUL byte, are no accident.
constexpr size_t kGuessUnits = 8;

constexpr char32_t kReplacement = 0xFFFD;

void AppendUtf8(char32_t c, std::string& out) {
  const auto put = [&out](char32_t byte) { out += static_cast<char>(byte); };
  if (c < 0x80) return put(c);
  if (c < 0x800) {
    put(0xC0U | c >> 6U);
  } else if (c < 0x10000) {
    put(0xE0U | c >> 12U);
    put(0x80U | (c >> 6U & 0x3FU));
  } else {
    put(0xF0U | c >> 18U);
    put(0x80U | (c >> 12U & 0x3FU));
    put(0x80U | (c >> 6U & 0x3FU));
  }
  put(0x80U | (c & 0x3FU));
}

bool IsHighSurrogate(char32_t unit) { return unit >= 0xD800 && unit < 0xDC00; }
bool IsLowSurrogate(char32_t unit) { return unit >= 0xDC00 && unit < 0xE000; }

std::string DecodeUtf16(std::string_view bytes, bool big_endian) {
  const auto unit_at = [&](size_t i) {
    const auto first = static_cast<unsigned char>(bytes[i]);
    const auto second = static_cast<unsigned char>(bytes[i + 1]);
    return static_cast<char32_t>(big_endian ? first << 8U | second : second << 8U | first);
  };
  std::string out;
  out.reserve(bytes.size() / 2);
  for (size_t i = 0; i + 1 < bytes.size(); i += 2) {
    char32_t c = unit_at(i);
    if (IsHighSurrogate(c) && i + 3 < bytes.size() && IsLowSurrogate(unit_at(i + 2))) {
      c = 0x10000 + ((c - 0xD800) << 10U) + (unit_at(i + 2) - 0xDC00);
      i += 2;
    } else if (IsHighSurrogate(c) || IsLowSurrogate(c)) {
      c = kReplacement;
    }
    AppendUtf8(c, out);
  }
  return out;
}

bool LooksLikeUtf16(std::string_view bytes, bool big_endian) {
  if (bytes.size() < 2 * kGuessUnits || bytes.size() % 2 != 0) return false;
  for (size_t i = 0; i < 2 * kGuessUnits; i += 2) {
    const char high = bytes[big_endian ? i : i + 1];
    const char low = bytes[big_endian ? i + 1 : i];
    if (high != '\0' || low == '\0' || static_cast<unsigned char>(low) >= 0x80) return false;
  }
  return true;
}

}  // namespace

SourceText DecodeSource(std::string bytes) {
  const std::string_view view = bytes;
  if (view.starts_with(kUtf8Mark)) {
    bytes.erase(0, kUtf8Mark.size());
    return {Encoding::kUtf8Bom, std::move(bytes)};
  }
  for (const bool big_endian : {false, true}) {
    const std::string_view mark = big_endian ? kUtf16BigMark : kUtf16LittleMark;
    if (view.starts_with(mark)) {
      return {Encoding::kUtf16, DecodeUtf16(view.substr(mark.size()), big_endian)};
    }
    if (LooksLikeUtf16(view, big_endian)) {
      return {Encoding::kUtf16, DecodeUtf16(view, big_endian)};
    }
  }
  return {Encoding::kBytes, std::move(bytes)};
}

uint64_t CountLines(std::string_view text) {
  if (text.empty()) return 0;
  const auto feeds = std::count(text.begin(), text.end(), '\n');
  const auto returns = std::count(text.begin(), text.end(), '\r');
  // Behind the last line feed there may be more, which a CR does not end.
  const bool more = text.back() != '\n';
  const bool open_end = more && text.back() != '\r';
  return static_cast<uint64_t>(std::max(feeds + (more ? 1 : 0), returns + (open_end ? 1 : 0)));
}

bool IsLfsPointer(std::string_view bytes) {
  return bytes.size() <= kMaxLfsPointerBytes && bytes.starts_with(kLfsStart);
}

}  // namespace headwater
