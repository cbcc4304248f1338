// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/forge/gitlab_administration.h"

#include <gtest/gtest.h>

#include "tests/service/forge/forge_fakes.h"

namespace headwater::forge {
namespace {

class GitlabAdministrationTest : public testing::Test {
 protected:
  FakeHttp http_;
  FakeClock clock_;
  FakeToken token_;
  GitlabAdministration gitlab_{http_, token_, clock_, "https://git.example.org/gitlab"};
};

TEST_F(GitlabAdministrationTest, TellsVersionAndTime) {
  http_.Answer(200, R"({"version":"18.4.2-ee"})", {{"Date", "Sun, 22 Nov 2026 10:00:00 GMT"}});
  const Result<ForgeVersion> version = gitlab_.Version();
  ASSERT_TRUE(version.ok()) << version.error().message;
  EXPECT_EQ(18, version.value().major);
  const WallTime ten =
      std::chrono::sys_days(std::chrono::year(2026) / 11 / 22) + std::chrono::hours(10);
  EXPECT_EQ(ten, version.value().date);
}

TEST_F(GitlabAdministrationTest, TellsWhyThereIsNoVersion) {
  http_.Answer(401, R"({"message":"401 Unauthorized"})");
  EXPECT_EQ(Errc::kDenied, gitlab_.Version().error().code);
  http_.Answer(404, "<html>");
  EXPECT_EQ(Errc::kInvalid, gitlab_.Version().error().code);
  http_.Answer(200, "<html>");
  EXPECT_EQ(Errc::kInvalid, gitlab_.Version().error().code);
  http_.Answer(302, "");
  EXPECT_EQ(Errc::kInvalid, gitlab_.Version().error().code);
  http_.Fail(Errc::kTransient);
  EXPECT_EQ(Errc::kTransient, gitlab_.Version().error().code);
  http_.Fail(Errc::kDenied);  // The certificate.
  EXPECT_EQ(Errc::kInternal, gitlab_.Version().error().code);
}

TEST_F(GitlabAdministrationTest, MakesATokenWithOneScopeAndAnEnd) {
  http_.Answer(201, R"({"id":3,"token":"glpat-new"})");
  const Result<Secret> secret =
      gitlab_.CreateToken({.user = UserId{42},
                           .name = "Headwater api",
                           .description = "d",
                           .scope = "api",
                           .expires = std::chrono::sys_days(std::chrono::year(2027) / 11 / 21)});
  ASSERT_TRUE(secret.ok()) << secret.error().message;
  EXPECT_EQ("glpat-new", secret.value().bytes());
  EXPECT_EQ(kRoot + "/users/42/personal_access_tokens", http_.calls.back().url);
  EXPECT_NE(std::string::npos, http_.calls.back().body.find("scopes%5B%5D=api"));
  EXPECT_NE(std::string::npos, http_.calls.back().body.find("expires_at=2027-11-21"));
}

TEST_F(GitlabAdministrationTest, ReadsTokensAndRefusesWhatIsNone) {
  http_.Answer(200, R"({"id":4,"user_id":7,"name":"n","active":true,"scopes":["api"],)"
                    R"("expires_at":"2027-01-01"})");
  const Result<ForgeToken> token = gitlab_.OwnToken();
  ASSERT_TRUE(token.ok()) << token.error().message;
  EXPECT_TRUE(token.value().active && token.value().scopes.contains("api"));
  http_.Answer(200, R"({"id":4,"active":true,"scopes":["api"],"expires_at":"soon"})");
  EXPECT_EQ(Errc::kContent, gitlab_.OwnToken().error().code);
  http_.Answer(200, R"({"id":4,"active":true,"scopes":"api"})");
  EXPECT_EQ(Errc::kContent, gitlab_.OwnToken().error().code);
}

TEST_F(GitlabAdministrationTest, AHookSaysWhatItDoesNotWantToHear) {
  http_.Answer(201, R"({"id":9})");
  HookOrder order;
  order.url = "https://h.example/hooks/gitlab";
  order.secret = Secret("s3cret");
  order.events = {"merge_requests_events"};
  ASSERT_EQ(9, gitlab_.CreateHook(kProject, order).value());
  const std::string& body = http_.calls.back().body;
  EXPECT_NE(std::string::npos, body.find("merge_requests_events=true"));
  EXPECT_NE(std::string::npos, body.find("push_events=false"));
  EXPECT_NE(std::string::npos, body.find("token=s3cret"));
  // A system hook has no comments; the documentation answers with a list.
  http_.Answer(201, R"([{"id":10}])");
  ASSERT_EQ(10, gitlab_.CreateHook(ProjectId{}, order).value());
  EXPECT_EQ(kRoot + "/hooks", http_.calls.back().url);
  EXPECT_EQ(std::string::npos, http_.calls.back().body.find("note_events"));
}

TEST_F(GitlabAdministrationTest, TellsWhatGitlabRefuses) {
  http_.Answer(422, R"({"error":"Invalid url given"})");
  EXPECT_EQ(Errc::kInvalid, gitlab_.CreateHook(kProject, {}).error().code);
  http_.Answer(403, R"({"message":"403 Forbidden"})");
  EXPECT_EQ(Errc::kDenied, gitlab_.CreateUser("u", "n", "e").error().code);
  http_.Answer(409, R"({"message":"Username has already been taken"})");
  EXPECT_EQ(Errc::kConflict, gitlab_.CreateUser("u", "n", "e").error().code);
  http_.Answer(429, "Retry later");
  EXPECT_EQ(Errc::kTransient, gitlab_.TestHook(kProject, 9).error().code);
}

TEST_F(GitlabAdministrationTest, WhoIsAMemberAlreadyGetsTheRole) {
  http_.Answer(409, R"({"message":"Member already exists"})");
  http_.Answer(200, "{}");
  EXPECT_TRUE(gitlab_.AddMember(kProject, UserId{42}, AccessLevel::kDeveloper).ok());
  EXPECT_EQ("PUT", http_.calls.back().method);
  EXPECT_EQ(kRoot + "/projects/17/members/42", http_.calls.back().url);
}

TEST_F(GitlabAdministrationTest, PushesAreProtectedWhereEveryRuleSaysSo) {
  const std::string maintainers = R"({"name":"main","push_access_levels":[{"access_level":40}],)"
                                  R"("merge_access_levels":[{"access_level":30}]})";
  http_.Answer(200, "[" + maintainers + "]");
  EXPECT_TRUE(gitlab_.IsPushProtected(kProject, Untrusted("main")).value());
  http_.Answer(
      200, "[" + maintainers + R"(,{"name":"ma*","push_access_levels":[{"access_level":30}]}])");
  EXPECT_FALSE(gitlab_.IsPushProtected(kProject, Untrusted("main")).value());
  http_.Answer(200, "[]");
  EXPECT_FALSE(gitlab_.IsPushProtected(kProject, Untrusted("main")).value());
}

}  // namespace
}  // namespace headwater::forge
