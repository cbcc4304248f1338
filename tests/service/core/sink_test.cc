// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "headwater/sink.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace headwater {
namespace {

using namespace std::string_literals;

struct Case {
  std::string bytes;
  std::string shown;
};

/// What people see; none of these has a meaning in XML.
const std::vector<Case> kShownCases = {
    {"", ""},
    {"src/größe.c", "src/größe.c"},
    {"日本/😀", "日本/😀"},
    {"a\nb\r\tc", "a\\nb\\r\\tc"},
    {"\x1B[31mred", "\\x1B[31mred"},
    {"a\0b\x7F"s, "a\\x00b\\x7F"},
    {"C:\\x1B", "C:\\x1B"},
    {"\u0085\u009B", "\\u{0085}\\u{009B}"},
    // Bidi controls, marks and isolates.
    {"\u061C\u200E\u200F", "\\u{061C}\\u{200E}\\u{200F}"},
    {"\u202A\u202B\u202C\u202D\u202E", "\\u{202A}\\u{202B}\\u{202C}\\u{202D}\\u{202E}"},
    {"\u2066\u2067\u2068\u2069", "\\u{2066}\\u{2067}\\u{2068}\\u{2069}"},
    // Characters without width, separators, tags, variation selectors, fillers.
    {"\u200B\u200C\u200D\u2060\uFEFF\u00AD",
     "\\u{200B}\\u{200C}\\u{200D}\\u{2060}\\u{FEFF}\\u{00AD}"},
    {"\u2028\u2029", "\\u{2028}\\u{2029}"},
    {"\U000E0041", "\\u{E0041}"},
    {"\uFE0F\U000E0101\u3164\u034F", "\\u{FE0F}\\u{E0101}\\u{3164}\\u{034F}"},
    // Private, unassigned, no character.
    {"\uE000\uFFFE\U0010FFFF\u0378", "\\u{E000}\\u{FFFE}\\u{10FFFF}\\u{0378}"},
    // No UTF-8: lone bytes, cut sequence, overlong '/', surrogate, beyond U+10FFFF.
    {"a\xFF\xC3", "a\\xFF\\xC3"},
    {"\xE2\x82", "\\xE2\\x82"},
    {"\xC0\xAF", "\\xC0\\xAF"},
    {"\xED\xA0\x80", "\\xED\\xA0\\x80"},
    {"\xF4\x90\x80\x80", "\\xF4\\x90\\x80\\x80"},
};

TEST(SinkTest, ShowsPeopleWhatIsThere) {
  for (const Case& test : kShownCases) {
    EXPECT_EQ(Encode<Sink::kTerminal>(Untrusted(test.bytes)), test.shown);
    EXPECT_EQ(Encode<Sink::kXml>(Untrusted(test.bytes)), test.shown);
  }
}

TEST(SinkTest, EscapesXmlMarkup) {
  EXPECT_EQ(Encode<Sink::kXml>(Untrusted("]]></a x='\"'>&amp;")),
            "]]&gt;&lt;/a x=&apos;&quot;&apos;&gt;&amp;amp;");
}

TEST(SinkTest, EscapesJsonWithoutLosingACharacter) {
  const std::vector<Case> cases = {
      {"größe 😀", "größe 😀"},
      {"a\"b\\c", "a\\\"b\\\\c"},
      {"\n\x1B\x7F\u0085", "\\u000A\\u001B\\u007F\\u0085"},
      {"\u202E\u2028", "\\u202E\\u2028"},
      {"\U000E0041", "\\uDB40\\uDC41"},
      {"\xFF", "\\\\xFF"},
  };
  for (const Case& test : cases) {
    EXPECT_EQ(Encode<Sink::kJson>(Untrusted(test.bytes)), test.shown);
  }
}

TEST(SinkTest, EncodesUriPathsByteByByte) {
  const std::vector<Case> cases = {
      {"src/a-b_c.d~e", "src/a-b_c.d~e"}, {"a b?c#d%e", "a%20b%3Fc%23d%25e"},
      {"ü\n\xFF", "%C3%BC%0A%FF"},        {"javascript:x", "javascript%3Ax"},
      {"//host/x", "%2F/host/x"},         {"a\\b", "a%5Cb"},
  };
  for (const Case& test : cases) {
    EXPECT_EQ(Encode<Sink::kUri>(Untrusted(test.bytes)), test.shown);
  }
}

TEST(SinkTest, ValidUtf8KeepsEveryValidCharacter) {
  EXPECT_EQ(ToValidUtf8(Untrusted("a\n\x1B\u202E\"\\ü")), "a\n\x1B\u202E\"\\ü");
  EXPECT_EQ(ToValidUtf8(Untrusted("a\xFFü\xC3")), "a\\xFFü\\xC3");
}

TEST(SinkTest, CutsLongTextBetweenCharacters) {
  const std::string head(kMaxShownBytes - 1, 'a');
  EXPECT_EQ(Encode<Sink::kTerminal>(Untrusted(head + "b")), head + "b");
  EXPECT_EQ(Encode<Sink::kTerminal>(Untrusted(head + "bc")), head + "b...");
  EXPECT_EQ(Encode<Sink::kTerminal>(Untrusted(head + "üb")), head + "...");
  EXPECT_EQ(Encode<Sink::kXml>(Untrusted(head + "😀b")), head + "...");
}

TEST(SinkTest, CutsBytesThatAreNoUtf8Too) {
  const std::string text(kMaxShownBytes + 10, '\x80');
  const std::string shown = Encode<Sink::kTerminal>(Untrusted(text));
  EXPECT_TRUE(shown.ends_with("\\x80..."));
  EXPECT_LE(shown.size(), kMaxShownBytes * 4 + 3);
}

TEST(SinkTest, NeverCutsForMachines) {
  const std::string text(kMaxShownBytes * 2, 'a');
  EXPECT_EQ(Encode<Sink::kJson>(Untrusted(text)), text);
  EXPECT_EQ(Encode<Sink::kUri>(Untrusted(text)), text);
  EXPECT_EQ(ToValidUtf8(Untrusted(text)), text);
}

template <typename T>
concept Printable = requires(Out<Sink::kXml>& out, const T& text) {
  out << text;
};

TEST(OutTest, TakesOnlyLiteralsNumbersAndUntrustedText) {
  static_assert(Printable<Literal> && Printable<Untrusted> && Printable<uint64_t>);
  static_assert(!Printable<std::string> && !Printable<std::string_view> && !Printable<const char*>);
  static_assert(!Printable<char> && !Printable<bool>);
  Out<Sink::kXml> out;
  out << Literal("<a>") << Untrusted("<") << 7 << Literal("</a>");
  EXPECT_EQ(out.text(), "<a>&lt;7</a>");
}

TEST(LiteralTest, PartOfALiteralIsALiteral) {
  constexpr Literal kText = "abcdef";
  EXPECT_EQ(kText.Part(1, 2).view(), "bc");
  EXPECT_EQ(kText.Part(4, 9).view(), "ef");
}

}  // namespace
}  // namespace headwater
