// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>

#include <cctype>
#include <string>

#include "headwater/data.h"
#include "tests/rules/common/show_data.h"

namespace headwater {
namespace {

std::string Toml(std::string_view text) { return Show(ParseToml(text, kTomlLimits)); }

Errc CodeOf(const Result<DataNode>& result) {
  EXPECT_FALSE(result.ok());
  return result.ok() ? Errc::kInternal : result.error().code;
}

TEST(TomlTest, ReadsValuesInTheOrderOfTheFile) {
  const struct {
    std::string_view text;
    std::string_view shown;
  } cases[] = {
      {"", "{}"},
      {"z = 1\na = 'x'\n", "{z: 1, a: \"x\"}"},
      {"v = 1.10\nn = 0xFF_FF\ni = -inf\ne = 1e6", "{v: 1.10f, n: 0xFF_FF, i: -inff, e: 1e6f}"},
      {"t = true\nf=false # c", "{t: true, f: false}"},
      {"d = 1979-05-27\nt = 07:32:00\nz = 1979-05-27T07:32:00Z",
       "{d: \"1979-05-27\", t: \"07:32:00\", z: \"1979-05-27T07:32:00Z\"}"},
      {"s = \"a\\u00e4\\n\"\nm = \"\"\"\nx\"\"y\"\"\"\"\"\nl = '''\n#[[['''",
       "{s: \"a\xC3\xA4\n\", m: \"x\"\"y\"\"\", l: \"#[[[\"}"},
      {"b.c = 1\nb.a = 2\n[x.y]\nq = [1, [2], {k = 3}]\n[[p]]\nn = 1\n[[p]]\nn = 2",
       "{b: {c: 1, a: 2}, x: {y: {q: [1, [2], {k: 3}]}}, p: [{n: 1}, {n: 2}]}"},
      {"\"a.b\".'c d' = 1", "{a.b: {c d: 1}}"},
      {"\xEF\xBB\xBF"
       "a = 1\r\n",
       "{a: 1}"},
  };
  for (const auto& c : cases) EXPECT_EQ(Toml(c.text), c.shown) << c.text;
}

TEST(TomlTest, GivesPlacesInLinesAndBytes) {
  const auto parsed =
      ParseToml("# \xC3\xA4\n\"\xC3\xA4\xC3\xB6\" = [\"\xE2\x82\xAC\", 12]\n[t]\n", kTomlLimits);
  ASSERT_TRUE(parsed.ok()) << parsed.error().message;
  const auto& [key, list] = parsed.value().members[0];
  EXPECT_EQ(key.line, 2U);
  EXPECT_EQ(key.column, 1U);
  EXPECT_EQ(list.column, 10U);
  EXPECT_EQ(list.items[1].column, 18U);
  EXPECT_EQ(list.items[1].scalar, "12");
  EXPECT_EQ(parsed.value().members[1].second.line, 3U);
}

TEST(TomlTest, RefusesWhatIsNotToml) {
  for (const std::string_view text : {"a",
                                      "a =",
                                      "= 1",
                                      "a = 1 b = 2",
                                      "a = 1\na = 2",
                                      "[t]\n[t]",
                                      "a = [1",
                                      "a = \"x",
                                      "a = 'x\n'",
                                      "a = \"\"\"x",
                                      "a = 01",
                                      "a = {b = 1}\na.c = 2",
                                      "[a",
                                      "a.b = 1\na = 2",
                                      "a = 1\r",
                                      "a = \x01",
                                      "# \x01",
                                      "a = \"\xFF\"",
                                      "a = \"\\ud800\"",
                                      "a = yes",
                                      "<<<<<<< HEAD"}) {
    const auto parsed = ParseToml(text, kTomlLimits);
    EXPECT_EQ(CodeOf(parsed), Errc::kInvalid) << text;
    EXPECT_TRUE(std::isdigit(static_cast<unsigned char>(Show(parsed)[0]))) << Show(parsed);
  }
}

TEST(TomlTest, SaysWhereADuplicateKeyStands) {
  EXPECT_EQ(Toml("a = 1\nb = 2\na = 3\n").substr(0, 2), "3:");
}

TEST(TomlTest, RefusesKeysOfMoreThanSixtyFourParts) {
  const std::string most = Repeat("a.", 63) + "a";
  EXPECT_EQ(CodeOf(ParseToml(most + ".a = 1", kTomlLimits)), Errc::kContent);
  EXPECT_EQ(CodeOf(ParseToml("[" + most + ".a]", kTomlLimits)), Errc::kContent);
  EXPECT_EQ(CodeOf(ParseToml("x = {\"a\" . 'a' ." + most + " = 1}", kTomlLimits)), Errc::kContent);
  // Within the bound of keys, but as deep a tree as the limit does not allow.
  EXPECT_EQ(CodeOf(ParseToml(most + " = [1]", kTomlLimits)), Errc::kContent);
  EXPECT_TRUE(ParseToml(most + " = 1", kTomlLimits).ok());
  EXPECT_TRUE(ParseToml("# " + Repeat("a.", 100) + "\ns = '" + Repeat("a.", 100) +
                            "'\nm = \"\"\"\n" + Repeat("a.", 100) + "\"\"\"\n",
                        kTomlLimits)
                  .ok());
}

TEST(TomlTest, SurvivesWhatCrashesTheLibrary) {
  constexpr size_t kMany = 100'000;
  for (const std::string& text : {
           Repeat("a.", kMany) + "a = 1",
           "[" + Repeat("a.", kMany) + "a]",
           "[[" + Repeat("a.", kMany) + "a]]",
           "x = {" + Repeat("a.", kMany) + "a = 1}",
           "x = " + Repeat("[", kMany),
           "x = " + Repeat("[", kMany) + Repeat("]", kMany),
           "x = " + Repeat("{a=", kMany),
           "x = " + Repeat("[\n", kMany),
           "x = " + Repeat("{a=[", kMany),
           "x = '''\n'''\n" + Repeat("a.", kMany) + "a = 1",
           "x = '\\'\n" + Repeat("a.", kMany) + "a = 1",
           "x = \"\"\"\\\"\"\"\"\n" + Repeat("a.", kMany) + "a = 1",
           "x = \"\"\"\"\"\"\"\"\n" + Repeat("a.", kMany) + "a = 1",
           "# '''\n" + Repeat("a.", kMany) + "a = 1",
       }) {
    EXPECT_EQ(CodeOf(ParseToml(text, kTomlLimits)), Errc::kContent) << text.substr(0, 20);
  }
}

TEST(TomlTest, BoundsLinesAndTables) {
  EXPECT_EQ(CodeOf(ParseToml("a = '" + Repeat("x", size_t{64} << 10U) + "'", kTomlLimits)),
            Errc::kContent);
  EXPECT_TRUE(ParseToml("a = '''" + Repeat("x", size_t{64} << 10U) + "'''", kTomlLimits).ok());
  std::string headers;
  for (int i = 0; i < 50'001; ++i) headers += "[[a" + std::to_string(i) + "]]\n";
  EXPECT_EQ(CodeOf(ParseToml(headers, kTomlLimits)), Errc::kContent);
  EXPECT_EQ(CodeOf(ParseToml(Repeat("b.c.d = 1\n", 25'001), kTomlLimits)), Errc::kContent);
}

TEST(TomlTest, HoldsItsLimits) {
  const DataLimits limits = {.bytes = 12, .depth = 2, .nodes = 5};
  const struct {
    std::string_view text;
    bool ok;
  } cases[] = {
      {"a=1\nb=2", true},    {"a=1\nb=2\nc=3", false}, {"a=[1]", true},
      {"a=[[]]", false},     {"a.b.c=1", false},       {"a='456789'", true},
      {"a='4567890'", true}, {"a='45678901'", true},   {"a='456789012'", false},
  };
  for (const auto& c : cases) {
    const auto parsed = ParseToml(c.text, limits);
    EXPECT_EQ(parsed.ok(), c.ok) << c.text;
    EXPECT_TRUE(parsed.ok() || parsed.error().code == Errc::kContent) << c.text;
  }
}

TEST(TomlTest, ReadsOneHundredThousandKeys) {
  std::string text;
  for (int i = 0; i < 100'000; ++i) text += "k" + std::to_string(i) + " = 1\n";
  const auto parsed = ParseToml(text, kTomlLimits);
  ASSERT_TRUE(parsed.ok()) << parsed.error().message;
  EXPECT_EQ(parsed.value().members[99'999].first.line, 100'000U);
}

}  // namespace
}  // namespace headwater
