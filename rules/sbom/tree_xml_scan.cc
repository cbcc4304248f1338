// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/sbom/tree_xml_scan.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>

#include "rules/sbom/tree_text.h"

namespace headwater::sbom {
namespace {

// The longest reference that is read: `&#x10FFFF;` with a few leading zeros.
constexpr size_t kMaxReferenceBytes = 16;

struct Entity {
  std::string_view name;
  std::string_view text;
};

// XML 1.0 section 4.6. Others would have to be declared in a DOCTYPE, which is refused.
constexpr std::array kEntities = {Entity{"amp", "&"}, Entity{"lt", "<"}, Entity{"gt", ">"},
                                  Entity{"quot", "\""}, Entity{"apos", "'"}};

bool IsBlank(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

bool IsNameStart(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == ':' ||
         static_cast<unsigned char>(c) >= kFirstNonAscii;
}

bool IsNamePart(char c) { return IsNameStart(c) || (c >= '0' && c <= '9') || c == '-' || c == '.'; }

// XML 1.0 section 2.2.
bool IsXmlCharacter(uint32_t c) {
  if (c < ' ') return c == '\t' || c == '\n' || c == '\r';
  return c <= 0xD7FF || (c >= 0xE000 && c <= 0xFFFD) || (c >= 0x10000 && c <= 0x10FFFF);
}

/// The character of `#38` or `#x26`; 0 when it is none.
uint32_t NumberedCharacter(std::string_view reference) {
  constexpr int kDecimal = 10;
  constexpr int kHexadecimal = 16;
  const bool is_hexadecimal = reference.starts_with("#x");
  const std::string_view digits = reference.substr(is_hexadecimal ? 2 : 1);
  uint32_t value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value,
                                            is_hexadecimal ? kHexadecimal : kDecimal);
  const bool is_number = error == std::errc{} && end == digits.data() + digits.size();
  return is_number && IsXmlCharacter(value) ? value : 0;
}

/// The quoted value of a pseudo-attribute of the XML declaration, or the given default.
std::string_view DeclaredValue(std::string_view declaration, std::string_view name,
                               std::string_view otherwise) {
  size_t at = declaration.find(name);
  if (at == std::string_view::npos) return otherwise;
  at = declaration.find_first_of("\"'", at);
  if (at == std::string_view::npos) return {};
  const size_t end = declaration.find(declaration[at], at + 1);
  return end == std::string_view::npos ? std::string_view()
                                       : declaration.substr(at + 1, end - at - 1);
}

bool IsPartOfUtf8(std::string_view encoding) {
  const auto equals = [encoding](std::string_view lower) {
    return std::equal(encoding.begin(), encoding.end(), lower.begin(), lower.end(),
                      [](char a, char b) {
                        return (a >= 'A' && a <= 'Z' ? static_cast<char>(a - 'A' + 'a') : a) == b;
                      });
  };
  return equals("utf-8") || equals("us-ascii");
}

}  // namespace

void XmlText::Append(std::string_view piece) {
  if (is_made_) {
    made_ += piece;
  } else if (plain_.empty()) {
    plain_ = piece;
  } else if (!piece.empty()) {
    AppendMade(piece);
  }
}

void XmlText::AppendMade(std::string_view piece) {
  if (!is_made_) made_ = plain_;
  is_made_ = true;
  made_ += piece;
}

bool XmlScanner::Fail(std::string_view sentence) {
  problem_ = at_end() ? "the document is cut off: its end is missing" : sentence;
  return false;
}

bool XmlScanner::SkipBlanks() {
  const char* first = at_;
  constexpr Word kIndent = kOnes * ' ';
  for (;; ++at_) {
    while (end_ - at_ >= kWordBytes && LoadWord(at_) == kIndent) at_ += kWordBytes;
    if (!IsBlank(*at_)) return at_ != first;
  }
}

bool XmlScanner::Declaration() {
  constexpr std::string_view kOpening = "<?xml";
  if (!StartsWith(kOpening) || !IsBlank(at_[kOpening.size()])) return true;
  const size_t end = rest().find("?>");
  if (end == std::string_view::npos) return Fail("the XML declaration is not closed");
  const std::string_view declaration = rest().substr(0, end);
  if (DeclaredValue(declaration, "version", "") != "1.0") return Fail("only XML 1.0 is read");
  if (!IsPartOfUtf8(DeclaredValue(declaration, "encoding", "utf-8"))) {
    return Fail("the file declares an encoding other than UTF-8; save it as UTF-8");
  }
  at_ += end + 2;
  return true;
}

bool XmlScanner::Name(std::string_view& name) {
  const char* first = at_;
  if (!IsNameStart(*at_)) return Fail("a name is missing");
  while (IsNamePart(*at_)) {
    const size_t size = static_cast<unsigned char>(*at_) < kFirstNonAscii ? 1 : Utf8Size(at_, end_);
    if (size == 0) return Fail("a byte is not valid UTF-8; save the file as UTF-8");
    at_ += size;
  }
  name = {first, static_cast<size_t>(at_ - first)};
  return true;
}

// Stands at `stop`, `&`, `other` or a control character.
bool XmlScanner::SkipPlain(char stop, char other) {
  const auto is_plain = [stop, other](Word word) {
    return (HasByte(word, stop) | HasByte(word, '&') | HasByte(word, other) | HasControl(word) |
            (word & kHighBits)) == 0;
  };
  for (;;) {
    while (end_ - at_ >= kWordBytes && is_plain(LoadWord(at_))) at_ += kWordBytes;
    for (const char* behind = at_ + std::min(kWordBytes, end_ - at_); at_ <= behind;) {
      const char c = *at_;
      const auto byte = static_cast<unsigned char>(c);
      if (c == stop || c == '&' || c == other || byte < ' ') return true;
      const size_t size = byte < kFirstNonAscii ? 1 : Utf8Size(at_, end_);
      if (size == 0) return Fail("a byte is not valid UTF-8; save the file as UTF-8");
      at_ += size;
    }
  }
}

bool XmlScanner::Characters(char stop, XmlText& text) {
  const char* first = at_;
  const char other = stop == '<' ? ']' : '<';
  for (;;) {
    if (!SkipPlain(stop, other)) return false;
    if (*at_ == stop) {
      text.Append({first, static_cast<size_t>(at_ - first)});
      return true;
    }
    if (!Special(stop, first, text)) return false;
  }
}

/// A character that ends a piece, or does not after all. `first` is where the piece begins.
bool XmlScanner::Special(char stop, const char*& first, XmlText& text) {
  const bool in_attribute = stop != '<';
  const char c = *at_;
  if ((c == '\n' || c == '\t') && !in_attribute) {
    ++at_;
    return true;
  }
  if (c == ']') {
    if (StartsWith("]]>")) return Fail("]]> stands outside a CDATA section");
    ++at_;
    return true;
  }
  if (c == '<') return Fail("a tag begins inside an attribute's value");
  text.Append({first, static_cast<size_t>(at_ - first)});
  if (c == '&') {
    if (!Reference(text)) return false;
  } else if (IsBlank(c)) {
    // XML 1.0 sections 2.11 and 3.3.3: one line feed for every kind of line end, a blank in values.
    at_ += StartsWith("\r\n") ? 2 : 1;
    text.AppendMade(in_attribute ? " " : "\n");
  } else {
    return Fail("a control character stands in the document");
  }
  first = at_;
  return true;
}

bool XmlScanner::Reference(XmlText& text) {
  const size_t close = rest().substr(0, kMaxReferenceBytes).find(';');
  if (close != std::string_view::npos) {
    const std::string_view name = rest().substr(1, close - 1);
    std::string made;
    for (const Entity& entity : kEntities) {
      if (entity.name == name) made = entity.text;
    }
    const uint32_t character = name.starts_with('#') ? NumberedCharacter(name) : 0;
    if (character != 0) AppendUtf8(character, made);
    if (!made.empty()) {
      text.AppendMade(made);
      at_ += close + 1;
      return true;
    }
  }
  return Fail("only the entities &amp; &lt; &gt; &quot; &apos; and numbers are read");
}

bool XmlScanner::Section(std::string_view opening, std::string_view closing,
                         std::string_view& content) {
  const size_t close = rest().find(closing, opening.size());
  if (close == std::string_view::npos) {
    at_ = end_;
    return Fail({});
  }
  content = rest().substr(opening.size(), close - opening.size());
  const char* behind = at_ + close + closing.size();
  for (at_ += opening.size(); at_ < behind;) {
    const auto byte = static_cast<unsigned char>(*at_);
    if (byte < ' ' && !IsBlank(*at_)) return Fail("a control character stands in the document");
    const size_t size = byte < kFirstNonAscii ? 1 : Utf8Size(at_, end_);
    if (size == 0) return Fail("a byte is not valid UTF-8; save the file as UTF-8");
    at_ += size;
  }
  return true;
}

bool XmlScanner::CharacterSection(XmlText& text) {
  std::string_view content;
  if (!Section("<![CDATA[", "]]>", content)) return false;
  for (size_t end = content.find('\r'); end != std::string_view::npos; end = content.find('\r')) {
    text.Append(content.substr(0, end));
    text.AppendMade("\n");
    content.remove_prefix(end + (content.substr(end).starts_with("\r\n") ? 2 : 1));
  }
  text.Append(content);
  return true;
}

}  // namespace headwater::sbom
