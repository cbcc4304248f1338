// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

// What the platform's policy makes of projects and branches: who takes part, since when, and where
// a project's own file may loosen anything.

#include <gtest/gtest.h>

#include "headwater/registry.h"
#include "service/config/effective_policy.h"
#include "service/jobs/announcer.h"
#include "service/jobs/judge.h"
#include "tests/fakes/fake_policy_book.h"
#include "tests/service/jobs/service_fixture.h"

namespace headwater::jobs {
namespace {

using fakes::Commit;
using std::chrono::hours;

std::shared_ptr<const config::PolicyLayers> Layers(const std::string& instance) {
  config::LayerSources sources;
  sources.instance = {"instance.yml", "contact: c\nowners: [o]\n" + instance};
  return std::make_shared<config::PolicyLayers>(
      config::PolicyLayers::Load(sources, {AllRules(), ShippedRuleSets()}).value());
}

class JudgePolicyTest : public testing::Test, protected ServiceFixture {
 protected:
  JudgePolicyTest() {
    mirrors.fetch = [](const FetchRequest& request) {
      return Fetched{"/mirrors/7.git", request.head, Commit('9'), Commit('5')};
    };
    evaluator.evaluate = [this](const EvaluateRequest&) {
      if (on_evaluate) on_evaluate();
      Report report;
      report.outcome = Outcome::kPass;
      return report::EvaluationAnswer{report, {true, true}};
    };
    services.policies = &book;
    services.settings.layers = live;
    book.begun = clock.wall - hours(24);
    forge.merge_request.created_at = clock.wall;
  }

  MailboxClaim Announced() const {
    MailboxClaim claim = Claim(Lane::kJudge);
    claim.record.head = Commit('1');
    claim.record.target_branch = forge.merge_request.target_branch.bytes();
    claim.record.head_since = clock.wall;
    return claim;
  }
  void Run(const MailboxClaim& claim) {
    mailboxes.published.reset();
    evaluator.requests.clear();
    const Status status = Judge(services).Run(claim);
    ASSERT_TRUE(status.ok()) << status.error().message;
    ASSERT_TRUE(mailboxes.published);
  }
  bool IsOnlyObserved() {
    Run(Announced());
    EXPECT_EQ(evaluator.requests.size(), 1U);
    return !evaluator.requests.empty() && evaluator.requests[0].observe_only;
  }
  std::string Rights() {
    Run(Announced());
    const std::string& record = mailboxes.published->decision->record;
    const std::string key = "\"target_rights\": \"";
    const size_t at = record.find(key);
    if (at == std::string::npos) return record;
    const std::string rest = record.substr(at + key.size());
    return rest.substr(0, rest.find('"'));
  }

  std::function<void()> on_evaluate;
  fakes::FakePolicyBook book;
  std::shared_ptr<LiveLayers> live = std::make_shared<LiveLayers>(Layers(""));
};

TEST_F(JudgePolicyTest, AProjectThatTakesNoPartHearsNothing) {
  live->Put(Layers("enrolment: {exclude: ['group/**']}\n"));
  Run(Announced());
  EXPECT_TRUE(evaluator.requests.empty());
  EXPECT_FALSE(mailboxes.published->record.status.has_value());
  EXPECT_TRUE(mailboxes.published->slots.empty());
  EXPECT_FALSE(mailboxes.published->decision.has_value());
  EXPECT_EQ(book.places.at({7}).reason,
            "enrolment.exclude: its path is left out (instance.yml:3:22)");
}

TEST_F(JudgePolicyTest, AProjectThatTakesNoPartIsNotAnnouncedEither) {
  live->Put(Layers("enrolment: {exclude: ['group/**']}\n"));
  ASSERT_TRUE(Announcer(services).Run(Claim(Lane::kAnnounce)).ok());
  ASSERT_TRUE(mailboxes.announced);
  EXPECT_FALSE(mailboxes.announced->record.status.has_value());
  live->Put(Layers(""));
  ASSERT_TRUE(Announcer(services).Run(Claim(Lane::kAnnounce)).ok());
  EXPECT_TRUE(mailboxes.announced->record.status.has_value());
}

TEST_F(JudgePolicyTest, WhoeverTakesNoPartAnyMoreIsNotHeldForEver) {
  Run(Announced());
  MailboxClaim claim = Announced();
  claim.record.status = StatusLine{StatusState::kFailed, "red", ""};
  claim.record.decision = {"abc"};
  live->Put(Layers("enrolment: {exclude: ['group/**']}\n"));
  Run(claim);
  EXPECT_EQ(mailboxes.published->record.status->state, StatusState::kSuccess);
  ASSERT_EQ(mailboxes.published->slots.size(), 2U);
  EXPECT_EQ(mailboxes.published->slots[0].content.state, StatusState::kSuccess);
  EXPECT_EQ(book.audited.back().kind, AuditKind::kEnrolled);
}

TEST_F(JudgePolicyTest, TheIssueOfAProjectThatTakesNoPartIsClosed) {
  live->Put(Layers("enrolment: {exclude: ['group/**']}\n"));
  MailboxClaim claim = Claim(Lane::kJudge);
  claim.key.iid = {0};
  Run(claim);
  EXPECT_TRUE(mailboxes.published->slots.empty()) << "nothing was ever said";
  claim.record.decision = {"abc"};
  Run(claim);
  ASSERT_EQ(mailboxes.published->slots.size(), 1U);
  EXPECT_EQ(mailboxes.published->slots[0].kind, SlotKind::kIssue);
  EXPECT_EQ(mailboxes.published->slots[0].content.state, StatusState::kSuccess);
}

TEST_F(JudgePolicyTest, WhatWasOpenAtEnrolmentIsOnlyObserved) {
  forge.merge_request.created_at = book.begun - hours(1);
  forge.version.created_at = book.begun - hours(1);
  EXPECT_TRUE(IsOnlyObserved());
}

TEST_F(JudgePolicyTest, WhatWasOpenedSinceIsNot) {
  forge.merge_request.created_at = book.begun + hours(1);
  forge.version.created_at = book.begun + hours(1);
  EXPECT_FALSE(IsOnlyObserved());
  EXPECT_EQ(std::count(forge.calls.begin(), forge.calls.end(), "version"), 0) << "nobody need ask";
}

TEST_F(JudgePolicyTest, ANewVersionEndsTheGrace) {
  forge.merge_request.created_at = book.begun - hours(1);
  forge.version.created_at = book.begun + hours(1);
  EXPECT_FALSE(IsOnlyObserved()) << "pushed to, retargeted or opened again";
}

TEST_F(JudgePolicyTest, ThirtyDaysEndTheGrace) {
  forge.merge_request.created_at = book.begun - hours(1);
  forge.version.created_at = book.begun - hours(1);
  clock.wall = book.begun + kGrace - hours(1);
  EXPECT_TRUE(IsOnlyObserved());
  clock.wall = book.begun + kGrace;
  EXPECT_FALSE(IsOnlyObserved());
}

TEST_F(JudgePolicyTest, AVersionThatCannotBeReadGivesNoGrace) {
  forge.merge_request.created_at = book.begun - hours(1);
  forge.fail = [](const std::string& call) -> std::optional<Error> {
    if (call == "version") return Error{Errc::kDenied, "no"};
    return std::nullopt;
  };
  EXPECT_FALSE(IsOnlyObserved());
}

TEST_F(JudgePolicyTest, AProjectThatIsLetInLaterBeginsThen) {
  live->Put(Layers("enrolment: {exclude: ['group/**']}\n"));
  Run(Announced());
  forge.merge_request.created_at = clock.wall;
  forge.version.created_at = clock.wall;
  clock.Advance(hours(48));
  live->Put(Layers(""));
  EXPECT_TRUE(IsOnlyObserved());
  EXPECT_EQ(book.places.at({7}).enrolled_since, clock.wall);
  EXPECT_EQ(book.audited.back().detail, FormatTime(clock.wall) + " takes part");
}

TEST_F(JudgePolicyTest, AProjectThatIsNewItselfBeganWhenItWasMade) {
  forge.project.created_at = clock.wall - hours(2);
  forge.merge_request.created_at = clock.wall - hours(1);
  forge.version.created_at = clock.wall - hours(1);
  EXPECT_FALSE(IsOnlyObserved());
}

TEST_F(JudgePolicyTest, ObservedOnlyIsAnotherJudgement) {
  forge.merge_request.created_at = book.begun - hours(1);
  forge.version.created_at = book.begun - hours(1);
  Run(Announced());
  const std::string key = mailboxes.published->record.decision_key;
  forge.version.created_at = clock.wall;
  Run(Announced());
  EXPECT_NE(key, mailboxes.published->record.decision_key);
}

TEST_F(JudgePolicyTest, APolicyThatChangedMeanwhileIsLookedAtAgain) {
  on_evaluate = [this] { live->Put(Layers("rules: {license/changed: gate}\n")); };
  Run(Announced());
  EXPECT_EQ(mailboxes.woken, (std::vector{MailboxKey{{7}, {3}}}));
  on_evaluate = nullptr;
  mailboxes.woken.clear();
  Run(Announced());
  EXPECT_TRUE(mailboxes.woken.empty());
}

TEST_F(JudgePolicyTest, TheDefaultBranchIsAskedForNoProtection) {
  EXPECT_EQ(Rights(), "default");
  EXPECT_EQ(std::count(forge.calls.begin(), forge.calls.end(), "protected_branches"), 0);
}

TEST_F(JudgePolicyTest, ABranchThatOnlyMaintainersReachMayLoosen) {
  forge.merge_request.target_branch = Untrusted("release/2");
  forge.protected_branches = {{Untrusted("release/*"), true}};
  EXPECT_EQ(Rights(), "protected");
  EXPECT_TRUE(evaluator.requests[0].target_is_protected);
}

TEST_F(JudgePolicyTest, ABranchThatDevelopersReachMayNot) {
  forge.merge_request.target_branch = Untrusted("release/2");
  forge.protected_branches = {{Untrusted("release/*"), true}, {Untrusted("*/2"), false}};
  EXPECT_EQ(Rights(), "open");
  EXPECT_FALSE(evaluator.requests[0].target_is_protected);
  forge.protected_branches = {};
  EXPECT_EQ(Rights(), "open");
}

TEST_F(JudgePolicyTest, WhatTheBotMayNotReadIsNotProtectedAndSaysSo) {
  forge.merge_request.target_branch = Untrusted("release/2");
  forge.fail = [](const std::string& call) -> std::optional<Error> {
    if (call == "protected_branches") return Error{Errc::kDenied, "403"};
    return std::nullopt;
  };
  EXPECT_EQ(Rights(), "unreadable");
  EXPECT_FALSE(evaluator.requests[0].target_is_protected);
}

TEST_F(JudgePolicyTest, WhatMayPassIsAskedAgain) {
  forge.merge_request.target_branch = Untrusted("release/2");
  forge.fail = [](const std::string& call) -> std::optional<Error> {
    if (call == "protected_branches") return Error{Errc::kTransient, "502"};
    return std::nullopt;
  };
  ASSERT_TRUE(Judge(services).Run(Announced()).ok());
  EXPECT_FALSE(mailboxes.published);
  EXPECT_TRUE(mailboxes.retried);
}

TEST(IsProtected, AStarStandsForAnyRunSlashesIncluded) {
  const auto fits = [](const char* pattern, const char* name) {
    return IsProtected({{Untrusted(pattern), true}}, Untrusted(name));
  };
  EXPECT_TRUE(fits("main", "main"));
  EXPECT_FALSE(fits("main", "Main"));
  EXPECT_FALSE(fits("main", "main2"));
  EXPECT_TRUE(fits("*", "a/b"));
  EXPECT_TRUE(fits("release/*", "release/1/2"));
  EXPECT_FALSE(fits("release/*", "release"));
  EXPECT_TRUE(fits("*-stable", "17-0-stable"));
  EXPECT_TRUE(fits("a*b*c", "aXbbYc"));
  EXPECT_FALSE(fits("a*b*c", "aXcYb"));
  EXPECT_FALSE(fits("", "a"));
  const std::string long_name(4'000, 'a');
  EXPECT_FALSE(fits("*a*a*a*a*a*a*a*a*b", long_name.c_str())) << "and takes no time";
}

}  // namespace
}  // namespace headwater::jobs
