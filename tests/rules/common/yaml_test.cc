// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>

#include <string>

#include "headwater/data.h"
#include "tests/rules/common/show_data.h"

namespace headwater {
namespace {

std::string Yaml(std::string_view text) { return Show(ParseYaml(text, kYamlLimits)); }

TEST(YamlTest, ReadsScalarsByTheCoreSchemaOfYaml12) {
  const struct {
    std::string_view text;
    std::string_view shown;
  } cases[] = {
      {"", "null"},
      {"~", "null"},
      {"Null", "null"},
      {"nULL", "\"nULL\""},
      {"True", "true"},
      {"FALSE", "false"},
      {"yes", "\"yes\""},
      {"on", "\"on\""},
      {"12", "12"},
      {"-3", "-3"},
      {"010", "010"},
      {"0o17", "0o17"},
      {"0x1F", "0x1F"},
      {"0o8", "\"0o8\""},
      {"0b1", "\"0b1\""},
      {"1_000", "\"1_000\""},
      {"1.5", "1.5f"},
      {".5", ".5f"},
      {"5.", "5.f"},
      {"+1e-3", "+1e-3f"},
      {"-.inf", "-.inff"},
      {".NaN", ".NaNf"},
      {"+.nan", "\"+.nan\""},
      {"1e", "\"1e\""},
      {".", "\".\""},
      {"2026-01-02", "\"2026-01-02\""},
      {"1.2.3", "\"1.2.3\""},
      {"'12'", "\"12\""},
      {"\"true\"", "\"true\""},
      {"|\n  12\n", "\"12\n\""},
      {"<<", "\"<<\""},
  };
  for (const auto& c : cases) EXPECT_EQ(Yaml(c.text), c.shown) << c.text;
}

TEST(YamlTest, ReadsMapsAndListsInOrder) {
  EXPECT_EQ(Yaml("b: 1\na:\n  - x\n  - {c: d}\n? e\n: f\nnull: 2\n<<: {g: h}\n"),
            "{b: 1, a: [\"x\", {c: \"d\"}], e: \"f\", null: 2, <<: {g: \"h\"}}");
}

TEST(YamlTest, AcceptsDocumentMarkersAndOneByteOrderMark) {
  EXPECT_EQ(Yaml("\xEF\xBB\xBF---\na: 1\n...\n"), "{a: 1}");
}

TEST(YamlTest, GivesPlacesInLinesAndBytes) {
  const auto parsed =
      ParseYaml("# \xC3\xA4\n\"\xC3\xA4\xC3\xB6\": x\r\nlist:\n- a\n- b: c\n", kYamlLimits);
  ASSERT_TRUE(parsed.ok()) << parsed.error().message;
  const DataNode& root = parsed.value();
  EXPECT_EQ(root.line, 2U);
  const DataNode& x = root.members[0].second;
  EXPECT_EQ(x.line, 2U);
  EXPECT_EQ(x.column, 9U);
  const DataNode& c = root.Find("list")->items[1].members[0].second;
  EXPECT_EQ(c.line, 5U);
  EXPECT_EQ(c.column, 6U);
}

TEST(YamlTest, RefusesWithPlaceAndReason) {
  const struct {
    std::string_view text;
    std::string_view message;
  } cases[] = {
      {"a: 1\na: 2\n", "2:1: the key stands twice in this map; keep one of the two"},
      {"a: 1\n\"a\": 2\n", "2:1: the key stands twice in this map; keep one of the two"},
      {"--- 1\n--- 2\n", "2:1: a second document begins; one file holds one"},
      {"%YAML 1.2\n--- 1\n",
       "1:1: directives (lines that begin with %) are not read; leave them out"},
      {"%TAG ! x:\n--- 1\n",
       "1:1: directives (lines that begin with %) are not read; leave them out"},
      {"a: &x 1\n", "1:4: anchors (&name) are not read; write the value out, or quote it"},
      {"a: &x [1]\n", "1:4: anchors (&name) are not read; write the value out, or quote it"},
      {"a: *x\n", "1:4: aliases (*name) are not read; write the value out, or quote it"},
      {"a: !!str 1\n", "1:4: tags (!name) are not read; leave the tag out, or quote the value"},
      {"a: ! 1\n", "1:4: tags (!name) are not read; leave the tag out, or quote the value"},
      {"a: !x {}\n", "1:4: tags (!name) are not read; leave the tag out, or quote the value"},
      {"[a]: 1\n", "1:1: a key must be a text, not a list or a map"},
      {"? {a: b}\n: 1\n", "1:3: a key must be a text, not a list or a map"},
      {"?\n: 1\n", "1:2: a key is missing before the colon"},
      {"a: \xFF\n", "1:4: a byte is not valid UTF-8; save the file as UTF-8"},
      {"a: \xC3\xA4\xED\xA0\x80\n", "1:6: a byte is not valid UTF-8; save the file as UTF-8"},
      {"a: \x07\n", "1:4: the control character U+0007 is not allowed here"},
      {"a: \xE2\x80\xA8\n", "1:4: the control character U+2028 is not allowed here"},
      {std::string_view("a: \0b", 5), "1:4: the control character U+0000 is not allowed here"},
  };
  for (const auto& c : cases) {
    const auto parsed = ParseYaml(c.text, kYamlLimits);
    ASSERT_FALSE(parsed.ok()) << c.text;
    EXPECT_EQ(parsed.error().code, Errc::kInvalid) << c.text;
    EXPECT_EQ(parsed.error().message, c.message) << c.text;
  }
}

TEST(YamlTest, RefusesWhatIsNotYaml) {
  for (const std::string_view text :
       {"a: \"b", "a: 'b\nc: d", "{a: 1} b", "[1, 2", "a: b: c", "a: @b", "a:\n\t- b",
        "a: 1\n b: 2", "- a\nb: c", "...\n", "a\n...\nb",
        "\xEF\xBB\xBF\xEF\xBB\xBF"
        "a"}) {
    const auto parsed = ParseYaml(text, kYamlLimits);
    ASSERT_FALSE(parsed.ok()) << text << " -> " << Show(parsed);
    EXPECT_EQ(parsed.error().code, Errc::kInvalid) << text;
    EXPECT_TRUE(std::isdigit(static_cast<unsigned char>(parsed.error().message[0])))
        << parsed.error().message;
  }
}

TEST(YamlTest, NamesTheLineOfAnUnclosedQuote) {
  EXPECT_EQ(Yaml("a: 1\nb: \"c\n"),
            "3:1: this is not YAML: found unexpected end of stream while scanning a quoted scalar; "
            "a quote or a bracket is not closed");
}

TEST(YamlTest, HoldsItsLimits) {
  const DataLimits limits = {.bytes = 20, .depth = 2, .nodes = 4};
  const struct {
    std::string_view text;
    bool ok;
  } cases[] = {
      {"[a, b, c]", true},
      {"[a, b, c, d]", false},
      {"[[a]]", true},
      {"[[[]]]", false},
      {"{a: {}}", true},
      {"{a: {b: {}}}", false},
      {"12345678901234567890", true},
      {"123456789012345678901", false},
  };
  for (const auto& c : cases) {
    const auto parsed = ParseYaml(c.text, limits);
    EXPECT_EQ(parsed.ok(), c.ok) << c.text;
    EXPECT_TRUE(parsed.ok() || parsed.error().code == Errc::kContent) << c.text;
  }
}

TEST(YamlTest, FindsTheDuplicateAmongOneHundredThousandKeys) {
  std::string text;
  for (int i = 0; i < 90'000; ++i) text += "k" + std::to_string(i) + ":\n";
  const auto parsed = ParseYaml(text, kYamlLimits);
  ASSERT_TRUE(parsed.ok()) << parsed.error().message;
  EXPECT_EQ(parsed.value().members.size(), 90'000U);
  EXPECT_EQ(Yaml(text + "k7:\n").substr(0, 9), "90001:1: ");
}

TEST(YamlTest, ReadsLongTexts) {
  const std::string words = Repeat("word ", 200'000);
  const auto parsed = ParseYaml("a: >\n  " + words + "\n", kYamlLimits);
  ASSERT_TRUE(parsed.ok()) << parsed.error().message;
  EXPECT_GT(parsed.value().members[0].second.scalar.size(), 900'000U);
}

}  // namespace
}  // namespace headwater
