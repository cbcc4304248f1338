// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <set>

#include "tests/forge/forge_fixture.h"
#include "tests/forge/webhooks.h"

// Merge requests, statuses, comments and webhooks.

namespace headwater::forge_double {
namespace {

TEST_F(ForgeDoubleTest, ANewStatusRetiresTheOthersOfItsName) {
  OpenMergeRequest();
  const Json first = PostStatus("alex", {{"state", "success"}, {"name", "policy"}}).body;
  EXPECT_EQ("topic", Text(first, "ref"));
  const Json second =
      PostStatus("bot", {{"state", "failed"}, {"name", "policy"}, {"ref", "topic"}}).body;
  EXPECT_EQ(first.at("pipeline_id"), second.at("pipeline_id"));
  EXPECT_NE(first.at("id"), second.at("id"));
  const std::string list =
      kProject + "/repository/commits/" + Text(first, "sha") + "/statuses?name=policy";
  const Json latest = Api("bot", "GET", list).body;
  ASSERT_EQ(1U, latest.size());
  EXPECT_EQ("failed", Text(latest[0], "status"));
  EXPECT_EQ(2U, Api("bot", "GET", list + "&all=true").body.size());
  EXPECT_EQ("failed", Text(MergeRequest().at("head_pipeline"), "status"));
}

TEST_F(ForgeDoubleTest, ARunningStatusCannotRunAgain) {
  OpenMergeRequest();
  const Json running = {{"state", "running"}, {"name", "policy"}};
  EXPECT_EQ(201, PostStatus("bot", running).status);
  const Answer again = PostStatus("bot", running);
  EXPECT_EQ(400, again.status);
  EXPECT_EQ(
      "Cannot transition status via :run from :running (Reason(s): Status cannot transition via "
      "\"run\")",
      Text(again.body, "message"));
  EXPECT_EQ(400, PostStatus("bot", {{"state", "pending"}, {"name", "policy"}}).status);
  EXPECT_EQ(201, PostStatus("bot", {{"state", "success"}, {"name", "policy"}}).status);
  // What has ended is not taken up again: another run is a new job.
  EXPECT_EQ(201, PostStatus("bot", running).status);
  // Another user's running job is not ours to end.
  EXPECT_NE(PostStatus("alex", running).body.at("id"),
            PostStatus("bot", {{"state", "failed"}, {"name", "policy"}}).body.at("id"));
}

TEST_F(ForgeDoubleTest, BadStatusesAreRefused) {
  OpenMergeRequest();
  struct Case {
    Json status;
    int answer;
  };
  const Case cases[] = {
      {{{"name", "x"}}, 400},
      {{{"state", "fine"}}, 400},
      {{{"state", "success"}, {"description", std::string(256, 'x')}}, 400},
      {{{"state", "success"}, {"pipeline_id", 7}}, 404},
  };
  for (const Case& one : cases) {
    EXPECT_EQ(one.answer, PostStatus("bot", one.status).status) << Dump(one.status);
  }
  const Answer unknown =
      Api("bot", "POST", kProject + "/statuses/" + std::string(40, 'a'), {{"state", "success"}});
  EXPECT_EQ("404 Commit Not Found", Text(unknown.body, "message"));
  Control("PUT", kProject, {{"protected_branches", {"topic"}}});
  EXPECT_EQ(403, PostStatus("bot", {{"state", "success"}}).status);
}

TEST_F(ForgeDoubleTest, ANewerPipelineTakesTheStatusesPlace) {
  OpenMergeRequest();
  PostStatus("bot", {{"state", "success"}, {"name", "policy"}, {"ref", "topic"}});
  const std::string head = Text(MergeRequest(), "sha");
  const Json made = Control("POST", "projects/group%2Fkit/pipelines",
                            {{"sha", head},
                             {"ref", "refs/merge-requests/1/head"},
                             {"source", "merge_request_event"},
                             {"status", "success"}});
  const Json pipeline = MergeRequest().at("head_pipeline");
  EXPECT_EQ(made.at("id"), pipeline.at("id"));
  const Json status = PostStatus("bot", {{"state", "failed"}, {"pipeline_id", made.at("id")}}).body;
  EXPECT_EQ("refs/merge-requests/1/head", Text(status, "ref"));
  EXPECT_EQ("failed", Text(MergeRequest().at("head_pipeline"), "status"));
}

TEST_F(ForgeDoubleTest, AQuickActionInANoteIsExecutedAndRecorded) {
  OpenMergeRequest();
  const Answer note = PostNote("See `/approve`\n\n/label ~bug\n\nand @alex");
  EXPECT_EQ(201, note.status);
  EXPECT_EQ(std::string::npos, Text(note.body, "body").find("/label"));
  EXPECT_EQ("bug", MergeRequest().at("labels").at(0));
  const Json actions = Control("GET", "effects/quick_action");
  ASSERT_EQ(1U, actions.size());
  EXPECT_EQ("/label ~bug", Text(actions[0], "text"));
  EXPECT_EQ("@alex", Text(Control("GET", "effects/mention").at(0), "text"));
  const Answer only = PostNote("/close");
  EXPECT_EQ(202, only.status);
  EXPECT_EQ("close", Text(only.body.at("commands_changes"), "state_event"));
  EXPECT_EQ("closed", Text(MergeRequest(), "state"));
}

TEST_F(ForgeDoubleTest, TheMergeRequestLagsBehindAPush) {
  OpenMergeRequest();
  const std::string before = Text(MergeRequest(), "sha");
  Control("PUT", "settings", {{"ref_lag_ms", 200}});
  const std::string after = Commit("topic", "third");
  EXPECT_EQ(before, Text(MergeRequest(), "sha"));
  ASSERT_TRUE(forge_->Settle(10000));
  EXPECT_EQ(after, Text(MergeRequest(), "sha"));
  EXPECT_EQ(2U, Api("alex", "GET", kOne + "/versions").body.size());
}

TEST_F(ForgeDoubleTest, ANewMergeRequestHasNoDiffUntilItIsPrepared) {
  Control("PUT", "settings", {{"prepare_delay_ms", 200}});
  const Json fresh = OpenMergeRequest();
  EXPECT_TRUE(fresh.at("diff_refs").is_null());
  EXPECT_EQ("preparing", Text(fresh, "detailed_merge_status"));
  ASSERT_TRUE(forge_->Settle(10000));
  const Json prepared = MergeRequest();
  EXPECT_EQ(prepared.at("sha"), prepared.at("diff_refs").at("head_sha"));
  EXPECT_EQ("1", Text(prepared, "changes_count"));
}

TEST_F(ForgeDoubleTest, MergingWaitsForPipelineThreadsAndDraft) {
  OpenMergeRequest();
  Control("PUT", kProject,
          {{"only_allow_merge_if_pipeline_succeeds", true},
           {"only_allow_merge_if_all_discussions_are_resolved", true}});
  const auto status = [&] { return Text(MergeRequest(), "detailed_merge_status"); };
  EXPECT_EQ("ci_must_pass", status());
  PostStatus("bot", {{"state", "running"}, {"name", "policy"}});
  EXPECT_EQ("ci_still_running", status());
  EXPECT_EQ(405, Api("alex", "PUT", kOne + "/merge").status);
  PostStatus("bot", {{"state", "success"}, {"name", "policy"}});
  const Json thread = Api("bot", "POST", kOne + "/discussions", {{"body", "Why?"}}).body;
  EXPECT_EQ("discussions_not_resolved", status());
  EXPECT_EQ(
      200,
      Api("alex", "PUT", kOne + "/discussions/" + Text(thread, "id"), {{"resolved", true}}).status);
  Api("alex", "PUT", kOne, {{"title", "Draft: Topic"}});
  EXPECT_EQ("draft_status", status());
  Api("alex", "PUT", kOne, {{"title", "Topic"}});
  EXPECT_EQ(401, Api("bot", "PUT", kOne + "/merge").status);
  EXPECT_EQ(409, Api("alex", "PUT", kOne + "/merge", {{"sha", std::string(40, 'a')}}).status);
  EXPECT_EQ("merged", Text(Api("alex", "PUT", kOne + "/merge").body, "state"));
}

TEST_F(ForgeDoubleTest, AForksMergeRequestHasItsHeadInTheTarget) {
  Control("PUT", kProject, {{"visibility", "public"}});
  const Json fork = Api("guest", "POST", kProject + "/fork").body;
  EXPECT_EQ("group/kit", Text(fork.at("forked_from_project"), "path_with_namespace"));
  const Json made = Api("guest", "POST", "projects/guest%2Fkit/merge_requests",
                        {{"source_branch", "topic"},
                         {"target_branch", "main"},
                         {"title", "From outside"},
                         {"target_project_id", Api("guest", "GET", kProject).body.at("id")}})
                        .body;
  EXPECT_EQ(fork.at("id"), made.at("source_project_id"));
  EXPECT_EQ(201, PostStatus("bot", {{"state", "success"}, {"ref", "topic"}}).status);
  EXPECT_TRUE(MergeRequest().at("head_pipeline").is_null()) << "of the target's own branch";
}

TEST_F(ForgeDoubleTest, WebhooksTellWhatChangedOnce) {
  Api("alex", "POST", kProject + "/hooks",
      {{"url", "http://127.0.0.1:1/"}, {"merge_requests_events", true}, {"note_events", true}});
  OpenMergeRequest();
  Api("alex", "PUT", kOne, {{"labels", "a"}, {"target_branch", "main"}});
  const std::string before = Text(MergeRequest(), "sha");
  Commit("topic", "third");
  PostNote("Hello");
  Control("PUT", "settings", {{"hooks", {{"lose", 1}}}});
  PostNote("Lost");
  ASSERT_TRUE(forge_->Settle(10000));
  std::multiset<std::string> actions;
  std::multiset<std::string> errors;
  for (const Json& delivery : Control("GET", "deliveries")) {
    if (Text(delivery, "error") == "lost") {
      errors.insert("lost");
      continue;
    }
    const Json body = delivery.at("body").value("object_attributes", Json::object());
    actions.insert(Text(delivery, "event") + " " + Text(body, "action"));
    EXPECT_TRUE(!Has(body, "oldrev") || Text(body, "oldrev") == before);
  }
  EXPECT_EQ(1U, errors.size());
  EXPECT_EQ(1U, actions.count("Merge Request Hook open"));
  EXPECT_EQ(2U, actions.count("Merge Request Hook update"));
  EXPECT_EQ(1U, actions.count("Push Hook "));
  EXPECT_EQ(1U, actions.count("Note Hook create"));
}

TEST(WebhookSignatureTest, FollowsStandardWebhooks) {
  EXPECT_EQ(
      "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
      WebhookSignature("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_p5jXN8AQM9LWM0D4loKWxJek",
                       1614265330, R"({"test": 2432232314})"));
  EXPECT_EQ("", WebhookSignature("a plain token", "id", 0, ""));
}

}  // namespace
}  // namespace headwater::forge_double
