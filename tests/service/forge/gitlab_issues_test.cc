// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/forge/gitlab_client.h"
#include "tests/service/forge/forge_fakes.h"

namespace headwater::forge {
namespace {

constexpr UserId kSelf{77};
constexpr IssueIid kIssue{12};

/// As GitLab shows one; `more` begins with a comma.
std::string IssueAnswer(int iid, int author, const std::string& state,
                        const std::string& more = "") {
  return R"({"id":9001,"iid":)" + std::to_string(iid) +
         R"(,"project_id":17,"title":"t","description":"body","author":{"id":)" +
         std::to_string(author) + R"(,"username":"x"},"state":")" + state + '"' + more + '}';
}

using IssuesTest = ClientTest;

TEST_F(IssuesTest, ThoseOfAnAuthorComeOldestFirstOverAllPages) {
  http_.Answer(200, '[' + IssueAnswer(5, 77, "closed") + ',' + IssueAnswer(2, 3, "opened") + ']',
               {{"link", '<' + kRoot + "/projects/17/issues?page=2>; rel=\"next\""}});
  http_.Answer(200, '[' + IssueAnswer(3, 77, "opened") + ',' + IssueAnswer(5, 77, "closed") + ']');
  const Result<std::vector<ForgeIssue>> issues = client_.IssuesBy(kProject, kSelf);
  ASSERT_TRUE(issues.ok()) << issues.error().message;
  ASSERT_EQ(2U, issues.value().size());
  EXPECT_EQ(IssueIid{3}, issues.value()[0].iid);
  EXPECT_TRUE(issues.value()[0].open);
  EXPECT_EQ(IssueIid{5}, issues.value()[1].iid);
  EXPECT_FALSE(issues.value()[1].open);
  EXPECT_EQ(
      "GET /projects/17/issues?scope=all&state=all&author_id=77&order_by=created_at&sort=asc"
      "&per_page=100",
      Asked(0));
}

TEST_F(IssuesTest, OneTellsWhoClosedItAndWhetherItMoved) {
  http_.Answer(200, IssueAnswer(12, 77, "opened", R"(,"closed_by":null,"moved_to_id":null)"));
  Result<ForgeIssue> issue = client_.Issue(kProject, kIssue);
  ASSERT_TRUE(issue.ok()) << issue.error().message;
  EXPECT_EQ("GET /projects/17/issues/12", Asked(0));
  EXPECT_TRUE(issue.value().open);
  EXPECT_FALSE(issue.value().moved);
  EXPECT_EQ("body", issue.value().description);
  http_.Answer(200, IssueAnswer(12, 77, "closed", R"(,"closed_by":{"id":31},"moved_to_id":44)"));
  issue = client_.Issue(kProject, kIssue);
  ASSERT_TRUE(issue.ok()) << issue.error().message;
  EXPECT_EQ(UserId{31}, issue.value().closed_by);
  EXPECT_TRUE(issue.value().moved);
}

TEST_F(IssuesTest, IsCreatedAndEditedAsAForm) {
  http_.Answer(201, IssueAnswer(12, 77, "opened"));
  const Result<ForgeIssue> created = client_.CreateIssue(kProject, "Headwater: x", "a & b\n");
  ASSERT_TRUE(created.ok()) << created.error().message;
  EXPECT_EQ(kIssue, created.value().iid);
  EXPECT_EQ("POST /projects/17/issues title=Headwater%3A%20x&description=a%20%26%20b%0A", Asked(0));
  http_.Answer(200, IssueAnswer(12, 77, "closed"));
  EXPECT_EQ("ok", Word(client_.EditIssue(kProject, kIssue, "done", IssueEvent::kClose)));
  EXPECT_EQ("PUT /projects/17/issues/12 description=done&state_event=close", Asked(1));
  http_.Answer(200, IssueAnswer(12, 77, "opened"));
  EXPECT_EQ("ok", Word(client_.EditIssue(kProject, kIssue, {}, IssueEvent::kReopen)));
  EXPECT_EQ("PUT /projects/17/issues/12 state_event=reopen", Asked(2));
}

TEST_F(IssuesTest, AQuickActionIsNeverSent) {
  const std::string body = "**Found**\n\n/assign @all\n";
  EXPECT_EQ("internal", Word(client_.CreateIssue(kProject, "t", body)));
  EXPECT_EQ("internal", Word(client_.EditIssue(kProject, kIssue, body, IssueEvent::kNone)));
  EXPECT_TRUE(http_.calls.empty());
}

TEST_F(IssuesTest, AnAnswerOfTheWrongShapeIsNone) {
  for (const char* answer :
       {"[]", "null", "{}", R"({"iid":"1","state":"opened"})", R"({"iid":1})",
        R"({"iid":1,"state":"locked"})", R"({"iid":1,"state":"opened","description":7})",
        R"({"iid":1,"state":"opened","author":"me"})",
        R"({"iid":1,"state":"opened","moved_to_id":"x"})"}) {
    http_.Answer(200, answer);
    EXPECT_EQ("content", Word(client_.Issue(kProject, kIssue))) << answer;
    http_.Answer(201, answer);
    EXPECT_EQ("ambiguous", Word(client_.CreateIssue(kProject, "t", "text"))) << answer;
  }
}

TEST_F(IssuesTest, ARefusalIsToldFromAFailure) {
  http_.Answer(403, R"({"message":"403 Forbidden"})");
  EXPECT_EQ("denied", Word(client_.CreateIssue(kProject, "t", "text")));
  http_.Answer(404, R"({"message":"404 Not found"})");
  EXPECT_EQ("not found", Word(client_.Issue(kProject, kIssue)));
  http_.Answer(502, "");
  EXPECT_EQ("ambiguous", Word(client_.CreateIssue(kProject, "t", "text")));
}

TEST_F(IssuesTest, TheLimitOfIssuesIsNotThatOfComments) {
  http_.Answer(429, "");
  EXPECT_EQ("transient", Word(client_.CreateIssue(kProject, "t", "text")));
  EXPECT_EQ("transient", Word(client_.CreateIssue(kProject, "t", "text")));
  EXPECT_EQ(1U, http_.calls.size());
  http_.Answer(201, R"({"id":1,"body":"x"})");
  EXPECT_EQ("ok", Word(client_.CreateNote(kMergeRequest, "text")));
}

}  // namespace
}  // namespace headwater::forge
