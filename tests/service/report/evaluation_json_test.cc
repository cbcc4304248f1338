// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/report/evaluation_json.h"

#include <gtest/gtest.h>

#include "service/report/decision_json.h"
#include "service/report/json.h"
#include "tests/service/report/sample_report.h"

namespace headwater::report {
namespace {

struct Known {
  RuleEntry header{sample::kHeader, nullptr};
  RuleEntry text{sample::kText, nullptr};
  RuleEntry present{sample::kPresent, nullptr};
  RuleEntry valid{sample::kValid, nullptr};
  RuleEntry fresh{sample::kFresh, nullptr};
  std::vector<const RuleEntry*> rules{&header, &text, &present, &valid, &fresh};
};

std::string Replaced(std::string text, const std::string& from, const std::string& to) {
  const size_t at = text.find(from);
  EXPECT_NE(std::string::npos, at) << from;
  return text.replace(at, from.size(), to);
}

TEST(EvaluationJsonTest, WhatIsWrittenIsReadBack) {
  const Known known;
  Report report = sample::Rich();
  report.policy_hash = "abc";
  report.missing = {*BlobId::FromHex(std::string(40, 'e'))};
  ASSERT_EQ(Subject::kChange, report.rules.front().subject());
  report.rules.front().answer.subject = Subject::kProject;
  const std::vector<Untrusted> difference = {Untrusted("@@ a.c"), Untrusted("-+ \"x\"\xff")};
  report.rules.front().answer.findings.front().detail = difference;
  const std::string json = RenderEvaluation({report, {true, false}});
  const auto read = ReadEvaluation(json, known.rules);
  ASSERT_TRUE(read.ok()) << read.error().message;
  EXPECT_EQ(json, RenderEvaluation(read.value()));
  EXPECT_EQ("abc", read.value().report.policy_hash);
  const Finding& finding = read.value().report.rules.front().answer.findings.front();
  ASSERT_EQ(2U, finding.detail.size());
  EXPECT_EQ("-+ \"x\"\\xFF", finding.detail[1].bytes());
  EXPECT_EQ(Subject::kProject, read.value().report.rules.front().subject());
  EXPECT_EQ(report.missing, read.value().report.missing);
  EXPECT_FALSE(read.value().report.damaged);
  report.lacks = Lacks::kUnderWay;
  report.waiting = true;
  const Report waiting = ReadEvaluation(RenderEvaluation({report, {}}), known.rules).value().report;
  EXPECT_EQ(Lacks::kUnderWay, waiting.lacks);
  EXPECT_TRUE(waiting.waiting);
  report.damaged = true;
  EXPECT_TRUE(ReadEvaluation(RenderEvaluation({report, {}}), known.rules).value().report.damaged);
}

LineSuggestion Suggested() {
  LineSuggestion suggestion;
  suggestion.fingerprint = std::string(32, 'a');
  suggestion.path = Untrusted("src/\"a\".c");
  suggestion.lines = {2, 4};
  suggestion.old_line = 3;
  suggestion.text = Untrusted("// x\n\ty\u202e");
  return suggestion;
}

TEST(EvaluationJsonTest, SuggestionsAreReadBack) {
  const Known known;
  EvaluationAnswer answer{sample::Rich(), {}, {Suggested(), Suggested()}};
  answer.report.offered = {std::string(32, 'a')};
  const auto read = ReadEvaluation(RenderEvaluation(answer), known.rules);
  ASSERT_TRUE(read.ok()) << read.error().message;
  EXPECT_EQ(answer.suggestions, read.value().suggestions);
  EXPECT_EQ(answer.report.offered, read.value().report.offered);
}

TEST(EvaluationJsonTest, WantsAreReadBackAndOnlyAddressesAreWanted) {
  const Known known;
  UpstreamWant want{.url = "https://example.org/kettle",
                    .name = Untrusted("\"Kettle\"\n"),
                    .confirmed = true,
                    .aliases = {"https://old.example.org/kettle", "org/kettle"},
                    .only = {"a/**"}};
  EvaluationAnswer answer{sample::Rich(), {}, {}, {want, want}};
  const std::string json = RenderEvaluation(answer);
  const auto read = ReadEvaluation(json, known.rules);
  ASSERT_TRUE(read.ok()) << read.error().message;
  ASSERT_EQ(2U, read.value().wants.size());
  EXPECT_EQ(want.url, read.value().wants[1].url);
  EXPECT_EQ(want.name, read.value().wants[1].name);
  EXPECT_TRUE(read.value().wants[1].confirmed);
  EXPECT_EQ(want.aliases, read.value().wants[1].aliases);
  EXPECT_EQ(want.only, read.value().wants[1].only);
  const std::string url = "https://example.org/kettle";
  EXPECT_FALSE(ReadEvaluation(Replaced(json, url, "file:///etc"), known.rules).ok());
  EXPECT_FALSE(ReadEvaluation(Replaced(json, url, "https://user@example.org/x"), known.rules).ok());
}

TEST(EvaluationJsonTest, ASuggestionOutOfBoundsIsNoAnswer) {
  const Known known;
  std::vector<LineSuggestion> rows(4, Suggested());
  rows[0].fingerprint = "--> /approve";
  rows[1].lines = {0, 1};
  rows[2].lines = {4, 3};
  rows[3].lines = {1, 102};
  for (const LineSuggestion& row : rows) {
    const auto read = ReadEvaluation(RenderEvaluation({sample::Rich(), {}, {row}}), known.rules);
    ASSERT_FALSE(read.ok()) << row.lines.first;
    EXPECT_EQ(Errc::kContent, read.error().code);
  }
}

TEST(EvaluationJsonTest, AProblemSurvives) {
  const Known known;
  const auto read =
      ReadEvaluation(RenderEvaluation({sample::Unreadable("too deep"), {}}), known.rules);
  ASSERT_TRUE(read.ok()) << read.error().message;
  EXPECT_EQ("too deep", read.value().report.problem->bytes());
  EXPECT_EQ(Outcome::kUnknown, read.value().report.outcome);
}

TEST(EvaluationJsonTest, WhatIsNoAnswerIsContentThatCouldNotBeChecked) {
  const Known known;
  const std::string good = RenderEvaluation({sample::Rich(), {}});
  const std::string rows[] = {
      "",
      "[]",
      "{}",
      good.substr(0, good.size() / 2),
      Replaced(good, "headwater.evaluate/1", "headwater.evaluate/2"),
      Replaced(good, "\"outcome\": \"fail\"", "\"outcome\": \"green\""),
      Replaced(good, "\"verdict\": \"fail\"", "\"verdict\": \"maybe\""),
      Replaced(good, "\"effective_mode\": \"gate\"", "\"effective_mode\": 7"),
      Replaced(good, "license/header-missing", "license/of-tomorrow"),
      Replaced(good, "\"missing\": []", "\"missing\": [\"zz\"]"),
      Replaced(good, "\"args\": [", "\"args\": [[1, 2],"),
      Replaced(good, "\"key\": \"missing\"", "\"key\": \"" + std::string(200, 'k') + "\""),
  };
  for (const std::string& json : rows) {
    const auto read = ReadEvaluation(json, known.rules);
    ASSERT_FALSE(read.ok()) << json.substr(0, 100);
    EXPECT_EQ(Errc::kContent, read.error().code);
  }
}

TEST(DecisionJsonTest, ARecordTellsWhatItWasDecidedFor) {
  const Known known;
  DecisionInputs inputs;
  inputs.id = {"0123"};
  inputs.about = {{7}, {3}};
  inputs.project_path = Untrusted("group/\"project\"\n");
  inputs.target_branch = Untrusted("main\xff");
  inputs.target = *CommitId::FromHex(std::string(40, 'a'));
  const std::string record = RenderDecision(inputs, sample::Rich());
  const auto decided = ReadDecidedFor(record);
  ASSERT_TRUE(decided.ok()) << decided.error().message;
  EXPECT_EQ(sample::Rich().head, decided.value().head);
  EXPECT_EQ(inputs.target, decided.value().target);
  const auto report = ReadDecidedReport(record, known.rules);
  ASSERT_TRUE(report.ok()) << report.error().message;
  EXPECT_EQ(RenderRecord(sample::Rich()), RenderRecord(report.value()));
}

TEST(DecisionJsonTest, SomethingElseIsNoRecord) {
  for (const char* text : {"", "{}", "[1]", "{\"head\": 1}"}) {
    EXPECT_FALSE(ReadDecidedFor(text).ok()) << text;
  }
}

}  // namespace
}  // namespace headwater::report
