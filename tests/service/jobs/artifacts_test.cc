// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
//
// From what the forge lists to what a judgement rests on.
#include <gtest/gtest.h>

#include <filesystem>

#include "service/jobs/artifact_folder.h"
#include "service/jobs/artifact_list.h"
#include "service/jobs/judge.h"
#include "tests/service/jobs/service_fixture.h"

namespace headwater::jobs {
namespace {

using fakes::Commit;

constexpr ProjectId kProject{7};
constexpr ProjectId kFork{8};

ForgePipeline Pipeline(int64_t id, char commit = '1', ProjectId project = kProject) {
  return {.id = {id}, .project = project, .head = Commit(commit)};
}

ForgeJob JobWithReport(int64_t id, const std::string& address, uint64_t size = 100) {
  ForgeJob job{.id = {id}, .name = Untrusted("sbom"), .report = {}};
  job.report =
      ForgeFile{.name = Untrusted("gl-sbom.cdx.json.gz"), .address = address, .size = size};
  return job;
}

ForgeJob JobUnderWay(int64_t id) {
  return {.id = {id}, .name = Untrusted("build"), .under_way = true, .report = {}};
}

class ArtifactListTest : public testing::Test {
 protected:
  ListedArtifacts List(ProjectId source = kProject) {
    const ArtifactQuestion question{
        .project = kProject, .source_project = source, .head = Commit('1'), .head_pipeline = named};
    return ListArtifacts(files, question).value();
  }

  fakes::FakePipelineFiles files;
  std::optional<ForgePipeline> named;
};

TEST_F(ArtifactListTest, ReportsOfTheHeadsNewestPipelineComeFirstAndEndTheSearch) {
  files.pipelines[kProject] = {Pipeline(2), Pipeline(1)};
  files.jobs[{2}] = {JobWithReport(20, "/new")};
  files.jobs[{1}] = {JobWithReport(10, "/old")};
  files.release = ForgeRelease{.tag = Untrusted("v1"), .commit = {}, .links = {}};
  const ListedArtifacts listed = List();
  ASSERT_EQ(1U, listed.files.size());
  EXPECT_EQ("/new", listed.files[0].address);
  EXPECT_EQ(ArtifactOrigin::kReport, listed.files[0].artifact.origin);
  EXPECT_EQ(Commit('1'), listed.files[0].artifact.commit);
}

TEST_F(ArtifactListTest, AForksPipelineCountsToo) {
  files.pipelines[kFork] = {Pipeline(3, '1', kFork)};
  files.jobs[{3}] = {JobWithReport(30, "/fork")};
  EXPECT_TRUE(List().files.empty());
  ASSERT_EQ(1U, List(kFork).files.size());
}

TEST_F(ArtifactListTest, APipelineOfTheMergedResultIsOfAnotherCommit) {
  named = Pipeline(4, '2');
  files.jobs[{4}] = {JobWithReport(40, "/merged")};
  const ListedArtifacts listed = List();
  ASSERT_EQ(1U, listed.files.size());
  EXPECT_EQ(Commit('2'), listed.files[0].artifact.commit);
}

TEST_F(ArtifactListTest, WithoutReportsUsualNamesInArchivesAndThenTheReleaseAreListed) {
  files.pipelines[kProject] = {Pipeline(1)};
  ForgeJob plain{.id = {10}, .name = Untrusted("test"), .report = {}, .has_archive = true};
  ForgeJob named_so{.id = {11}, .name = Untrusted("make-SBOM"), .report = {}, .has_archive = true};
  files.jobs[{1}] = {plain, named_so};
  files.release = ForgeRelease{.tag = Untrusted("v1"), .commit = Commit('5'), .links = {}};
  files.release->links = {{.name = Untrusted("manual.pdf"), .address = "/m"},
                          {.name = Untrusted("sbom.cdx.json"), .address = "/r"},
                          {.name = Untrusted("bom.xml"), .address = ""}};
  const ListedArtifacts listed = List();
  ASSERT_EQ(18U, listed.files.size());
  EXPECT_EQ("/7/11/gl-sbom.cdx.json", listed.files[0].address);
  EXPECT_TRUE(listed.files[0].is_guess);
  EXPECT_EQ("/r", listed.files[16].address);
  EXPECT_EQ(Commit('5'), listed.files[16].artifact.commit);
  EXPECT_EQ(ArtifactProblem::kElsewhere, listed.files[17].artifact.problem);
}

TEST_F(ArtifactListTest, AReportThatIsTooLargeIsListedAndTheSearchGoesOn) {
  files.pipelines[kProject] = {Pipeline(1)};
  files.jobs[{1}] = {JobWithReport(10, "/huge", kMaxArtifactBytes + 1)};
  files.release = ForgeRelease{.tag = Untrusted("v1"), .commit = {}, .links = {}};
  files.release->links = {{.name = Untrusted("sbom.json"), .address = "/r"}};
  const ListedArtifacts listed = List();
  ASSERT_EQ(2U, listed.files.size());
  EXPECT_EQ(ArtifactProblem::kTooLarge, listed.files[0].artifact.problem);
}

TEST_F(ArtifactListTest, TheIdChangesWithWhatIsThere) {
  files.pipelines[kProject] = {Pipeline(1)};
  files.jobs[{1}] = {JobUnderWay(10)};
  const ListedArtifacts before = List();
  EXPECT_TRUE(before.under_way);
  EXPECT_EQ(before.id, List().id);
  files.jobs[{1}] = {JobWithReport(10, "/a")};
  EXPECT_NE(before.id, List().id);
  EXPECT_FALSE(List().under_way);
}

TEST_F(ArtifactListTest, WhatMayNotBeReadIsNotThereAndWhatMayPassIsAnError) {
  files.fail = Error{Errc::kDenied, "403"};
  EXPECT_TRUE(List().files.empty());
  files.fail = Error{Errc::kTransient, "502"};
  const ArtifactQuestion question{
      .project = kProject, .source_project = {}, .head = Commit('1'), .head_pipeline = {}};
  EXPECT_EQ(Errc::kTransient, ListArtifacts(files, question).error().code);
}

TEST(ArtifactFolderTest, BringsTheFirstPlaceThatHasAnyAndLeavesNothingBehind) {
  fakes::FakePipelineFiles files;
  files.files = {{"/a", "archive"}, {"/r", "release"}};
  ListedArtifacts listed;
  const auto add = [&listed](ArtifactOrigin origin, const char* address, bool is_guess) {
    ListedArtifact& file = listed.files.emplace_back();
    file.artifact.origin = origin;
    file.address = address;
    file.is_guess = is_guess;
  };
  add(ArtifactOrigin::kReport, "/gone", false);
  add(ArtifactOrigin::kArchive, "/guess", true);
  add(ArtifactOrigin::kArchive, "/a", true);
  add(ArtifactOrigin::kRelease, "/r", false);
  std::string path;
  {
    ArtifactFolder folder = ArtifactFolder::Make(testing::TempDir()).value();
    const std::vector<Artifact> brought = folder.Bring(files, listed).value();
    ASSERT_EQ(2U, brought.size());
    EXPECT_EQ(ArtifactProblem::kGone, brought[0].problem);
    path = brought[1].file;
    EXPECT_EQ("archive", ReadArtifactFile(path).value());
  }
  EXPECT_FALSE(std::filesystem::exists(path));
  EXPECT_EQ((std::vector<std::string>{"/gone", "/guess", "/a"}), files.downloads);
}

class JudgeArtifactsTest : public testing::Test, protected ServiceFixture {
 protected:
  JudgeArtifactsTest() {
    mirrors.fetch = [](const FetchRequest& request) {
      return Fetched{"/mirrors/7.git", request.head, Commit('9')};
    };
    // A gate that wants an SBOM, as sbom/present does in strict.
    evaluator.evaluate = [](const EvaluateRequest& request) {
      report::EvaluationAnswer answer;
      answer.report.head = request.head;
      const Facts& facts = request.facts;
      const bool has = !facts.artifacts.empty();
      const bool gathered = facts.gathered.contains(FactKind::kArtifacts);
      answer.report.outcome = has ? Outcome::kPass : Outcome::kUnknown;
      if (!gathered) answer.report.lacks = Lacks::kArtifacts;
      if (gathered && !has && facts.artifacts_under_way) {
        answer.report.lacks = Lacks::kUnderWay;
        answer.report.waiting = true;
      }
      return answer;
    };
    record.head = Commit('1');
    record.target_branch = "main";
    record.head_since = clock.wall;
    record.status = StatusLine{StatusState::kRunning, "running", ""};
    pipeline_files.pipelines[kProject] = {Pipeline(1)};
  }

  void Run() {
    MailboxClaim claim = Claim(Lane::kJudge);
    claim.record = record;
    mailboxes.published.reset();
    mailboxes.retried.reset();
    const Status status = Judge(services).Run(claim);
    ASSERT_TRUE(status.ok()) << status.error().message;
    if (mailboxes.published) record = mailboxes.published->record;
  }

  MailboxRecord record;
};

TEST_F(JudgeArtifactsTest, ArtifactsAreBroughtWhenARuleLacksThemAndNamedInTheKey) {
  pipeline_files.jobs[{1}] = {JobWithReport(10, "/a")};
  pipeline_files.files["/a"] = "{}";
  Run();
  ASSERT_EQ(2U, evaluator.requests.size());
  EXPECT_TRUE(evaluator.requests[0].facts.gathered.empty());
  ASSERT_EQ(1U, evaluator.requests[1].facts.artifacts.size());
  EXPECT_EQ(StatusState::kSuccess, record.status->state);
  Run();  // Nothing is new: listed, and neither brought nor judged again.
  EXPECT_EQ(2U, evaluator.requests.size());
  EXPECT_EQ(1U, pipeline_files.downloads.size());
}

TEST_F(JudgeArtifactsTest, WhileAJobIsUnderWayTheStatusRunsAndNothingIsSaid) {
  pipeline_files.jobs[{1}] = {JobUnderWay(10)};
  Run();
  EXPECT_EQ(StatusState::kRunning, record.status->state);
  EXPECT_NE(std::string::npos, record.status->text.find("waiting"));
  EXPECT_TRUE(mailboxes.published->slots.empty());
  EXPECT_EQ(std::chrono::minutes(61), mailboxes.published->settle_within);
  const size_t asked = evaluator.requests.size();
  Run();
  EXPECT_TRUE(mailboxes.retried) << "looked at again before long";
  EXPECT_EQ(asked, evaluator.requests.size());
  pipeline_files.jobs[{1}] = {JobWithReport(10, "/a")};
  pipeline_files.files["/a"] = "{}";
  Run();
  EXPECT_EQ(StatusState::kSuccess, record.status->state);
}

TEST_F(JudgeArtifactsTest, TheLogTellsAJudgementThatWaitsFromOneThatCouldNotBeMade) {
  pipeline_files.jobs[{1}] = {JobUnderWay(10)};
  testing::internal::CaptureStderr();
  Run();
  EXPECT_NE(std::string::npos, testing::internal::GetCapturedStderr().find("waits-for-pipeline"));
  clock.Advance(std::chrono::hours(2));
  testing::internal::CaptureStderr();
  Run();
  EXPECT_NE(std::string::npos, testing::internal::GetCapturedStderr().find("unknown-content"));
}

TEST_F(JudgeArtifactsTest, AJobThatNeverEndsIsWaitedForUntilTheDeadline) {
  pipeline_files.jobs[{1}] = {JobUnderWay(10)};
  Run();
  clock.Advance(std::chrono::hours(2));
  Run();
  ASSERT_TRUE(mailboxes.published);
  EXPECT_EQ(StatusState::kFailed, record.status->state);
}

TEST_F(JudgeArtifactsTest, AJobThatEndsWithoutOneLeavesTheVerdict) {
  pipeline_files.jobs[{1}] = {JobUnderWay(10)};
  Run();
  pipeline_files.jobs[{1}] = {};
  Run();
  EXPECT_EQ(StatusState::kFailed, record.status->state);
}

TEST_F(JudgeArtifactsTest, AForgeThatDoesNotAnswerIsAskedAgain) {
  pipeline_files.fail = Error{Errc::kTransient, "502"};
  Run();
  EXPECT_TRUE(mailboxes.retried);
}

TEST_F(JudgeArtifactsTest, AnUpdateBotGetsAStatusAndNoComment) {
  evaluator.evaluate = [](const EvaluateRequest& request) {
    report::EvaluationAnswer answer;
    answer.report.head = request.head;
    answer.report.outcome = Outcome::kUnknown;
    answer.report.problem = Untrusted("unreadable");
    return answer;
  };
  const auto note = [this] { return mailboxes.published->slots.at(0).content.state; };
  forge.merge_request.author_name = Untrusted("renovate");
  Run();
  EXPECT_EQ(StatusState::kFailed, note());
  services.settings.update_bots = {"renovate"};
  record.decision_key.clear();
  Run();
  EXPECT_EQ(StatusState::kSuccess, note());
  EXPECT_EQ(StatusState::kFailed, record.status->state);
}

}  // namespace
}  // namespace headwater::jobs
