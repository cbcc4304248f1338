// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <iterator>
#include <nlohmann/json.hpp>
#include <pugixml.hpp>

#include "headwater/sink.h"
#include "service/report/codeclimate.h"
#include "service/report/json.h"
#include "service/report/junit.h"
#include "service/report/sarif.h"
#include "service/report/text.h"
#include "tests/service/report/random.h"
#include "tests/service/report/sample_report.h"

/// \file
/// Whatever bytes a repository brings, no format can be broken out of.

namespace headwater::report {
namespace {

constexpr size_t kRounds = 2000;
/// Names in repositories are short; long enough for every fragment below to meet another.
constexpr uint64_t kMaxPieces = 8;

/// Pure noise seldom hits the syntax of a format, so half of the pieces are such syntax.
std::string HostileText(Random& random) {
  static const std::string kFragments[] = {
      "\x1B[2J",  "\n",     "\r\n",     "\r",     "]]>",    "<!--",         "</failure>", "\"",
      "'",        "\\",     "&#10;",    "{0}",    "{file}", "](",           "|",          "`",
      "\u202E",   "\u2028", "\u0085",   "\uFFFE", "\xC0",   "\xED\xA0\x80", "<?x",        "%0A",
      "\xF4\x90", "../",    "::error::"};
  std::string text;
  const uint64_t pieces = 1 + random.Below(kMaxPieces);
  for (uint64_t i = 0; i < pieces; ++i) {
    if (random.Below(2) == 0) {
      text += kFragments[random.Below(std::size(kFragments))];
    } else {
      text += static_cast<char>(random.Below(256));
    }
  }
  return text;
}

struct Format {
  const char* name;
  std::string (*render)(const Report& report, Language language);
};

constexpr Format kJsonFormats[] = {
    {"json", RenderJson}, {"sarif", RenderSarif}, {"codeclimate", RenderCodeClimate}};
constexpr Format kLineFormats[] = {{"text", RenderText}, {"junit", RenderJunit}};

bool IsClean(const std::string& output) {
  const bool no_control = std::ranges::none_of(output, [](char c) {
    return c != '\n' && (static_cast<unsigned char>(c) < 0x20U || c == '\x7F');
  });
  return no_control && ToValidUtf8(Untrusted(output)) == output &&
         output.find("\u202E") == std::string::npos && output.find("\u0085") == std::string::npos;
}

int64_t LinesOf(const std::string& output) { return std::ranges::count(output, '\n'); }

/// Calls `check` with reports full of hostile text, and ends at the first that fails.
void ForEachHostileReport(const std::function<void(const Report&)>& check) {
  Random random;
  for (size_t round = 0; round < kRounds; ++round) {
    const std::string text = HostileText(random);
    // Both shapes in turn: one has a problem instead of findings.
    check(round % 4 == 0 ? sample::Unreadable(text) : sample::Foreign(text));
    if (::testing::Test::HasFailure()) {
      ADD_FAILURE() << "round " << round << ": " << Encode<Sink::kTerminal>(Untrusted(text));
      return;
    }
  }
}

TEST(HostileTest, JsonFormatsStayCleanAndParse) {
  ForEachHostileReport([](const Report& report) {
    for (const Format& format : kJsonFormats) {
      const std::string output = format.render(report, Language::kGerman);
      EXPECT_TRUE(IsClean(output)) << format.name;
      EXPECT_TRUE(nlohmann::json::accept(output)) << format.name;
    }
  });
}

TEST(HostileTest, NoLineCanBeAdded) {
  const Report harmless[] = {sample::Foreign("x"), sample::Unreadable("x")};
  ForEachHostileReport([&harmless](const Report& report) {
    for (const Format& format : kLineFormats) {
      const std::string output = format.render(report, Language::kEnglish);
      const std::string expected =
          format.render(harmless[report.problem.has_value() ? 1 : 0], Language::kEnglish);
      EXPECT_TRUE(IsClean(output)) << format.name;
      EXPECT_EQ(LinesOf(output), LinesOf(expected)) << format.name;
    }
  });
}

/// Element and attribute names in document order: what markup injected anywhere would change.
std::string ShapeOf(const std::string& xml) {
  struct Walker : pugi::xml_tree_walker {
    bool for_each(pugi::xml_node& node) override {
      shape += std::string(static_cast<size_t>(depth()), ' ') + node.name();
      for (const pugi::xml_attribute attribute : node.attributes()) {
        shape += std::string("@") + attribute.name();
      }
      shape += '\n';
      return true;
    }
    std::string shape;
  } walker;
  pugi::xml_document document;
  if (!document.load_string(xml.c_str(), pugi::parse_full)) return "does not parse";
  document.traverse(walker);
  return walker.shape;
}

TEST(HostileTest, NoMarkupCanBeAdded) {
  const std::string expected[] = {
      ShapeOf(RenderJunit(sample::Foreign("x"), Language::kEnglish)),
      ShapeOf(RenderJunit(sample::Unreadable("x"), Language::kEnglish))};
  ASSERT_NE(expected[0], "does not parse");
  ASSERT_NE(expected[1], "does not parse");
  ForEachHostileReport([&expected](const Report& report) {
    EXPECT_EQ(ShapeOf(RenderJunit(report, Language::kEnglish)),
              expected[report.problem.has_value() ? 1 : 0]);
  });
}

TEST(HostileTest, NoRunnerCommandCanBeginALine) {
  ForEachHostileReport([](const Report& report) {
    for (const Format& format : kLineFormats) {
      const std::string output = '\n' + format.render(report, Language::kEnglish);
      EXPECT_EQ(output.find("\n:"), std::string::npos) << format.name;
      EXPECT_EQ(output.find("\n#"), std::string::npos) << format.name;
    }
  });
}

}  // namespace
}  // namespace headwater::report
