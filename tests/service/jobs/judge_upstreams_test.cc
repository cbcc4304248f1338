// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
//
// From what the evaluator wants to what a judgement rests on.
#include <gtest/gtest.h>

#include "headwater/registry.h"
#include "service/jobs/judge.h"
#include "service/jobs/outside.h"
#include "tests/fakes/fake_upstream_keeper.h"
#include "tests/service/jobs/service_fixture.h"

namespace headwater::jobs {
namespace {

using fakes::Commit;

constexpr char kUrl[] = "https://example.org/original/kettle";

class JudgeUpstreamsTest : public testing::Test, protected ServiceFixture {
 protected:
  JudgeUpstreamsTest() {
    mirrors.fetch = [](const FetchRequest& request) {
      return Fetched{"/mirrors/7.git", request.head, Commit('9')};
    };
    evaluator.evaluate = [this](const EvaluateRequest& request) { return Answer(request); };
    want.url = kUrl;
    want.name = Untrusted("kettle");
    want.confirmed = true;
    want.aliases = {"https://mirror.example.org/kettle"};
    want.only = {"vendor/**"};
    record.head = Commit('1');
    record.target_branch = "main";
    record.head_since = clock.wall;
    record.status = StatusLine{StatusState::kRunning, "running", ""};
    services.upstreams = &keeper;
    services.settings.facts = {FactKind::kUpstreams};
  }

  /// A rule that asks upstreams: a gate where `gates`, else a hint.
  report::EvaluationAnswer Answer(const EvaluateRequest& request) const {
    report::EvaluationAnswer answer;
    answer.report.head = request.head;
    answer.report.outcome = Outcome::kPass;
    if (!request.upstreams) {
      answer.wants = {want};
      return answer;
    }
    for (const RequestedUpstream& upstream : request.upstreams->all) {
      const bool under_way = upstream.info.state == UpstreamState::kUnderWay;
      if (under_way) answer.report.lacks = Lacks::kUnderWay;
      if (!gates || upstream.info.state == UpstreamState::kReady) continue;
      answer.report.outcome = Outcome::kUnknown;
      answer.report.waiting = under_way;
    }
    return answer;
  }

  void Keep(UpstreamState state, const std::string& id = "1") {
    KeptUpstream copy;
    copy.state = state;
    copy.id = id;
    if (state == UpstreamState::kReady) {
      copy.repository = "/copies/kettle.git";
      copy.index = "/copies/kettle-index";
      copy.fetched =
          std::chrono::floor<std::chrono::seconds>(record.head_since) - std::chrono::seconds(60);
    }
    keeper.kept[kUrl] = copy;
  }

  void RunWith(Judge& other) {
    MailboxClaim claim = Claim(Lane::kJudge);
    claim.record = record;
    mailboxes.published.reset();
    mailboxes.retried.reset();
    mailboxes.woken.clear();
    const Status status = other.Run(claim);
    ASSERT_TRUE(status.ok()) << status.error().message;
    if (!mailboxes.published) return;
    record = mailboxes.published->record;
    if (mailboxes.published->decision) decisions.all = {*mailboxes.published->decision};
  }
  void Run() { RunWith(judge); }

  /// The comment, without the decision's id, which is random.
  std::string Note() const {
    std::string text = mailboxes.published->slots.at(0).content.text;
    constexpr size_t kShownDigits = 8;
    const std::string id = record.decision.hex.substr(0, kShownDigits);
    for (size_t at = text.find(id); at != std::string::npos; at = text.find(id, at)) {
      text.erase(at, std::min(text.find_first_not_of("0123456789abcdef", at), text.size()) - at);
    }
    return text;
  }

  const RequestedUpstream& Asked() const { return evaluator.requests.back().upstreams->all.at(0); }

  fakes::FakeUpstreamKeeper keeper;
  UpstreamWant want;
  MailboxRecord record;
  bool gates = false;
  Judge judge{services};
};

TEST_F(JudgeUpstreamsTest, WhatTheEvaluatorWantsIsAskedForAndItJudgesAgain) {
  Keep(UpstreamState::kReady);
  Run();
  ASSERT_EQ(2U, evaluator.requests.size());
  EXPECT_FALSE(evaluator.requests[0].upstreams);
  EXPECT_EQ(std::vector<std::string>{kUrl}, keeper.asked);
  EXPECT_EQ(kUrl, Asked().info.url.bytes());
  EXPECT_EQ("kettle", Asked().info.name.bytes());
  EXPECT_TRUE(Asked().info.confirmed);
  EXPECT_EQ(UpstreamState::kReady, Asked().info.state);
  EXPECT_EQ("/copies/kettle.git", Asked().repository);
  EXPECT_EQ("/copies/kettle-index", Asked().index);
  EXPECT_EQ(want.aliases, Asked().aliases);
  EXPECT_EQ(want.only, Asked().only);
  EXPECT_EQ(StatusState::kSuccess, record.status->state);
  EXPECT_TRUE(mailboxes.woken.empty());
}

TEST_F(JudgeUpstreamsTest, WhatWasJudgedIsNotJudgedAgainUntilTheCopyIsAnother) {
  Keep(UpstreamState::kReady);
  Run();
  Run();
  EXPECT_EQ(2U, evaluator.requests.size());
  Keep(UpstreamState::kReady, "2");
  Run();
  EXPECT_EQ(3U, evaluator.requests.size()) << "what is wanted is known: one evaluation";
}

TEST_F(JudgeUpstreamsTest, ACopyThatIsUpToDateAgainAndHasNothingNewIsNoReasonToJudgeAnew) {
  Keep(UpstreamState::kReady);
  Run();
  keeper.kept[kUrl].fetched = *keeper.kept[kUrl].fetched + std::chrono::hours(1);
  Run();
  EXPECT_EQ(2U, evaluator.requests.size());
}

TEST_F(JudgeUpstreamsTest, WhatWasForgottenIsFoundOutByOneEvaluationMore) {
  Keep(UpstreamState::kReady);
  Run();
  Judge restarted(services);
  RunWith(restarted);
  EXPECT_EQ(3U, evaluator.requests.size());
  ASSERT_TRUE(mailboxes.published);
  EXPECT_FALSE(mailboxes.published->decision) << "it is as it was";
}

TEST_F(JudgeUpstreamsTest, AFirstFetchDelaysNoVerdictAndIsLookedAtAgain) {
  Keep(UpstreamState::kUnderWay);
  Run();
  EXPECT_EQ(StatusState::kSuccess, record.status->state);
  EXPECT_EQ(1U, mailboxes.woken.size());
  Run();
  EXPECT_TRUE(mailboxes.retried) << "not in a tight loop";
  EXPECT_FALSE(mailboxes.published) << "and nothing is said twice";
  EXPECT_EQ(2U, evaluator.requests.size());
  Keep(UpstreamState::kReady);
  Run();
  EXPECT_EQ(UpstreamState::kReady, Asked().info.state);
  EXPECT_TRUE(mailboxes.woken.empty());
}

TEST_F(JudgeUpstreamsTest, AGateThatNeedsTheFirstCopyWaitsWithoutAWord) {
  gates = true;
  Keep(UpstreamState::kUnderWay);
  Run();
  EXPECT_EQ(StatusState::kRunning, record.status->state);
  EXPECT_NE(std::string::npos, record.status->text.find("copy")) << record.status->text;
  EXPECT_TRUE(mailboxes.published->slots.empty());
  Keep(UpstreamState::kReady);
  Run();
  EXPECT_EQ(StatusState::kSuccess, record.status->state);
}

TEST_F(JudgeUpstreamsTest, AGateWaitsOnlyForItsTimeAndIsStillJudgedWhenTheCopyIsThere) {
  gates = true;
  Keep(UpstreamState::kUnderWay);
  Run();
  clock.Advance(std::chrono::hours(2));
  Run();
  EXPECT_EQ(StatusState::kFailed, record.status->state) << "what could not be checked is not green";
  Run();
  EXPECT_TRUE(mailboxes.retried);
  Keep(UpstreamState::kReady);
  Run();
  EXPECT_EQ(StatusState::kSuccess, record.status->state);
}

TEST_F(JudgeUpstreamsTest, WithoutAKeeperThePlatformLooksAtNobody) {
  services.upstreams = nullptr;
  Run();
  EXPECT_EQ(UpstreamState::kNotAllowed, Asked().info.state);
  EXPECT_TRUE(Asked().repository.empty());
}

TEST_F(JudgeUpstreamsTest, WhatNotEverybodyMayReadIsAsIfItWereNotThere) {
  gates = true;
  Run();  // There is no such upstream.
  const MailboxRecord absent = record;
  const std::string request = RenderEvaluateRequest(evaluator.requests.back());
  const std::string note = Note();
  for (const Visibility visibility : {Visibility::kPrivate, Visibility::kInternal}) {
    record = {};
    record.head = Commit('1');
    record.target_branch = "main";
    record.head_since = clock.wall;
    decisions.all.clear();
    Keep(UpstreamState::kReady);
    keeper.kept[kUrl].visibility = visibility;
    Judge anew(services);
    RunWith(anew);
    EXPECT_EQ(request, RenderEvaluateRequest(evaluator.requests.back()));
    EXPECT_EQ(absent.decision_key, record.decision_key);
    EXPECT_EQ(absent.status->state, record.status->state);
    EXPECT_EQ(absent.status->text, record.status->text);
    EXPECT_EQ(note, Note());
  }
}

TEST_F(JudgeUpstreamsTest, OnlyACopyOfBeforeTheHeadExempts) {
  Keep(UpstreamState::kReady);
  Run();
  EXPECT_TRUE(Asked().exempts);
  decisions.all.clear();
  keeper.kept[kUrl].fetched = *keeper.kept[kUrl].fetched + std::chrono::hours(1);
  keeper.kept[kUrl].id = "2";
  Run();
  EXPECT_FALSE(Asked().exempts);
}

TEST_F(JudgeUpstreamsTest, WhatExemptedAHeadOnceGoesOnDoingSo) {
  Keep(UpstreamState::kReady);
  Run();
  keeper.kept[kUrl].fetched = *keeper.kept[kUrl].fetched + std::chrono::hours(1);
  keeper.kept[kUrl].id = "2";
  Run();
  ASSERT_EQ(3U, evaluator.requests.size());
  EXPECT_TRUE(Asked().exempts);
}

TEST_F(JudgeUpstreamsTest, WhatNobodyConfirmedExemptsNothing) {
  want.confirmed = false;
  Keep(UpstreamState::kReady);
  Run();
  EXPECT_FALSE(Asked().exempts);
}

TEST_F(JudgeUpstreamsTest, AnOldCopyProvesNoAbsenceAndIsJudgedAnewWhenItBecomesOld) {
  Keep(UpstreamState::kReady);
  Run();
  EXPECT_LT(*evaluator.requests.back().upstreams->stale_before, *Asked().info.fetched);
  clock.Advance(std::chrono::hours(8 * 24));
  Run();
  EXPECT_GT(*evaluator.requests.back().upstreams->stale_before, *Asked().info.fetched);
}

TEST_F(JudgeUpstreamsTest, ArtifactsAndUpstreamsAreBroughtForOneEvaluationMore) {
  Keep(UpstreamState::kReady);
  evaluator.evaluate = [this](const EvaluateRequest& request) {
    report::EvaluationAnswer answer = Answer(request);
    const bool gathered = request.facts.gathered.contains(FactKind::kArtifacts);
    if (!gathered) answer.report.lacks = Lacks::kArtifacts;
    return answer;
  };
  Run();
  ASSERT_EQ(2U, evaluator.requests.size());
  EXPECT_TRUE(evaluator.requests[1].facts.gathered.contains(FactKind::kArtifacts));
  EXPECT_TRUE(evaluator.requests[1].upstreams);
  Run();
  EXPECT_EQ(2U, evaluator.requests.size());
}

TEST_F(JudgeUpstreamsTest, WhatThePlatformSaysIsAFactAndPartOfTheKey) {
  forge.project.web_url = Untrusted("https://gitlab.example.org/group/project");
  forge.project.parent =
      ForgeParent{Untrusted("https://gitlab.example.org/x"), Visibility::kPublic};
  Run();
  const ForgeFacts facts = *evaluator.requests.back().facts.forge;
  EXPECT_EQ("https://gitlab.example.org/group/project", facts.project_url.bytes());
  EXPECT_EQ("https://gitlab.example.org/x", facts.forked_from.bytes());
  EXPECT_EQ(false, facts.squash);
  const std::string key = record.decision_key;
  forge.merge_request.squash = true;
  Run();
  EXPECT_EQ(true, evaluator.requests.back().facts.forge->squash);
  EXPECT_NE(key, record.decision_key);
}

TEST_F(JudgeUpstreamsTest, TheProjectDecidesAboutSquashingWhereItLeavesNoChoice) {
  forge.merge_request.squash = true;
  forge.project.squash = false;
  Run();
  EXPECT_EQ(false, evaluator.requests.back().facts.forge->squash);
}

TEST_F(JudgeUpstreamsTest, TheTemplateOfASquashedCommitIsAFactWhereOneIsMade) {
  forge.project.squash_template = Untrusted("%{title}");
  Run();
  EXPECT_FALSE(evaluator.requests.back().facts.forge->squash_template);
  forge.merge_request.squash = true;
  Run();
  EXPECT_EQ("%{title}", evaluator.requests.back().facts.forge->squash_template->bytes());
  const std::string key = record.decision_key;
  forge.project.squash_template = Untrusted("%{all_commits}");
  clock.Advance(std::chrono::minutes(2));  // A project is remembered for one.
  Run();
  EXPECT_NE(key, record.decision_key);
}

TEST_F(JudgeUpstreamsTest, AParentThatNotEverybodyMayReadIsNoFact) {
  forge.project.parent =
      ForgeParent{Untrusted("https://gitlab.example.org/x"), Visibility::kInternal};
  Run();
  EXPECT_TRUE(evaluator.requests.back().facts.forge->forked_from.empty());
}

TEST_F(JudgeUpstreamsTest, WhatNoRuleReadsIsNoFact) {
  services.settings.facts = {};
  Run();
  EXPECT_FALSE(evaluator.requests.front().facts.forge);
}

}  // namespace
}  // namespace headwater::jobs
