// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>

#include <string>

#include "headwater/data.h"
#include "tests/rules/common/show_data.h"

namespace headwater {
namespace {

std::string Json(std::string_view text) { return Show(ParseJson(text, kJsonLimits)); }

TEST(JsonTest, ReadsEveryKindOfValue) {
  const struct {
    std::string_view text;
    std::string_view shown;
  } cases[] = {
      {"null", "null"},
      {" true ", "true"},
      {"false\n", "false"},
      {"0", "0"},
      {"-12", "-12"},
      {"123456789012345678901234567890", "123456789012345678901234567890"},
      {"1e400", "1e400f"},
      {"-1.50E+3", "-1.50E+3f"},
      {R"("a\"\u00e4\n\\")", "\"a\"\xC3\xA4\n\\\""},
      {R"("\ud83d\ude00")", "\"\xF0\x9F\x98\x80\""},
      {"[]", "[]"},
      {"{}", "{}"},
      {R"({"b": [1, 2.0, "x", null, true, {}], "a": {"c": []}})",
       R"({b: [1, 2.0f, "x", null, true, {}], a: {c: []}})"},
  };
  for (const auto& c : cases) EXPECT_EQ(Json(c.text), c.shown) << c.text;
}

TEST(JsonTest, GivesPlacesInLinesAndBytes) {
  const auto parsed = ParseJson("{\n  \"\xC3\xA4\": 1,\r\n  \"b\": [\n    2]}", kJsonLimits);
  ASSERT_TRUE(parsed.ok()) << parsed.error().message;
  const DataNode& root = parsed.value();
  EXPECT_EQ(root.line, 1U);
  EXPECT_EQ(root.members[0].first.column, 3U);
  EXPECT_EQ(root.members[0].second.line, 2U);
  EXPECT_EQ(root.members[0].second.column, 9U);
  EXPECT_EQ(root.members[1].second.items[0].line, 4U);
  EXPECT_EQ(root.members[1].second.items[0].column, 5U);
}

TEST(JsonTest, RefusesWhatIsNotJson) {
  for (const std::string_view text : {"",
                                      "  ",
                                      "{",
                                      "[",
                                      "]",
                                      "}",
                                      "[1",
                                      "[1,",
                                      "[1,]",
                                      "[,1]",
                                      "[1 2]",
                                      "{\"a\"}",
                                      "{\"a\":}",
                                      "{\"a\":1,}",
                                      "{\"a\" 1}",
                                      "{a:1}",
                                      "{'a':1}",
                                      "[1}",
                                      "{\"a\":1]",
                                      "1 2",
                                      "1,2",
                                      "[] []",
                                      "{} x",
                                      "\"a\" \"b\"",
                                      "\"a",
                                      "'a'",
                                      "\"a\nb\"",
                                      "\"\\x\"",
                                      "\"\\ud800\"",
                                      "\"\\ud800x\"",
                                      "\"\\u12\"",
                                      "01",
                                      "+1",
                                      "1.",
                                      ".5",
                                      "1e",
                                      "1e+",
                                      "0x1",
                                      "-",
                                      "--1",
                                      "NaN",
                                      "Infinity",
                                      "nul",
                                      "nulll",
                                      "truex",
                                      "tru",
                                      "True",
                                      "[true1]",
                                      "[1a]",
                                      "// c\n1",
                                      "/**/1",
                                      "[\"a\":1]",
                                      "{1:2}",
                                      "{{}}",
                                      "[[1]",
                                      "{\"a\":{\"b\":1}",
                                      "[{]}",
                                      "\f1",
                                      "1\v"}) {
    const auto parsed = ParseJson(text, kJsonLimits);
    ASSERT_FALSE(parsed.ok()) << text << " -> " << Show(parsed);
    EXPECT_EQ(parsed.error().code, Errc::kInvalid) << text;
    EXPECT_TRUE(std::isdigit(static_cast<unsigned char>(parsed.error().message[0])))
        << parsed.error().message;
  }
  EXPECT_FALSE(ParseJson(std::string_view("1\0", 2), kJsonLimits).ok());
  EXPECT_FALSE(ParseJson(std::string_view("[1\0]", 4), kJsonLimits).ok());
}

TEST(JsonTest, RefusesWithPlaceAndReason) {
  const struct {
    std::string_view text;
    std::string_view message;
  } cases[] = {
      {"{\"a\": 1,\n \"a\": 2}", "2:2: the key stands twice in this object; keep one of the two"},
      {"{\"a\": 1,\n \"\\u0061\": 2}",
       "2:2: the key stands twice in this object; keep one of the two"},
      {"[{\"x\": {\"a\": 1, \"a\": 2}}]",
       "1:17: the key stands twice in this object; keep one of the two"},
      {"\xEF\xBB\xBF{}",
       "1:1: a byte order mark begins the file; JSON allows none, save it without"},
      {"{}\n{}", "2:1: text follows the document's end"},
      {"1\n 2", "1:2: text follows the document's end"},
      {"[\n1,\n]",
       "3:1: this is no JSON value; texts need double quotes, and no comma may stand before a "
       "closing bracket"},
      {"[\xFF]", "1:2: a byte is not valid UTF-8; save the file as UTF-8"},
      {"", "1:1: the file is empty; JSON needs one value"},
  };
  for (const auto& c : cases) {
    const auto parsed = ParseJson(c.text, kJsonLimits);
    ASSERT_FALSE(parsed.ok()) << c.text;
    EXPECT_EQ(parsed.error().code, Errc::kInvalid) << c.text;
    EXPECT_EQ(parsed.error().message, c.message) << c.text;
  }
}

TEST(JsonTest, NamesThePlaceOfABrokenString) {
  EXPECT_EQ(Json("[\"a\",\n \"b]").substr(0, 5), "2:2: ");
  EXPECT_EQ(Json("[\"a\",\n \"b\tc\"]").substr(0, 5), "2:4: ");
}

TEST(JsonTest, HoldsItsLimits) {
  const DataLimits limits = {.bytes = 20, .depth = 2, .nodes = 4};
  const struct {
    std::string_view text;
    bool ok;
  } cases[] = {
      {"[1,2,3]", true},
      {"[1,2,3,4]", false},
      {"[[1]]", true},
      {"[[[]]]", false},
      {"{\"a\":{}}", true},
      {"{\"a\":1,\"b\":2}", false},
      {"12345678901234567890", true},
      {"123456789012345678901", false},
  };
  for (const auto& c : cases) {
    const auto parsed = ParseJson(c.text, limits);
    EXPECT_EQ(parsed.ok(), c.ok) << c.text;
    EXPECT_TRUE(parsed.ok() || parsed.error().code == Errc::kContent) << c.text;
  }
}

TEST(JsonTest, FindsTheDuplicateAmongOneHundredThousandKeysOnOneLine) {
  std::string text = "{";
  for (int i = 0; i < 100'000; ++i) text += "\"k" + std::to_string(i) + "\":0,";
  EXPECT_TRUE(ParseJson(text + "\"z\":0}", kJsonLimits).ok());
  EXPECT_NE(Json(text + "\"k7\":0}").find("stands twice"), std::string::npos);
}

TEST(JsonTest, TopLevelGivesScalarsWithValuesAndTheKindOfTheRest) {
  const auto parsed = ReadJsonTopLevel(
      "{\"bomFormat\": \"CycloneDX\",\n\"version\": 1, \"components\": [{\"a\": [1]}], \"m\": "
      "{\"x\": \"y\"}}",
      kJsonLimits);
  ASSERT_TRUE(parsed.ok()) << parsed.error().message;
  const auto& members = parsed.value();
  ASSERT_EQ(members.size(), 4U);
  EXPECT_EQ(members[0].first, "bomFormat");
  EXPECT_EQ(members[0].second.scalar, "CycloneDX");
  EXPECT_EQ(members[1].second.scalar, "1");
  EXPECT_EQ(members[1].second.line, 2U);
  EXPECT_EQ(Show(members[2].second), "[]");
  EXPECT_EQ(Show(members[3].second), "{}");
}

TEST(JsonTest, TopLevelChecksWhatItDoesNotKeep) {
  for (const std::string_view text :
       {"[]", "1", "{\"a\": [1,]}", "{\"a\": {\"b\": 1, \"b\": 2}}", "{\"a\": 1, \"a\": 2}",
        "{\"a\": [\"\\ud800\"]}", "{\"a\": [tru]}", "{\"a\": {}} 1"}) {
    EXPECT_FALSE(ReadJsonTopLevel(text, kJsonLimits).ok()) << text;
  }
  const std::string deep = "{\"a\":" + Repeat("[", 70) + Repeat("]", 70) + "}";
  const auto parsed = ReadJsonTopLevel(deep, kJsonLimits);
  ASSERT_FALSE(parsed.ok());
  EXPECT_EQ(parsed.error().code, Errc::kContent);
}

}  // namespace
}  // namespace headwater
