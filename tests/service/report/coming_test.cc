// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/report/coming.h"

#include <gtest/gtest.h>

#include "service/report/json.h"
#include "service/report/note.h"
#include "service/report/page.h"
#include "service/report/text.h"
#include "tests/service/report/sample_report.h"

namespace headwater::report {
namespace {

constexpr std::chrono::sys_days kMarch = std::chrono::year(2027) / 3 / 1;
constexpr std::chrono::sys_days kApril = std::chrono::year(2027) / 4 / 30;

RuleResult Hint(std::vector<ModeStep> coming) {
  RuleResult result = sample::Gate();
  result.mode.value = Mode::kHint;
  result.effective_mode = Mode::kHint;
  result.coming = std::move(coming);
  return result;
}

Report Of(const RuleResult& result) {
  Report report;
  report.outcome = Outcome::kPass;
  report.rules.push_back(result);
  return report;
}

std::string Said(const RuleResult& result, Language language) {
  return RenderComing<Sink::kTerminal>(result, language).text();
}

TEST(Coming, NamesTheDayInWords) {
  const RuleResult result = Hint({{kMarch, Mode::kGate}});
  EXPECT_EQ(Said(result, Language::kEnglish), "required from 1 March 2027");
  EXPECT_EQ(Said(result, Language::kGerman), "ab 1. März 2027 erforderlich");
}

TEST(Coming, TheFirstStepThatHoldsCounts) {
  const RuleResult result = Hint({{kMarch, Mode::kHint}, {kApril, Mode::kGate}});
  EXPECT_EQ(Said(result, Language::kEnglish), "required from 30 April 2027");
}

TEST(Coming, ARatchetNamesItsCondition) {
  EXPECT_EQ(Said(Hint({{kMarch, Mode::kRatchet}}), Language::kEnglish),
            "required from 1 March 2027 where the target branch is free of such findings");
}

TEST(Coming, ARatchetThatHoldsNothingTodayAnnouncesItsGate) {
  RuleResult result = Hint({{kMarch, Mode::kRatchet}, {kApril, Mode::kGate}});
  result.mode.value = Mode::kRatchet;
  EXPECT_EQ(Said(result, Language::kEnglish), "required from 30 April 2027");
  result.coming.pop_back();
  EXPECT_EQ(Said(result, Language::kEnglish), "");
}

TEST(Coming, WhatIsRequiredAlreadyAnnouncesNothing) {
  RuleResult result = Hint({{kMarch, Mode::kGate}});
  result.effective_mode = Mode::kGate;
  EXPECT_EQ(Said(result, Language::kEnglish), "");
}

TEST(Coming, WhatBecomesLaxerAnnouncesNothing) {
  EXPECT_EQ(Said(Hint({{kMarch, Mode::kObserve}}), Language::kGerman), "");
}

TEST(Coming, StandsInTextNotePageAndJson) {
  const Report report = Of(Hint({{kMarch, Mode::kGate}}));
  EXPECT_NE(RenderText(report, Language::kGerman).find("angekündigt: ab 1. März 2027"),
            std::string::npos);
  NoteContext context;
  EXPECT_NE(RenderNote(report, context).find("- Angekündigt: ab 1. März 2027 erforderlich."),
            std::string::npos);
  const std::string page =
      RenderPage({}, report, {.project = Untrusted("g/p"), .language = Language::kEnglish});
  EXPECT_NE(page.find("recommended, found something, required from 1 March 2027"),
            std::string::npos);
  const std::string json = RenderJson(report, Language::kEnglish);
  EXPECT_NE(json.find("\"from\": \"2027-03-01\""), std::string::npos);
}

TEST(Contact, ThePolicysComesBeforeTheServices) {
  Report report = Of(Hint({}));
  NoteContext context;
  context.language = Language::kEnglish;
  context.contact = SafeUrl::Parse("https://service.example.org").value();
  EXPECT_NE(RenderNote(report, context).find("https://service.example.org"), std::string::npos);
  report.contact = Untrusted("https://guide.example.org/help");
  const std::string note = RenderNote(report, context);
  EXPECT_NE(note.find("[the help desk](https://guide.example.org/help)"), std::string::npos);
  EXPECT_EQ(note.find("https://service.example.org"), std::string::npos);
}

TEST(Contact, WhatIsNoAddressCannotBeMarkdown) {
  Report report = Of(Hint({}));
  report.contact = Untrusted("](https://evil.example) @all /close");
  const std::string note = RenderNote(report, NoteContext());
  EXPECT_NE(note.find("Fragen beantwortet `](https://evil.example) @all /close`."),
            std::string::npos);
  const std::string page =
      RenderPage({}, report, {.project = Untrusted("g/p"), .language = Language::kGerman});
  EXPECT_NE(page.find("Fragen beantwortet: ](https://evil.example)"), std::string::npos);
}

}  // namespace
}  // namespace headwater::report
