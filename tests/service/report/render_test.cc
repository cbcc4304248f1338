// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/report/render.h"

#include <gtest/gtest.h>

#include "tests/service/report/sample_report.h"

namespace headwater::report {
namespace {

using sample::kHeader;

std::string Shown(const Message& message, Language language = Language::kEnglish) {
  return RenderMessage<Sink::kTerminal>(kHeader, message, language).text();
}

TEST(RenderMessageTest, FillsTheTemplateOfTheLanguage) {
  const Message message = sample::About("missing", "a.c");
  EXPECT_EQ(Shown(message), "no licence header in a.c");
  EXPECT_EQ(Shown(message, Language::kGerman), "kein Lizenzkopf in a.c");
}

TEST(RenderMessageTest, LeavesAPlaceholderWithoutArgumentVisible) {
  EXPECT_EQ(Shown(sample::About("braces", "a.c")), "{unknown} and a.c [x](y)");
  EXPECT_EQ(Shown({.key = "missing", .args = {}}), "no licence header in {file}");
}

TEST(RenderMessageTest, NeverLooksIntoArguments) {
  const Message message = {
      .key = "missing",
      .args = {{"file", Untrusted("{limit}{file}")}, {"limit", Untrusted("boo")}}};
  EXPECT_EQ(Shown(message), "no licence header in {limit}{file}");
}

TEST(RenderMessageTest, FallsBackToTheEnginesCatalogue) {
  EXPECT_EQ(Shown({.key = "rule-error", .args = {{"detail", Untrusted("x\ny")}}}),
            "The check could not finish: x\\ny");
}

TEST(RenderMessageTest, ShowsTheKeyThatNoCatalogueHas) {
  EXPECT_EQ(Shown({.key = "no-such\nkey", .args = {}}), "no-such\\nkey");
}

TEST(RenderMessageTest, EncodesArgumentsForTheSink) {
  EXPECT_EQ(RenderMessage<Sink::kXml>(kHeader, sample::About("missing", "<&>"), Language::kEnglish)
                .text(),
            "no licence header in &lt;&amp;&gt;");
}

struct PlaceCase {
  const char* path;
  LineRange lines;
  Subject subject;
  const char* expected;
};

TEST(RenderPlaceTest, WritesPlacesAsCompilersDo) {
  const PlaceCase cases[] = {
      {"a.c", {7, 9}, Subject::kChange, "a.c:7"},
      {"a.c", {}, Subject::kChange, "a.c"},
      {"", {}, Subject::kChange, "change"},
      {"", {3, 3}, Subject::kProject, "project"},
      {"a\nb", {1, 1}, Subject::kChange, "a\\nb:1"},
      // What CI runners would take for commands.
      {"::error::x", {}, Subject::kChange, "./::error::x"},
      {"##vso[task]", {1, 1}, Subject::kChange, "./##vso[task]:1"},
  };
  for (const PlaceCase& test : cases) {
    EXPECT_EQ(RenderPlace<Sink::kTerminal>(Untrusted(test.path), test.lines, test.subject).text(),
              test.expected);
  }
}

TEST(RenderReasonTest, NeverIsEmpty) {
  const RuleResult result = sample::Result(kHeader, Mode::kGate, Verdict::kUnknown);
  EXPECT_EQ(RenderReason<Sink::kTerminal>(result, Language::kEnglish).text(), "no reason given");
}

}  // namespace
}  // namespace headwater::report
