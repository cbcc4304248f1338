// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/report/evaluation_json.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>

#include "headwater/policy_rule.h"
#include "service/report/decision_json.h"
#include "service/report/json.h"
#include "service/report/note.h"
#include "service/report/page.h"
#include "service/report/sarif.h"
#include "service/report/text.h"
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

/// A report with one rule of the policy's own.
Report WithPattern() {
  const ToldWords words{.id = "pattern/no-x",
                        .severity = Severity::kError,
                        .subject = Subject::kChange,
                        .title_en = "No x",
                        .title_de = "Kein x",
                        .why_en = "It hurts",
                        .why_de = "Es schmerzt",
                        .fix_en = "Take it out",
                        .fix_de = "Die Zeile für immer entfernen",
                        .see = "https://guide.example/x"};
  const PolicyRulePointer own = ToldPattern(words).value();
  Report report = sample::Rich();
  report.own_rules = {std::make_shared<PolicyRules>(PolicyRules{{own}})};
  report.rules.emplace_back().info = &own->entry.info;
  return report;
}

TEST(EvaluationJsonTest, TheWordsOfAPolicysRuleAreReadBack) {
  const Known known;
  const std::string json = RenderEvaluation({WithPattern(), {}});
  const auto read = ReadEvaluation(json, known.rules);
  ASSERT_TRUE(read.ok()) << read.error().message;
  EXPECT_EQ(json, RenderEvaluation(read.value()));
  const RuleInfo& info = *read.value().report.rules.back().info;
  EXPECT_EQ("pattern/no-x", info.id.view());
  EXPECT_EQ("Die Zeile für immer entfernen", info.fix.de.view());
  EXPECT_EQ(Severity::kError, info.severity);
  EXPECT_FALSE(FindText(info, "line").en.view().empty()) << "its sentences are known";
}

TEST(EvaluationJsonTest, EveryFormatForPeopleLeadsToWhereMoreIsSaid) {
  Report report = WithPattern();
  report.rules = {report.rules.back()};
  RuleResult& rule = report.rules.front();
  rule.mode.value = rule.effective_mode = Mode::kGate;
  rule.answer.verdict = Verdict::kFail;
  rule.answer.findings.emplace_back().message = {
      "line", {{"path", Untrusted("a")}, {"text", Untrusted("x")}}};
  const std::string see = "https://guide.example/x";
  EXPECT_NE(std::string::npos, RenderText(report, Language::kEnglish).find("  more: " + see));
  EXPECT_NE(std::string::npos,
            RenderSarif(report, Language::kEnglish).find("\"helpUri\": \"" + see));
  EXPECT_NE(std::string::npos, RenderNote(report, {}).find("- Warum: Es schmerzt <" + see + ">\n"));
  const std::string page =
      RenderPage({}, report, {.project = Untrusted("p"), .language = Language::kGerman});
  EXPECT_NE(std::string::npos, page.find("<a href=\"" + see + "\">" + see + "</a>"));
}

// Years later, whatever the policy has become.
TEST(EvaluationJsonTest, ARecordKeepsTheWordsOfAPolicysRule) {
  const Known known;
  const std::string record = RenderDecision({}, WithPattern());
  const auto read = ReadDecidedReport(record, known.rules);
  ASSERT_TRUE(read.ok()) << read.error().message;
  EXPECT_EQ("Kein x", read.value().rules.back().info->title.de.view());
}

TEST(EvaluationJsonTest, WordsThatAreMoreThanTextAreNoAnswer) {
  const Known known;
  const std::string json = RenderEvaluation({WithPattern(), {}});
  const std::pair<std::string, std::string> lies[] = {
      {"Take it out", "\\n/approve"},
      {"It hurts", "See [x](https://evil.example)"},
      {"No x", "@all"},
      {"\"No x\"", "7"},
      {"https://guide.example/x", "javascript:alert(1)"},
      {"\"own\"", "\"owned\""},
      {"pattern/no-x", "pattern/<b>"},
      {"pattern/no-x", "pattern/no--x"},
  };
  for (const auto& [from, to] : lies) {
    const auto read = ReadEvaluation(Replaced(json, from, to), known.rules);
    ASSERT_FALSE(read.ok()) << to;
    EXPECT_EQ(Errc::kContent, read.error().code) << to;
  }
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

TEST(EvaluationJsonTest, AsksAreReadBackAndOnlyOfRulesOfPolicies) {
  const Known known;
  EvaluationAnswer answer{sample::Rich(), {}, {}, {}};
  answer.asks = {{"external/desk", "{\"files\":[\"\\u0001\"]}"}};
  const std::string json = RenderEvaluation(answer);
  const auto read = ReadEvaluation(json, known.rules);
  ASSERT_TRUE(read.ok()) << read.error().message;
  EXPECT_EQ(answer.asks, read.value().asks);
  EXPECT_FALSE(ReadEvaluation(Replaced(json, "external/desk", "license/x"), known.rules).ok());
  answer.asks.resize(kMaxExternalRules + 1, answer.asks[0]);
  EXPECT_FALSE(ReadEvaluation(RenderEvaluation(answer), known.rules).ok());
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
