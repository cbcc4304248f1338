// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/jobs/judge.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <memory>
#include <string>

#include "headwater/registry.h"
#include "service/config/effective_policy.h"
#include "service/jobs/merge_request_text.h"
#include "service/jobs/page_links.h"
#include "service/jobs/publication.h"
#include "tests/service/jobs/service_fixture.h"

namespace headwater::jobs {
namespace {

using fakes::Commit;

BlobId Blob(char digit) { return *BlobId::FromHex(std::string(40, digit)); }

/// A report of one rule that gates.
Report Judged(Outcome outcome) {
  Report report;
  report.repository = Untrusted("group/project");
  report.bases = {Commit('5')};
  report.policy = Untrusted("preset:strict");
  report.policy_hash = "hash";
  report.outcome = outcome;
  RuleResult rule;
  rule.info = &FindRule("license/header-missing")->info;
  rule.mode.value = rule.effective_mode = Mode::kGate;
  rule.answer.verdict = outcome == Outcome::kPass ? Verdict::kPass : Verdict::kFail;
  if (outcome == Outcome::kFail) {
    Finding finding;
    finding.path = Untrusted("src/a.c");
    finding.lines = {1, 1};
    finding.message = {"missing", {{"path", finding.path}}};
    rule.answer.findings.push_back(finding);
  }
  report.rules.push_back(rule);
  return report;
}

class JudgeTest : public testing::Test, protected ServiceFixture {
 protected:
  JudgeTest() {
    mirrors.fetch = [](const FetchRequest& request) {
      return Fetched{"/mirrors/7.git", request.head, Commit('9')};
    };
    Answer(Judged(Outcome::kPass));
  }

  void Answer(const Report& report) {
    evaluator.evaluate = [report](const EvaluateRequest&) {
      return report::EvaluationAnswer{report, {true, true}};
    };
  }

  MailboxClaim Announced() const {
    MailboxClaim claim = Claim(Lane::kJudge);
    claim.record.head = Commit('1');
    claim.record.target_branch = "main";
    claim.record.head_since = clock.wall;
    claim.record.status = StatusLine{StatusState::kRunning, "running", ""};
    return claim;
  }

  void Run(const MailboxClaim& claim) {
    mailboxes.published.reset();
    mailboxes.retried.reset();
    const Status status = Judge(services).Run(claim);
    ASSERT_TRUE(status.ok()) << status.error().message;
  }

  MailboxClaim OfBranch() const {
    MailboxClaim claim = Claim(Lane::kJudge);
    claim.key.iid = {0};
    return claim;
  }

  /// The project itself lacks something.
  static Report WithoutLicense() {
    Report report = Judged(Outcome::kFail);
    report.rules[0].answer.subject = Subject::kProject;
    return report;
  }

  const WantedSlot* Slot(SlotKind kind) const {
    for (const WantedSlot& slot : mailboxes.published->slots) {
      if (slot.kind == kind) return &slot;
    }
    return nullptr;
  }
};

TEST_F(JudgeTest, WhatIsFineTurnsGreenWithoutAComment) {
  Run(Announced());
  ASSERT_TRUE(mailboxes.published);
  const Publication& publication = *mailboxes.published;
  EXPECT_EQ(StatusState::kSuccess, publication.record.status->state);
  ASSERT_TRUE(publication.decision);
  EXPECT_EQ(DecisionOutcome::kPass, publication.decision->outcome);
  EXPECT_EQ(Commit('1'), publication.decision->head);
  EXPECT_TRUE(publication.decision->shown_to_all);
  EXPECT_EQ(StatusState::kSuccess, Slot(SlotKind::kNote)->content.state);
  EXPECT_EQ(nullptr, Slot(SlotKind::kThread));
}

TEST_F(JudgeTest, TheEvaluatorIsAskedAboutTheFetchedCommits) {
  Run(Announced());
  ASSERT_EQ(1U, evaluator.requests.size());
  const EvaluateRequest& request = evaluator.requests[0];
  EXPECT_EQ("/mirrors/7.git", request.mirror);
  EXPECT_EQ(Commit('1'), request.head);
  EXPECT_EQ(Commit('9'), request.target);
  EXPECT_TRUE(request.target_is_default);
  EXPECT_EQ("preset:strict", request.standard);
}

std::shared_ptr<LiveLayers> LayersWith(const std::string& rules) {
  config::LayerSources sources;
  sources.instance = {"instance.yml", "contact: c\nowners: [o]\n" + rules};
  return std::make_shared<LiveLayers>(std::make_shared<config::PolicyLayers>(
      config::PolicyLayers::Load(sources, {AllRules(), ShippedRuleSets()}).value()));
}

TEST_F(JudgeTest, TheEvaluatorIsHandedThePlatformsLayersForTheProject) {
  services.settings.layers = LayersWith("rules: {license/changed: gate}\n");
  Run(Announced());
  ASSERT_EQ(1U, evaluator.requests.size());
  const EvaluateRequest& request = evaluator.requests[0];
  EXPECT_EQ("", request.standard);
  ASSERT_FALSE(request.layers.empty());
  EXPECT_EQ("instance.yml", request.layers.back().name);
}

TEST_F(JudgeTest, AnotherPolicyOfThePlatformIsAnotherDecision) {
  services.settings.layers = LayersWith("rules: {license/changed: gate}\n");
  Run(Announced());
  const std::string key = mailboxes.published->record.decision_key;
  services.settings.layers = LayersWith("# the same\nrules: {license/changed: gate}\n");
  Run(Announced());
  EXPECT_EQ(key, mailboxes.published->record.decision_key);
  services.settings.layers = LayersWith("rules: {license/changed: {mode: gate, locked: true}}\n");
  Run(Announced());
  EXPECT_NE(key, mailboxes.published->record.decision_key);
}

TEST_F(JudgeTest, ATargetThatIsNotTheDefaultBranchIsBoundByIt) {
  mirrors.fetch = [](const FetchRequest& request) {
    Fetched fetched{"/mirrors/7.git", request.head, Commit('9')};
    fetched.other_branch = Commit('5');
    return fetched;
  };
  forge.merge_request.target_branch = Untrusted("topic");
  MailboxClaim claim = Announced();
  claim.record.target_branch = "topic";
  Run(claim);
  ASSERT_EQ(1U, evaluator.requests.size());
  EXPECT_FALSE(evaluator.requests[0].target_is_default);
  EXPECT_FALSE(evaluator.requests[0].target_is_protected);
  EXPECT_EQ(Commit('5'), evaluator.requests[0].default_branch);
}

TEST_F(JudgeTest, AGateThatFailsTurnsRedAndIsExplainedAfterTheQuietTime) {
  Answer(Judged(Outcome::kFail));
  MailboxClaim claim = Announced();
  claim.record.head_since = clock.wall - std::chrono::seconds(20);
  Run(claim);
  EXPECT_EQ(StatusState::kFailed, mailboxes.published->record.status->state);
  const WantedSlot* note = Slot(SlotKind::kNote);
  ASSERT_NE(nullptr, note);
  EXPECT_EQ(StatusState::kFailed, note->content.state);
  EXPECT_EQ(std::chrono::seconds(40), note->delay);
  EXPECT_NE(std::string::npos, note->content.text.find("`src/a.c`"));
}

TEST_F(JudgeTest, ADraftGetsTheSameStatusAndNoComment) {
  Answer(Judged(Outcome::kFail));
  forge.merge_request.draft = true;
  Run(Announced());
  EXPECT_EQ(StatusState::kFailed, mailboxes.published->record.status->state);
  EXPECT_EQ(StatusState::kSuccess, Slot(SlotKind::kNote)->content.state);
}

TEST_F(JudgeTest, AForksMergeRequestIsHeldByAThreadToo) {
  Answer(Judged(Outcome::kFail));
  forge.merge_request.source_project = {8};
  Run(Announced());
  ASSERT_NE(nullptr, Slot(SlotKind::kThread));
  EXPECT_EQ(StatusState::kFailed, Slot(SlotKind::kThread)->content.state);
  Answer(Judged(Outcome::kPass));
  Run(Announced());
  EXPECT_EQ(StatusState::kSuccess, Slot(SlotKind::kThread)->content.state);
}

TEST_F(JudgeTest, NothingIsSaidWhenNothingChanged) {
  Run(Announced());
  MailboxClaim claim = Announced();
  claim.record = mailboxes.published->record;
  evaluator.requests.clear();
  Run(claim);
  EXPECT_TRUE(evaluator.requests.empty()) << "nothing is evaluated again";
  EXPECT_FALSE(mailboxes.published->decision);
  EXPECT_TRUE(mailboxes.published->slots.empty());
  EXPECT_EQ(claim.record.status, mailboxes.published->record.status);
}

TEST_F(JudgeTest, AnotherTargetCommitIsAnotherDecision) {
  Run(Announced());
  MailboxClaim claim = Announced();
  claim.record = mailboxes.published->record;
  mirrors.fetch = [](const FetchRequest& request) {
    return Fetched{"/mirrors/7.git", request.head, Commit('8')};
  };
  Run(claim);
  EXPECT_TRUE(mailboxes.published->decision);
}

TEST_F(JudgeTest, MissingContentsAreFetchedInOneGoAndAskedAboutAgain) {
  int round = 0;
  evaluator.evaluate = [&](const EvaluateRequest&) {
    Report report = Judged(Outcome::kPass);
    if (round++ == 0) report.missing = {Blob('a'), Blob('b')};
    return report::EvaluationAnswer{report, {}};
  };
  Run(Announced());
  EXPECT_EQ(2, round);
  EXPECT_EQ(2U, mirrors.fetched_blobs.size());
}

TEST_F(JudgeTest, ContentsTheForgeDoesNotHaveAreAskedForOnce) {
  int round = 0;
  evaluator.evaluate = [&](const EvaluateRequest&) {
    ++round;
    Report report = Judged(Outcome::kUnknown);
    report.missing = {Blob('a')};
    return report::EvaluationAnswer{report, {}};
  };
  Run(Announced());
  EXPECT_EQ(2, round);
  EXPECT_EQ(StatusState::kFailed, mailboxes.published->record.status->state);
  EXPECT_TRUE(mailboxes.published->record.decision_key.empty()) << "not the last word";
}

TEST_F(JudgeTest, ADamagedMirrorIsFetchedAnewOnceAndAskedAgain) {
  int rounds = 0;
  int renewals = 0;
  evaluator.evaluate = [&](const EvaluateRequest&) {
    Report report = Judged(rounds++ == 0 ? Outcome::kUnknown : Outcome::kPass);
    report.damaged = rounds == 1;
    return report::EvaluationAnswer{report, {}};
  };
  mirrors.renew = [&](const FetchRequest& request) {
    ++renewals;
    return Fetched{"/mirrors/7.git", request.head, Commit('9')};
  };
  Run(Announced());
  EXPECT_EQ(1, renewals);
  EXPECT_EQ(2, rounds);
  EXPECT_EQ(DecisionOutcome::kPass, mailboxes.published->decision->outcome);
  EXPECT_FALSE(mailboxes.published->record.decision_key.empty());
}

TEST_F(JudgeTest, ARenewedMirrorIsFilledFromTheBeginning) {
  struct Round {
    std::vector<BlobId> missing;
    bool damaged = false;
  };
  const std::vector<Round> rounds = {{{Blob('a')}}, {{Blob('b')}}, {{}, true}, {{Blob('a')}},
                                     {{Blob('b')}}, {{Blob('c')}}, {}};
  size_t round = 0;
  evaluator.evaluate = [&](const EvaluateRequest&) {
    Report report = Judged(Outcome::kPass);
    report.missing = rounds.at(round).missing;
    report.damaged = rounds.at(round).damaged;
    ++round;
    return report::EvaluationAnswer{report, {}};
  };
  mirrors.renew = [](const FetchRequest& request) {
    return Fetched{"/mirrors/7.git", request.head, Commit('9')};
  };
  Run(Announced());
  EXPECT_EQ(rounds.size(), round);
  EXPECT_EQ(5U, mirrors.fetched_blobs.size());
  EXPECT_FALSE(mailboxes.published->record.decision_key.empty());
}

TEST_F(JudgeTest, WhatIsDamagedAtItsSourceIsSaidAndIsNotTheLastWord) {
  evaluator.evaluate = [&](const EvaluateRequest&) {
    Report report = Judged(Outcome::kUnknown);
    report.damaged = true;
    return report::EvaluationAnswer{report, {}};
  };
  int renewals = 0;
  mirrors.renew = [&](const FetchRequest&) -> Result<Fetched> {
    ++renewals;
    return Error{Errc::kContent, "damaged again"};
  };
  Run(Announced());
  EXPECT_EQ(1, renewals);
  EXPECT_EQ(1U, evaluator.requests.size());
  EXPECT_EQ(DecisionOutcome::kUnknownContent, mailboxes.published->decision->outcome);
  EXPECT_TRUE(mailboxes.published->record.decision_key.empty()) << "not the last word";
  mirrors.renew = [](const FetchRequest&) -> Result<Fetched> {
    return Error{Errc::kTransient, "the forge is down"};
  };
  Run(Announced());
  EXPECT_TRUE(mailboxes.retried);
}

TEST_F(JudgeTest, TheMergeRequestsTextIsReadOnlyForRulesThatWantIt) {
  forge.merge_request.title = Untrusted("Change");
  forge.merge_request.description = Untrusted("Because.");
  Run(Announced());
  EXPECT_TRUE(evaluator.requests.at(0).facts.gathered.empty());
  services.settings.facts = {FactKind::kMergeRequestText};
  Run(Announced());
  const Facts& facts = evaluator.requests.at(1).facts;
  EXPECT_TRUE(facts.gathered.contains(FactKind::kMergeRequestText));
  EXPECT_EQ("Change\n\nBecause.", facts.facts.at(0).value.bytes());
}

TEST_F(JudgeTest, AnEditedDescriptionIsJudgedAnewAndNothingElseIs) {
  services.settings.facts = {FactKind::kMergeRequestText};
  Run(Announced());
  MailboxClaim claim = Announced();
  claim.record = mailboxes.published->record;
  Run(claim);
  EXPECT_EQ(1U, evaluator.requests.size()) << "an event about our own pipeline";
  forge.merge_request.description = Untrusted("Signed-off-by: Alex Example <alex@example.org>");
  Run(claim);
  EXPECT_EQ(2U, evaluator.requests.size());
  EXPECT_TRUE(mailboxes.published->decision);
}

TEST_F(JudgeTest, TheDefaultBranchHasNoTextOfAMergeRequest) {
  services.settings.facts = {FactKind::kMergeRequestText};
  MailboxClaim claim = Claim(Lane::kJudge);
  claim.key.iid = {0};
  Run(claim);
  EXPECT_TRUE(evaluator.requests.at(0).facts.gathered.empty());
}

TEST_F(JudgeTest, WhatAJudgementDependsOnIsInItsKey) {
  EvaluateRequest request;
  request.head = Commit('1');
  request.target = Commit('9');
  request.target_branch = Untrusted("main");
  const std::string key = KeyOf(request, "policy", false);
  EXPECT_EQ(key, KeyOf(request, "policy", false));
  EXPECT_NE(key, KeyOf(request, "another policy", false));
  EXPECT_NE(key, KeyOf(request, "policy", true));
  const std::function<void(EvaluateRequest&)> changes[] = {
      [](EvaluateRequest& other) { other.head = Commit('2'); },
      [](EvaluateRequest& other) { other.target = Commit('2'); },
      [](EvaluateRequest& other) { other.target.reset(); },
      [](EvaluateRequest& other) { other.target_branch = Untrusted("release"); },
      [](EvaluateRequest& other) { other.target_is_default = true; },
      [](EvaluateRequest& other) { other.as_of += std::chrono::days(1); },
      [](EvaluateRequest& other) { other.facts.facts = {MergeRequestTextFact("a")}; }};
  for (const auto& change : changes) {
    EvaluateRequest other = request;
    change(other);
    EXPECT_NE(key, KeyOf(other, "policy", false));
  }
  EvaluateRequest one = request;
  EvaluateRequest another = request;
  one.facts.facts = {MergeRequestTextFact("a")};
  another.facts.facts = {MergeRequestTextFact("b")};
  EXPECT_NE(KeyOf(one, "policy", false), KeyOf(another, "policy", false));
}

TEST_F(JudgeTest, AChildThatDiesTwiceIsAVerdict) {
  int deaths = 0;
  evaluator.evaluate = [&](const EvaluateRequest&) -> Result<report::EvaluationAnswer> {
    ++deaths;
    return Error{Errc::kContent, "the process ended with signal 11"};
  };
  Run(Announced());
  EXPECT_EQ(2, deaths);
  ASSERT_TRUE(mailboxes.published);
  EXPECT_EQ(DecisionOutcome::kUnknownContent, mailboxes.published->decision->outcome);
  EXPECT_EQ(StatusState::kFailed, mailboxes.published->record.status->state);
}

TEST_F(JudgeTest, AClaimThatKilledTheServiceTwiceIsNotRunAgain) {
  MailboxClaim claim = Announced();
  claim.attempts = 3;
  Run(claim);
  EXPECT_TRUE(evaluator.requests.empty());
  EXPECT_EQ(DecisionOutcome::kUnknownContent, mailboxes.published->decision->outcome);
  EXPECT_EQ(StatusState::kFailed, mailboxes.published->record.status->state);
  claim.retries = 2;  // Those ended with a word.
  Run(claim);
  EXPECT_EQ(DecisionOutcome::kPass, mailboxes.published->decision->outcome);
}

TEST_F(JudgeTest, AHeadThatMovedOnIsAnnouncedFirst) {
  forge.merge_request.head = Commit('2');
  Run(Announced());
  EXPECT_FALSE(mailboxes.published);
  EXPECT_EQ(1U, mailboxes.woken.size());
  EXPECT_TRUE(mailboxes.retried);
}

TEST_F(JudgeTest, AForgeThatIsDownIsWaitedForAndThenSaid) {
  mirrors.fetch = [](const FetchRequest&) -> Result<Fetched> {
    return Error{Errc::kTransient, "the ref lags"};
  };
  MailboxClaim claim = Announced();
  Run(claim);
  EXPECT_TRUE(mailboxes.retried);
  EXPECT_FALSE(mailboxes.published);
  claim.waiting_since = clock.wall - std::chrono::minutes(16);
  Run(claim);
  ASSERT_TRUE(mailboxes.published);
  EXPECT_EQ(DecisionOutcome::kUnknownInfrastructure, mailboxes.published->decision->outcome);
  EXPECT_EQ(StatusState::kFailed, mailboxes.published->record.status->state)
      << "the first verdict of a head is never released";
  EXPECT_EQ(1U, mailboxes.woken.size()) << "it is judged again later";
}

TEST_F(JudgeTest, AProjectIsAskedForAnewAfterAFailure) {
  Judge judge(services);
  mirrors.fetch = [](const FetchRequest& request) -> Result<Fetched> {
    if (request.path.bytes() == "group/project") return Error{Errc::kNotFound, "moved"};
    return Fetched{"/mirrors/7.git", request.head, Commit('9')};
  };
  ASSERT_TRUE(judge.Run(Announced()).ok());
  EXPECT_TRUE(mailboxes.retried);
  forge.project.path = Untrusted("town/project");
  ASSERT_TRUE(judge.Run(Announced()).ok());
  EXPECT_TRUE(mailboxes.published);
}

TEST_F(JudgeTest, AnEarlierVerdictOfTheSameHeadStandsUnlessPolicyHolds) {
  mirrors.fetch = [](const FetchRequest&) -> Result<Fetched> {
    return Error{Errc::kTransient, "down"};
  };
  MailboxClaim claim = Announced();
  claim.waiting_since = clock.wall - std::chrono::minutes(16);
  claim.record.status = StatusLine{StatusState::kSuccess, "fine", ""};
  Run(claim);
  EXPECT_EQ(StatusState::kSuccess, mailboxes.published->record.status->state);
  services.settings.release_after_patience = false;
  Run(claim);
  EXPECT_EQ(StatusState::kFailed, mailboxes.published->record.status->state);
}

TEST_F(JudgeTest, BrokenContentIsSaidAtOnce) {
  mirrors.fetch = [](const FetchRequest&) -> Result<Fetched> {
    return Error{Errc::kContent, "the repository is corrupt"};
  };
  Run(Announced());
  ASSERT_TRUE(mailboxes.published);
  EXPECT_EQ(DecisionOutcome::kUnknownContent, mailboxes.published->decision->outcome);
  EXPECT_NE(std::string::npos, mailboxes.published->record.status->text.find("corrupt"));
}

TEST_F(JudgeTest, AClosedMergeRequestIsNotJudged) {
  MailboxClaim claim = Announced();
  claim.record.open = false;
  Run(claim);
  EXPECT_TRUE(forge.calls.empty());
  EXPECT_TRUE(mailboxes.published);
  EXPECT_FALSE(mailboxes.published->decision);
}

TEST_F(JudgeTest, TheDefaultBranchIsJudgedWholeAndSilently) {
  Answer(Judged(Outcome::kFail));
  Run(OfBranch());
  ASSERT_TRUE(mailboxes.published);
  EXPECT_EQ(DecisionOutcome::kFail, mailboxes.published->decision->outcome);
  // What a merge request has to answer for is not the project's.
  ASSERT_EQ(1U, mailboxes.published->slots.size());
  EXPECT_EQ(StatusState::kSuccess, Slot(SlotKind::kIssue)->content.state);
  EXPECT_FALSE(mailboxes.published->record.status);
  EXPECT_FALSE(evaluator.requests.at(0).target);
}

TEST_F(JudgeTest, WhatTheProjectLacksIsWantedInItsIssueAfterTheQuietTime) {
  Answer(WithoutLicense());
  Run(OfBranch());
  const WantedSlot* slot = Slot(SlotKind::kIssue);
  ASSERT_NE(nullptr, slot);
  EXPECT_EQ(StatusState::kFailed, slot->content.state);
  EXPECT_EQ(std::chrono::seconds(60), slot->delay);
  EXPECT_TRUE(slot->content.text.starts_with("<!-- headwater:project 7 -->"));
  EXPECT_NE(std::string::npos, slot->content.text.find("/group/project/-/blob/main/src/a.c"));
  EXPECT_NE(std::string::npos,
            slot->content.url.find("/decisions/" + mailboxes.published->decision->id.hex));
}

TEST_F(JudgeTest, AnotherPushThatChangesNothingWantsTheSameText) {
  Answer(WithoutLicense());
  Run(OfBranch());
  const SlotContent before = Slot(SlotKind::kIssue)->content;
  mirrors.fetch = [](const FetchRequest& request) {
    return Fetched{"/mirrors/7.git", request.head, Commit('8')};
  };
  Run(OfBranch());
  EXPECT_EQ(before.text, Slot(SlotKind::kIssue)->content.text);
}

TEST_F(JudgeTest, NoIssueIsWantedWhereNobodyWantsOne) {
  Answer(WithoutLicense());
  forge.project.archived = true;
  Run(OfBranch());
  EXPECT_EQ(nullptr, Slot(SlotKind::kIssue));
  forge.project.archived = false;
  services.settings.project_issue = false;
  Run(OfBranch());
  EXPECT_EQ(nullptr, Slot(SlotKind::kIssue));
}

TEST_F(JudgeTest, ADefaultBranchThatCannotBeReadLeavesTheIssueAsItIs) {
  Report report = WithoutLicense();
  report.problem = Untrusted("too deep");
  Answer(report);
  Run(OfBranch());
  EXPECT_EQ(nullptr, Slot(SlotKind::kIssue));
  mirrors.fetch = [](const FetchRequest&) { return Error{Errc::kContent, "corrupt"}; };
  Run(OfBranch());
  EXPECT_EQ(nullptr, Slot(SlotKind::kIssue));
}

TEST_F(JudgeTest, AMergeRequestWantsNoIssueForTheProject) {
  Answer(WithoutLicense());
  Run(Announced());
  EXPECT_EQ(nullptr, Slot(SlotKind::kIssue));
}

MailboxClaim BranchClaim(MailboxClaim claim) {
  claim.key.iid = {0};
  return claim;
}

TEST_F(JudgeTest, OfAnEmptyRepositoryNothingIsSaidAndItIsLeft) {
  MailboxClaim claim = BranchClaim(Claim(Lane::kJudge));
  claim.record.decision = {"before"};
  forge.project.empty = true;
  Run(claim);
  ASSERT_TRUE(mailboxes.published);
  EXPECT_FALSE(mailboxes.published->decision);
  EXPECT_EQ("before", mailboxes.published->record.decision.hex);
  EXPECT_TRUE(mailboxes.woken.empty() && evaluator.requests.empty());
}

TEST_F(JudgeTest, AProjectThatIsGoneIsBelievedToBeSoAfterSomeTriesAndLeft) {
  forge.fail = [](const std::string&) { return Error{Errc::kNotFound, "404"}; };
  MailboxClaim claim = BranchClaim(Claim(Lane::kJudge));
  claim.retries = 4;
  Run(claim);
  EXPECT_TRUE(mailboxes.retried);
  claim.retries = 5;
  claim.attempts = 6;
  Run(claim);
  ASSERT_TRUE(mailboxes.published);
  EXPECT_FALSE(mailboxes.published->decision);
  EXPECT_TRUE(mailboxes.woken.empty());
}

TEST_F(JudgeTest, AProjectThatIsForbiddenIsSaidToBeSoAndLeft) {
  forge.fail = [](const std::string&) { return Error{Errc::kDenied, "403"}; };
  MailboxClaim claim = BranchClaim(Claim(Lane::kJudge));
  Run(claim);
  EXPECT_TRUE(mailboxes.retried) << "a token may be changed";
  claim.waiting_since = clock.wall - std::chrono::minutes(16);
  Run(claim);
  ASSERT_TRUE(mailboxes.published);
  EXPECT_EQ(DecisionOutcome::kUnknownInfrastructure, mailboxes.published->decision->outcome);
  EXPECT_TRUE(mailboxes.woken.empty());
}

TEST_F(JudgeTest, WhatWokeABranchMayBeThatItsProjectHasChanged) {
  Judge judge(services);
  const MailboxClaim claim = BranchClaim(Claim(Lane::kJudge));
  ASSERT_TRUE(judge.Run(claim).ok());
  forge.project.repository = Visibility::kPrivate;
  Answer(Judged(Outcome::kFail));
  ASSERT_TRUE(judge.Run(claim).ok());
  ASSERT_TRUE(mailboxes.published && mailboxes.published->decision);
  EXPECT_FALSE(mailboxes.published->decision->shown_to_all);
}

TEST_F(JudgeTest, NoPageIsLinkedForAProjectWhoseCodeNotEverybodyReads) {
  Answer(Judged(Outcome::kFail));
  forge.project.repository = Visibility::kPrivate;
  Run(Announced());
  EXPECT_TRUE(mailboxes.published->record.status->url.empty());
  EXPECT_FALSE(mailboxes.published->decision->shown_to_all);
  EXPECT_EQ(std::string::npos, Slot(SlotKind::kNote)->content.text.find("/decisions/"));
}

class PrivateLinkTest : public JudgeTest {
 protected:
  PrivateLinkTest() {
    std::filesystem::remove(file);
    links = PageLinks::Open(file, std::chrono::hours(30 * 24), clock).value();
    services.links = links.get();
    forge.project.repository = Visibility::kPrivate;
    Answer(Judged(Outcome::kFail));
  }
  /// Judged again, after the decision of before; where it leads.
  std::string LinkAfterJudging() {
    MailboxClaim claim = Announced();
    if (mailboxes.published) claim.record.decision = mailboxes.published->record.decision;
    mailboxes.published.reset();
    Run(claim);
    if (!mailboxes.published) return "";
    if (mailboxes.published->decision) {
      decisions.all.insert(decisions.all.begin(), *mailboxes.published->decision);
    }
    return mailboxes.published->record.status->url;
  }

  const std::string file =
      testing::TempDir() + testing::UnitTest::GetInstance()->current_test_info()->name() + ".keys";
  std::unique_ptr<PageLinks> links;
};

TEST_F(PrivateLinkTest, APageThatNotEverybodyReadsIsLinkedWithATicket) {
  const std::string url = LinkAfterJudging();
  const DecisionId id = mailboxes.published->record.decision;
  const std::string before = "https://headwater.example.org/decisions/" + id.hex + "/";
  ASSERT_TRUE(url.starts_with(before)) << url;
  EXPECT_EQ(TicketState::kValid, links->Check(id, url.substr(before.size())));
  EXPECT_NE(std::string::npos, Slot(SlotKind::kNote)->content.text.find(url));
}

TEST_F(PrivateLinkTest, TheLinkStaysAsItIsUntilItHasExpired) {
  const std::string url = LinkAfterJudging();
  clock.wall += std::chrono::hours(29 * 24);
  EXPECT_EQ(url, LinkAfterJudging()) << "another day's judgement that says the same";
  clock.wall += std::chrono::hours(2 * 24);
  EXPECT_NE(url, LinkAfterJudging()) << "and a fresh one where it leads nowhere any more";
}

TEST_F(PrivateLinkTest, AProjectThatOpensOrClosesGetsTheOtherKindOfLink) {
  const std::string ticket = LinkAfterJudging();
  forge.project.repository = Visibility::kPublic;
  clock.wall += std::chrono::hours(24);
  const std::string plain = LinkAfterJudging();
  EXPECT_TRUE(plain.ends_with("/decisions/" + mailboxes.published->record.decision.hex)) << plain;
  forge.project.repository = Visibility::kInternal;
  clock.wall += std::chrono::hours(24);
  const std::string closed = LinkAfterJudging();
  EXPECT_NE(ticket, closed);
  EXPECT_NE(std::string::npos,
            closed.find("/decisions/" + mailboxes.published->record.decision.hex + "/"));
}

TEST_F(JudgeTest, AThreadOnTheLinesIsWantedWithTheDecisionThatTellsOfIt) {
  Report report = Judged(Outcome::kFail);
  report.rules[0].answer.findings[0].fingerprint = std::string(32, 'a');
  LineSuggestion suggestion;
  suggestion.fingerprint = std::string(32, 'a');
  suggestion.path = Untrusted("src/a.c");
  suggestion.lines = {1, 1};
  suggestion.text = Untrusted("// header\nint a;");
  evaluator.evaluate = [&](const EvaluateRequest&) {
    return report::EvaluationAnswer{report, {}, {suggestion}};
  };
  Run(Announced());
  const WantedSlot* slot = Slot(SlotKind::kSuggestion);
  ASSERT_NE(nullptr, slot);
  EXPECT_EQ(suggestion.fingerprint, slot->fingerprint);
  EXPECT_EQ(Slot(SlotKind::kNote)->delay, slot->delay);
  EXPECT_NE(std::string::npos,
            Slot(SlotKind::kNote)->content.text.find("Apply the suggestion at the lines"));
  EXPECT_NE(std::string::npos, mailboxes.published->decision->record.find("\"offered\": [\n"));
}

TEST_F(JudgeTest, WhatCouldNotBeJudgedLeavesTheThreadsAlone) {
  mailboxes.suggestions = {{std::string(32, 'a'), {StatusState::kFailed, "text", ""}, ""}};
  mirrors.fetch = [](const FetchRequest&) { return Error{Errc::kContent, "corrupt"}; };
  Run(Announced());
  ASSERT_TRUE(mailboxes.published);
  EXPECT_EQ(nullptr, Slot(SlotKind::kSuggestion));
}

}  // namespace
}  // namespace headwater::jobs
