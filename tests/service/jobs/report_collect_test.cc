// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/jobs/report_collect.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <vector>

#include "headwater/date.h"
#include "headwater/registry.h"
#include "service/jobs/report_command.h"
#include "service/report/decision_json.h"
#include "tests/fakes/fake_audit_log.h"
#include "tests/fakes/fake_decision_book.h"
#include "tests/fakes/fake_forge.h"
#include "tests/fakes/fake_waiver_book.h"

namespace headwater::jobs {
namespace {

using fakes::Commit;
using report::GapKind;

WallTime Noon(std::string_view day) {
  return WallTime(ParseDate(day).value()) + std::chrono::hours(12);
}

const RuleInfo& InfoOf(std::string_view id) {
  for (const RuleEntry* rule : AllRules()) {
    if (rule->info.id.view() == id) return rule->info;
  }
  return AllRules().front()->info;
}

RuleResult Ruled(std::string_view id, Mode mode, Verdict verdict) {
  RuleResult rule;
  rule.info = &InfoOf(id);
  rule.mode.value = mode;
  rule.effective_mode = mode;
  rule.answer.verdict = verdict;
  if (verdict == Verdict::kFail) rule.answer.findings.resize(1);
  return rule;
}

constexpr std::string_view kHeader = "license/header-missing";
constexpr std::string_view kValid = "sbom/valid";

class ReportCollectTest : public testing::Test {
 protected:
  /// A judgement of merge request `iid` (0: of the default branch).
  Decision& Decide(int64_t iid, std::string_view day, std::vector<RuleResult> rules,
                   const std::string& policy = "hash-a") {
    Report report;
    report.policy = Untrusted("preset:opencode");
    report.policy_hash = policy;
    report.rules = std::move(rules);
    report.head = head;
    return Store(iid, day, report);
  }
  Decision& Store(int64_t iid, std::string_view day, const Report& report) {
    report::DecisionInputs inputs;
    inputs.id = {std::string(30, 'a') + std::to_string(10 + book.all.size())};
    inputs.about = {{7}, {iid}};
    inputs.project_path = Untrusted("city/kettle");
    inputs.target = Commit('5');
    inputs.at = Noon(day);
    Decision decision;
    decision.id = inputs.id;
    decision.about = inputs.about;
    decision.head = report.head;
    decision.at = inputs.at;
    decision.record = report::RenderDecision(inputs, report);
    book.all.push_back(std::move(decision));
    return book.all.back();
  }
  void Merge(int64_t iid, std::string_view day, MergedHow how, const CommitId& made) {
    MergedChange merge;
    merge.about = {{7}, {iid}};
    merge.merge_commit = made;
    merge.how = how;
    merge.at = Noon(day);
    if (!book.all.empty()) merge.decision = book.all.back().id;
    book.merges.push_back(merge);
  }
  report::ProjectRecord Collect() {
    scope.projects = {{{7}, "city/kettle"}};
    Result<report::AuditReport> all = CollectReport(scope, sources);
    EXPECT_TRUE(all.ok()) << (all.ok() ? "" : all.error().message);
    if (!all.ok() || all.value().projects.size() != 1) return {};
    report_ = std::move(all).value();
    return report_.projects[0];
  }
  CommandResult Run(const AuditReportRequest& request) {
    out.str("");
    return RunReport(request, sources, scope.now, out);
  }
  static bool Has(const report::ProjectRecord& project, GapKind kind) {
    return std::any_of(project.gaps.begin(), project.gaps.end(),
                       [kind](const report::Gap& gap) { return gap.kind == kind; });
  }

  CommitId head = Commit('1');
  fakes::FakeDecisionBook book;
  FakeWaiverBook waivers;
  fakes::FakeAuditLog log;
  ReportSources sources{book, waivers, log, AllRules()};
  ReportScope scope;
  report::AuditReport report_;
  std::ostringstream out;

  ReportCollectTest() { scope.now = Noon("2026-11-22"); }
};

TEST_F(ReportCollectTest, OfEachMergeRequestTheLastJudgementCounts) {
  Decide(3, "2026-11-01", {Ruled(kHeader, Mode::kGate, Verdict::kFail)});
  Decide(3, "2026-11-02", {Ruled(kHeader, Mode::kGate, Verdict::kPass)});
  Decide(4, "2026-11-03", {Ruled(kHeader, Mode::kGate, Verdict::kFail)});
  const report::ProjectRecord project = Collect();
  EXPECT_EQ(2U, project.judged);
  EXPECT_EQ(3U, project.decisions);
  ASSERT_EQ(1U, project.rules.size());
  EXPECT_EQ(1U, project.rules[0].passed);
  EXPECT_EQ(1U, project.rules[0].required);
  EXPECT_EQ(1U, project.rules[0].findings);
  EXPECT_EQ("city/kettle", project.path.bytes());
}

TEST_F(ReportCollectTest, EveryOutcomeIsCountedByItself) {
  Decide(1, "2026-11-01", {Ruled(kHeader, Mode::kHint, Verdict::kFail)});
  Decide(2, "2026-11-01", {Ruled(kHeader, Mode::kGate, Verdict::kUnknown)});
  Decide(3, "2026-11-01", {Ruled(kHeader, Mode::kGate, Verdict::kNotApplicable)});
  const report::ProjectRecord project = Collect();
  ASSERT_EQ(1U, project.rules.size());
  EXPECT_EQ(1U, project.rules[0].recommended);
  EXPECT_EQ(1U, project.rules[0].unchecked);
  EXPECT_EQ(1U, project.rules[0].not_applicable);
  ASSERT_TRUE(Has(project, GapKind::kRule)) << "and what could not be checked is named";
}

TEST_F(ReportCollectTest, ThePeriodBeginsAndEndsWithItsDays) {
  for (const char* day : {"2026-10-31", "2026-11-01", "2026-11-30", "2026-12-01"}) {
    Decide(static_cast<int64_t>(book.all.size()) + 1, day, {});
    Merge(static_cast<int64_t>(book.all.size()), day, MergedHow::kGreen, Commit('7'));
  }
  scope.since = ParseDate("2026-11-01");
  scope.until = ParseDate("2026-11-30");
  const report::ProjectRecord project = Collect();
  EXPECT_EQ(2U, project.judged);
  EXPECT_EQ(2U, project.merged);
}

TEST_F(ReportCollectTest, WhatWasMergedRedOrUncheckedIsNamedWithItsDecision) {
  const DecisionId id = Decide(3, "2026-11-02", {}).id;
  Merge(3, "2026-11-02", MergedHow::kRed, Commit('7'));
  Merge(4, "2026-11-03", MergedHow::kUnchecked, Commit('8'));
  Merge(5, "2026-11-04", MergedHow::kGreen, Commit('9'));
  const report::ProjectRecord project = Collect();
  EXPECT_EQ(3U, project.merged);
  ASSERT_EQ(2U, project.not_green.size());
  EXPECT_EQ(id, project.not_green[0].decision);
  EXPECT_TRUE(Has(project, GapKind::kMergedUnchecked));
}

TEST_F(ReportCollectTest, TheDefaultBranchIsToldAsItsLastJudgementSays) {
  Decide(0, "2026-11-01", {Ruled(kHeader, Mode::kGate, Verdict::kPass)});
  head = Commit('2');
  Decide(0, "2026-11-02",
         {Ruled(kHeader, Mode::kGate, Verdict::kFail), Ruled(kValid, Mode::kGate, Verdict::kPass)},
         "hash-b");
  const report::ProjectRecord project = Collect();
  ASSERT_TRUE(project.branch);
  EXPECT_EQ(Commit('2'), project.branch->commit);
  ASSERT_EQ(2U, project.branch->rules.size());
  EXPECT_EQ(1U, project.branch->rules[0].places.size());
  EXPECT_EQ(0U, project.judged) << "it is no merge request";
  ASSERT_EQ(1U, project.policies.size());
  EXPECT_EQ("hash-b", project.policies[0].hash);
  EXPECT_EQ(Commit('2'), project.policies[0].commit);
}

TEST_F(ReportCollectTest, ABranchThatNobodyJudgedIsAGap) {
  Decide(3, "2026-11-01", {});
  EXPECT_TRUE(Has(Collect(), GapKind::kNoBranch));
}

TEST_F(ReportCollectTest, WhatCouldNotBeReadIsAGapAndNoPass) {
  Report report;
  report.problem = Untrusted("a tree bomb");
  report.rules = {Ruled(kHeader, Mode::kGate, Verdict::kUnknown)};
  Store(3, "2026-11-01", report);
  const report::ProjectRecord project = Collect();
  EXPECT_TRUE(Has(project, GapKind::kNotJudged));
  EXPECT_TRUE(project.rules.empty());
}

TEST_F(ReportCollectTest, ARecordOfAnotherVersionIsAGap) {
  Decide(3, "2026-11-01", {}).record = R"({"schema": "headwater.decision/9"})";
  const report::ProjectRecord project = Collect();
  EXPECT_TRUE(Has(project, GapKind::kUnreadable));
  EXPECT_EQ(1U, project.judged);
}

TEST_F(ReportCollectTest, FilesThatCouldNotBeCheckedAreCounted) {
  RuleResult rule = Ruled(kHeader, Mode::kGate, Verdict::kFail);
  rule.answer.unchecked.resize(3);
  Decide(3, "2026-11-01", {rule});
  const report::ProjectRecord project = Collect();
  ASSERT_TRUE(Has(project, GapKind::kFiles));
  EXPECT_EQ(3U, project.gaps.back().files);
}

TEST_F(ReportCollectTest, WaiversOfThePeriodNameTheirGiverByPseudonym) {
  Waiver waiver;
  waiver.project = {7};
  waiver.giver = {31};
  waiver.given_at = Noon("2026-11-10");
  waiver.until = ParseDate("2026-12-10").value();
  waiver.number = 12;
  waivers.waivers = {waiver};
  waiver.number = 13;
  waiver.given_at = Noon("2026-12-01");
  waivers.waivers.push_back(waiver);  // Later.
  waiver.number = 14;
  waiver.given_at = Noon("2026-10-01");
  waiver.until = ParseDate("2026-10-31").value();
  waivers.waivers.push_back(waiver);  // Ended before.
  AuditEntry entry;
  entry.event.kind = AuditKind::kWaiverGiven;
  entry.event.detail = "waiver 12: license/header-missing until 2026-12-10, legacy, by maintainer";
  entry.person = 4711;
  log.entries = {entry};
  scope.since = ParseDate("2026-11-01");
  scope.until = ParseDate("2026-11-30");
  const report::ProjectRecord project = Collect();
  ASSERT_EQ(1U, project.waivers.size());
  EXPECT_EQ(12U, project.waivers[0].waiver.number);
  EXPECT_EQ(4711, project.waivers[0].person);
}

TEST_F(ReportCollectTest, OfAReleaseOnlyWhatBroughtItsCommitsCounts) {
  head = Commit('3');
  Decide(3, "2026-11-01", {Ruled(kHeader, Mode::kGate, Verdict::kPass)});
  Merge(3, "2026-11-01", MergedHow::kGreen, Commit('7'));
  Decide(4, "2026-11-02", {Ruled(kHeader, Mode::kGate, Verdict::kFail)});
  Merge(4, "2026-11-02", MergedHow::kRed, Commit('8'));
  head = Commit('7');
  const DecisionId released = Decide(0, "2026-11-01", {}).id;
  head = Commit('9');
  Decide(0, "2026-11-03", {});
  scope.release = report::Release{.from = {}, .to = Untrusted("v1"), .commit = Commit('7')};
  scope.commits = {Commit('7')};
  report::ProjectRecord project = Collect();
  EXPECT_EQ(1U, project.merged);
  EXPECT_EQ(1U, project.judged);
  ASSERT_TRUE(project.branch);
  EXPECT_EQ(released, project.branch->id);
  EXPECT_FALSE(Has(project, GapKind::kOtherCommit));
  scope.release->commit = Commit('6');
  scope.commits = {Commit('6'), Commit('7')};
  project = Collect();
  EXPECT_TRUE(Has(project, GapKind::kOtherCommit));
}

TEST_F(ReportCollectTest, SaysThatOldDecisionsWereRemoved) {
  AuditEntry entry;
  entry.event.kind = AuditKind::kRemoved;
  entry.event.detail = "2026-11-01T00:00:00.000Z: records 5, patches 0, mailboxes 2, decisions 0";
  log.entries = {entry};
  Collect();
  EXPECT_EQ(0U, report_.removed);
  entry.event.detail = "2026-11-02T00:00:00.000Z: records 5, patches 0, mailboxes 2, decisions 9";
  log.entries.push_back(entry);
  Collect();
  EXPECT_EQ(1U, report_.removed);
}

TEST_F(ReportCollectTest, AProjectIsNamedByNumberOrPathAndAGroupByItsPath) {
  Decide(3, "2026-11-01", {});
  EXPECT_EQ(0, Run({.project = "7"}).exit_code);
  EXPECT_EQ(0, Run({.project = "city/kettle"}).exit_code);
  EXPECT_NE(std::string::npos, out.str().find("city/kettle"));
  EXPECT_EQ(0, Run({.group = "city"}).exit_code);
  EXPECT_EQ(0, Run({}).exit_code);
  for (const AuditReportRequest& wrong :
       {AuditReportRequest{.project = "city"}, AuditReportRequest{.group = "cit"},
        AuditReportRequest{.project = "8"}}) {
    const CommandResult refused = Run(wrong);
    EXPECT_EQ(kExitUsage, refused.exit_code);
    EXPECT_NE(std::string::npos, refused.err.find("no decision is about that"));
    EXPECT_EQ("", out.str());
  }
}

TEST_F(ReportCollectTest, ARangeWithoutAMirrorSaysWhatToDo) {
  Decide(3, "2026-11-01", {});
  const CommandResult refused = Run({.folder = testing::TempDir() + "nowhere",
                                     .project = "7",
                                     .range = ReleaseRange{"v1", "v2"}});
  EXPECT_EQ(kExitUsage, refused.exit_code);
  EXPECT_NE(std::string::npos, refused.err.find("--repository")) << refused.err;
}

TEST_F(ReportCollectTest, APeriodThatEndsBeforeItBeginsIsWrongUse) {
  Decide(3, "2026-11-01", {});
  EXPECT_EQ(kExitUsage,
            Run({.since = ParseDate("2026-11-02"), .until = ParseDate("2026-11-01")}).exit_code);
  EXPECT_EQ(0, Run({.since = ParseDate("2026-11-02"), .until = ParseDate("2026-11-02")}).exit_code);
}

TEST_F(ReportCollectTest, TheFileIsWrittenWholeOrNotAtAll) {
  Decide(3, "2026-11-01", {});
  const std::string path = testing::TempDir() + "report_whole.json";
  EXPECT_EQ(0, Run({.format = AuditReportFormat::kJson, .out = path}).exit_code);
  std::ifstream file(path);
  const std::string text((std::istreambuf_iterator<char>(file)), {});
  EXPECT_NE(std::string::npos, text.find("headwater.report/1"));
  EXPECT_EQ("", out.str());
  const std::string nowhere = testing::TempDir() + "no/such/folder/report.json";
  const CommandResult failed = Run({.out = nowhere});
  EXPECT_EQ(kExitUnknown, failed.exit_code);
  EXPECT_FALSE(std::filesystem::exists(nowhere + ".part"));
}

TEST_F(ReportCollectTest, ABrokenLogIsToldAndTheReportIsMadeAllTheSame) {
  Decide(3, "2026-11-01", {});
  log.faults = {"entry 3 is not as it was written"};
  const CommandResult made = Run({});
  EXPECT_EQ(kExitLogBroken, made.exit_code);
  EXPECT_NE(std::string::npos, made.err.find("headwater audit verify"));
  EXPECT_NE("", out.str());
}

}  // namespace
}  // namespace headwater::jobs
