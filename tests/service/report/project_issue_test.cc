// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/report/project_issue.h"

#include <gtest/gtest.h>

#include "tests/forge/quick_actions.h"
#include "tests/service/report/sample_report.h"

namespace headwater::report {
namespace {

constexpr ProjectId kProject{7};

NoteContext English() {
  NoteContext context;
  context.language = Language::kEnglish;
  context.id = {"8f3c2a1b"};
  return context;
}

/// A report with one rule in this mode and verdict.
Report With(Mode mode, Verdict verdict, const RuleInfo& info = sample::kPresent) {
  Report report;
  report.rules.push_back(sample::Result(info, mode, verdict));
  if (verdict == Verdict::kFail) {
    report.rules.back().answer.findings.push_back(
        sample::At("a.c", {1, 1}, sample::About("missing", "a.c")));
  }
  return report;
}

ProjectIssue Issue(const Report& report) { return RenderProjectIssue(kProject, report, English()); }

TEST(ProjectIssueTest, SpeaksOfWhatIsShownAndOfTheProjectOnly) {
  EXPECT_EQ(StatusState::kFailed, Issue(With(Mode::kHint, Verdict::kFail)).state);
  EXPECT_EQ(StatusState::kFailed, Issue(With(Mode::kGate, Verdict::kFail)).state);
  EXPECT_EQ(StatusState::kSuccess, Issue(With(Mode::kObserve, Verdict::kFail)).state);
  EXPECT_EQ(StatusState::kSuccess, Issue(With(Mode::kHint, Verdict::kPass)).state);
  EXPECT_EQ(StatusState::kSuccess, Issue(With(Mode::kGate, Verdict::kFail, sample::kHeader)).state);
}

TEST(ProjectIssueTest, TheAnswersSubjectCountsAndNotTheRules) {
  Report report = With(Mode::kHint, Verdict::kFail);
  report.rules[0].answer.subject = Subject::kChange;
  EXPECT_EQ(StatusState::kSuccess, Issue(report).state);
  report = With(Mode::kHint, Verdict::kFail, sample::kHeader);
  report.rules[0].answer.subject = Subject::kProject;
  EXPECT_EQ(StatusState::kFailed, Issue(report).state);
}

TEST(ProjectIssueTest, WhatCouldNotBeCheckedIsNeverDone) {
  const ProjectIssue issue = Issue(With(Mode::kHint, Verdict::kUnknown));
  EXPECT_EQ(StatusState::kRunning, issue.state);
  EXPECT_EQ(std::string::npos, issue.text.find("All done"));
  EXPECT_NE(std::string::npos, issue.text.find("- Not checked: `sbom/present`"));
}

TEST(ProjectIssueTest, WhatTheRulesDemandIsToldFromWhatTheyRecommend) {
  const std::string demanded = Issue(With(Mode::kGate, Verdict::kFail)).text;
  EXPECT_NE(std::string::npos, demanded.find("**1. Required: "));
  EXPECT_NE(std::string::npos, Issue(With(Mode::kHint, Verdict::kFail)).text.find("Recommended: "));
  // Whether it holds a merge request depends on where that one leads.
  EXPECT_EQ(std::string::npos, demanded.find("holds merge requests"));
}

TEST(ProjectIssueTest, NamesFivePlacesAndCountsTheOthers) {
  Report report = With(Mode::kHint, Verdict::kFail);
  for (int i = 0; i < 7; ++i) {
    const std::string path = "src/" + std::to_string(i) + ".c";
    report.rules[0].answer.findings.push_back(
        sample::At(path, {1, 1}, sample::About("missing", path)));
  }
  const std::string text = Issue(report).text;
  EXPECT_NE(std::string::npos, text.find("src/3.c"));
  EXPECT_EQ(std::string::npos, text.find("src/4.c"));
  EXPECT_NE(std::string::npos, text.find(" and 3 more"));
}

TEST(ProjectIssueTest, AnotherDecisionThatSaysTheSameGivesTheSameText) {
  const Report report = With(Mode::kHint, Verdict::kFail);
  NoteContext later = English();
  later.id = {"ffffffff"};
  later.decision = SafeUrl::Parse("https://headwater.example.org/decisions/ff").value();
  const ProjectIssue now = RenderProjectIssue(kProject, report, later);
  EXPECT_EQ(Issue(report).text, now.text);
  EXPECT_NE(Issue(report).footer, now.footer);
}

TEST(ProjectIssueTest, TheMarkerIsTheFirstLineAndNamesTheProject) {
  for (const Verdict verdict : {Verdict::kFail, Verdict::kPass, Verdict::kUnknown}) {
    EXPECT_TRUE(
        Issue(With(Mode::kHint, verdict)).text.starts_with("<!-- headwater:project 7 -->\n"));
  }
}

TEST(ProjectIssueTest, WhateverANameSaysNothingIsDone) {
  const std::string pieces[] = {"/close",     "\n/close\n", "\r\n/assign @all\r\n",
                                "`",          "```\n",      "@all",
                                "</details>", "\n\n",       "> ",
                                "~~~\n",      "-->",        "[x](y)",
                                "\\",         "|",          "<pre>",
                                "\n    /",    "# ",         "\u202E",
                                "\xFF"};
  for (const std::string& first : pieces) {
    for (const std::string& second : pieces) {
      const std::string text = first + "x" + second + "/label ~a @all";
      Report report = sample::Foreign(text);
      for (RuleResult& rule : report.rules) rule.answer.subject = Subject::kProject;
      const ProjectIssue issue = Issue(report);
      ASSERT_EQ(StatusState::kFailed, issue.state);
      for (const bool legacy : {false, true}) {
        const auto read = forge_double::ReadComment(issue.text + issue.footer, legacy);
        EXPECT_TRUE(read.actions.empty()) << text;
        EXPECT_TRUE(read.mentions.empty()) << text;
      }
    }
  }
}

}  // namespace
}  // namespace headwater::report
