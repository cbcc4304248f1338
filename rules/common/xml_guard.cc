// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/common/xml_guard.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <string>

#include "rules/common/text.h"

namespace headwater {
namespace {

constexpr std::string_view kBlanks = " \t\r\n";
constexpr std::array<std::string_view, 5> kEntities = {"amp", "lt", "gt", "quot", "apos"};

// The longest reference that is read: `&#x10FFFF;` with a few leading zeros.
constexpr size_t kMaxReferenceBytes = 16;

// XML 1.0 section 2.2: the characters a document may contain.
bool IsXmlCharacter(uint32_t c) {
  if (c < 0x20) return c == 0x9 || c == 0xA || c == 0xD;
  return c <= 0xD7FF || (c >= 0xE000 && c <= 0xFFFD) || (c >= 0x10000 && c <= 0x10FFFF);
}

bool IsKnownReference(std::string_view name) {
  if (!name.starts_with('#')) {
    return std::find(kEntities.begin(), kEntities.end(), name) != kEntities.end();
  }
  const bool hexadecimal = name.starts_with("#x");
  const std::string_view digits = name.substr(hexadecimal ? 2 : 1);
  constexpr int kDecimalBase = 10;
  constexpr int kHexadecimalBase = 16;
  uint32_t value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value,
                                            hexadecimal ? kHexadecimalBase : kDecimalBase);
  return error == std::errc{} && end == digits.data() + digits.size() && IsXmlCharacter(value);
}

bool EqualsIgnoringCase(std::string_view text, std::string_view lower) {
  return std::equal(text.begin(), text.end(), lower.begin(), lower.end(),
                    [](unsigned char a, unsigned char b) { return std::tolower(a) == b; });
}

/// The quoted value of a pseudo-attribute of the XML declaration, or the given default.
std::string_view DeclaredValue(std::string_view declaration, std::string_view name,
                               std::string_view otherwise) {
  size_t at = declaration.find(name);
  if (at == std::string_view::npos) return otherwise;
  at = declaration.find_first_of("\"'", at);
  if (at == std::string_view::npos) return {};
  const size_t end = declaration.find(declaration[at], at + 1);
  return end == std::string_view::npos ? std::string_view{}
                                       : declaration.substr(at + 1, end - at - 1);
}

class XmlGuard {
 public:
  XmlGuard(std::string_view text, const DataLimits& limits) : text_(text), limits_(limits) {}

  Status Run();

 private:
  Status Declaration();
  Status Markup();
  Status SkipTo(size_t opening_bytes, std::string_view closing, std::string_view sentence);
  Status EndTag();
  Status StartTag();
  Status OpenElement(size_t begin, bool is_closed);
  Status CharacterData();
  Status References(size_t begin, size_t end) const;
  Status CountNode(size_t at);
  bool At(std::string_view what) const { return text_.substr(offset_).starts_with(what); }
  Error Invalid(size_t at, std::string_view sentence) const {
    return InvalidAt(PlaceOf(text_, at), sentence);
  }

  std::string_view text_;
  const DataLimits& limits_;
  size_t offset_ = 0;
  uint64_t nodes_ = 0;
  uint32_t depth_ = 0;
  bool has_root_ = false;
};

Status XmlGuard::Run() {
  TRY(Declaration());
  while (offset_ < text_.size()) TRY(text_[offset_] == '<' ? Markup() : CharacterData());
  if (!has_root_) return Invalid(0, "the file has no XML element");
  if (depth_ > 0) return Invalid(text_.size(), "an element is not closed at the end of the file");
  return Ok{};
}

Status XmlGuard::Declaration() {
  if (!At("<?xml") || text_.size() <= 5 || kBlanks.find(text_[5]) == std::string_view::npos) {
    return Ok{};
  }
  const size_t end = text_.find("?>");
  if (end == std::string_view::npos) return Invalid(0, "the XML declaration is not closed");
  const std::string_view declaration = text_.substr(0, end);
  if (DeclaredValue(declaration, "version", "") != "1.0") {
    return Invalid(0, "only XML 1.0 is read");
  }
  const std::string_view encoding = DeclaredValue(declaration, "encoding", "utf-8");
  if (!EqualsIgnoringCase(encoding, "utf-8") && !EqualsIgnoringCase(encoding, "us-ascii")) {
    return Invalid(0, "the file declares an encoding other than UTF-8; save it as UTF-8");
  }
  offset_ = end + 2;
  return Ok{};
}

Status XmlGuard::Markup() {
  constexpr std::string_view kComment = "<!--";
  constexpr std::string_view kCharacterData = "<![CDATA[";
  if (At(kComment)) return SkipTo(kComment.size(), "-->", "a comment is not closed");
  if (At(kCharacterData) && depth_ > 0) {
    return SkipTo(kCharacterData.size(), "]]>", "a CDATA section is not closed");
  }
  if (At("<!")) return Invalid(offset_, "DOCTYPE and other declarations are not read");
  if (At("<?")) return Invalid(offset_, "processing instructions are not read");
  return At("</") ? EndTag() : StartTag();
}

Status XmlGuard::SkipTo(size_t opening_bytes, std::string_view closing, std::string_view sentence) {
  const size_t end = text_.find(closing, offset_ + opening_bytes);
  if (end == std::string_view::npos) return Invalid(offset_, sentence);
  offset_ = end + closing.size();
  return Ok{};
}

Status XmlGuard::EndTag() {
  if (depth_ == 0) return Invalid(offset_, "an end tag stands without its start tag");
  --depth_;
  return SkipTo(0, ">", "a tag is not closed");
}

Status XmlGuard::StartTag() {
  const size_t begin = offset_;
  for (size_t i = begin + 1; i < text_.size(); ++i) {
    const char c = text_[i];
    if (c == '>') {
      offset_ = i + 1;
      return OpenElement(begin, text_[i - 1] == '/');
    }
    if (c == '<') return Invalid(i, "a tag begins inside a tag");
    if (c != '"' && c != '\'') continue;
    const size_t end = text_.find(c, i + 1);
    if (end == std::string_view::npos) return Invalid(i, "an attribute's quote is not closed");
    TRY(CountNode(i));
    TRY(References(i + 1, end));
    i = end;
  }
  return Invalid(begin, "a tag is not closed");
}

Status XmlGuard::OpenElement(size_t begin, bool is_closed) {
  TRY(CountNode(begin));
  if (depth_ == 0 && has_root_) return Invalid(begin, "a second root element begins");
  has_root_ = true;
  if (depth_ >= limits_.depth) {
    return BeyondAt(PlaceOf(text_, begin), "elements are nested more than " +
                                               std::to_string(limits_.depth) + " levels deep");
  }
  if (!is_closed) ++depth_;
  return Ok{};
}

Status XmlGuard::CharacterData() {
  const size_t begin = offset_;
  offset_ = std::min(text_.find('<', begin), text_.size());
  if (depth_ > 0) return References(begin, offset_);
  const size_t other = text_.find_first_not_of(kBlanks, begin);
  if (other < offset_) return Invalid(other, "text stands outside the root element");
  return Ok{};
}

Status XmlGuard::References(size_t begin, size_t end) const {
  const std::string_view part = text_.substr(0, end);
  for (size_t at = part.find('&', begin); at != std::string_view::npos;
       at = part.find('&', at + 1)) {
    const size_t close = part.substr(at, kMaxReferenceBytes).find(';');
    if (close == std::string_view::npos || !IsKnownReference(part.substr(at + 1, close - 1))) {
      return Invalid(at, "only the entities &amp; &lt; &gt; &quot; &apos; and numbers are read");
    }
  }
  return Ok{};
}

Status XmlGuard::CountNode(size_t at) {
  if (++nodes_ <= limits_.nodes) return Ok{};
  return BeyondAt(PlaceOf(text_, at), "the file has more than " + std::to_string(limits_.nodes) +
                                          " elements and attributes");
}

}  // namespace

Status GuardXml(std::string_view text, const DataLimits& limits) {
  return XmlGuard(text, limits).Run();
}

}  // namespace headwater
