// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

// How a judgement asks external rules between two evaluations.

#include <gtest/gtest.h>

#include "headwater/registry.h"
#include "service/config/effective_policy.h"
#include "service/jobs/judge.h"
#include "tests/service/jobs/service_fixture.h"

namespace headwater::jobs {
namespace {

using fakes::Commit;

class FakeExternalRules final : public ExternalRules {
 public:
  ExternalAnswer Ask(const ExternalQuestion& question) override {
    questions.push_back(question);
    return answer;
  }

  ExternalAnswer answer{std::nullopt, R"({"contract":1,"verdict":"pass"})"};
  std::vector<ExternalQuestion> questions;
};

class JudgeExternalTest : public testing::Test, protected ServiceFixture {
 protected:
  JudgeExternalTest() {
    mirrors.fetch = [](const FetchRequest& request) {
      return Fetched{"/mirrors/7.git", request.head, Commit('9'), Commit('5')};
    };
    evaluator.evaluate = [this](const EvaluateRequest& request) {
      report::EvaluationAnswer answer{{}, {true, true}};
      answer.report.outcome = Outcome::kPass;
      if (!FindExternalAnswer(request.facts, "external/desk")) answer.asks = asks;
      return answer;
    };
    config::LayerSources sources;
    sources.instance = {"instance.yml",
                        "contact: c\nowners: [o]\nexternal:\n"
                        "  desk: {title: T, why: W, fix: F, sends: [title]}\n"};
    services.settings.layers = std::make_shared<LiveLayers>(std::make_shared<config::PolicyLayers>(
        config::PolicyLayers::Load(sources, {AllRules(), ShippedRuleSets()}).value()));
    services.external = &external;
  }

  void Run() {
    mailboxes.published.reset();
    MailboxClaim claim = Claim(Lane::kJudge);
    claim.record.head = Commit('1');
    claim.record.target_branch = forge.merge_request.target_branch.bytes();
    claim.record.head_since = clock.wall;
    const Status status = Judge(services).Run(claim);
    ASSERT_TRUE(status.ok()) << status.error().message;
    ASSERT_TRUE(mailboxes.published);
  }

  FakeExternalRules external;
  std::vector<ExternalAsk> asks = {{"external/desk", R"({"files":[]})"}};
};

TEST_F(JudgeExternalTest, WhatTheEvaluatorWantsAskedIsAskedAndTheAnswerIsAFact) {
  Run();
  ASSERT_EQ(1U, external.questions.size());
  const ExternalQuestion& question = external.questions[0];
  EXPECT_EQ(asks[0], question.ask);
  EXPECT_EQ(3, question.merge_request);
  EXPECT_EQ(Commit('1'), question.head);
  EXPECT_EQ(forge.merge_request.title, question.title);
  EXPECT_FALSE(question.description.has_value()) << "the policy does not send it";
  ASSERT_EQ(2U, evaluator.requests.size());
  EXPECT_EQ(external.answer.bytes,
            FindExternalAnswer(evaluator.requests[1].facts, "external/desk")->bytes);
  EXPECT_FALSE(mailboxes.published->record.decision_key.empty());
}

TEST_F(JudgeExternalTest, NobodyIsAskedWhatNoPolicyNames) {
  asks = {{"external/other", "{}"}, {"pattern/desk", "{}"}};
  Run();
  EXPECT_TRUE(external.questions.empty());
  EXPECT_EQ(1U, evaluator.requests.size());
}

TEST_F(JudgeExternalTest, WithoutAnAnswerTheJudgementIsNotTheLastWord) {
  external.answer = {ExternalProblem::kTooLate, ""};
  Run();
  EXPECT_EQ(ExternalProblem::kTooLate,
            FindExternalAnswer(evaluator.requests.at(1).facts, "external/desk")->problem);
  EXPECT_TRUE(mailboxes.published->record.decision_key.empty());
}

TEST_F(JudgeExternalTest, AServiceThatAsksNobodyEvaluatesOnce) {
  services.external = nullptr;
  Run();
  EXPECT_EQ(1U, evaluator.requests.size());
}

}  // namespace
}  // namespace headwater::jobs
