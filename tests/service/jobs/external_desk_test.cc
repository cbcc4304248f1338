// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

// Programs and servers that are asked, and what they may do to us: nothing but not answer.

#include "service/jobs/external_desk.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <utility>

namespace headwater::jobs {
namespace {

using std::chrono::milliseconds;

class OneReply final : public HttpClient {
 public:
  Result<HttpReply> Call(const HttpCall& asked) override {
    call = asked;
    return reply;
  }

  Result<HttpReply> reply = Error{Errc::kInternal, "no reply"};
  HttpCall call;
};

class ExternalDeskTest : public testing::Test {
 protected:
  ExternalDeskTest() : folder_(testing::TempDir() + "external_desk") {
    std::filesystem::create_directories(folder_);
  }

  static ExternalQuestion Question() {
    ExternalQuestion question;
    question.ask = {"external/desk", R"({"files":[]})"};
    question.project = Untrusted("city/web");
    question.merge_request = 7;
    question.target_branch = Untrusted("main");
    return question;
  }
  ExternalAnswer Ask(config::ExternalCall call) {
    call.rule = "external/desk";
    return ExternalDesk({{std::move(call)}, folder_}, http_).Ask(Question());
  }
  ExternalAnswer Shell(const std::string& script, milliseconds deadline = milliseconds(20'000)) {
    config::ExternalCall call;
    call.command = {"/bin/sh", "-c", script};
    call.deadline = deadline;
    return Ask(call);
  }
  ExternalAnswer Post() {
    config::ExternalCall call;
    call.url = SafeUrl::Parse("https://rules.example.org/desk").value();
    return Ask(call);
  }

  std::string folder_;
  OneReply http_;
};

TEST_F(ExternalDeskTest, AQuestionIsOneDocument) {
  ExternalQuestion question = Question();
  const std::string zeros(40, '0');
  EXPECT_EQ(R"({"contract":1,"rule":"external/desk","project":"city/web","merge_request":7,)"
            R"("target_branch":"main","head":")" +
                zeros + R"(","change":{"files":[]}})" + "\n",
            RenderExternalQuestion(question));
  question.title = Untrusted("A \"title\"");
  question.description = Untrusted("d");
  EXPECT_NE(std::string::npos, RenderExternalQuestion(question)->find(
                                   R"("title":"A \"title\"","description":"d","change")"));
}

TEST_F(ExternalDeskTest, NoChangeCanWriteOtherMembers) {
  for (const std::string change : {"", "[]", "1", R"({}, "project": "other")", R"({"a":)"}) {
    ExternalQuestion question = Question();
    question.ask.change = change;
    EXPECT_FALSE(RenderExternalQuestion(question).has_value()) << change;
  }
}

TEST_F(ExternalDeskTest, AProgramReadsTheQuestionAndAnswers) {
  const ExternalAnswer answer = Shell("cat");
  EXPECT_FALSE(answer.problem.has_value());
  EXPECT_EQ(RenderExternalQuestion(Question()), answer.bytes);
}

TEST_F(ExternalDeskTest, AProgramThatReadsNothingMayAnswer) {
  const ExternalAnswer answer = Shell("echo fine");
  EXPECT_FALSE(answer.problem.has_value());
  EXPECT_EQ("fine\n", answer.bytes);
}

TEST_F(ExternalDeskTest, AProgramHasNoEnvironmentAndAnEmptyFolder) {
  config::ExternalCall call;
  call.command = {"/usr/bin/env"};
  EXPECT_EQ("", Ask(call).bytes);
  call.command = {"/bin/ls", "-a"};
  EXPECT_EQ(".\n..\n", Ask(call).bytes);
}

TEST_F(ExternalDeskTest, AProgramThatHangsIsEnded) {
  EXPECT_EQ(ExternalProblem::kTooLate, Shell("sleep 60 & wait", milliseconds(200)).problem);
}

TEST_F(ExternalDeskTest, AProgramThatFloodsIsEnded) {
  EXPECT_EQ(ExternalProblem::kTooLarge, Shell("while :; do echo xxxxxxxxxxxxxxxx; done").problem);
}

TEST_F(ExternalDeskTest, AnAnswerOfAProgramThatFailsIsNone) {
  const ExternalAnswer answer = Shell(R"(echo '{"contract":1,"verdict":"pass"}'; exit 3)");
  EXPECT_EQ(ExternalProblem::kFailed, answer.problem);
  EXPECT_EQ("", answer.bytes);
  EXPECT_EQ(ExternalProblem::kFailed, Shell("kill -SEGV $$").problem);
}

TEST_F(ExternalDeskTest, AProgramThatIsNotThereIsNoAnswer) {
  config::ExternalCall call;
  call.command = {"/nonexistent/rule"};
  EXPECT_EQ(ExternalProblem::kNotStarted, Ask(call).problem);
}

TEST_F(ExternalDeskTest, ARuleThatNobodyConfiguredIsNotAsked) {
  ExternalQuestion question = Question();
  question.ask.rule = "external/other";
  config::ExternalCall call;
  call.rule = "external/desk";
  call.command = {"/bin/cat"};
  EXPECT_EQ(ExternalProblem::kNotConfigured,
            ExternalDesk({{call}, folder_}, http_).Ask(question).problem);
}

TEST_F(ExternalDeskTest, AServerIsSentTheQuestionAndNoCredential) {
  http_.reply = HttpReply{200, {}, "answer"};
  const ExternalAnswer answer = Post();
  EXPECT_EQ("answer", answer.bytes);
  EXPECT_EQ("POST", http_.call.method);
  EXPECT_EQ("https://rules.example.org/desk", http_.call.url);
  EXPECT_EQ(RenderExternalQuestion(Question()), http_.call.body);
  EXPECT_EQ(kMaxExternalAnswerBytes, http_.call.max_body_bytes);
  EXPECT_EQ(milliseconds(10'000), http_.call.deadline);
  EXPECT_TRUE(http_.call.only_asks);
  for (const HttpHeader& header : http_.call.headers) {
    EXPECT_TRUE(header.name == "Content-Type" || header.name == "Accept") << header.name;
  }
}

TEST_F(ExternalDeskTest, AServerThatDoesNotAnswerWellIsNoAnswer) {
  const std::pair<Errc, ExternalProblem> rows[] = {{Errc::kAmbiguous, ExternalProblem::kTooLate},
                                                   {Errc::kContent, ExternalProblem::kTooLarge},
                                                   {Errc::kTransient, ExternalProblem::kNotStarted},
                                                   {Errc::kDenied, ExternalProblem::kNotStarted}};
  for (const auto& [code, problem] : rows) {
    http_.reply = Error{code, "no"};
    EXPECT_EQ(problem, Post().problem);
  }
  for (const int status : {302, 404, 500}) {
    http_.reply = HttpReply{status, {}, R"({"contract":1,"verdict":"pass"})"};
    EXPECT_EQ(ExternalProblem::kFailed, Post().problem) << status;
  }
}

}  // namespace
}  // namespace headwater::jobs
