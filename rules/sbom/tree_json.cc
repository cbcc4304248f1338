// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "rules/sbom/tree.h"
#include "rules/sbom/tree_builder.h"
#include "rules/sbom/tree_text.h"

namespace headwater::sbom {
namespace {

constexpr uint32_t kNoCodeUnit = UINT32_MAX;

/// Eight bytes of a string that all stand for themselves.
bool IsPlain(Word word) {
  return (HasByte(word, '"') | HasByte(word, '\\') | HasControl(word) | (word & kHighBits)) == 0;
}

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

/// The four hexadecimal digits behind `\u`.
uint32_t CodeUnit(const char* digits, const char* end) {
  constexpr std::ptrdiff_t kDigits = 4;
  if (end - digits < kDigits) return kNoCodeUnit;
  uint32_t value = 0;
  for (std::ptrdiff_t i = 0; i < kDigits; ++i) {
    const char c = digits[i];
    const bool is_letter = (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    if (!IsDigit(c) && !is_letter) return kNoCodeUnit;
    constexpr uint32_t kLetterOffset = 9;  // 'a' & 0xF is 1.
    value = value << 4U | ((static_cast<uint32_t>(c) & 0xFU) + (is_letter ? kLetterOffset : 0));
  }
  return value;
}

char SimpleEscape(char c) {
  switch (c) {
    case 'b':
      return '\b';
    case 'f':
      return '\f';
    case 'n':
      return '\n';
    case 'r':
      return '\r';
    case 't':
      return '\t';
    case '"':
    case '\\':
    case '/':
      return c;
    default:
      return '\0';
  }
}

/// RFC 8259 in one pass over the bytes, without recursion. The bytes end with a NUL of their
/// std::string, at which every loop stops.
class JsonReader {
 public:
  JsonReader(std::string bytes, const TreeLimits& limits)
      : builder_(std::move(bytes), limits),
        begin_(builder_.bytes().data()),
        at_(begin_),
        end_(begin_ + builder_.bytes().size()) {}

  Result<Tree> Read() && {
    if (builder_.bytes().starts_with(kByteOrderMark)) at_ += kByteOrderMark.size();
    SkipBlanks();
    if (at_ == end_) return builder_.Invalid(0, "the file is empty");
    bool goes_on = Value(kNoName);
    while (goes_on && builder_.depth() > 0) goes_on = Member();
    SkipBlanks();
    if (goes_on && at_ != end_) Fail("text follows the document's end");
    if (error_) return *std::move(error_);
    return std::move(builder_).Finish();
  }

 private:
  // Each reads one thing and stands behind it; false once error_ is set.
  bool Member();
  bool Key(NameId& name);
  /// Steps over the name that is expected here, if it is there, without looking at each byte.
  bool SkipExpectedName(std::string_view& text);
  bool Value(NameId name);
  bool Open(NodeKind kind, NameId name);
  bool Number(NameId name);
  bool WordValue(std::string_view word, NodeKind kind, NameId name);
  /// The text between the quotes; a view of `made_` when it had to be unescaped.
  bool String(std::string_view& text, bool& is_made);
  bool Escape();

  void SkipBlanks();
  void SkipDigits() {
    while (IsDigit(*at_)) ++at_;
  }
  /// Steps over bytes of a string that stand for themselves; false at a bad byte.
  bool SkipPlain();

  size_t Offset() const { return static_cast<size_t>(at_ - begin_); }
  bool Fail(std::string_view sentence) {
    error_ = builder_.Invalid(
        Offset(), at_ == end_ ? "the document is cut off: its end is missing" : sentence);
    return false;
  }
  bool FailBeyond(size_t offset) {
    error_ = builder_.Beyond(offset);
    return false;
  }

  TreeBuilder builder_;
  const char* begin_;
  const char* at_;
  const char* end_;
  bool is_first_ = false;  // Nothing has been read in the innermost list or map.
  std::string made_;
  std::optional<Error> error_;
};

void JsonReader::SkipBlanks() {
  constexpr Word kBlanks = kOnes * ' ';  // Most blanks indent.
  for (;; ++at_) {
    while (end_ - at_ >= kWordBytes && LoadWord(at_) == kBlanks) at_ += kWordBytes;
    if (*at_ != ' ' && *at_ != '\n' && *at_ != '\r' && *at_ != '\t') return;
  }
}

bool JsonReader::Member() {
  SkipBlanks();
  const bool is_map = builder_.top_kind() == NodeKind::kMap;
  if (*at_ == (is_map ? '}' : ']')) {
    ++at_;
    builder_.Close();
    is_first_ = false;
    return true;
  }
  if (!is_first_) {
    if (*at_ != ',') return Fail("a comma or a closing bracket is missing");
    ++at_;
    SkipBlanks();
  }
  NameId name = kNoName;
  return (!is_map || Key(name)) && Value(name);
}

bool JsonReader::Key(NameId& name) {
  if (*at_ != '"') return Fail("a name in double quotes is missing");
  std::string_view text;
  bool is_made = false;
  if (!SkipExpectedName(text) && !String(text, is_made)) return false;
  name = is_made ? builder_.MadeName(text) : builder_.Name(text);
  if (name == kNoName) return FailBeyond(Offset());
  SkipBlanks();
  if (*at_ != ':') return Fail("a colon is missing behind the name");
  ++at_;
  SkipBlanks();
  return true;
}

bool JsonReader::SkipExpectedName(std::string_view& text) {
  const std::string_view expected = builder_.ExpectedName();
  const std::string_view rest(at_ + 1, static_cast<size_t>(end_ - at_) - 1);
  const bool is_there = !expected.empty() && rest.size() > expected.size() &&
                        rest.starts_with(expected) && rest[expected.size()] == '"';
  if (!is_there) return false;
  text = rest.substr(0, expected.size());
  at_ += expected.size() + 2;
  return true;
}

bool JsonReader::Value(NameId name) {
  switch (*at_) {
    case '{':
      return Open(NodeKind::kMap, name);
    case '[':
      return Open(NodeKind::kList, name);
    case 't':
      return WordValue("true", NodeKind::kBool, name);
    case 'f':
      return WordValue("false", NodeKind::kBool, name);
    case 'n':
      return WordValue("null", NodeKind::kNull, name);
    case '"':
      break;
    default:
      return Number(name);
  }
  const size_t offset = Offset();
  std::string_view text;
  bool is_made = false;
  if (!String(text, is_made)) return false;
  is_first_ = false;
  const bool fits = is_made ? builder_.AddMade(NodeKind::kString, name, offset, text)
                            : builder_.Add(NodeKind::kString, name, offset, text);
  return fits || FailBeyond(offset);
}

bool JsonReader::Open(NodeKind kind, NameId name) {
  if (!builder_.Open(kind, name, Offset())) return FailBeyond(Offset());
  ++at_;
  is_first_ = true;
  return true;
}

bool JsonReader::WordValue(std::string_view word, NodeKind kind, NameId name) {
  const std::string_view rest(at_, static_cast<size_t>(end_ - at_));
  if (!rest.starts_with(word)) {
    if (word.starts_with(rest)) at_ = end_;
    return Fail("this is no JSON value; texts need double quotes");
  }
  if (!builder_.Add(kind, name, Offset(), rest.substr(0, word.size()))) return FailBeyond(Offset());
  at_ += word.size();
  is_first_ = false;
  return true;
}

// RFC 8259 section 6.
bool JsonReader::Number(NameId name) {
  const char* first = at_;
  if (*at_ == '-') ++at_;
  if (!IsDigit(*at_)) return Fail("this is no JSON value; texts need double quotes");
  const bool is_zero = *at_++ == '0';
  if (is_zero && IsDigit(*at_)) return Fail("a number begins with 0");
  SkipDigits();
  if (*at_ == '.') {
    ++at_;
    if (!IsDigit(*at_)) return Fail("digits are missing behind the decimal point");
    SkipDigits();
  }
  if (*at_ == 'e' || *at_ == 'E') {
    ++at_;
    if (*at_ == '+' || *at_ == '-') ++at_;
    if (!IsDigit(*at_)) return Fail("the digits of an exponent are missing");
    SkipDigits();
  }
  is_first_ = false;
  const auto offset = static_cast<size_t>(first - begin_);
  const std::string_view digits(first, static_cast<size_t>(at_ - first));
  return builder_.Add(NodeKind::kNumber, name, offset, digits) || FailBeyond(offset);
}

bool JsonReader::SkipPlain() {
  for (;;) {
    while (end_ - at_ >= kWordBytes && IsPlain(LoadWord(at_))) at_ += kWordBytes;
    // What ended the words is in the next one, or it is no ASCII, or the document ends.
    for (const char* stop = at_ + std::min(kWordBytes, end_ - at_); at_ <= stop;) {
      if (*at_ == '"' || *at_ == '\\') return true;
      const auto byte = static_cast<unsigned char>(*at_);
      if (byte < ' ') return Fail("a control character or a line break stands inside a text");
      const size_t size = byte < kFirstNonAscii ? 1 : Utf8Size(at_, end_);
      if (size == 0) return Fail("a byte is not valid UTF-8; save the file as UTF-8");
      at_ += size;
    }
  }
}

bool JsonReader::String(std::string_view& text, bool& is_made) {
  ++at_;
  const char* first = at_;
  if (!SkipPlain()) return false;
  if (*at_ == '"') {
    text = {first, static_cast<size_t>(at_ - first)};
    ++at_;
    return true;
  }
  made_.assign(first, at_);
  while (*at_ == '\\') {
    if (!Escape()) return false;
    first = at_;
    if (!SkipPlain()) return false;
    made_.append(first, at_);
  }
  ++at_;
  text = made_;
  is_made = true;
  return true;
}

bool JsonReader::Escape() {
  constexpr uint32_t kHighSurrogates = 0xD800;
  constexpr uint32_t kLowSurrogates = 0xDC00;
  constexpr uint32_t kBehindSurrogates = 0xE000;
  constexpr std::ptrdiff_t kUnitBytes = 6;  // `\uXXXX`
  if (const char simple = SimpleEscape(at_[1]); simple != '\0') {
    made_ += simple;
    at_ += 2;
    return true;
  }
  const uint32_t unit = at_[1] == 'u' ? CodeUnit(at_ + 2, end_) : kNoCodeUnit;
  if (unit == kNoCodeUnit) return Fail("there is no such escape as this in JSON");
  if (unit < kHighSurrogates || unit >= kBehindSurrogates) {
    AppendUtf8(unit, made_);
    at_ += kUnitBytes;
    return true;
  }
  // RFC 8259 section 7: twelve characters for what lies above U+FFFF.
  const bool has_second = end_ - at_ > kUnitBytes + 1 && at_[kUnitBytes] == '\\' &&
                          at_[kUnitBytes + 1] == 'u' && unit < kLowSurrogates;
  const uint32_t second = has_second ? CodeUnit(at_ + kUnitBytes + 2, end_) : kNoCodeUnit;
  if (second < kLowSurrogates || second >= kBehindSurrogates) {
    return Fail("half of a surrogate pair stands alone");
  }
  constexpr uint32_t kFirstPair = 0x10000;
  constexpr unsigned kUnitBits = 10;
  AppendUtf8(kFirstPair + ((unit - kHighSurrogates) << kUnitBits) + (second - kLowSurrogates),
             made_);
  at_ += 2 * kUnitBytes;
  return true;
}

}  // namespace

Result<Tree> ReadJsonTree(std::string bytes, const TreeLimits& limits) {
  TRY(CheckStart(bytes, limits));
  return JsonReader(std::move(bytes), limits).Read();
}

}  // namespace headwater::sbom
