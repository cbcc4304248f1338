// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "headwater/sink.h"

#include <utf8proc.h>

#include <algorithm>
#include <cstdint>

namespace headwater {
namespace {

constexpr std::string_view kUpperDigits = "0123456789ABCDEF";
constexpr std::string_view kCutMark = "...";

/// Longest UTF-8 sequence, in bytes (RFC 3629, section 3).
constexpr size_t kMaxSequence = 4;

/// RFC 8259, section 7: the range U+0000..U+001F must be escaped; DEL is a control all the same.
constexpr int32_t kFirstPrintable = 0x20;
constexpr int32_t kDelete = 0x7F;

/// The Unicode standard, section 3.9: code points above this need a surrogate pair in UTF-16.
constexpr int32_t kLastOfPlaneZero = 0xFFFF;
constexpr uint32_t kPlaneSize = 0x10000;
constexpr uint32_t kHighSurrogate = 0xD800;
constexpr uint32_t kLowSurrogate = 0xDC00;

/// One character, or one byte that belongs to none.
struct Piece {
  std::string_view bytes;
  int32_t code_point = 0;  ///< Negative for a byte that is no UTF-8.
};

template <typename Use>
void ForEachPiece(std::string_view text, Use&& use) {
  while (!text.empty()) {
    // utf8proc refuses overlong forms, surrogates and what lies above U+10FFFF.
    int32_t code_point = -1;
    const size_t window = std::min(text.size(), kMaxSequence);
    const utf8proc_ssize_t length =
        utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                         static_cast<utf8proc_ssize_t>(window), &code_point);
    const size_t used = length > 0 ? static_cast<size_t>(length) : 1;
    use(Piece{text.substr(0, used), length > 0 ? code_point : -1});
    text.remove_prefix(used);
  }
}

bool IsAsciiControl(int32_t code_point) {
  return (code_point >= 0 && code_point < kFirstPrintable) || code_point == kDelete;
}

/// Hidden characters as sink.h defines them, and the C1 controls.
bool IsHidden(int32_t code_point) {
  const utf8proc_property_t* property = utf8proc_get_property(code_point);
  if (property->ignorable != 0) return true;
  switch (property->category) {
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_CN:
    case UTF8PROC_CATEGORY_CO:
    case UTF8PROC_CATEGORY_CS:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
      return true;
    default:
      return false;
  }
}

std::string HexNumber(uint32_t number, size_t digits) {
  std::string hex;
  for (; number > 0 || hex.size() < digits; number >>= 4U) {
    hex.insert(hex.begin(), kUpperDigits[number & 15U]);
  }
  return hex;
}

std::string HexByte(char byte) { return HexNumber(static_cast<unsigned char>(byte), 2); }

/// Appends what people see instead of the piece; false when the piece may be seen as it is.
bool AppendShown(const Piece& piece, std::string& out) {
  if (piece.code_point == '\n') {
    out += "\\n";
  } else if (piece.code_point == '\r') {
    out += "\\r";
  } else if (piece.code_point == '\t') {
    out += "\\t";
  } else if (piece.code_point < 0 || IsAsciiControl(piece.code_point)) {
    out += "\\x" + HexByte(piece.bytes.front());
  } else if (IsHidden(piece.code_point)) {
    out += "\\u{" + HexNumber(static_cast<uint32_t>(piece.code_point), kMaxSequence) + "}";
  } else {
    return false;
  }
  return true;
}

bool IsContinuation(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

/// The beginning that is shown, never ending inside a character.
std::string_view Cut(std::string_view text) {
  if (text.size() <= kMaxShownBytes) return text;
  size_t end = kMaxShownBytes;
  while (end > kMaxShownBytes - kMaxSequence + 1 && IsContinuation(text[end])) --end;
  return text.substr(0, end);
}

void AppendJsonUnit(uint32_t unit, std::string& out) { out += "\\u" + HexNumber(unit, 4); }

void AppendJsonEscape(int32_t code_point, std::string& out) {
  const auto value = static_cast<uint32_t>(code_point);
  if (code_point <= kLastOfPlaneZero) return AppendJsonUnit(value, out);
  const uint32_t offset = value - kPlaneSize;
  AppendJsonUnit(kHighSurrogate + (offset >> 10U), out);
  AppendJsonUnit(kLowSurrogate + (offset & 0x3FFU), out);
}

/// The XML 1.0 reference for a character with a meaning in text or attributes, or nothing.
std::string_view XmlReference(int32_t code_point) {
  switch (code_point) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&quot;";
    case '\'':
      return "&apos;";
    default:
      return {};
  }
}

/// RFC 3986, section 2.3.
bool IsUnreserved(char byte) {
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
         (byte >= '0' && byte <= '9') || byte == '-' || byte == '.' || byte == '_' || byte == '~';
}

}  // namespace

template <>
std::string Encode<Sink::kTerminal>(const Untrusted& text) {
  std::string out;
  const std::string_view shown = Cut(text.bytes());
  ForEachPiece(shown, [&out](const Piece& piece) {
    if (!AppendShown(piece, out)) out += piece.bytes;
  });
  if (shown.size() < text.bytes().size()) out += kCutMark;
  return out;
}

// https://docs.gitlab.com/ee/user/markdown.html "Inline code"; CommonMark 0.31 section 6.1: the
// span ends at a run of as many backticks as began it, and one blank inside each end is taken off.
template <>
std::string Encode<Sink::kMarkdown>(const Untrusted& text) {
  std::string shown = Encode<Sink::kTerminal>(text);
  if (shown.empty()) return "`(empty)`";
  if (shown.find_first_not_of("0123456789") == std::string::npos) return shown;
  size_t longest = 0;
  size_t run = 0;
  for (const char c : shown) {
    run = c == '`' ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  const std::string fence(longest + 1, '`');
  const bool pad = longest > 0 || shown.front() == ' ' || shown.back() == ' ';
  const std::string_view blank = pad ? " " : "";
  return fence + std::string(blank) + shown + std::string(blank) + fence;
}

template <>
std::string Encode<Sink::kXml>(const Untrusted& text) {
  std::string out;
  const std::string_view shown = Cut(text.bytes());
  ForEachPiece(shown, [&out](const Piece& piece) {
    // What XML 1.0 forbids (section 2.2) is a control or unassigned, hence already shown.
    if (AppendShown(piece, out)) return;
    const std::string_view reference = XmlReference(piece.code_point);
    out += reference.empty() ? piece.bytes : reference;
  });
  if (shown.size() < text.bytes().size()) out += kCutMark;
  return out;
}

template <>
std::string Encode<Sink::kJson>(const Untrusted& text) {
  // Most texts are paths and names: bytes that mean themselves everywhere.
  const bool plain = std::all_of(text.bytes().begin(), text.bytes().end(), [](char c) {
    return c >= ' ' && c <= '~' && c != '"' && c != '\\';
  });
  if (plain) return text.bytes();
  std::string out;
  ForEachPiece(text.bytes(), [&out](const Piece& piece) {
    if (piece.code_point < 0) {
      out += "\\\\x" + HexByte(piece.bytes.front());
    } else if (piece.code_point == '"' || piece.code_point == '\\') {
      out += '\\';
      out += piece.bytes;
    } else if (IsHidden(piece.code_point)) {
      AppendJsonEscape(piece.code_point, out);
    } else {
      out += piece.bytes;
    }
  });
  return out;
}

template <>
std::string Encode<Sink::kUri>(const Untrusted& text) {
  std::string out;
  for (const char byte : text.bytes()) {
    if (IsUnreserved(byte) || (byte == '/' && !out.empty())) {
      out += byte;
    } else {
      out += '%' + HexByte(byte);
    }
  }
  return out;
}

std::string ToValidUtf8(const Untrusted& text) {
  std::string out;
  ForEachPiece(text.bytes(), [&out](const Piece& piece) {
    if (piece.code_point < 0) {
      out += "\\x" + HexByte(piece.bytes.front());
    } else {
      out += piece.bytes;
    }
  });
  return out;
}

}  // namespace headwater
