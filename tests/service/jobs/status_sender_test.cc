// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/jobs/status_sender.h"

#include <gtest/gtest.h>

#include "service/report/decision_json.h"
#include "tests/service/jobs/service_fixture.h"

namespace headwater::jobs {
namespace {

using fakes::Commit;
using fakes::FakeForge;

class StatusSenderTest : public testing::Test, protected ServiceFixture {
 protected:
  static SlotClaim Wanted(StatusState state) {
    SlotClaim claim;
    claim.key = {SlotKind::kStatus, {7}, {3}, Commit('1')};
    claim.attempts = 1;
    claim.wanted = {state, "text", "https://headwater.example.org/decisions/x"};
    return claim;
  }

  /// The last decision, about the head the merge request has, for `target` at `commit`.
  void Decide(const char* target, CommitId commit) {
    report::DecisionInputs inputs;
    inputs.id = {"d"};
    inputs.about = {{7}, {3}};
    inputs.target_branch = Untrusted(target);
    inputs.target = commit;
    Report report;
    report.head = Commit('1');
    Decision decision;
    decision.about = inputs.about;
    decision.head = Commit('1');
    decision.record = report::RenderDecision(inputs, report);
    decisions.all = {decision};
  }

  void Run(const SlotClaim& claim) {
    outbox.settled.reset();
    outbox.postponed.reset();
    const Status status = StatusSender(services).Run(claim);
    ASSERT_TRUE(status.ok()) << status.error().message;
  }
};

TEST_F(StatusSenderTest, PostsIntoTheMergeRequestsPipeline) {
  forge.SetPipeline(500, Commit('1'));
  Run(Wanted(StatusState::kRunning));
  ASSERT_EQ(1U, forge.posts.size());
  EXPECT_EQ(PipelineId{500}, forge.posts[0].pipeline);
  EXPECT_EQ("feature", forge.posts[0].ref.bytes());
  ASSERT_TRUE(outbox.settled);
  EXPECT_EQ(1U, outbox.intents.size());
}

TEST_F(StatusSenderTest, ThePipelineOfAnOlderHeadIsNotTaken) {
  forge.SetPipeline(500, Commit('2'));
  Run(Wanted(StatusState::kRunning));
  EXPECT_FALSE(forge.posts.at(0).pipeline);
}

TEST_F(StatusSenderTest, APipelineInTheForkIsNotOurs) {
  forge.SetPipeline(500, Commit('1'));
  forge.merge_request.head_pipeline->project = {8};
  Run(Wanted(StatusState::kFailed));
  EXPECT_FALSE(forge.posts.at(0).pipeline);
}

TEST_F(StatusSenderTest, TheTerminalStateGoesWhereRunningWent) {
  Run(Wanted(StatusState::kRunning));
  const std::string remembered = *outbox.settled;
  SlotClaim claim = Wanted(StatusState::kFailed);
  claim.remembered = remembered;
  Run(claim);
  ASSERT_EQ(2U, forge.posts.size());
  EXPECT_EQ(PipelineId{100}, forge.posts[1].pipeline);
  EXPECT_EQ(StatusState::kFailed, forge.posts[1].state);
}

TEST_F(StatusSenderTest, ANewerPipelineGetsTheStateAndNothingIsLeftRunning) {
  Run(Wanted(StatusState::kRunning));
  SlotClaim claim = Wanted(StatusState::kFailed);
  claim.remembered = *outbox.settled;
  forge.SetPipeline(500, Commit('1'));
  Run(claim);
  ASSERT_EQ(3U, forge.posts.size());
  EXPECT_EQ(PipelineId{500}, forge.posts[1].pipeline);
  EXPECT_EQ(PipelineId{100}, forge.posts[2].pipeline);
  EXPECT_TRUE(StatusMemory(*outbox.settled).Running().empty());
}

TEST_F(StatusSenderTest, NothingIsSentTwice) {
  forge.SetPipeline(500, Commit('1'));
  Run(Wanted(StatusState::kFailed));
  SlotClaim claim = Wanted(StatusState::kFailed);
  claim.remembered = *outbox.settled;
  Run(claim);
  EXPECT_EQ(1U, forge.posts.size());
  EXPECT_TRUE(outbox.settled);
}

TEST_F(StatusSenderTest, NothingIsSentTwiceWhereTheHeadHasNoPipelineOfItsOwn) {
  Run(Wanted(StatusState::kFailed));
  SlotClaim claim = Wanted(StatusState::kFailed);
  claim.remembered = *outbox.settled;
  Run(claim);
  EXPECT_EQ(1U, forge.posts.size());
}

TEST_F(StatusSenderTest, AForgedStatusIsReplaced) {
  forge.SetPipeline(500, Commit('1'));
  Run(Wanted(StatusState::kFailed));
  SlotClaim claim = Wanted(StatusState::kFailed);
  claim.remembered = *outbox.settled;
  forge.statuses = {{PipelineId{500}, "success", "", UserId{31}, 77}};
  outbox.audited.clear();
  Run(claim);
  EXPECT_EQ(2U, forge.posts.size());
  ASSERT_EQ(1U, outbox.audited.size()) << "with the intent to replace it";
  const AuditEvent& event = outbox.audited[0];
  EXPECT_EQ(AuditKind::kForgedStatus, event.kind);
  EXPECT_EQ(UserId{31}, event.actor);
  EXPECT_EQ(Commit('1'), event.head);
  EXPECT_EQ("status 77 (success) in pipeline 500", event.detail);
}

TEST_F(StatusSenderTest, OurOwnStatusIsNoEvent) {
  forge.SetPipeline(500, Commit('1'));
  Run(Wanted(StatusState::kFailed));
  SlotClaim claim = Wanted(StatusState::kFailed);
  claim.remembered = *outbox.settled;
  forge.statuses = {{PipelineId{500}, "failed", "", FakeForge::kSelf, 77}};
  Run(claim);
  EXPECT_TRUE(outbox.audited.empty());
}

TEST_F(StatusSenderTest, GreenIsSentOnlyForWhatWasJudged) {
  struct Row {
    const char* what;
    std::function<void()> change;
  };
  const Row rows[] = {
      {"another target", [&] { forge.merge_request.target_branch = Untrusted("release"); }},
      {"the target moved", [&] { forge.branches["main"] = Commit('8'); }},
      {"no decision", [&] { decisions.all.clear(); }},
  };
  for (const Row& row : rows) {
    forge.merge_request.head = Commit('1');
    forge.merge_request.target_branch = Untrusted("main");
    forge.branches["main"] = Commit('9');
    Decide("main", Commit('9'));
    row.change();
    Run(Wanted(StatusState::kSuccess));
    EXPECT_TRUE(forge.posts.empty()) << row.what;
    EXPECT_TRUE(outbox.postponed) << row.what;
    EXPECT_EQ(1U, mailboxes.woken.size()) << row.what;
    mailboxes.woken.clear();
  }
}

TEST_F(StatusSenderTest, AHeadThatIsNoLongerTheMergeRequestsEndsWithoutGreen) {
  Decide("main", Commit('9'));
  forge.merge_request.head = Commit('2');
  forge.statuses = {{PipelineId{86}, "running", "", FakeForge::kSelf},
                    {PipelineId{87}, "running", "", UserId{31}},
                    {PipelineId{88}, "failed", "", FakeForge::kSelf}};
  Run(Wanted(StatusState::kSuccess));
  ASSERT_EQ(1U, forge.posts.size());
  EXPECT_EQ(PipelineId{86}, forge.posts[0].pipeline);
  EXPECT_EQ(StatusState::kFailed, forge.posts[0].state);
  EXPECT_TRUE(outbox.settled);
  EXPECT_TRUE(mailboxes.woken.empty()) << "nothing is to be judged again";
}

TEST_F(StatusSenderTest, GreenIsSentWhenNothingMoved) {
  Decide("main", Commit('9'));
  Run(Wanted(StatusState::kSuccess));
  EXPECT_EQ(1U, forge.posts.size());
}

TEST_F(StatusSenderTest, ATargetThatNeverStandsStillHoldsGreenBackForAWhileOnly) {
  Decide("main", Commit('8'));
  SlotClaim claim = Wanted(StatusState::kSuccess);
  claim.attempts = 4;
  Run(claim);
  EXPECT_EQ(1U, forge.posts.size());
}

TEST_F(StatusSenderTest, RedWaitsForNothing) {
  decisions.all.clear();
  forge.branches.clear();
  Run(Wanted(StatusState::kFailed));
  EXPECT_EQ(1U, forge.posts.size());
}

TEST_F(StatusSenderTest, WhatIsNoLongerWantedIsNotSent) {
  outbox.content_changed = true;
  Run(Wanted(StatusState::kFailed));
  EXPECT_TRUE(forge.posts.empty());
  ASSERT_TRUE(outbox.postponed);
  EXPECT_EQ(0, outbox.postponed->delay.count());
}

TEST_F(StatusSenderTest, ABusyCommitAndAForgeThatIsDownAreTriedAgainLater) {
  for (const Errc code : {Errc::kConflict, Errc::kTransient, Errc::kAmbiguous}) {
    forge.fail = [&](const std::string& call) -> std::optional<Error> {
      if (call != "set_status") return std::nullopt;
      return Error{code, "later"};
    };
    Run(Wanted(StatusState::kFailed));
    ASSERT_TRUE(outbox.postponed);
    EXPECT_GE(outbox.postponed->delay, std::chrono::seconds(2));
  }
}

TEST_F(StatusSenderTest, AnUnansweredPostIsComparedWhenItCanNoLongerTakeEffect) {
  SlotClaim claim = Wanted(StatusState::kFailed);
  claim.intent = "running";
  claim.intended_at = clock.wall;
  Run(claim);
  EXPECT_EQ(1U, forge.posts.size()) << "red waits for nothing";
  ASSERT_TRUE(outbox.postponed);
  EXPECT_TRUE(outbox.postponed->keep_intent);
  EXPECT_GE(outbox.postponed->delay, std::chrono::seconds(60));

  // The old one landed after it, in two pipelines of which one was never heard of.
  claim.remembered = outbox.postponed->remembered;
  forge.statuses = {{PipelineId{100}, "running", "", FakeForge::kSelf},
                    {PipelineId{777}, "running", "", FakeForge::kSelf}};
  clock.Advance(std::chrono::minutes(2));
  Run(claim);
  ASSERT_EQ(3U, forge.posts.size());
  EXPECT_EQ(PipelineId{100}, forge.posts[1].pipeline);
  EXPECT_EQ(PipelineId{777}, forge.posts[2].pipeline);
  EXPECT_TRUE(outbox.settled);
}

TEST_F(StatusSenderTest, ALostAnswerLeavesADoubtAndA429DoesNot) {
  for (const Errc code : {Errc::kAmbiguous, Errc::kTransient}) {
    forge.fail = [&](const std::string& call) -> std::optional<Error> {
      if (call != "set_status") return std::nullopt;
      return Error{code, "later"};
    };
    Run(Wanted(StatusState::kFailed));
    EXPECT_EQ(code == Errc::kAmbiguous, outbox.postponed->keep_intent);
  }
}

TEST_F(StatusSenderTest, WhatIsGoneIsGivenUpAfterAnHourAndNotBefore) {
  forge.fail = [](const std::string&) { return Error{Errc::kNotFound, "404"}; };
  SlotClaim claim = Wanted(StatusState::kFailed);
  std::chrono::milliseconds waited{0};
  for (; !outbox.settled && claim.attempts < 100; ++claim.attempts) {
    Run(claim);
    if (outbox.postponed) waited += outbox.postponed->delay;
  }
  EXPECT_TRUE(outbox.settled);
  EXPECT_GE(waited, std::chrono::hours(1));
}

TEST_F(StatusSenderTest, ADeletedPipelineIsNoObstacle) {
  forge.SetPipeline(500, Commit('1'));
  bool first = true;
  forge.fail = [&](const std::string& call) -> std::optional<Error> {
    if (call != "set_status" || !std::exchange(first, false)) return std::nullopt;
    return Error{Errc::kNotFound, "404 Pipeline"};
  };
  Run(Wanted(StatusState::kFailed));
  ASSERT_EQ(1U, forge.posts.size());
  EXPECT_FALSE(forge.posts[0].pipeline);
}

}  // namespace
}  // namespace headwater::jobs
