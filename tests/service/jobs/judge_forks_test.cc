// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>

#include "headwater/registry.h"
#include "service/jobs/judge.h"
#include "service/jobs/pages.h"
#include "service/report/decision_json.h"
#include "tests/fakes/fake_commands.h"
#include "tests/fakes/fake_forks.h"
#include "tests/service/jobs/service_fixture.h"

namespace headwater::jobs {
namespace {

using fakes::Commit;

class JudgeForksTest : public testing::Test, protected ServiceFixture {
 protected:
  JudgeForksTest() {
    services.forks = &radar;
    services.settings.facts = {FactKind::kForks};
    mirrors.fetch = [](const FetchRequest& request) {
      return Fetched{"/mirrors/7.git", request.head, Commit('9')};
    };
    evaluator.evaluate = [this](const EvaluateRequest&) {
      return report::EvaluationAnswer{Judged(), {true, true}};
    };
    radar.view.facts.relations.push_back({.project = Untrusted("two/b"), .url = {}});
    forge.merge_request.author = {9};
  }

  Report Judged() const {
    Report report;
    report.repository = Untrusted("group/project");
    report.bases = {Commit('5')};
    report.policy = Untrusted("preset:strict");
    report.policy_hash = "hash";
    report.outcome = Outcome::kPass;
    RuleResult rule;
    rule.info = &FindRule("fork/origin-hint")->info;
    rule.mode.value = rule.effective_mode = mode;
    rule.answer.verdict = Verdict::kFail;
    Finding finding;
    finding.message = {"theirs-one",
                       {{"project", Untrusted("two/b")},
                        {"address", Untrusted("two/b")},
                        {"files", Untrusted("a.c")}}};
    rule.answer.findings.push_back(finding);
    report.rules.push_back(rule);
    return report;
  }

  MailboxClaim Announced(int64_t iid) const {
    MailboxClaim claim = Claim(Lane::kJudge);
    claim.key.iid = {iid};
    claim.record.head = Commit('1');
    claim.record.target_branch = "main";
    claim.record.head_since = clock.wall;
    return claim;
  }

  void Run(const MailboxClaim& claim) {
    const Status status = Judge(services).Run(claim);
    ASSERT_TRUE(status.ok()) << status.error().message;
  }

  int StatusOfPage() {
    decisions.all = {*mailboxes.published->decision};
    DecisionPages pages({.decisions = decisions,
                         .rules = AllRules(),
                         .language = Language::kEnglish,
                         .forks = &radar});
    HttpRequest request;
    request.method = "GET";
    request.path = "/decisions/" + mailboxes.published->decision->id.hex;
    return pages.Handle(request).status;
  }

  SlotContent Note() const {
    for (const WantedSlot& slot : mailboxes.published->slots) {
      if (slot.kind == SlotKind::kNote) return slot.content;
    }
    return {};
  }

  fakes::FakeRadar radar;
  fakes::FakeCommandQueue queue;
  Mode mode = Mode::kHint;
};

TEST_F(JudgeForksTest, WhatPeopleHaveAnsweredIsToldToTheRules) {
  services.commands = &queue;
  SimilarProject same;
  same.name = Untrusted("city/same");
  radar.view.facts.similar.push_back(same);
  Run(Announced(3));
  const std::string key = mailboxes.published->record.decision_key;
  EXPECT_TRUE(evaluator.requests.back().facts.forks->answered.empty());
  EXPECT_EQ(1U, evaluator.requests.back().facts.forks->similar.size());
  queue.answers = {"", "two/b"};
  Run(Announced(3));
  ASSERT_EQ(1U, evaluator.requests.back().facts.forks->answered.size());
  EXPECT_EQ("two/b", evaluator.requests.back().facts.forks->answered[0].bytes());
  EXPECT_TRUE(evaluator.requests.back().facts.forks->similar.empty()) << "it stands beside them";
  EXPECT_NE(key, mailboxes.published->record.decision_key) << "and judged anew";
}

TEST_F(JudgeForksTest, TheLanguageOfAMergeRequestIsItsOwn) {
  services.commands = &queue;
  services.settings.bot_name = "headwater-bot";
  Run(Announced(3));
  const std::string key = mailboxes.published->record.decision_key;
  EXPECT_NE(std::string::npos, Note().text.find("`@headwater-bot wrong fork/origin-hint: short"));
  queue.wishes.language = Language::kGerman;
  Run(Announced(3));
  EXPECT_NE(std::string::npos, Note().text.find("`@headwater-bot falsch fork/origin-hint: kurze"));
  EXPECT_NE(std::string::npos, mailboxes.published->record.status->text.find("in Ordnung"));
  EXPECT_NE(key, mailboxes.published->record.decision_key);
}

TEST_F(JudgeForksTest, WhereItIsToBeQuietNoCommentIsBegun) {
  services.commands = &queue;
  Run(Announced(3));
  EXPECT_EQ(StatusState::kFailed, Note().state) << "one is created";
  queue.wishes.quiet = true;
  Run(Announced(3));
  EXPECT_EQ(StatusState::kSuccess, Note().state) << "one that is there is edited";
  EXPECT_NE(std::string::npos, Note().text.find("One point is open")) << "and says so";
}

TEST_F(JudgeForksTest, TheEvaluatorIsToldWhatTheIndexKnowsOfTheHead) {
  Run(Announced(3));
  ASSERT_EQ(evaluator.requests.size(), 1U);
  const Facts& facts = evaluator.requests[0].facts;
  EXPECT_TRUE(facts.gathered.contains(FactKind::kForks));
  ASSERT_TRUE(facts.forks);
  EXPECT_EQ(facts.forks->relations[0].project.bytes(), "two/b");
  EXPECT_EQ(radar.asked_head, Commit('1'));
}

TEST_F(JudgeForksTest, WhatOthersAreNowIsJudgedAnew) {
  Run(Announced(3));
  const std::string key = mailboxes.published->record.decision_key;
  radar.view.facts.relations.clear();
  Run(Announced(3));
  EXPECT_NE(mailboxes.published->record.decision_key, key);
}

TEST_F(JudgeForksTest, ContentsThatTheIndexLacksAreBroughtOnce) {
  radar.lacking_once = {*BlobId::FromHex(std::string(40, 'a'))};
  Run(Announced(3));
  EXPECT_EQ(mirrors.fetched_blobs.size(), 1U);
  EXPECT_TRUE(evaluator.requests.at(0).facts.forks->unknown_because.view().empty());
}

TEST_F(JudgeForksTest, ContentsThatNobodyHasMakeItUnknown) {
  radar.view.lacking = {*BlobId::FromHex(std::string(40, 'a'))};
  Run(Announced(3));
  EXPECT_EQ(evaluator.requests.at(0).facts.forks->unknown_because.view(), kForksTooLarge.view());
}

TEST_F(JudgeForksTest, WhoIsToldWhereFilesComeFromIsNoted) {
  Run(Announced(3));
  ASSERT_EQ(radar.told.size(), 1U);
  EXPECT_EQ(radar.told[0].first.iid, MergeRequestIid{3});
  EXPECT_EQ(radar.told[0].second, UserId{9});
}

TEST_F(JudgeForksTest, WhatNobodyReadsWasToldToNobody) {
  mode = Mode::kObserve;
  Run(Announced(3));
  EXPECT_TRUE(radar.told.empty());
  mode = Mode::kHint;
  forge.merge_request.draft = true;
  Run(Announced(3));
  EXPECT_TRUE(radar.told.empty());
}

TEST_F(JudgeForksTest, NothingIsSaidBeforeTheFirstComparisonHasEnded) {
  radar.view.facts.unknown_because = kForksUnderWay;
  evaluator.evaluate = [this](const EvaluateRequest&) {
    Report report = Judged();
    report.outcome = Outcome::kUnknown;
    report.waiting = true;
    return report::EvaluationAnswer{report, {true, true}};
  };
  Run(Announced(3));
  EXPECT_EQ(mailboxes.published->record.status->state, StatusState::kRunning);
  EXPECT_NE(mailboxes.published->record.status->text.find("comparing"), std::string::npos);
  MailboxClaim announced = Announced(3);
  announced.record.status = StatusLine{StatusState::kRunning, "running", ""};
  Run(announced);
  EXPECT_EQ(mailboxes.published->record.status->text, "running") << "it says enough";
  EXPECT_TRUE(mailboxes.published->slots.empty());
  clock.Advance(services.settings.pipeline_patience);
  MailboxClaim late = Announced(3);
  late.record.head_since -= services.settings.pipeline_patience;
  Run(late);
  EXPECT_NE(mailboxes.published->record.status->state, StatusState::kRunning);
}

TEST_F(JudgeForksTest, WhatWasSaidBeforeIsCorrectedWithoutWaiting) {
  radar.view.facts.unknown_because = kForksUnderWay;
  evaluator.evaluate = [this](const EvaluateRequest&) {
    Report report = Judged();
    report.outcome = Outcome::kUnknown;
    report.waiting = true;
    return report::EvaluationAnswer{report, {true, true}};
  };
  MailboxClaim told = Announced(3);
  told.record.decision = {"before"};
  told.record.decision_key = "key";
  Run(told);
  EXPECT_FALSE(mailboxes.published->slots.empty());
}

TEST_F(JudgeForksTest, ABranchTellsTheIndexWhatTheProjectIsNow) {
  Run(Announced(0));
  EXPECT_EQ(radar.heard, std::vector<ProjectId>{{7}});
  EXPECT_TRUE(radar.told.empty());
}

TEST_F(JudgeForksTest, AProjectThatIsGoneIsForgotten) {
  forge.fail = [](const std::string& call) -> std::optional<Error> {
    if (call == "project") return Error{Errc::kNotFound, "404"};
    return std::nullopt;
  };
  (void)Judge(services).Run(Announced(0));
  EXPECT_EQ(radar.gone, std::vector<ProjectId>{{7}});
}

TEST_F(JudgeForksTest, ADecisionIsNotShownOnceItNamesWhatIsNoLongerPublic) {
  Run(Announced(3));
  EXPECT_EQ(StatusOfPage(), 200);
  radar.shows = false;
  EXPECT_EQ(StatusOfPage(), 404);
}

TEST_F(JudgeForksTest, ADecisionThatIsNotShownIsLinkedNoMore) {
  Run(Announced(3));
  MailboxClaim again = Announced(3);
  again.record.decision = mailboxes.published->decision->id;
  decisions.all = {*mailboxes.published->decision};
  Run(again);
  EXPECT_FALSE(mailboxes.published->decision.has_value()) << "it says the same";
  radar.shows = false;
  Run(again);
  EXPECT_TRUE(mailboxes.published->decision.has_value());
}

}  // namespace
}  // namespace headwater::jobs
