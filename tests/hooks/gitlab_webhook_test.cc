// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "hooks/gitlab_webhook.h"

#include <gtest/gtest.h>

#include <utility>

#include "tests/hooks/hook_fakes.h"

namespace headwater::hooks {
namespace {

/// Remembers what it was told, and fails on demand.
class FakeInbox final : public Inbox {
 public:
  Result<Recorded> Record(std::string_view delivery_key, std::span<const Wake> wakes) override {
    if (failure) return *failure;
    keys.emplace_back(delivery_key);
    count += wakes.size();
    for (const Wake& wake : wakes) trace_id = wake.trace_id;
    return keys.size() > 1 && keys.front() == keys.back() ? Recorded::kDuplicate : Recorded::kNew;
  }

  std::optional<Error> failure;
  std::vector<std::string> keys;
  size_t count = 0;
  std::string trace_id;  ///< Of the last wake.
};

class GitlabWebhookTest : public testing::Test {
 protected:
  GitlabWebhookTest()
      : webhook_({.secrets = {&tokens_, nullptr},
                  .clock = clock_,
                  .inbox = inbox_,
                  .nudge = [this] { ++nudges_; },
                  .self = [] { return Self{UserId{77}}; },
                  .on_refused = [this](const Refusal& refusal) { refusals_.push_back(refusal); }}) {
  }

  static HttpRequest Delivery(std::string body) {
    HttpRequest request;
    request.method = "POST";
    request.path = "/hooks/gitlab";
    request.headers = {{"Content-Type", "application/json"},
                       {"X-Gitlab-Token", "the-token"},
                       {"Idempotency-Key", "b2d2e8d0-4a55-4a0e-9f52-1a2f3c4d5e6f"}};
    request.body = std::move(body);
    request.peer = "192.0.2.7";
    return request;
  }

  /// As the server asks: the head first.
  HttpResponse Send(const HttpRequest& request) {
    HttpRequest head = request;
    head.body.clear();
    std::optional<HttpResponse> answer = webhook_.Screen(head);
    return answer ? *answer : webhook_.Handle(request);
  }

  FakeClock clock_;
  FakeSecretFile tokens_{{"the-token"}};
  FakeInbox inbox_;
  int nudges_ = 0;
  std::vector<Refusal> refusals_;
  GitlabWebhook webhook_;
};

TEST_F(GitlabWebhookTest, AnEventIsRecordedBeforeItIsAnswered) {
  const HttpResponse response = Send(Delivery(Payload("merge_request_open")));
  EXPECT_EQ(200, response.status);
  EXPECT_EQ("evaluate: opened\n", response.body);
  EXPECT_EQ(std::vector<std::string>{"b2d2e8d0-4a55-4a0e-9f52-1a2f3c4d5e6f"}, inbox_.keys);
  EXPECT_EQ(1U, inbox_.count);
  EXPECT_EQ(1, nudges_);
  EXPECT_TRUE(response.authenticated);
}

TEST_F(GitlabWebhookTest, TheWorkBelongsToTheTraceOfTheDelivery) {
  HttpRequest request = Delivery(Payload("merge_request_open"));
  request.headers.push_back(
      {"traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"});
  EXPECT_EQ(200, Send(request).status);
  EXPECT_EQ("4bf92f3577b34da6a3ce929d0e0e4736", inbox_.trace_id);
  request.headers.back().value = "something else";
  EXPECT_EQ(200, Send(request).status);
  EXPECT_EQ("", inbox_.trace_id);
}

TEST_F(GitlabWebhookTest, ADuplicateWakesNobody) {
  EXPECT_EQ(200, Send(Delivery(Payload("merge_request_open"))).status);
  EXPECT_EQ("seen before\n", Send(Delivery(Payload("merge_request_open"))).body);
  EXPECT_EQ(1, nudges_);
}

TEST_F(GitlabWebhookTest, TheKeyIsTheSignaturesIdWhereThereIsNoOther) {
  HttpRequest request = Delivery(Payload("merge_request_open"));
  request.headers[2] = {"webhook-id", "msg_1"};
  EXPECT_EQ(200, Send(request).status);
  request.headers[2] = {"X-Gitlab-Event-UUID", "shared by several hooks"};
  EXPECT_EQ(200, Send(request).status);
  request.headers[2] = {"Idempotency-Key", std::string(201, 'k')};
  EXPECT_EQ(200, Send(request).status);
  EXPECT_EQ((std::vector<std::string>{"msg_1", "", ""}), inbox_.keys);
}

TEST_F(GitlabWebhookTest, WhatIsOfNoInterestIsAcceptedAndNotKept) {
  for (const char* name :
       {"issue", "note_own", "merge_request_future_action", "merge_request_update_title_own"}) {
    EXPECT_EQ(200, Send(Delivery(Payload(name))).status) << name;
  }
  EXPECT_TRUE(inbox_.keys.empty());
  EXPECT_EQ(0, nudges_);
}

TEST_F(GitlabWebhookTest, AWrongTokenIsRefusedBeforeTheBodyIsRead) {
  HttpRequest head = Delivery("");
  head.headers[1].value = "a guess";
  const std::optional<HttpResponse> answer = webhook_.Screen(head);
  ASSERT_TRUE(answer);
  EXPECT_EQ(401, answer->status);
  EXPECT_FALSE(answer->authenticated);
  EXPECT_EQ(std::string::npos, answer->body.find("wrong"));
  ASSERT_EQ(1U, refusals_.size());
  EXPECT_EQ(401, refusals_[0].status);
  EXPECT_EQ("192.0.2.7", refusals_[0].peer.bytes());
  EXPECT_EQ("wrong token", refusals_[0].reason.bytes());
}

TEST_F(GitlabWebhookTest, HandleAsksForTheTokenToo) {
  HttpRequest request = Delivery(Payload("merge_request_open"));
  request.headers[1].value = "a guess";
  EXPECT_EQ(401, webhook_.Handle(request).status);
  EXPECT_TRUE(inbox_.keys.empty());
}

TEST_F(GitlabWebhookTest, RefusalsAreCountedAndFewAreReported) {
  HttpRequest request = Delivery(Payload("merge_request_open"));
  request.headers.erase(request.headers.begin() + 1);
  for (int i = 0; i < 500; ++i) EXPECT_EQ(401, Send(request).status);
  EXPECT_EQ(10U, refusals_.size());
  clock_.steady += std::chrono::minutes(1);
  EXPECT_EQ(401, Send(request).status);
  ASSERT_EQ(11U, refusals_.size());
  EXPECT_EQ(490U, refusals_.back().skipped);
  EXPECT_EQ(501U, refusals_.back().total);
}

TEST_F(GitlabWebhookTest, ManyRefusalsDoNotShutOutTheRightToken) {
  HttpRequest wrong = Delivery(Payload("merge_request_open"));
  wrong.headers[1].value = "a guess";
  for (int i = 0; i < 100; ++i) EXPECT_EQ(401, Send(wrong).status);
  EXPECT_EQ(200, Send(Delivery(Payload("merge_request_open"))).status);
}

TEST_F(GitlabWebhookTest, OtherPathsMethodsAndTypesAreRefusedByTheHead) {
  HttpRequest request = Delivery("");
  request.path = "/hooks/gitlab/";
  EXPECT_EQ(404, webhook_.Screen(request)->status);
  request = Delivery("");
  request.method = "GET";
  const HttpResponse answer = *webhook_.Screen(request);
  EXPECT_EQ(405, answer.status);
  EXPECT_EQ("POST", FindHeader(answer.headers, "Allow"));
  for (const char* type : {"", "text/plain", "application/x-www-form-urlencoded", "json"}) {
    request = Delivery("");
    request.headers[0].value = type;
    EXPECT_EQ(415, webhook_.Screen(request)->status) << type;
  }
  for (const char* type : {"application/json", "Application/JSON ; charset=utf-8"}) {
    request = Delivery("");
    request.headers[0].value = type;
    EXPECT_FALSE(webhook_.Screen(request)) << type;
  }
}

TEST_F(GitlabWebhookTest, ABadBodyIsAnsweredWithTheField) {
  const HttpResponse response =
      Send(Delivery(R"({"object_kind":"merge_request","project":{"id":1},)"
                    R"("object_attributes":{"iid":"\u0000"}})"));
  EXPECT_EQ(400, response.status);
  EXPECT_EQ("object_attributes.iid: expected a number\n", response.body);
  ASSERT_EQ(1U, refusals_.size());
  EXPECT_EQ(400, refusals_[0].status);
}

TEST_F(GitlabWebhookTest, ABusyStoreAsksToComeBack) {
  inbox_.failure = Error{Errc::kTransient, "database is locked"};
  const HttpResponse response = Send(Delivery(Payload("merge_request_open")));
  EXPECT_EQ(503, response.status);
  EXPECT_EQ("5", FindHeader(response.headers, "Retry-After"));
  EXPECT_EQ(std::string::npos, response.body.find("database"));
  EXPECT_EQ(0, nudges_);
  ASSERT_EQ(1U, refusals_.size());
}

TEST_F(GitlabWebhookTest, ABrokenStoreOrSecretIsOurError) {
  inbox_.failure = Error{Errc::kInternal, "no such table"};
  EXPECT_EQ(500, Send(Delivery(Payload("merge_request_open"))).status);
  tokens_.lines.clear();
  EXPECT_EQ(500, Send(Delivery(Payload("merge_request_open"))).status);
}

}  // namespace
}  // namespace headwater::hooks
