// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "headwater/data.h"
#include "headwater/manifest.h"
#include "headwater/publiccode.h"
#include "headwater/spdx_expression.h"
#include "rules/common/manifest_table.h"
#include "tests/rules/common/show_data.h"

// Every reader gets every file of the fuzzers' corpora, and what is known to have brought down
// parsers like those behind it. The claim is that each call comes back with an answer.

namespace headwater {
namespace {

constexpr size_t kMebibyte = size_t{1} << 20U;
constexpr size_t kLevels = 100'000;

std::vector<std::string> CorpusFiles() {
  std::vector<std::string> texts;
  const std::filesystem::path corpus = HEADWATER_SOURCE_DIR "/tests/fuzz/corpus";
  for (const auto& entry : std::filesystem::recursive_directory_iterator(corpus)) {
    if (!entry.is_regular_file()) continue;
    std::ifstream file(entry.path(), std::ios::binary);
    texts.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
  }
  return texts;
}

/// How many of the readers of data.h accept the text.
int CountTreesOf(std::string_view text) {
  int accepting = 0;
  accepting += ParseYaml(text, kYamlLimits).ok() ? 1 : 0;
  accepting += ParseJson(text, kJsonLimits).ok() ? 1 : 0;
  accepting += ReadJsonTopLevel(text, kJsonLimits).ok() ? 1 : 0;
  accepting += ParseToml(text, kTomlLimits).ok() ? 1 : 0;
  accepting += ParseXml(text, kXmlLimits).ok() ? 1 : 0;
  return accepting;
}

/// How many of all readers accept the text.
int CountAccepting(std::string_view text) {
  int accepting = CountTreesOf(text);
  accepting += ReadPubliccode(text).ok() ? 1 : 0;
  accepting += std::holds_alternative<SpdxExpression>(ParseSpdxExpression(text)) ? 1 : 0;
  for (const ManifestEntry& entry : ManifestTable()) {
    accepting += NamesDependencies(entry.kind, text).ok() ? 1 : 0;
  }
  return accepting;
}

TEST(HostileInputTest, EveryCorpusFileIsAnsweredByEveryReader) {
  const std::vector<std::string> texts = CorpusFiles();
  ASSERT_GT(texts.size(), 40U);
  const auto accepted = std::count_if(
      texts.begin(), texts.end(), [](const std::string& text) { return CountAccepting(text) > 0; });
  EXPECT_GT(accepted, 20);
}

TEST(HostileInputTest, OneHundredThousandLevelsAreRefusedByEveryStructuredReader) {
  const std::string brackets = Repeat("[", kLevels);
  for (const std::string& text :
       {brackets, brackets + Repeat("]", kLevels), Repeat("{\"a\":", kLevels) + "1",
        Repeat("{a: [", kLevels), Repeat("<a>", kLevels) + Repeat("</a>", kLevels),
        "[" + Repeat("a.", kLevels) + "a", Repeat("(", kLevels) + "MIT"}) {
    EXPECT_FALSE(ParseJson(text, kJsonLimits).ok()) << text.substr(0, 10);
    EXPECT_FALSE(ParseToml(text, kTomlLimits).ok()) << text.substr(0, 10);
    EXPECT_FALSE(ParseXml(text, kXmlLimits).ok()) << text.substr(0, 10);
    CountAccepting(text);
  }
  for (const std::string& text :
       {brackets, brackets + Repeat("]", kLevels), Repeat("{a: ", kLevels), Repeat("- ", kLevels),
        Repeat("? ", kLevels), Repeat("- ? - ", kLevels), Repeat("{\"a\":[", kLevels)}) {
    EXPECT_FALSE(ParseYaml(text, kYamlLimits).ok()) << text.substr(0, 10);
  }
}

TEST(HostileInputTest, FiveMillionBracketsAreRefused) {
  const auto parsed = ParseJson(Repeat("[", 5'000'000), kJsonLimits);
  ASSERT_FALSE(parsed.ok());
}

TEST(HostileInputTest, AliasBombsAreRefused) {
  std::string bomb = "a0: &a0 [x, x]\n";
  for (int i = 1; i < 30; ++i) {
    const std::string before = std::to_string(i - 1);
    bomb += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [*a" + before + ", *a" +
            before + "]\n";
  }
  EXPECT_FALSE(ParseYaml(bomb, kYamlLimits).ok());
  EXPECT_FALSE(ParseYaml("a: &a [*a]\n", kYamlLimits).ok());
}

TEST(HostileInputTest, OneMebibyteOfOneThingIsAnswered) {
  for (const std::string_view unit :
       {"[", "{",       "\"",      "'",   "<",    "<!--",   "&",        "a ",  "a: ",  "- ",
        "?", ",",       "#",       "\n",  "\\",   "|",      "!",        "a\n", "a:\n", ".",
        "(", "[[a]]\n", "[a.b]\n", "<a>", "<a/>", "\"\"\"", "\xC3\xA4", "&#"}) {
    const std::string text = Repeat(unit, kMebibyte / unit.size() - 16);
    for (const std::string_view begin : {"", "a: \"", "{\"a\": [", "<a b='", "a = ["}) {
      CountTreesOf(std::string(begin) + text);
    }
  }
}

TEST(HostileInputTest, LongManifestsOfOneThingAreAnsweredByEveryReader) {
  for (const std::string_view unit : {"a ", "a\n", "a:\n", "# a", "{:hex,", "@", "=>\n", "x:y:z=\n",
                                      "gem 'a', path:\n", "require (\n", "[a]\n", "\\\n"}) {
    CountAccepting(Repeat(unit, (kMebibyte / 4) / unit.size()));
  }
}

TEST(HostileInputTest, SingleLinesWithManyPlacesAreReadInOneGo) {
  const std::string list = "[" + Repeat("0,", kMebibyte) + "0]";
  const auto json = ParseJson(list, kJsonLimits);
  ASSERT_TRUE(json.ok()) << json.error().message;
  EXPECT_EQ(json.value().items.back().column, 2 * kMebibyte + 2);
  const std::string xml = "<a>" + Repeat("<b/>", kMebibyte) + "</a>";
  const auto tree = ParseXml(xml, kXmlLimits);
  ASSERT_TRUE(tree.ok()) << tree.error().message;
  const std::string texts = "x = [" + Repeat("\"\xC3\xA4\",", 10'000) + "]";
  const auto toml = ParseToml(texts, kTomlLimits);
  ASSERT_TRUE(toml.ok()) << toml.error().message;
  EXPECT_EQ(toml.value().members[0].second.items[9'999].column, 6U + 5U * 9'999U);
  const auto yaml = ParseYaml("[" + Repeat("0,", 150'000) + "]", kYamlLimits);
  ASSERT_TRUE(yaml.ok()) << yaml.error().message;
}

}  // namespace
}  // namespace headwater
