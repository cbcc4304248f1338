// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

// High-water marks: set with judgements of the default branch, handed to the evaluator with those
// of merge requests, listed and reset by the operator.

#include <gtest/gtest.h>

#include <string>

#include "headwater/registry.h"
#include "service/jobs/judge.h"
#include "service/jobs/ratchet_commands.h"
#include "service/report/decision_json.h"
#include "tests/fakes/fake_decision_book.h"
#include "tests/fakes/fake_ratchet_book.h"
#include "tests/service/jobs/service_fixture.h"

namespace headwater::jobs {
namespace {

using fakes::Commit;

constexpr Literal kRule = "license/header-missing";

class RatchetsTest : public testing::Test, protected ServiceFixture {
 protected:
  RatchetsTest() {
    mirrors.fetch = [](const FetchRequest& request) {
      return Fetched{"/mirrors/7.git", request.head, Commit('9'), Commit('5')};
    };
    evaluator.evaluate = [this](const EvaluateRequest&) {
      return report::EvaluationAnswer{report, {true, true}};
    };
    services.ratchets = &book;
    report.outcome = Outcome::kPass;
    Say(Mode::kRatchet, Verdict::kPass);
  }

  void Say(Mode mode, Verdict verdict) {
    report.rules.clear();
    RuleResult rule;
    rule.info = &AllRules().front()->info;
    rule.mode.value = mode;
    rule.effective_mode = mode;
    rule.answer.verdict = verdict;
    report.rules.push_back(rule);
  }
  std::optional<CleanBranch> CleanBranchAfterJudging() {
    MailboxClaim claim = Claim(Lane::kJudge);
    claim.key.iid = {};
    mailboxes.published.reset();
    const Status done = Judge(services).Run(claim);
    EXPECT_TRUE(done.ok() && mailboxes.published) << (done.ok() ? "" : done.error().message);
    return mailboxes.published ? mailboxes.published->clean : std::nullopt;
  }
  std::string KeyOfMergeRequest() {
    MailboxClaim claim = Claim(Lane::kJudge);
    claim.record.head = Commit('1');
    claim.record.target_branch = forge.merge_request.target_branch.bytes();
    claim.record.head_since = clock.wall;
    EXPECT_TRUE(Judge(services).Run(claim).ok());
    return mailboxes.published ? mailboxes.published->record.decision_key : "";
  }

  Report report;
  fakes::FakeRatchetBook book;
};

TEST_F(RatchetsTest, WhatTheDefaultBranchPassesIsMarked) {
  const auto clean = CleanBranchAfterJudging();
  ASSERT_TRUE(clean);
  EXPECT_EQ(forge.project.default_branch.bytes(), clean->branch);
  EXPECT_EQ(std::vector<std::string>{std::string(AllRules().front()->info.id.view())},
            clean->rules);
}

TEST_F(RatchetsTest, NothingElseIsMarked) {
  Say(Mode::kRatchet, Verdict::kFail);
  EXPECT_FALSE(CleanBranchAfterJudging());
  Say(Mode::kRatchet, Verdict::kUnknown);
  EXPECT_FALSE(CleanBranchAfterJudging());
  Say(Mode::kRatchet, Verdict::kNotApplicable);
  EXPECT_FALSE(CleanBranchAfterJudging());
  Say(Mode::kGate, Verdict::kPass);
  EXPECT_FALSE(CleanBranchAfterJudging());
  Say(Mode::kRatchet, Verdict::kPass);
  report.missing = {*BlobId::FromHex(std::string(40, '4'))};
  EXPECT_FALSE(CleanBranchAfterJudging()) << "it is not the last word";
}

TEST_F(RatchetsTest, AMergeRequestMarksNothing) {
  KeyOfMergeRequest();
  ASSERT_TRUE(mailboxes.published);
  EXPECT_FALSE(mailboxes.published->clean);
}

TEST_F(RatchetsTest, AMergeRequestIsJudgedWithTheMarksOfItsTargetAndAnewWhenTheyChange) {
  const std::string before = KeyOfMergeRequest();
  EXPECT_TRUE(evaluator.requests.back().clean_since.empty());
  RatchetMark mark;
  mark.project = {7};
  mark.branch = forge.merge_request.target_branch.bytes();
  mark.rule = kRule.view();
  mark.since = WallTime(std::chrono::hours(24 * 400));
  book.marks = {mark};
  EXPECT_NE(before, KeyOfMergeRequest());
  ASSERT_EQ(1U, evaluator.requests.back().clean_since.size());
  EXPECT_EQ(std::chrono::sys_days(std::chrono::days(400)),
            evaluator.requests.back().clean_since.at(mark.rule));
  book.marks[0].branch = "another";
  EXPECT_EQ(before, KeyOfMergeRequest());
}

class RatchetCommandsTest : public testing::Test {
 protected:
  RatchetCommandsTest() {
    RatchetMark mark;
    mark.project = {7};
    mark.branch = "main\x1B[2J";
    mark.rule = kRule.view();
    mark.decision = {"abcd"};
    mark.since = WallTime(std::chrono::sys_days(std::chrono::year(2026) / 11 / 1));
    book.marks = {mark};
    report::DecisionInputs inputs;
    inputs.project_path = Untrusted("city/kettle");
    Decision decision;
    decision.about = {{7}, {3}};
    decision.record = report::RenderDecision(inputs, {});
    decisions.all = {decision};
  }
  CommandResult Reset(const std::string& project, const std::string& rule) {
    return RunRatchet({.folder = "", .what = RatchetResetRequest{project, rule, "a takeover"}},
                      book, decisions);
  }

  fakes::FakeRatchetBook book;
  fakes::FakeDecisionBook decisions;
};

TEST_F(RatchetCommandsTest, ListsSinceWhenABranchIsHeldToARule) {
  const CommandResult listed =
      RunRatchet({.folder = "", .what = RatchetListRequest{"city/kettle"}}, book, decisions);
  EXPECT_EQ(0, listed.exit_code);
  EXPECT_EQ(
      "project 7 branch main\\x1B[2J: license/header-missing required since 2026-11-01 (decision "
      "abcd)\n",
      listed.out);
  const CommandResult none =
      RunRatchet({.folder = "", .what = RatchetListRequest{"8"}}, book, decisions);
  EXPECT_EQ("no branch is held to a rule\n", none.out);
}

TEST_F(RatchetCommandsTest, ResetsByPathOrNumber) {
  EXPECT_EQ(0, Reset("city/kettle", std::string(kRule.view())).exit_code);
  EXPECT_TRUE(book.marks.empty());
  EXPECT_EQ("a takeover", book.because);
}

TEST_F(RatchetCommandsTest, WhatIsNotThereIsWrongUse) {
  EXPECT_EQ(kExitUsage, Reset("city/other", std::string(kRule.view())).exit_code);
  const CommandResult refused = Reset("7", "sbom/valid");
  EXPECT_EQ(kExitUsage, refused.exit_code);
  EXPECT_NE("", refused.err);
  EXPECT_EQ(1U, book.marks.size());
}

}  // namespace
}  // namespace headwater::jobs
