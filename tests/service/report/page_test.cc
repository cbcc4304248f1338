// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/report/page.h"

#include <gtest/gtest.h>

#include <string>

#include "service/report/page_rule.h"
#include "service/report/times.h"
#include "tests/service/report/sample_report.h"

namespace headwater::report {
namespace {

std::string PageOf(const Report& report, const PageContext& context) {
  Decision decision;
  decision.id = {std::string(32, 'a')};
  decision.head = report.head;
  return RenderPage(decision, report, context);
}

PageContext English() {
  PageContext context;
  context.project = Untrusted("group/project");
  context.language = Language::kEnglish;
  return context;
}

TEST(PageTest, WhatIsRequiredComesBeforeWhatIsRecommendedAndTheRestIsFolded) {
  const std::string page = PageOf(sample::Rich(), English());
  const size_t required = page.find("<h2>Required (2)</h2>");
  const size_t recommended = page.find("<h2>Recommended (1)</h2>");
  const size_t folded = page.find("<details>\n<summary><h2>");
  ASSERT_NE(std::string::npos, required);
  ASSERT_NE(std::string::npos, recommended);
  EXPECT_LT(required, recommended);
  EXPECT_LT(recommended, folded);
}

TEST(PageTest, NoFoldIsEmpty) {
  const std::string page = PageOf(sample::Rich(), English());
  EXPECT_EQ(std::string::npos, page.find("(0)"));
  EXPECT_EQ(std::string::npos, page.find("<h2>Fine")) << "no rule has passed";
}

TEST(PageTest, EveryRuleStandsInOnePart) {
  RuleResult rule = sample::Result(sample::kHeader, Mode::kGate, Verdict::kPass);
  EXPECT_EQ(PagePart::kPassed, PartOf(rule));
  rule.answer.verdict = Verdict::kUnknown;
  EXPECT_EQ(PagePart::kRequired, PartOf(rule)) << "what could not be checked holds the merge";
  rule.effective_mode = Mode::kHint;
  EXPECT_EQ(PagePart::kNotChecked, PartOf(rule));
  rule.answer.verdict = Verdict::kFail;
  rule.answer.findings.push_back(sample::At("a.c", {}, sample::About("missing", "a.c")));
  EXPECT_EQ(PagePart::kRecommended, PartOf(rule));
  rule.answer.findings[0].advisory = true;
  EXPECT_EQ(PagePart::kOldDebt, PartOf(rule));
  rule.answer.findings[0].advisory = false;
  rule.answer.findings[0].waiver = 0;
  EXPECT_EQ(PagePart::kWaived, PartOf(rule));
  rule.answer.more_findings = 2;
  EXPECT_EQ(PagePart::kRecommended, PartOf(rule)) << "more than what is let pass";
  rule.effective_mode = Mode::kObserve;
  EXPECT_EQ(PagePart::kObserved, PartOf(rule));
}

TEST(PageTest, APlaceLeadsToItsLines) {
  PageContext context = English();
  context.files = SafeUrl::Parse("https://h/g/p/-/blob/33").value();
  const std::string page = PageOf(sample::Rich(), context);
  EXPECT_NE(std::string::npos, page.find("<a href=\"https://h/g/p/-/blob/33/src/old.c#L3-5\">"));
  EXPECT_NE(std::string::npos, page.find("/src/gr%C3%B6%C3%9Fe.c#L1\">"));
  EXPECT_EQ(std::string::npos, PageOf(sample::Rich(), English()).find("/-/blob/"));
}

TEST(PageTest, B15SaysWhoMayLetARequiredRulePass) {
  const std::string page = PageOf(sample::Rich(), English());
  EXPECT_NE(std::string::npos, page.find("Who may grant a waiver: maintainers of the project, "
                                         "members of the group opencode/lizenzteam"));
}

TEST(PageTest, SaysSinceWhenARatchetHolds) {
  EXPECT_NE(std::string::npos,
            PageOf(sample::Rich(), English())
                .find("the target branch was free of such findings on 2 October 2026"));
}

TEST(PageTest, TheCommandForAllFixesIsReadyToCopy) {
  PageContext context = English();
  context.fix_patch = SafeUrl::Parse("https://p/decisions/aa/fix.patch").value();
  EXPECT_NE(std::string::npos,
            PageOf(sample::Rich(), context)
                .find("<pre><code>curl -fsS https://p/decisions/aa/fix.patch | git apply</code>"));
}

TEST(PageTest, HeadingsAreInOrder) {
  const std::string page = PageOf(sample::Rich(), English());
  char before = '0';
  for (size_t at = page.find("<h"); at != std::string::npos; at = page.find("<h", at + 1)) {
    const char level = page[at + 2];
    if (level < '1' || level > '6') continue;
    EXPECT_LE(level, before + 1) << page.substr(at, 40);
    before = level;
  }
  EXPECT_EQ('3', before);
}

TEST(PageTest, TimesReadAsPeopleWriteThem) {
  const WallTime time = WallTime(std::chrono::sys_days(std::chrono::year(2026) / 11 / 22)) +
                        std::chrono::hours(14) + std::chrono::minutes(5) + std::chrono::seconds(59);
  EXPECT_EQ("22 November 2026, 14:05 (UTC)",
            RenderTime<Sink::kXml>(time, Language::kEnglish).text());
  EXPECT_EQ("22. November 2026, 14:05 Uhr (UTC)",
            RenderTime<Sink::kXml>(time, Language::kGerman).text());
}

}  // namespace
}  // namespace headwater::report
