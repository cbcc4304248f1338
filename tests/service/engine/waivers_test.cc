// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/engine/waivers.h"

#include <gtest/gtest.h>

#include <chrono>
#include <string>

#include "service/engine/fingerprint.h"
#include "service/engine/outcome.h"

namespace headwater::engine {
namespace {

constexpr std::chrono::sys_days kToday = std::chrono::year(2026) / 11 / 22;

Finding At(const std::string& path) {
  Finding finding;
  finding.message.key = "bad";
  finding.path = Untrusted(path);
  finding.waiver_fingerprint = "of " + path;
  return finding;
}

class WaiversTest : public testing::Test {
 protected:
  WaiversTest() {
    info_.id = "license/header-missing";
    info_.since = "0.1.0";
    other_.id = "sbom/present";
    other_.since = "0.1.0";
  }

  RuleResult& Add(const RuleInfo& info, Mode mode, std::vector<Finding> findings) {
    RuleResult result;
    result.info = &info;
    result.mode.value = mode;
    result.effective_mode = mode;
    result.answer.verdict = Verdict::kFail;
    result.answer.findings = std::move(findings);
    report_.rules.push_back(std::move(result));
    SumUp(report_);
    return report_.rules.back();
  }
  Waiver For(const std::string& rule, const std::string& path = "") {
    Waiver waiver;
    waiver.number = ++last_;
    waiver.scope.rule = rule;
    waiver.scope.path = path;
    waiver.reason = WaiverReason::kLegacy;
    waiver.role = "maintainer";
    waiver.until = kToday;
    return waiver;
  }
  Outcome Apply(const std::vector<Waiver>& waivers) {
    ApplyWaivers(waivers, place_, report_);
    return report_.outcome;
  }
  const Finding& Found(size_t at) { return report_.rules.at(0).answer.findings.at(at); }

  RuleInfo info_;
  RuleInfo other_;
  Report report_;
  uint64_t last_ = 0;
  WaiverPlace place_{.iid = MergeRequestIid{3}, .head = {}, .as_of = kToday};
};

/// Pain 17: cannot exempt one file.
TEST_F(WaiversTest, B17OneFileIsExemptedAndTheOthersStillCount) {
  Add(info_, Mode::kGate, {At("a.c"), At("b.c")});
  EXPECT_EQ(Apply({For("license/header-missing", "a.c")}), Outcome::kFail);
  EXPECT_TRUE(Found(0).waiver.has_value());
  EXPECT_FALSE(Found(1).waiver.has_value());
  EXPECT_FALSE(report_.rules[0].waived);
}

TEST_F(WaiversTest, B17AFolderARuleAFindingOrAMergeRequestIsExempted) {
  const auto covers = [this](Waiver waiver) {
    report_ = Report();
    Add(info_, Mode::kGate, {At("docs/a.c")});
    return Apply({std::move(waiver)}) == Outcome::kPass;
  };
  EXPECT_TRUE(covers(For("license/header-missing")));
  EXPECT_TRUE(covers(For("license/header-missing", "docs/**")));
  EXPECT_TRUE(covers(For("license/header-missing", "docs/")));
  EXPECT_TRUE(covers(For("license/header-missing", "/docs/a.c")));
  EXPECT_FALSE(covers(For("license/header-missing", "src/**")));
  EXPECT_FALSE(covers(For("license/header")));
  Waiver waiver = For("license/header-missing");
  waiver.scope.fingerprint = "of docs/a.c";
  EXPECT_TRUE(covers(waiver));
  waiver.scope.path = "src/**";
  EXPECT_FALSE(covers(waiver)) << "every member has to agree";
  waiver = For("license/header-missing");
  waiver.scope.iid = MergeRequestIid{3};
  EXPECT_TRUE(covers(waiver));
  waiver.scope.iid = MergeRequestIid{4};
  EXPECT_FALSE(covers(waiver));
  waiver = For("license/header-missing");
  waiver.scope.head = CommitId{};
  EXPECT_TRUE(covers(waiver));
  waiver.scope.head->bytes[0] = 1;
  EXPECT_FALSE(covers(waiver)) << "the head moved on";
}

/// Pain 18: exemptions never die.
TEST_F(WaiversTest, B18AWaiverCountsUpToItsLastDayAndNotAfter) {
  Add(info_, Mode::kGate, {At("a.c")});
  Waiver waiver = For("license/header-missing");
  waiver.until = kToday - std::chrono::days(1);
  EXPECT_EQ(Apply({waiver}), Outcome::kFail);
  waiver.until = kToday;
  waiver.revoked_at = WallTime{};
  EXPECT_EQ(Apply({waiver}), Outcome::kFail) << "revoked";
  waiver.revoked_at.reset();
  EXPECT_EQ(Apply({waiver}), Outcome::kPass);
}

/// Pain 19: exemptions hide truth.
TEST_F(WaiversTest, B19TheFindingStaysAndNamesTheWaiver) {
  Add(info_, Mode::kGate, {At("a.c")});
  EXPECT_EQ(Apply({For("license/header-missing")}), Outcome::kPass);
  const RuleResult& rule = report_.rules[0];
  EXPECT_EQ(rule.answer.verdict, Verdict::kFail);
  EXPECT_TRUE(rule.waived);
  ASSERT_EQ(rule.answer.findings.size(), 1U);
  ASSERT_EQ(report_.waivers.size(), 1U);
  EXPECT_EQ(report_.waivers.at(rule.answer.findings[0].waiver.value()).number, 1U);
}

TEST_F(WaiversTest, WhatCouldNotBeCheckedIsNeverTurnedGreen) {
  RuleResult& rule = Add(info_, Mode::kGate, {At("a.c")});
  rule.answer.unchecked.push_back({.path = Untrusted("b.c"), .why = {"rule-threw", {}}});
  EXPECT_EQ(Apply({For("license/header-missing")}), Outcome::kUnknown);
  EXPECT_EQ(report_.rules[0].answer.verdict, Verdict::kUnknown);
  EXPECT_TRUE(Found(0).waiver.has_value()) << "what was found is let pass all the same";

  report_ = Report();
  Add(info_, Mode::kGate, {}).answer.verdict = Verdict::kUnknown;
  EXPECT_EQ(Apply({For("license/header-missing")}), Outcome::kUnknown);

  report_ = Report();
  Add(info_, Mode::kGate, {At("a.c")}).answer.reason = Message{"rule-threw", {}};
  EXPECT_EQ(Apply({For("license/header-missing")}), Outcome::kUnknown);

  report_ = Report();
  report_.problem = Untrusted("broken");
  report_.outcome = Outcome::kUnknown;
  EXPECT_EQ(Apply({For("license/header-missing")}), Outcome::kUnknown);
}

TEST_F(WaiversTest, FindingsThatWereOnlyCountedAreCoveredByAWholeWaiverAlone) {
  Add(info_, Mode::kGate, {At("a.c")}).answer.more_findings = 5;
  EXPECT_EQ(Apply({For("license/header-missing", "**")}), Outcome::kFail);
  EXPECT_EQ(Apply({For("license/header-missing")}), Outcome::kPass);
}

TEST_F(WaiversTest, AFindingWithoutAPathIsNeverCoveredByAPath) {
  Add(info_, Mode::kGate, {At("")});
  EXPECT_EQ(Apply({For("license/header-missing", "**")}), Outcome::kFail);
  EXPECT_EQ(Apply({For("license/header-missing")}), Outcome::kPass);
}

TEST_F(WaiversTest, OldDebtNeedsNoWaiverForTheRuleToPass) {
  Finding old = At("old.c");
  old.advisory = true;
  Add(info_, Mode::kGate, {At("a.c"), old});
  EXPECT_EQ(Apply({For("license/header-missing", "a.c")}), Outcome::kPass);
  EXPECT_TRUE(report_.rules[0].waived);
}

TEST_F(WaiversTest, AnEmergencyCoversEveryRule) {
  Add(info_, Mode::kGate, {At("a.c")});
  Add(other_, Mode::kGate, {At("")});
  Waiver waiver = For(std::string(kEveryRule));
  waiver.reason = WaiverReason::kEmergency;
  EXPECT_EQ(Apply({waiver}), Outcome::kPass);
  EXPECT_EQ(report_.waivers.size(), 1U) << "named once";
}

TEST_F(WaiversTest, OfSeveralTheOneThatLastsLongestCounts) {
  Add(info_, Mode::kGate, {At("a.c")});
  Waiver longer = For("license/header-missing", "*.c");
  longer.until = kToday + std::chrono::days(9);
  Apply({For("license/header-missing"), longer, For("license/header-missing", "a.c")});
  EXPECT_EQ(report_.waivers.at(Found(0).waiver.value()).number, longer.number);
}

TEST_F(WaiversTest, AFalseAlarmCountsUntilTheRuleChanges) {
  Add(info_, Mode::kGate, {At("a.c")});
  Waiver waiver = For("license/header-missing");
  waiver.reason = WaiverReason::kFalsePositive;
  waiver.engine = "0.9.0";
  info_.since = "0.10.0";
  EXPECT_EQ(Apply({waiver}), Outcome::kFail);
  waiver.reason = WaiverReason::kLegacy;
  EXPECT_EQ(Apply({waiver}), Outcome::kPass) << "another reason has nothing to do with the rule";
}

/// G30: a waiver of one finding covers no other content of the same path.
TEST_F(WaiversTest, G30AWaiverOfAFindingIsBoundToItsContent) {
  const auto fingerprint = [this](const std::string& evidence, uint8_t content, uint32_t line) {
    FileEntry file;
    file.path = Untrusted("a.c");
    file.blob.bytes.fill(content);
    std::vector<Finding> findings = {At("a.c")};
    findings[0].evidence = Untrusted(evidence);
    findings[0].lines = {line, line};
    SetFingerprints(info_.id.view(), findings);
    SetWaiverFingerprints(std::vector<FileEntry>{file}, findings);
    return findings[0].waiver_fingerprint;
  };
  EXPECT_NE(fingerprint("", 1, 0), fingerprint("", 2, 0))
      << "another content, nothing else to tell";
  EXPECT_EQ(fingerprint("", 1, 0), fingerprint("", 1, 0));
  EXPECT_EQ(fingerprint("GPL", 1, 3), fingerprint("GPL", 2, 9)) << "the same thing, lines moved";
  EXPECT_NE(fingerprint("GPL", 1, 3), fingerprint("MIT", 1, 3));
  EXPECT_EQ(fingerprint("", 1, 0).size(), 32U);
}

DeclaredWaiver Entry(const std::string& rule) {
  return {
      .rule = rule, .path = "a.c", .reason = WaiverReason::kLegacy, .text = "", .until = kToday};
}

TEST_F(WaiversTest, AConfirmedEntryCountsWhileTheFileHasIt) {
  Add(info_, Mode::kGate, {At("a.c")});
  Waiver confirmed = For("license/header-missing", "a.c");
  confirmed.declared = true;
  confirmed.until = kToday + std::chrono::days(5);
  EXPECT_EQ(Apply({confirmed}), Outcome::kFail) << "the file does not say so any more";
  report_.declared = {Entry("license/header-missing")};
  EXPECT_EQ(Apply({confirmed}), Outcome::kPass);
  EXPECT_EQ(report_.waivers.at(0).until, kToday) << "the file ends it earlier";
  NoticeUnconfirmed({}, kToday, report_);
  EXPECT_EQ(report_.notices.size(), 1U);
}

TEST_F(WaiversTest, AnEntryThatIsLongerThanItsConfirmationDoesNotCount) {
  Add(info_, Mode::kGate, {At("a.c")});
  Waiver confirmed = For("license/header-missing", "a.c");
  confirmed.declared = true;
  report_.declared = {Entry("license/header-missing")};
  report_.declared[0].until = kToday + std::chrono::days(1);
  EXPECT_EQ(Apply({confirmed}), Outcome::kFail);
  NoticeUnconfirmed(std::vector<Waiver>{confirmed}, kToday, report_);
  ASSERT_EQ(report_.notices.size(), 1U);
  EXPECT_EQ(report_.notices[0].kind, NoticeKind::kUnconfirmedWaiver);
}

TEST_F(WaiversTest, AConfirmationAnswersTheChangeThatAddsTheEntry) {
  other_.id = "policy/waiver-added";
  Finding added = At(".headwater.yml");
  added.message.args = {{"entry", Untrusted(ContentOf(Entry("license/header-missing")))}};
  Add(other_, Mode::kGate, {added});
  Waiver confirmed = For("license/header-missing", "a.c");
  EXPECT_EQ(Apply({confirmed}), Outcome::kFail) << "an ordinary waiver confirms nothing";
  confirmed.declared = true;
  EXPECT_EQ(Apply({confirmed}), Outcome::kPass);
  confirmed.scope.path = "b.c";
  report_.rules[0].answer.findings = {added};
  report_.rules[0].waived = false;
  EXPECT_EQ(Apply({confirmed}), Outcome::kFail) << "another entry";
}

TEST_F(WaiversTest, WhatIsLeftAndOnlyWaitsIsNamedAsWaiting) {
  Add(info_, Mode::kGate, {At("a.c")});
  RuleResult& waits = Add(other_, Mode::kGate, {});
  waits.answer.verdict = Verdict::kUnknown;
  waits.answer.lacks = Lacks::kUnderWay;
  SumUp(report_);
  EXPECT_FALSE(report_.waiting);
  EXPECT_EQ(Apply({For("license/header-missing")}), Outcome::kUnknown);
  EXPECT_TRUE(report_.waiting);
}

TEST_F(WaiversTest, AnEntryIsReadBackFromItsContent) {
  DeclaredWaiver entry = Entry("license/header-missing");
  EXPECT_EQ(EntryOf(ContentOf(entry)), entry);
  entry.path = "a until 2026-01-01, legacy in b";
  EXPECT_EQ(EntryOf(ContentOf(entry)), entry) << "a path may look like the rest";
  entry.path.clear();
  EXPECT_EQ(EntryOf(ContentOf(entry)), entry);
  for (const char* text : {"", "a until 2026-02-30, legacy", "a until 2026-02-20, because",
                           "a until 2026-02-20", "until"}) {
    EXPECT_FALSE(EntryOf(text).has_value()) << text;
  }
}

TEST_F(WaiversTest, WhatIsToBeConfirmedIsNamedOnce) {
  other_.id = "policy/waiver-added";
  Finding added = At(".headwater.yml");
  added.message.args = {{"entry", Untrusted(ContentOf(Entry("license/header-missing")))}};
  Add(other_, Mode::kGate, {added, added});
  report_.declared = {Entry("sbom/present"), Entry("license/header-missing")};
  report_.declared[1].text = "why";
  const std::vector<DeclaredWaiver> asked = AskedToConfirm(report_);
  ASSERT_EQ(asked.size(), 2U);
  EXPECT_EQ(asked[0].rule, "license/header-missing");
  EXPECT_EQ(asked[1].rule, "sbom/present");
}

TEST_F(WaiversTest, WithoutAForgeTheFileCountsAsWritten) {
  Add(info_, Mode::kGate, {At("a.c")});
  report_.declared = {Entry("license/header-missing")};
  EXPECT_EQ(Apply(AsWritten(report_)), Outcome::kPass);
}

TEST_F(WaiversTest, TenThousandWaiversAndAThousandFindingsTakeNoTime) {
  std::vector<Finding> findings;
  for (int i = 0; i < 1000; ++i) findings.push_back(At("src/file" + std::to_string(i) + ".c"));
  Add(info_, Mode::kGate, std::move(findings));
  std::vector<Waiver> waivers;
  for (int i = 0; i < 10'000; ++i) {
    waivers.push_back(For("license/header-missing", "src/file" + std::to_string(i) + ".c"));
  }
  const auto start = std::chrono::steady_clock::now();
  EXPECT_EQ(Apply(waivers), Outcome::kPass);
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(2));
  EXPECT_EQ(report_.waivers.size(), 1000U);
}

}  // namespace
}  // namespace headwater::engine
