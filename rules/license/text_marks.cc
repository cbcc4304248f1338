// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/license/text_marks.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "rules/license/top_of_file.h"

namespace headwater::license {
namespace {

constexpr char32_t kAsciiEnd = 0x80;
constexpr char32_t kCaseBit = 0x20;

struct CodeRange {
  char32_t first;
  char32_t last;
};

// Beyond ASCII: what is neither letter nor digit (https://www.unicode.org/charts/), as far as texts
// use it.
constexpr CodeRange kNoWord[] = {
    {0x80, 0xA9},     {0xAB, 0xB4},     {0xB6, 0xB9},     {0xBB, 0xBF},     {0xD7, 0xD7},
    {0xF7, 0xF7},     {0x2000, 0x2BFF}, {0x3000, 0x303F}, {0xFE00, 0xFE0F}, {0xFEFF, 0xFEFF},
    {0xFF00, 0xFF0F}, {0xFF1A, 0xFF20}, {0xFFFD, 0xFFFD},
};

constexpr CodeRange kIdeographs[] = {
    {0x2E80, 0x2FFF}, {0x3040, 0x9FFF}, {0xAC00, 0xD7AF}, {0xF900, 0xFAFF}};

constexpr std::string_view kTags[] = {
    "p",    "br",    "b",     "i",     "u",      "a",      "em",         "li",   "ul",   "ol",
    "dl",   "dt",    "dd",    "hr",    "tt",     "td",     "tr",         "th",   "h1",   "h2",
    "h3",   "h4",    "h5",    "h6",    "pre",    "div",    "span",       "code", "html", "head",
    "body", "title", "table", "tbody", "center", "strong", "blockquote", "font", "meta", "sup"};
// A tag's attributes, and a reference's name, in bytes. Longer ones are text.
constexpr size_t kMaxTagBytes = 512;
constexpr size_t kMaxNameBytes = 16;
constexpr size_t kMaxEntityBytes = 8;

template <size_t kSize>
bool IsIn(const CodeRange (&ranges)[kSize], char32_t code) {
  return std::any_of(std::begin(ranges), std::end(ranges), [code](const CodeRange& range) {
    return range.first <= code && code <= range.last;
  });
}

bool IsAsciiAlnum(char32_t code) {
  return (code >= '0' && code <= '9') || (code >= 'A' && code <= 'Z') ||
         (code >= 'a' && code <= 'z');
}

uint8_t ByteAt(std::string_view text, size_t pos) {
  return pos < text.size() ? static_cast<uint8_t>(text[pos]) : uint8_t{0};
}

// The number of bytes that a lead byte announces; 1 for what is none.
size_t Announced(uint8_t lead) {
  if (lead >= 0xC2 && lead <= 0xDF) return 2;
  if (lead >= 0xE0 && lead <= 0xEF) return 3;
  if (lead >= 0xF0 && lead <= 0xF4) return 4;
  return 1;
}

}  // namespace

Character ReadCharacter(std::string_view text, size_t pos) {
  if (pos >= text.size()) return {' ', 1};
  const uint8_t lead = ByteAt(text, pos);
  const size_t bytes = Announced(lead);
  if (bytes == 1) return {lead, 1};
  constexpr uint32_t kPayloadBits = 6;
  constexpr uint32_t kPayload = 0x3F;
  constexpr uint32_t kLeadBits = 7;
  char32_t code = lead & ((1U << (kLeadBits - bytes)) - 1U);
  for (size_t i = 1; i < bytes; ++i) {
    const uint8_t byte = ByteAt(text, pos + i);
    if ((byte & ~kPayload) != kAsciiEnd) return {lead, 1};
    code = (code << kPayloadBits) | (byte & kPayload);
  }
  return {code, bytes};
}

bool IsWordCharacter(char32_t code) {
  return code < kAsciiEnd ? IsAsciiAlnum(code) : !IsIn(kNoWord, code);
}

bool IsIdeograph(char32_t code) { return code >= kIdeographs[0].first && IsIn(kIdeographs, code); }

bool IsApostrophe(char32_t code) { return code == '\'' || code == 0x2019; }

void AppendLower(char32_t code, std::string& text) {
  if ((code >= 'A' && code <= 'Z') || (code >= 0xC0 && code <= 0xDE)) code += kCaseBit;
  if (code < kAsciiEnd) {
    text += static_cast<char>(code);
    return;
  }
  constexpr char32_t kTwoBytes = 0x800;
  constexpr char32_t kThreeBytes = 0x10000;
  const auto tail = [&](uint32_t shift) {
    text += static_cast<char>(kAsciiEnd | ((code >> shift) & 0x3FU));
  };
  if (code < kTwoBytes) {
    text += static_cast<char>(0xC0U | (code >> 6U));
  } else if (code < kThreeBytes) {
    text += static_cast<char>(0xE0U | (code >> 12U));
    tail(6);
  } else {
    text += static_cast<char>(0xF0U | (code >> 18U));
    tail(12);
    tail(6);
  }
  tail(0);
}

size_t HtmlTagBytes(std::string_view text) {
  size_t pos = 1;
  if (pos < text.size() && text[pos] == '/') ++pos;
  std::string name;
  while (pos < text.size() && name.size() < kMaxNameBytes && IsAsciiAlnum(ByteAt(text, pos))) {
    name += LowerAscii(text[pos++]);
  }
  if (std::find(std::begin(kTags), std::end(kTags), name) == std::end(kTags)) return 0;
  const size_t end = text.substr(0, pos + kMaxTagBytes).find_first_of("<>", pos);
  if (end == std::string_view::npos || text[end] != '>') return 0;
  const std::string_view attributes = text.substr(pos, end - pos);
  return attributes.empty() ||
                 std::string_view(" \t\r\n\f\v/").find(attributes[0]) != std::string_view::npos
             ? end + 1
             : 0;
}

size_t EntityBytes(std::string_view text) {
  size_t pos = 1;
  if (ByteAt(text, pos) == '#') ++pos;
  const size_t name = pos;
  while (pos - name <= kMaxEntityBytes && IsAsciiAlnum(ByteAt(text, pos))) ++pos;
  const bool closed = pos > name && pos - name <= kMaxEntityBytes && ByteAt(text, pos) == ';';
  return closed ? pos + 1 : 0;
}

bool EqualsIgnoringCase(std::string_view left, std::string_view right) {
  return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                    [](char a, char b) { return LowerAscii(a) == LowerAscii(b); });
}

}  // namespace headwater::license
