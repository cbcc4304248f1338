// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/common/text.h"

#include <utf8proc.h>

#include <algorithm>
#include <string>

namespace headwater {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

// Longest UTF-8 sequence, in bytes (RFC 3629 section 3).
constexpr size_t kMaxSequence = 4;

constexpr char32_t kDelete = 0x7F;
constexpr char32_t kLastC1Control = 0x9F;
constexpr char32_t kLineSeparator = 0x2028;
constexpr char32_t kParagraphSeparator = 0x2029;
constexpr char32_t kByteOrderMarkCodePoint = 0xFEFF;

struct CodePoint {
  char32_t value = 0;
  size_t bytes = 0;  // 0: no valid UTF-8 here.
};

// utf8proc refuses overlong forms, surrogates and what lies above U+10FFFF.
CodePoint DecodeMultiByte(std::string_view text) {
  int32_t value = -1;
  const utf8proc_ssize_t bytes =
      utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                       static_cast<utf8proc_ssize_t>(std::min(text.size(), kMaxSequence)), &value);
  if (bytes <= 0) return {};
  return {static_cast<char32_t>(value), static_cast<size_t>(bytes)};
}

bool IsForbidden(char32_t c, Controls controls) {
  if (controls == Controls::kAllow) return false;
  if (c < U' ') return c != U'\t' && c != U'\n' && c != U'\r';
  if (controls == Controls::kXml) return false;
  if (c == kDelete) return true;
  if (controls == Controls::kToml) return false;
  return (c > kDelete && c <= kLastC1Control) || c == kLineSeparator || c == kParagraphSeparator ||
         c == kByteOrderMarkCodePoint;
}

std::string CodePointName(char32_t c) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string name = "U+";
  for (unsigned shift = 16; shift > 0;) {
    shift -= 4;
    name += kDigits[(c >> shift) & 0xFU];
  }
  return name;
}

bool IsLoneCarriageReturn(std::string_view text, size_t offset) {
  return text[offset] == '\r' && (offset + 1 == text.size() || text[offset + 1] != '\n');
}

std::string WithPlace(Place place, std::string_view sentence) {
  return std::to_string(place.line) + ":" + std::to_string(place.column) + ": " +
         std::string(sentence);
}

}  // namespace

Place PlaceCursor::At(size_t offset) {
  offset = std::clamp(offset, offset_, text_.size());
  // Looks at no byte beyond `offset`: the file may be one long line with many places.
  const std::string_view seen = text_.substr(0, offset);
  for (size_t end = seen.find('\n', offset_); end != std::string_view::npos;
       end = seen.find('\n', end + 1)) {
    ++line_;
    line_start_ = end + 1;
  }
  offset_ = offset;
  return {line_, static_cast<uint32_t>(offset - line_start_ + 1)};
}

Place PlaceOf(std::string_view text, size_t offset) { return PlaceCursor(text).At(offset); }

Error InvalidAt(Place place, std::string_view sentence) {
  return {Errc::kInvalid, WithPlace(place, sentence)};
}

Error BeyondAt(Place place, std::string_view sentence) {
  return {Errc::kContent, WithPlace(place, sentence)};
}

Status CheckText(std::string_view text, size_t max_bytes, Controls controls) {
  if (text.size() > max_bytes) {
    return BeyondAt({}, "the file has " + std::to_string(text.size()) + " bytes, more than the " +
                            std::to_string(max_bytes) + " that are read");
  }
  for (size_t offset = 0; offset < text.size();) {
    const auto byte = static_cast<unsigned char>(text[offset]);
    const CodePoint c = byte < 0x80U ? CodePoint{byte, 1} : DecodeMultiByte(text.substr(offset));
    if (c.bytes == 0) {
      return InvalidAt(PlaceOf(text, offset), "a byte is not valid UTF-8; save the file as UTF-8");
    }
    if (IsForbidden(c.value, controls)) {
      return InvalidAt(PlaceOf(text, offset),
                       "the control character " + CodePointName(c.value) + " is not allowed here");
    }
    if (controls == Controls::kToml && IsLoneCarriageReturn(text, offset)) {
      return InvalidAt(PlaceOf(text, offset), "a carriage return stands without a line feed");
    }
    offset += c.bytes;
  }
  return Ok{};
}

std::string_view WithoutByteOrderMark(std::string_view text) {
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  return text;
}

size_t CountCharacters(std::string_view text) {
  size_t count = 0;
  utf8proc_int32_t last = 0;
  utf8proc_int32_t state = 0;
  for (size_t offset = 0; offset < text.size();) {
    const CodePoint next = DecodeMultiByte(text.substr(offset));
    if (next.bytes == 0) break;
    const auto value = static_cast<utf8proc_int32_t>(next.value);
    if (offset == 0 || utf8proc_grapheme_break_stateful(last, value, &state)) ++count;
    last = value;
    offset += next.bytes;
  }
  return count;
}

}  // namespace headwater
