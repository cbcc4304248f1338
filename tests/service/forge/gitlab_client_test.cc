// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/forge/gitlab_client.h"

#include "tests/service/forge/forge_fakes.h"

namespace headwater::forge {
namespace {

constexpr char kProjectAnswer[] =
    R"({"id":17,"name":"kettle","path_with_namespace":"atelier/kettle",
  "default_branch":"main","web_url":"https://git.example.org/atelier/kettle",
  "visibility":"internal","archived":false,"empty_repo":false,"repository_object_format":"sha1",
  "import_url":null,"license":{"key":"eupl-1.2"},"something_new":[1,{"a":null}]})";

constexpr char kMergeRequestAnswer[] = R"({"id":70004,"iid":4,"project_id":17,"title":"Add a lid",
  "description":"Keeps the steam in.",
  "state":"opened","draft":true,"first_contribution":true,"source_branch":"lid",
  "target_branch":"main","source_project_id":230,"target_project_id":17,
  "sha":"352f7829a2384b001cc12b0c2613c756454a1f6a","author":{"id":9,"username":"kim.example"},
  "head_pipeline":{"id":6001,"project_id":230,"sha":"352f7829a2384b001cc12b0c2613c756454a1f6a"},
  "web_url":"https://git.example.org/atelier/kettle/-/merge_requests/4","diff_refs":null})";

/// The answer with the first `from` replaced.
std::string With(std::string answer, const std::string& from, const std::string& to) {
  const size_t at = answer.find(from);
  EXPECT_NE(std::string::npos, at) << from;
  return at == std::string::npos ? answer : answer.replace(at, from.size(), to);
}

using GitlabClientTest = ClientTest;

TEST_F(GitlabClientTest, EveryCallCarriesTheFirstTokenAndNoOther) {
  http_.Answer(200, R"({"id":77,"username":"headwater-bot"})");
  const Result<ForgeUser> self = client_.Self();
  ASSERT_TRUE(self.ok());
  EXPECT_EQ(UserId{77}, self.value().id);
  EXPECT_EQ("headwater-bot", self.value().username.bytes());
  EXPECT_EQ("GET /user", Asked(0));
  EXPECT_EQ("the-write-token", FindHeader(http_.calls[0].headers, "PRIVATE-TOKEN"));
  EXPECT_FALSE(FindHeader(http_.calls[0].headers, "Authorization"));
}

TEST_F(GitlabClientTest, WithoutTokenNothingIsSent) {
  token_.gone = true;
  EXPECT_EQ("denied", Word(client_.Self()));
  EXPECT_TRUE(http_.calls.empty());
}

TEST_F(GitlabClientTest, ReadsAProject) {
  http_.Answer(200, kProjectAnswer);
  const Result<ForgeProject> project = client_.Project(kProject);
  ASSERT_TRUE(project.ok()) << project.error().message;
  EXPECT_EQ("GET /projects/17", Asked(0));
  EXPECT_EQ("atelier/kettle", project.value().path.bytes());
  EXPECT_EQ("main", project.value().default_branch.bytes());
  EXPECT_EQ(Visibility::kInternal, project.value().visibility);
  EXPECT_FALSE(project.value().archived || project.value().empty || project.value().sha256);
}

TEST_F(GitlabClientTest, ReadsAProjectThatIsNotLikeTheOthers) {
  http_.Answer(200, R"({"id":17,"path_with_namespace":"a/b","default_branch":null,
    "visibility":"secret","archived":true,"empty_repo":true,"repository_object_format":"sha256"})");
  const Result<ForgeProject> project = client_.Project(kProject);
  ASSERT_TRUE(project.ok()) << project.error().message;
  EXPECT_TRUE(project.value().default_branch.empty());
  EXPECT_EQ(Visibility::kPrivate, project.value().visibility);
  EXPECT_TRUE(project.value().archived && project.value().empty && project.value().sha256);
}

TEST_F(GitlabClientTest, ReadsWhereAProjectLiesAndSinceWhen) {
  http_.Answer(200, With(kProjectAnswer, R"("archived":false)", R"("archived":true,
    "namespace":{"id":41,"kind":"group"},"created_at":"2023-02-01T11:00:00.250+01:00")"));
  http_.Answer(200, kProjectAnswer);
  const ForgeProject project = client_.Project(kProject).value();
  EXPECT_EQ(41, project.namespace_id);
  ASSERT_TRUE(project.created_at);
  EXPECT_EQ("2023-02-01T10:00:00.250Z", FormatTime(*project.created_at));
  const ForgeProject untold = client_.Project(kProject).value();
  EXPECT_EQ(0, untold.namespace_id);
  EXPECT_FALSE(untold.created_at);
}

TEST_F(GitlabClientTest, ARepositoryIsOpenToNoMoreThanItsProjectAndMaybeToFewer) {
  const std::vector<std::pair<std::string, Visibility>> cases = {
      {R"("repository_access_level":"enabled")", Visibility::kPublic},
      {R"("repository_access_level":"private")", Visibility::kPrivate},
      {R"("repository_access_level":"disabled")", Visibility::kPrivate},
      {R"("repository_access_level":"whatever")", Visibility::kPrivate},
      {R"("repository_access_level":null)", Visibility::kPrivate}};
  for (const auto& [level, repository] : cases) {
    http_.Answer(200,
                 R"({"id":17,"path_with_namespace":"a/b","visibility":"public",)" + level + "}");
    const ForgeProject project = client_.Project(kProject).value();
    EXPECT_EQ(Visibility::kPublic, project.visibility) << level;
    EXPECT_EQ(repository, project.repository) << level;
  }
  http_.Answer(200, R"({"id":17,"path_with_namespace":"a/b","visibility":"internal",
    "repository_access_level":"enabled"})");
  EXPECT_EQ(Visibility::kInternal, client_.Project(kProject).value().repository);
}

std::string ProjectOf(int id, const std::string& more = "") {
  return R"({"id":)" + std::to_string(id) + R"(,"path_with_namespace":"a/b)" + std::to_string(id) +
         '"' + more + '}';
}

TEST_F(GitlabClientTest, ReadsAllProjectsPageByPageBehindTheLastId) {
  http_.Answer(200, '[' + ProjectOf(3) + ',' + ProjectOf(17, R"(,"archived":true)") + ']');
  http_.Answer(200, "[]");
  const Result<std::vector<ForgeProject>> page = client_.ProjectsAfter({});
  ASSERT_TRUE(page.ok()) << page.error().message;
  ASSERT_EQ(2U, page.value().size());
  EXPECT_EQ("a/b3", page.value()[0].path.bytes());
  EXPECT_TRUE(page.value()[1].archived);
  EXPECT_EQ("GET /projects?pagination=keyset&order_by=id&sort=asc&per_page=100&id_after=0",
            Asked(0));
  EXPECT_TRUE(client_.ProjectsAfter(page.value()[1].id).value().empty());
  EXPECT_EQ("GET /projects?pagination=keyset&order_by=id&sort=asc&per_page=100&id_after=17",
            Asked(1));
}

TEST_F(GitlabClientTest, APageOfProjectsThatCouldNotEndIsNoAnswer) {
  std::string many;
  for (int id = 18; id < 119; ++id) many += (many.empty() ? "" : ",") + ProjectOf(id);
  for (const std::string& answer :
       {'[' + ProjectOf(17) + ']', '[' + ProjectOf(19) + ',' + ProjectOf(18) + ']',
        '[' + ProjectOf(18) + ',' + ProjectOf(18) + ']', '[' + many + ']', std::string("null"),
        std::string("{}"), std::string("[null]"), std::string(R"([{"id":18}])"),
        '[' + ProjectOf(18, R"(,"namespace":7)") + ']',
        '[' + ProjectOf(18, R"(,"created_at":"yesterday")") + ']'}) {
    http_.Answer(200, answer);
    EXPECT_EQ("content", Word(client_.ProjectsAfter(kProject))) << answer.substr(0, 60);
  }
  http_.Answer(401, "{}");
  EXPECT_EQ("denied", Word(client_.ProjectsAfter(kProject)));
  http_.Answer(502, "");
  EXPECT_EQ("transient", Word(client_.ProjectsAfter(kProject)));
}

TEST_F(GitlabClientTest, ReadsWhereAProjectIsForkedFromAndWhoMaySeeThat) {
  http_.Answer(200, R"({"id":17,"path_with_namespace":"a/b","mirror":true,
    "forked_from_project":{"id":3,"web_url":"https://gitlab.example.org/x/b",
                           "visibility":"public"},"squash_option":"always"})");
  http_.Answer(200, R"({"id":17,"path_with_namespace":"a/b","squash_option":"default_on",
    "forked_from_project":{"id":3,"web_url":"https://gitlab.example.org/x/b"}})");
  const ForgeProject fork = client_.Project(kProject).value();
  ASSERT_TRUE(fork.parent);
  EXPECT_EQ("https://gitlab.example.org/x/b", fork.parent->web_url.bytes());
  EXPECT_EQ(Visibility::kPublic, fork.parent->visibility);
  EXPECT_TRUE(fork.mirror);
  EXPECT_EQ(true, fork.squash);
  const ForgeProject other = client_.Project(kProject).value();
  EXPECT_EQ(Visibility::kPrivate, other.parent->visibility) << "what is not said is not public";
  EXPECT_FALSE(other.mirror);
  EXPECT_EQ(std::nullopt, other.squash) << "left to each merge request";
}

TEST_F(GitlabClientTest, NoTemplateForSquashedCommitsIsNotTheSameAsNotTellingIt) {
  const std::string start = R"({"id":17,"path_with_namespace":"a/b")";
  http_.Answer(200, start + R"(,"squash_commit_template":"%{title}\n\n%{all_commits}"})");
  http_.Answer(200, start + R"(,"squash_commit_template":null})");
  http_.Answer(200, start + "}");
  http_.Answer(200, start + R"(,"squash_commit_template":1})");
  EXPECT_EQ("%{title}\n\n%{all_commits}",
            client_.Project(kProject).value().squash_template->bytes());
  EXPECT_EQ("", client_.Project(kProject).value().squash_template->bytes());
  EXPECT_FALSE(client_.Project(kProject).value().squash_template);
  EXPECT_FALSE(client_.Project(kProject).ok());
}

TEST_F(GitlabClientTest, WhetherMergingSquashesIsWhatTheProjectMakesOfWhatWasTicked) {
  const std::string start = R"({"iid":4,"project_id":17,"state":"opened","target_branch":"main")";
  http_.Answer(200, start + R"(,"squash":false,"squash_on_merge":true})");
  EXPECT_TRUE(client_.MergeRequest(kProject, MergeRequestIid{4}).value().squash);
  http_.Answer(200, start + R"(,"squash":true})");
  EXPECT_TRUE(client_.MergeRequest(kProject, MergeRequestIid{4}).value().squash);
  http_.Answer(200, start + "}");
  EXPECT_FALSE(client_.MergeRequest(kProject, MergeRequestIid{4}).value().squash);
}

TEST_F(GitlabClientTest, ReadsAMergeRequest) {
  http_.Answer(200, kMergeRequestAnswer);
  const Result<ForgeMergeRequest> read = client_.MergeRequest(kProject, MergeRequestIid{4});
  ASSERT_TRUE(read.ok()) << read.error().message;
  const ForgeMergeRequest& merge_request = read.value();
  EXPECT_EQ("GET /projects/17/merge_requests/4", Asked(0));
  EXPECT_EQ(kHead, merge_request.head);
  EXPECT_EQ(MergeRequestState::kOpen, merge_request.state);
  EXPECT_TRUE(merge_request.draft && merge_request.first_contribution);
  EXPECT_TRUE(merge_request.from_fork());
  EXPECT_EQ("Add a lid", merge_request.title.bytes());
  EXPECT_EQ("Keeps the steam in.", merge_request.description.bytes());
  EXPECT_EQ("lid", merge_request.source_branch.bytes());
  EXPECT_EQ("main", merge_request.target_branch.bytes());
  EXPECT_EQ(UserId{9}, merge_request.author);
  ASSERT_TRUE(merge_request.head_pipeline);
  EXPECT_EQ(PipelineId{6001}, merge_request.head_pipeline->id);
  EXPECT_EQ(ProjectId{230}, merge_request.head_pipeline->project);
  EXPECT_EQ(kHead, merge_request.head_pipeline->head);
}

TEST_F(GitlabClientTest, AFreshMergeRequestMayLackALot) {
  http_.Answer(200, R"({"iid":4,"project_id":17,"state":"locked","source_project_id":null,
    "target_branch":"main","sha":null,"head_pipeline":null,"author":null})");
  const Result<ForgeMergeRequest> read = client_.MergeRequest(kProject, MergeRequestIid{4});
  ASSERT_TRUE(read.ok()) << read.error().message;
  EXPECT_EQ(ProjectId{0}, read.value().source_project);
  EXPECT_FALSE(read.value().head || read.value().head_pipeline);
  EXPECT_EQ(MergeRequestState::kLocked, read.value().state);
}

TEST_F(GitlabClientTest, ReadsTopicsAndWhoseNamespaceAProjectLiesIn) {
  http_.Answer(200, With(kProjectAnswer, R"("archived":false)",
                         R"("topics":["a","b"],"namespace":{"id":4,"kind":"user"})"));
  const ForgeProject project = client_.Project(kProject).value();
  EXPECT_EQ((std::vector{Untrusted("a"), Untrusted("b")}), project.topics);
  EXPECT_FALSE(project.in_group);
}

/// One rule, with these lists of access levels.
std::string ProtectedAnswer(const std::string& push, const std::string& merge) {
  return R"([{"id":1,"name":"release/*","push_access_levels":)" + push +
         R"(,"merge_access_levels":)" + merge + R"(,"allow_force_push":false}])";
}

TEST_F(GitlabClientTest, ReadsWhoReachesProtectedBranches) {
  const std::string none = R"([{"access_level":0}])";
  const std::string maintainers = R"([{"access_level":40,"user_id":null},{"access_level":60}])";
  const std::string developers = R"([{"access_level":40},{"access_level":30}])";
  const std::string person = R"([{"access_level":40,"user_id":9}])";
  const std::string key = R"([{"access_level":40,"deploy_key_id":9}])";
  const struct {
    std::string push;
    std::string merge;
    bool expected;
  } rows[] = {{none, maintainers, true},
              {maintainers, none, true},
              {maintainers, developers, false},
              {developers, maintainers, false},
              {person, none, false},
              {none, person, false},
              {key, none, false},
              {"null", none, false},
              {none, R"([{}])", false}};
  for (const auto& row : rows) {
    http_.Answer(200, ProtectedAnswer(row.push, row.merge));
    const auto rules = client_.ProtectedBranches(kProject);
    ASSERT_TRUE(rules.ok()) << rules.error().message;
    ASSERT_EQ(1U, rules.value().size());
    EXPECT_EQ("release/*", rules.value()[0].name.bytes());
    EXPECT_EQ(row.expected, rules.value()[0].maintainers_only) << row.push << row.merge;
  }
  EXPECT_EQ(0U, Asked(0).find("GET /projects/17/protected_branches"));
}

TEST_F(GitlabClientTest, ProtectedBranchesMayBeNoneOfTheBotsBusiness) {
  http_.Answer(403, R"({"message":"403 Forbidden"})");
  EXPECT_EQ("denied", Word(client_.ProtectedBranches(kProject)));
  http_.Answer(200, R"([{"name":"a","push_access_levels":[{"access_level":"40"}]}])");
  EXPECT_EQ(Errc::kContent, client_.ProtectedBranches(kProject).error().code);
}

TEST_F(GitlabClientTest, ABranchIsOnePartOfThePath) {
  http_.Answer(200, R"({"name":"x","commit":{"id":")" + kHeadHex + R"("}})");
  const Result<CommitId> head = client_.BranchHead(kProject, Untrusted("release/2 ?#&\xff"));
  ASSERT_TRUE(head.ok()) << head.error().message;
  EXPECT_EQ(kHead, head.value());
  EXPECT_EQ("GET /projects/17/repository/branches/release%2F2%20%3F%23%26%FF", Asked(0));
}

TEST_F(GitlabClientTest, ABranchThatWouldLeaveThePathIsNotAskedFor) {
  for (const char* branch : {"", ".", ".."}) {
    EXPECT_EQ("not found", Word(client_.BranchHead(kProject, Untrusted(branch)))) << branch;
  }
  EXPECT_TRUE(http_.calls.empty());
}

TEST_F(GitlabClientTest, AnAnswerOfTheWrongShapeIsNoAnswer) {
  const std::string deep = std::string(100'000, '[');
  const std::string nodes = "[" + std::string(1'200'000, '0').replace(1, 0, ",") + "]";
  for (const std::string& answer :
       {std::string(), std::string("<html>"), std::string("[]"), std::string("null"),
        std::string("7"), std::string("{}"), deep, nodes, std::string("{\"id\":17,\"id\":18}"),
        std::string("{\"id\":17,\"path_with_namespace\":\"\xff\"}"),
        With(kProjectAnswer, R"("id":17)", R"("id":"17")"),
        With(kProjectAnswer, R"("id":17)", R"("id":18)"),
        With(kProjectAnswer, R"("atelier/kettle")", "[]"), With(kProjectAnswer, R"("main")", "{}"),
        With(kProjectAnswer, "false", "\"no\"")}) {
    http_.Answer(200, answer);
    EXPECT_EQ("content", Word(client_.Project(kProject))) << answer.substr(0, 60);
  }
}

TEST_F(GitlabClientTest, AMergeRequestOfTheWrongShapeIsNoAnswer) {
  const std::vector<std::pair<std::string, std::string>> lies = {
      {R"("iid":4)", R"("iid":5)"},
      {R"("project_id":17)", R"("project_id":18)"},
      {R"("opened")", R"("ajar")"},
      {R"("draft":true)", R"("draft":1)"},
      {R"("sha":"352f)", R"("sha":"352F)"},
      {R"("sha":"352f)", R"("sha":"52f)"},
      {R"("author":{)", R"("author":[],"x":{)"},
      {R"("head_pipeline":{"id":6001)", R"("head_pipeline":{"id":-1)"},
      {R"("source_project_id":230)", R"("source_project_id":2.5)"},
      {R"("target_branch":"main")", R"("target_branch":null)"},
  };
  for (const auto& [from, to] : lies) {
    http_.Answer(200, With(kMergeRequestAnswer, from, to));
    EXPECT_EQ("content", Word(client_.MergeRequest(kProject, MergeRequestIid{4}))) << to;
  }
}

TEST_F(GitlabClientTest, WhatAnErrorMeansWhenReading) {
  const std::vector<std::pair<int, std::string>> meanings = {
      {301, "content"},   {302, "content"},   {307, "content"},   {400, "invalid"},
      {401, "denied"},    {403, "denied"},    {404, "not found"}, {405, "invalid"},
      {408, "transient"}, {409, "conflict"},  {412, "conflict"},  {414, "invalid"},
      {422, "invalid"},   {500, "transient"}, {502, "transient"}, {503, "transient"},
      {504, "transient"}, {599, "transient"}};
  for (const auto& [status, meaning] : meanings) {
    http_.Answer(status, R"({"message":"no"})");
    EXPECT_EQ(meaning, Word(client_.Project(kProject))) << status;
  }
  const std::vector<std::pair<Errc, std::string>> failures = {{Errc::kTransient, "transient"},
                                                              {Errc::kAmbiguous, "transient"},
                                                              {Errc::kDenied, "denied"},
                                                              {Errc::kInvalid, "invalid"}};
  for (const auto& [code, meaning] : failures) {
    http_.Fail(code);
    EXPECT_EQ(meaning, Word(client_.Project(kProject))) << meaning;
  }
}

TEST_F(GitlabClientTest, ARedirectIsNamedAndNotFollowed) {
  http_.Answer(302, "", {{"Location", "https://evil.example/"}});
  const Result<ForgeProject> project = client_.Project(kProject);
  ASSERT_FALSE(project.ok());
  EXPECT_NE(std::string::npos, project.error().message.find("redirect"));
  EXPECT_EQ(1U, http_.calls.size());
}

TEST_F(GitlabClientTest, AnErrorShowsALittleOfTheAnswerAndNothingOfTheToken) {
  http_.Answer(403, "\x1b[31m\u202eno\n" + std::string(100'000, 'x'));
  const Result<ForgeProject> project = client_.Project(kProject);
  ASSERT_FALSE(project.ok());
  const std::string& message = project.error().message;
  EXPECT_TRUE(message.starts_with("GET /projects/17: HTTP 403: \\x1B")) << message;
  EXPECT_LT(message.size(), 500U);
  EXPECT_EQ(std::string::npos, message.find_first_of("\x1b\n"));
  EXPECT_EQ(std::string::npos, message.find("token"));
}

TEST_F(GitlabClientTest, AfterTooManyRequestsTheNextIsNotSent) {
  http_.Answer(429, "Retry later", {{"Retry-After", "30"}});
  EXPECT_EQ("transient", Word(client_.Project(kProject)));
  EXPECT_EQ("transient", Word(client_.Self()));
  EXPECT_EQ(1U, http_.calls.size());
  clock_.steady += std::chrono::seconds(30);
  http_.Answer(200, kProjectAnswer);
  EXPECT_EQ("ok", Word(client_.Project(kProject)));
}

// ---- Statuses ----

StatusPost Post(StatusState state = StatusState::kFailed) {
  StatusPost post;
  post.project = kProject;
  post.head = kHead;
  post.state = state;
  post.text = "2 points are open";
  post.url = "https://headwater.example.org/d/1";
  post.ref = Untrusted("feature/lid");
  return post;
}

std::string StatusAnswer(int id, int pipeline, const std::string& state, int author = 77,
                         const std::string& name = "headwater") {
  return R"({"id":)" + std::to_string(id) + R"(,"sha":")" + kHeadHex +
         R"(","ref":"lid","status":")" + state + R"(","name":")" + name +
         R"(","description":"text","pipeline_id":)" + std::to_string(pipeline) +
         R"(,"author":{"id":)" + std::to_string(author) +
         R"(},"allow_failure":false,"target_url":null})";
}

using StatusTest = ClientTest;

TEST_F(StatusTest, IsPostedWithItsBranchWhenNoPipelineIsNamed) {
  http_.Answer(201, StatusAnswer(1, 71544, "failed"));
  const Result<PipelineId> pipeline = client_.SetStatus(Post());
  ASSERT_TRUE(pipeline.ok()) << pipeline.error().message;
  EXPECT_EQ(PipelineId{71544}, pipeline.value());
  EXPECT_EQ("POST /projects/17/statuses/" + kHeadHex +
                " state=failed&name=headwater&description=2%20points%20are%20open"
                "&target_url=https%3A%2F%2Fheadwater.example.org%2Fd%2F1&ref=feature%2Flid",
            Asked(0));
  EXPECT_EQ("application/x-www-form-urlencoded",
            FindHeader(http_.calls[0].headers, "Content-Type"));
}

TEST_F(StatusTest, IsPostedToItsPipelineWithoutTheBranch) {
  StatusPost post = Post(StatusState::kRunning);
  post.pipeline = PipelineId{6001};
  post.url.clear();
  http_.Answer(201, R"({"id":1,"status":"running"})");
  EXPECT_EQ(PipelineId{6001}, client_.SetStatus(post).value());
  EXPECT_EQ("POST /projects/17/statuses/" + kHeadHex +
                " state=running&name=headwater&description=2%20points%20are%20open"
                "&pipeline_id=6001",
            Asked(0));
}

TEST_F(StatusTest, TextsAreCutAtACharacterAndAddressesAreNot) {
  StatusPost post = Post();
  post.text.clear();
  for (int i = 0; i < 300; ++i) post.text += "\u00fc";
  post.url = "https://headwater.example.org/" + std::string(255, 'x');
  post.ref = Untrusted(std::string(256, 'r'));
  http_.Answer(201, StatusAnswer(1, 2, "failed"));
  EXPECT_EQ("ok", Word(client_.SetStatus(post)));
  std::string text;
  for (int i = 0; i < 255; ++i) text += "%C3%BC";
  EXPECT_EQ("state=failed&name=headwater&description=" + text, http_.calls[0].body);
}

TEST_F(StatusTest, ARefThatIsNoUtf8IsLeftOut) {
  StatusPost post = Post();
  post.ref = Untrusted("lid\xff");
  http_.Answer(201, StatusAnswer(1, 2, "failed"));
  EXPECT_EQ("ok", Word(client_.SetStatus(post)));
  EXPECT_EQ(std::string::npos, http_.calls[0].body.find("ref="));
}

constexpr char kCannotTransition[] =
    R"({"message":"Cannot transition status via :run from :running"})";

TEST_F(StatusTest, AStateThatIsAlreadyThereIsSuccess) {
  http_.Answer(400, kCannotTransition);
  http_.Answer(200,
               '[' + StatusAnswer(3, 8, "success") + ',' + StatusAnswer(2, 9, "running") + ']');
  const Result<PipelineId> pipeline = client_.SetStatus(Post(StatusState::kRunning));
  ASSERT_TRUE(pipeline.ok()) << pipeline.error().message;
  EXPECT_EQ(PipelineId{9}, pipeline.value());
  EXPECT_EQ(
      "GET /projects/17/repository/commits/" + kHeadHex + "/statuses?name=headwater&per_page=100",
      Asked(1));
}

TEST_F(StatusTest, AStateThatIsNotThereIsNot) {
  http_.Answer(400, kCannotTransition);
  http_.Answer(200, '[' + StatusAnswer(3, 8, "success") + ']');
  EXPECT_EQ("invalid", Word(client_.SetStatus(Post(StatusState::kRunning))));

  StatusPost post = Post(StatusState::kRunning);
  post.pipeline = PipelineId{7};
  http_.Answer(400, kCannotTransition);
  http_.Answer(200, '[' + StatusAnswer(3, 8, "running") + ']');
  EXPECT_EQ("invalid", Word(client_.SetStatus(post)));

  http_.Answer(400, kCannotTransition);
  http_.Answer(502, "");
  EXPECT_EQ("transient", Word(client_.SetStatus(post)));
}

TEST_F(StatusTest, AFullPipelineIsNotNamedAgain) {
  StatusPost post = Post();
  post.pipeline = PipelineId{6001};
  http_.Answer(422, R"({"message":"The number of jobs has exceeded the limit"})");
  http_.Answer(201, StatusAnswer(1, 6002, "failed"));
  EXPECT_EQ(PipelineId{6002}, client_.SetStatus(post).value());
  EXPECT_NE(std::string::npos, http_.calls[0].body.find("pipeline_id=6001"));
  EXPECT_EQ(std::string::npos, http_.calls[1].body.find("pipeline_id"));
  EXPECT_NE(std::string::npos, http_.calls[1].body.find("ref=feature%2Flid"));

  http_.Answer(422, R"({"message":"The number of jobs has exceeded the limit"})");
  EXPECT_EQ("invalid", Word(client_.SetStatus(Post())));
  EXPECT_EQ(3U, http_.calls.size());
}

TEST_F(StatusTest, WhatAnErrorMeansWhenPosting) {
  struct Case {
    int status;
    const char* body;
    const char* meaning;
  };
  constexpr Case kCases[] = {
      {302, "", "content"},
      {401, R"({"message":"401 Unauthorized"})", "denied"},
      {403, R"({"message":"403 Forbidden"})", "denied"},
      {403, R"({"error":"insufficient_scope","scope":"api"})", "denied"},
      {404, R"({"message":"404 Commit Not Found"})", "not found"},
      {404, R"({"message":"404 References for commit Not Found"})", "not found"},
      {404, R"({"message":"404 Pipeline for pipeline_id, sha and ref Not Found"})", "not found"},
      {409, R"({"message":"Another update to this commit status is in progress"})", "conflict"},
      {500, "", "ambiguous"},
      {503, "", "ambiguous"},
      {201, "<html>", "ambiguous"},
      {201, R"({"pipeline_id":"7"})", "ambiguous"},
  };
  for (const Case& test : kCases) {
    http_.Answer(test.status, test.body);
    EXPECT_EQ(test.meaning, Word(client_.SetStatus(Post()))) << test.status << test.body;
  }
  http_.Fail(Errc::kAmbiguous);
  EXPECT_EQ("ambiguous", Word(client_.SetStatus(Post())));
  http_.Fail(Errc::kTransient);
  EXPECT_EQ("transient", Word(client_.SetStatus(Post())));
}

TEST_F(StatusTest, TooManyStatusesDoNotStopReading) {
  http_.Answer(429, R"({"message":{"error":"This endpoint has been requested too many times."}})");
  EXPECT_EQ("transient", Word(client_.SetStatus(Post())));
  EXPECT_EQ("transient", Word(client_.SetStatus(Post())));
  http_.Answer(200, kProjectAnswer);
  EXPECT_EQ("ok", Word(client_.Project(kProject)));
  EXPECT_EQ(2U, http_.calls.size());
}

TEST_F(StatusTest, TheLatestOfEachPipelineIsTold) {
  http_.Answer(200,
               '[' + StatusAnswer(4, 8, "failed", 5) + ',' + StatusAnswer(9, 9, "success") + ',' +
                   StatusAnswer(6, 8, "canceled") + ',' + StatusAnswer(7, 8, "x", 1, "other") + ']',
               {{"Link", '<' + kRoot + "/projects/17/x?page=2>; rel=\"next\""}});
  http_.Answer(200, '[' + StatusAnswer(5, 8, "running") + ']');
  const Result<std::vector<ForgeStatus>> statuses = client_.Statuses(kProject, kHead);
  ASSERT_TRUE(statuses.ok()) << statuses.error().message;
  ASSERT_EQ(2U, statuses.value().size());
  EXPECT_EQ(PipelineId{8}, statuses.value()[0].pipeline);
  EXPECT_EQ("canceled", statuses.value()[0].state);
  EXPECT_EQ("text", statuses.value()[0].text);
  EXPECT_EQ(UserId{77}, statuses.value()[0].author);
  EXPECT_EQ(PipelineId{9}, statuses.value()[1].pipeline);
}

}  // namespace
}  // namespace headwater::forge
