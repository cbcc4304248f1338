// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/report/waived.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "service/report/decision_json.h"
#include "service/report/level.h"
#include "service/report/note.h"
#include "service/report/project_issue.h"
#include "service/report/sarif.h"
#include "service/report/waiver_register.h"
#include "tests/service/report/sample_report.h"

namespace headwater::report {
namespace {

constexpr std::chrono::sys_days kToday = std::chrono::year(2027) / 2 / 1;
constexpr RuleEntry kHeaderEntry = {.info = sample::kHeader, .check = nullptr};
constexpr RuleEntry kValidEntry = {.info = sample::kValid, .check = nullptr};
constexpr std::array<const RuleEntry*, 2> kRules = {&kHeaderEntry, &kValidEntry};

TEST(WaivedTest, AStatusCountsWhatIsLetPassAndStaysGreen) {
  NoteContext context;
  context.language = Language::kGerman;
  const StatusLine green = RenderStatus(sample::AllWaived(), context);
  EXPECT_EQ(green.state, StatusState::kSuccess);
  EXPECT_EQ(green.text, "Headwater: in Ordnung, 1 Ausnahme");
  context.language = Language::kEnglish;
  EXPECT_EQ(RenderStatus(sample::Waived(), context).text,
            "Headwater: 1 point required, 2 waivers - details in the comment");
}

TEST(WaivedTest, WhatIsLetPassIsNoPointButCounted) {
  const Points points = PointsOf(sample::Waived());
  EXPECT_EQ(points.required, 1U);
  EXPECT_EQ(points.waived, 2U);
  const Tally tally = TallyOf(sample::Waived());
  EXPECT_EQ(tally.required, 1U);
  EXPECT_EQ(tally.waived, 3U);
  EXPECT_FALSE(WantsNote(sample::AllWaived(), NoteContext())) << "a green one gets no comment";
}

TEST(WaivedTest, ARecordKeepsWhatWasLetPassAndByWhoseRight) {
  Report report = sample::Waived();
  report.declared = {{"license/header-missing", "docs/**", WaiverReason::kLegacy, "x",
                      std::chrono::year(2027) / 6 / 30}};
  const auto read = ReadDecidedReport(RenderDecision({}, report), kRules);
  ASSERT_TRUE(read.ok()) << read.error().message;
  EXPECT_EQ(read.value().declared, report.declared);
  EXPECT_TRUE(read.value().rules.at(0).waived);
  EXPECT_FALSE(read.value().rules.at(1).waived);
  ASSERT_EQ(read.value().waivers.size(), 2U);
  const Waiver& waiver = read.value().waivers.at(0);
  EXPECT_EQ(waiver.number, 12U);
  EXPECT_EQ(waiver.role, "group opencode/lizenzteam");
  EXPECT_EQ(waiver.until, report.waivers[0].until);
  EXPECT_EQ(waiver.given_at, report.waivers[0].given_at);
  EXPECT_EQ(waiver.text, report.waivers[0].text);
  EXPECT_EQ(waiver.giver, UserId{}) << "no person in a record";
  EXPECT_TRUE(read.value().waivers.at(1).on_own);
  EXPECT_EQ(read.value().rules[1].answer.findings[0].waiver, 1U);
  EXPECT_FALSE(read.value().rules[1].answer.findings[1].waiver.has_value());
}

TEST(WaivedTest, AnEvaluatorsAnswerLetsNothingPass) {
  const EvaluationAnswer answer{sample::Waived(), {true, true}};
  const auto read = ReadEvaluation(RenderEvaluation(answer), kRules);
  ASSERT_TRUE(read.ok()) << read.error().message;
  EXPECT_TRUE(read.value().report.waivers.empty());
  EXPECT_FALSE(read.value().report.rules.at(0).waived);
  EXPECT_FALSE(read.value().report.rules[0].answer.findings[0].waiver.has_value());
}

TEST(WaivedTest, AllResultsOfASarifRunSayWhetherTheyAreSuppressed) {
  const auto sarif = nlohmann::json::parse(RenderSarif(sample::Waived(), Language::kEnglish));
  for (const auto& result : sarif.at("runs").at(0).at("results")) {
    EXPECT_TRUE(result.contains("suppressions"));
  }
  const auto without = nlohmann::json::parse(RenderSarif(sample::Rich(), Language::kEnglish));
  EXPECT_FALSE(without.at("runs").at(0).at("results").at(0).contains("suppressions"));
}

TEST(WaivedTest, AWaiverAsWrittenIsNotCalledGranted) {
  Waiver waiver = sample::WaiverOf(0, "");
  EXPECT_EQ(RenderWaived<Sink::kTerminal>(waiver, Language::kGerman).text(),
            "Ausnahme bis 30.06.2027");
  EXPECT_EQ(RenderGrant<Sink::kTerminal>(waiver, Language::kEnglish).text(),
            "Written in .headwater.yml and confirmed by nobody here, reason: waiting for the "
            "original project.");
}

TEST(WaivedTest, AWaiverOfOneCommitIsToldAsSuchAndStaysSoInTheRecord) {
  Report report = sample::Waived();
  report.waivers[0].scope.head = CommitId::FromHex(std::string(40, 'a'));
  EXPECT_NE(RenderWaived<Sink::kTerminal>(report.waivers[0], Language::kEnglish)
                .text()
                .find(", bound to this state: the next push ends it"),
            std::string::npos);
  EXPECT_NE(RenderNote(report, NoteContext()).find("gebunden an diesen Stand"), std::string::npos);
  const std::string record = RenderDecision({}, report);
  const auto read = ReadDecidedReport(record, kRules);
  ASSERT_TRUE(read.ok()) << read.error().message;
  EXPECT_EQ(read.value().waivers.at(0).scope.head, report.waivers[0].scope.head);
  EXPECT_FALSE(read.value().waivers.at(1).scope.head);
  std::string broken = record;
  broken.replace(broken.find(std::string(40, 'a')), 40, "no commit");
  EXPECT_FALSE(ReadDecidedReport(broken, kRules).ok());
}

TEST(WaivedTest, ARoleThatIsNotOursIsEncoded) {
  const Waiver waiver = sample::WaiverOf(1, "group a`b\n@all");
  const std::string text = RenderGrant<Sink::kMarkdown>(waiver, Language::kEnglish).text();
  EXPECT_NE(text.find("`` a`b\\n@all ``"), std::string::npos) << text;
}

TEST(WaivedTest, NoPersonStandsInWhatPeopleRead) {
  NoteContext context;
  const Report report = sample::Waived();
  EXPECT_EQ(RenderNote(report, context).find("31 "), std::string::npos);
  EXPECT_EQ(RenderDecision({}, report).find("giver"), std::string::npos);
}

TEST(WaivedTest, TheIssueIsOpenedByAnEndThatIsNearAndNamesDatesAlone) {
  Report nothing = sample::Rich();
  nothing.rules.clear();
  const std::vector<Waiver> ending = {sample::WaiverOf(12, "maintainer")};
  const ProjectIssue issue = RenderProjectIssue({7}, nothing, NoteContext(), ending);
  EXPECT_EQ(issue.state, StatusState::kFailed);
  EXPECT_NE(issue.text.find("30.06.2027"), std::string::npos) << issue.text;
  EXPECT_EQ(RenderProjectIssue({7}, nothing, NoteContext()).state, StatusState::kSuccess);
}

TEST(WaiverRegisterTest, ACellIsNeverAFormulaNorTwoCells) {
  Waiver waiver = sample::WaiverOf(12, "maintainer");
  waiver.text = Untrusted("=cmd|' /C calc'!A0,\"x\"\r\ny");
  const std::string csv = RenderRegisterCsv(std::vector<Waiver>{waiver}, kToday);
  EXPECT_NE(csv.find(",\"'=cmd|' /C calc'!A0,\"\"x\"\"\\r\\ny\","), std::string::npos) << csv;
  EXPECT_EQ(std::count(csv.begin(), csv.end(), '\n'), 2);
}

TEST(WaiverRegisterTest, SaysInWhatStateEachOneIs) {
  std::vector<Waiver> waivers = {sample::WaiverOf(1, "maintainer"),
                                 sample::WaiverOf(2, "maintainer"),
                                 sample::WaiverOf(3, "maintainer")};
  waivers[1].until = kToday - std::chrono::days(1);
  waivers[2].revoked_at = WallTime{};
  const auto json = nlohmann::json::parse(RenderRegisterJson(waivers, kToday));
  EXPECT_EQ(json.at("schema"), "headwater.waivers/1");
  EXPECT_EQ(json.at("waivers").at(0).at("state"), "in-force");
  EXPECT_EQ(json.at("waivers").at(1).at("state"), "ended");
  EXPECT_EQ(json.at("waivers").at(2).at("state"), "revoked");
  EXPECT_EQ(RenderRegisterText(std::vector<Waiver>{waivers[0]}, kToday),
            "1 in-force project 0: license/header-missing in src/** until 2027-06-30, "
            "waiting-for-upstream, by user 31 (maintainer): They <b>said</b> so.\n");
}

}  // namespace
}  // namespace headwater::report
