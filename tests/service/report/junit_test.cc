// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/report/junit.h"

#include <gtest/gtest.h>

#include <pugixml.hpp>

#include "tests/service/report/sample_report.h"

namespace headwater::report {
namespace {

/// The names of the elements within the only test case of a report with this one rule.
std::string StateOf(RuleResult result) {
  Report report;
  report.rules.push_back(std::move(result));
  pugi::xml_document document;
  EXPECT_TRUE(document.load_string(RenderJunit(report, Language::kEnglish).c_str()));
  return document.child("testsuites").child("testsuite").child("testcase").first_child().name();
}

RuleResult WithFinding(Mode mode, bool advisory) {
  RuleResult result = sample::Result(sample::kHeader, mode, Verdict::kFail);
  result.answer.findings.push_back(sample::At("a", {}, sample::About("missing", "a")));
  result.answer.findings.back().advisory = advisory;
  return result;
}

TEST(JunitTest, FailsOnlyForWhatIsRequired) {
  EXPECT_EQ(StateOf(WithFinding(Mode::kGate, /*advisory=*/false)), "failure");
  EXPECT_EQ(StateOf(WithFinding(Mode::kGate, /*advisory=*/true)), "");
  EXPECT_EQ(StateOf(WithFinding(Mode::kHint, /*advisory=*/false)), "");
  EXPECT_EQ(StateOf(WithFinding(Mode::kObserve, /*advisory=*/false)), "");
}

TEST(JunitTest, AnUnknownGateIsAnErrorAndAnUnknownHintIsNone) {
  EXPECT_EQ(StateOf(sample::Result(sample::kHeader, Mode::kGate, Verdict::kUnknown)), "error");
  EXPECT_EQ(StateOf(sample::Result(sample::kHeader, Mode::kHint, Verdict::kUnknown)), "");
}

TEST(JunitTest, SkipsWhatDoesNotApply) {
  EXPECT_EQ(StateOf(sample::Result(sample::kHeader, Mode::kGate, Verdict::kNotApplicable)),
            "skipped");
}

TEST(JunitTest, AChangeThatCouldNotBeReadIsAnErrorEvenWithoutRules) {
  Report report = sample::Unreadable("<bad> pack");
  report.rules.clear();
  pugi::xml_document document;
  ASSERT_TRUE(document.load_string(RenderJunit(report, Language::kEnglish).c_str()));
  const pugi::xml_node suite = document.child("testsuites").child("testsuite");
  EXPECT_EQ(suite.attribute("tests").as_int(), 1);
  EXPECT_EQ(suite.attribute("errors").as_int(), 1);
  EXPECT_STREQ(suite.child("testcase").child("error").attribute("message").value(), "<bad> pack");
}

TEST(JunitTest, WritesDurationsAsDecimals) {
  struct Case {
    int64_t micros;
    const char* expected;
  };
  for (const Case& test : {Case{0, "0.000000"}, Case{7, "0.000007"}, Case{1'000'010, "1.000010"},
                           Case{999'999, "0.999999"}}) {
    Report report;
    report.stats.duration = std::chrono::microseconds(test.micros);
    EXPECT_NE(
        RenderJunit(report, Language::kEnglish).find(std::string("time=\"") + test.expected + "\""),
        std::string::npos)
        << test.expected;
  }
}

}  // namespace
}  // namespace headwater::report
