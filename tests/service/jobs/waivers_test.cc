// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/jobs/waivers.h"

#include <gtest/gtest.h>

#include "headwater/registry.h"
#include "tests/fakes/fake_waiver_book.h"
#include "tests/service/jobs/service_fixture.h"

namespace headwater::jobs {
namespace {

using fakes::Commit;
using std::chrono::days;

Finding At(const char* path) {
  Finding finding;
  finding.path = Untrusted(path);
  finding.message = {"missing", {{"path", finding.path}}};
  finding.fingerprint = std::string(32, 'a');
  return finding;
}

Report Red() {
  Report report;
  report.repository = Untrusted("group/project");
  report.policy = Untrusted("preset:strict");
  report.policy_hash = "hash";
  report.outcome = Outcome::kFail;
  RuleResult rule;
  rule.info = &FindRule("license/header-missing")->info;
  rule.mode.value = rule.effective_mode = Mode::kGate;
  rule.answer.verdict = Verdict::kFail;
  rule.answer.findings.push_back(At("src/a.c"));
  report.rules.push_back(rule);
  return report;
}

class JudgeWaiversTest : public testing::Test, protected ServiceFixture {
 protected:
  JudgeWaiversTest() {
    mirrors.fetch = [](const FetchRequest& request) {
      return Fetched{"/mirrors/7.git", request.head, Commit('9')};
    };
    evaluator.evaluate = [this](const EvaluateRequest&) {
      ++asked_;
      return report::EvaluationAnswer{Red(), {true, true}};
    };
    services.waivers = &book_;
  }

  std::chrono::sys_days Today() const { return std::chrono::floor<days>(clock.wall); }

  uint64_t Give(const std::string& path) {
    Waiver waiver;
    waiver.project = Claim(Lane::kJudge).key.project;
    waiver.scope.rule = "license/header-missing";
    waiver.scope.path = path;
    waiver.role = "maintainer";
    waiver.until = Today();
    return book_.Add(waiver).value();
  }
  MailboxRecord Run(const MailboxRecord& before) {
    MailboxClaim claim = Claim(Lane::kJudge);
    claim.record = before;
    mailboxes.published.reset();
    const Status status = Judge(services).Run(claim);
    EXPECT_TRUE(status.ok()) << (status.ok() ? "" : status.error().message);
    return mailboxes.published ? mailboxes.published->record : MailboxRecord();
  }
  MailboxRecord Fresh() const {
    MailboxRecord record;
    record.head = Commit('1');
    record.target_branch = "main";
    record.head_since = clock.wall;
    record.status = StatusLine{StatusState::kRunning, "running", ""};
    return record;
  }

  FakeWaiverBook book_;
  int asked_ = 0;
};

TEST_F(JudgeWaiversTest, AWaiverTurnsTheStatusGreenAndStandsInTheDecision) {
  Give("src/**");
  const MailboxRecord record = Run(Fresh());
  ASSERT_TRUE(record.status);
  EXPECT_EQ(record.status->state, StatusState::kSuccess);
  EXPECT_NE(record.status->text.find("1 waiver"), std::string::npos) << record.status->text;
  const Decision& decision = mailboxes.published->decision.value();
  EXPECT_EQ(decision.outcome, DecisionOutcome::kPass);
  EXPECT_NE(decision.record.find("\"role\": \"maintainer\""), std::string::npos);
}

TEST_F(JudgeWaiversTest, GivingAndRevokingJudgeAnew) {
  const MailboxRecord red = Run(Fresh());
  EXPECT_EQ(red.status->state, StatusState::kFailed);
  EXPECT_EQ(Run(red).decision_key, red.decision_key);
  const int before = asked_;
  const uint64_t number = Give("src/a.c");
  const MailboxRecord green = Run(red);
  EXPECT_EQ(asked_, before + 1) << "the same head under another key";
  EXPECT_NE(green.decision_key, red.decision_key);
  ASSERT_TRUE(green.status);
  EXPECT_EQ(green.status->state, StatusState::kSuccess);
  ASSERT_TRUE(book_.Revoke(number, {}, clock.wall).ok());
  const MailboxRecord again = Run(green);
  EXPECT_EQ(again.decision_key, red.decision_key);
  EXPECT_EQ(again.status->state, StatusState::kFailed);
}

TEST_F(JudgeWaiversTest, AWaiverOfAnotherMergeRequestChangesNothing) {
  const MailboxRecord red = Run(Fresh());
  Give("src/a.c");
  book_.waivers[0].scope.iid = MergeRequestIid{99};
  EXPECT_EQ(Run(red).decision_key, red.decision_key);
}

TEST_F(JudgeWaiversTest, ARegisterThatCannotBeReadIsNoReasonToBeGreenOrRed) {
  class Broken final : public WaiverBook {
   public:
    Result<std::vector<Waiver>> Find(const WaiverQuery&, size_t) override { return Lost(); }
    Result<uint64_t> Add(const Waiver&) override { return Lost(); }
    Status Revoke(uint64_t, UserId, WallTime) override { return Lost(); }
    Result<uint64_t> Expire(std::chrono::sys_days, size_t) override { return Lost(); }

   private:
    static Error Lost() { return {Errc::kTransient, "locked"}; }
  };
  Broken broken;
  services.waivers = &broken;
  MailboxClaim claim = Claim(Lane::kJudge);
  claim.record = Fresh();
  claim.waiting_since = clock.wall;
  ASSERT_TRUE(Judge(services).Run(claim).ok());
  EXPECT_EQ(asked_, 0);
}

TEST_F(JudgeWaiversTest, NoThreadAsksForWhatIsLetPass) {
  Judgement judgement;
  judgement.answer.report = Red();
  judgement.answer.suggestions.push_back({.fingerprint = std::string(32, 'a'), .path = {}});
  judgement.answer.suggestions.push_back({.fingerprint = std::string(32, 'b'), .path = {}});
  judgement.as_of = Today();
  Give("");
  judgement.waivers = book_.waivers;
  LetPass(Claim(Lane::kJudge).key, judgement);
  ASSERT_EQ(judgement.answer.suggestions.size(), 1U);
  EXPECT_EQ(judgement.answer.suggestions[0].fingerprint, std::string(32, 'b'));
}

TEST_F(JudgeWaiversTest, WhatEndsWithinTwoWeeksIsAnnouncedTheFirstOneFirst) {
  Judgement judgement;
  judgement.as_of = Today();
  for (const int in_days : {15, 14, 0, -1}) {
    Give("");
    book_.waivers.back().until = Today() + days(in_days);
  }
  judgement.waivers = book_.waivers;
  const std::vector<Waiver> ending = EndingSoon(judgement);
  ASSERT_EQ(ending.size(), 2U);
  EXPECT_EQ(ending[0].until, Today());
  EXPECT_EQ(ending[1].until, Today() + days(14));
}

class MovedClock final : public Clock {
 public:
  WallTime Wall() const override { return wall; }
  SteadyTime Steady() const override { return steady; }
  void Advance(std::chrono::milliseconds time) {
    wall += time;
    steady += time;
  }
  WallTime wall{std::chrono::sys_days(std::chrono::year(2026) / 11 / 22)};
  SteadyTime steady{};
};

TEST_F(JudgeWaiversTest, EndsAreDecidedByAClockThatHasNotJumped) {
  MovedClock moved;
  WaiverSweep sweep(&book_, mailboxes, moved);
  ASSERT_TRUE(sweep.Run().ok());
  EXPECT_TRUE(book_.expired_on.empty()) << "nobody knows yet how the clock runs";
  moved.Advance(kWaiverSweep);
  ASSERT_TRUE(sweep.Run().ok());
  EXPECT_EQ(book_.expired_on.size(), 1U);
  ASSERT_TRUE(sweep.Run().ok());
  EXPECT_EQ(book_.expired_on.size(), 1U) << "not at every look";
  moved.Advance(kWaiverSweep);
  moved.wall += days(400);
  ASSERT_TRUE(sweep.Run().ok());
  EXPECT_EQ(book_.expired_on.size(), 1U) << "somebody set the date";
  moved.Advance(kWaiverSweep);
  ASSERT_TRUE(sweep.Run().ok());
  EXPECT_EQ(book_.expired_on.size(), 2U) << "it has held since";
}

}  // namespace
}  // namespace headwater::jobs
