// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "headwater/job_scope.h"

#include <gtest/gtest.h>

#include <string>
#include <thread>
#include <vector>

#include "headwater/log.h"

namespace headwater {
namespace {

const std::string kTrace = "4bf92f3577b34da6a3ce929d0e0e4736";

// Those of the specification, and what it says of them:
// https://www.w3.org/TR/trace-context/#examples-of-http-traceparent-headers
TEST(TraceTest, ReadsTheHeaderOfTheSpecification) {
  EXPECT_EQ(kTrace, TraceIdOf("00-" + kTrace + "-00f067aa0ba902b7-01"));
  EXPECT_EQ(kTrace, TraceIdOf("00-" + kTrace + "-00f067aa0ba902b7-00"));
  EXPECT_EQ(kTrace, TraceIdOf("cc-" + kTrace + "-00f067aa0ba902b7-01-what-the-future-holds"))
      << "a later version";
}

TEST(TraceTest, WhatIsNoneIsNotTaken) {
  const std::vector<std::string> headers = {
      "",
      "ff-" + kTrace + "-00f067aa0ba902b7-01",
      "00-" + kTrace + "-00f067aa0ba902b7-01-more",
      "00-" + kTrace + "-0000000000000000-01",
      "00-" + std::string(32, '0') + "-00f067aa0ba902b7-01",
      "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
      "00-" + kTrace + "-00f067aa0ba902b7-0",
      "00_" + kTrace + "-00f067aa0ba902b7-01",
      "00-" + kTrace + "-00f067aa0ba90\n\"-01",
  };
  for (const std::string& header : headers) EXPECT_FALSE(TraceIdOf(header)) << header;
}

Job JobOf(const std::string& trace_id) {
  return {.id = "judge-7-3-12", .project = {7}, .iid = {3}, .head = {}, .trace_id = trace_id};
}

std::string Logged(Literal event, std::initializer_list<LogField> fields) {
  testing::internal::CaptureStderr();
  Log(LogLevel::kInfo, event, fields);
  return testing::internal::GetCapturedStderr();
}

TEST(JobScopeTest, EveryLineOfAJobNamesIt) {
  {
    const JobScope scope(JobOf(kTrace));
    const std::string line = Logged("decided", {{"iid", int64_t{4}}});
    EXPECT_NE(std::string::npos, line.find("\"iid\":4,\"job\":\"judge-7-3-12\",\"trace_id\":\"" +
                                           kTrace + "\",\"project\":7}"))
        << "what the line says itself counts: " << line;
    CommitId head;
    head.bytes.fill(1);
    NoteHead(head);
    EXPECT_NE(std::string::npos, Logged("decided", {}).find("\"iid\":3,\"head\":\"0101"));
  }
  EXPECT_EQ(std::string::npos, Logged("idle", {}).find("job"));
}

TEST(JobScopeTest, AJobIsOfOneThread) {
  const JobScope scope(JobOf(kTrace));
  bool has_job = true;
  std::jthread([&] { has_job = CurrentJob() != nullptr; }).join();
  EXPECT_FALSE(has_job);
}

TEST(JobScopeTest, CallsCarryTheTraceAndAParentOfTheirOwn) {
  EXPECT_EQ("", Traceparent());
  const JobScope scope(JobOf(kTrace));
  const std::string one = Traceparent();
  EXPECT_EQ(kTrace, TraceIdOf(one));
  EXPECT_NE(one, Traceparent());
}

TEST(JobScopeTest, AJobWithoutATraceBeginsOne) {
  const JobScope scope(JobOf(""));
  EXPECT_TRUE(TraceIdOf(Traceparent()));
  EXPECT_EQ(TraceIdOf(Traceparent()), TraceIdOf(Traceparent()));
}

}  // namespace
}  // namespace headwater
