// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include <gtest/gtest.h>

#include <filesystem>
#include <memory>
#include <string>

#include "service/jobs/judge.h"
#include "service/jobs/record_bytes.h"
#include "service/store/reads_file.h"
#include "tests/fakes/repository_builder.h"
#include "tests/service/jobs/service_fixture.h"

namespace headwater::jobs {
namespace {

using fakes::Commit;

/// A judgement whose evaluator hands over a record and a patch.
class JudgeRecordsTest : public testing::Test, protected ServiceFixture {
 protected:
  JudgeRecordsTest() {
    mirrors.fetch = [](const FetchRequest& request) {
      return Fetched{"/mirrors/7.git", request.head, Commit('9')};
    };
    evaluator.evaluate = [](const EvaluateRequest&) {
      report::EvaluationAnswer answer{Report{}, {true, true}};
      Record record;
      record.contents = {"content"};
      std::string out;
      AppendParts("", record, out);
      answer.record = SplitOutput(out).value().record;
      answer.fix_patch = "patch";
      return answer;
    };
    services.settings.note_delay = {};
  }

  void Run() {
    MailboxClaim claim = Claim(Lane::kJudge);
    claim.record.head = Commit('1');
    claim.record.target_branch = "main";
    claim.record.head_since = clock.wall;
    ASSERT_TRUE(Judge(services).Run(claim).ok());
    ASSERT_TRUE(mailboxes.published && mailboxes.published->decision);
  }

  tests::TemporaryFolder folder;
  tests::TemporaryFolder outer;
  const std::string file = (outer.path() / "reads.db").string();
  std::unique_ptr<ReadsSpool> spool =
      ReadsSpool::Open(folder.path().string(), store::OpenReads(file).value(), clock).value();
};

TEST_F(JudgeRecordsTest, WhatADecisionRestsOnIsAskedForAndKept) {
  services.reads = spool.get();
  Run();
  EXPECT_TRUE(evaluator.requests.at(0).record);
  EXPECT_TRUE(spool->PutOneAway().value());
  const auto kept = store::OpenReadsToLook(file).value()->Find(mailboxes.published->decision->id);
  ASSERT_TRUE(kept.value());
  EXPECT_EQ("content", kept.value()->contents.at(0));
}

TEST_F(JudgeRecordsTest, WithoutAPlaceForItNobodyAsks) {
  Run();
  EXPECT_FALSE(evaluator.requests.at(0).record);
  EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

TEST_F(JudgeRecordsTest, ThePatchGoesWithTheDecision) {
  Run();
  EXPECT_EQ("patch", mailboxes.published->decision->fix_patch);
}

}  // namespace
}  // namespace headwater::jobs
