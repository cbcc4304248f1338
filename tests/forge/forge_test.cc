// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "tests/forge/forge.h"

#include <set>

#include "tests/forge/forge_fixture.h"

// Access, paging and faults.

namespace headwater::forge_double {
namespace {

TEST_F(ForgeDoubleTest, AnEncodedPathAndTheIdNameTheSameProject) {
  const Json by_path = Api("alex", "GET", kProject).body;
  const std::string id = std::to_string(by_path.at("id").get<int64_t>());
  EXPECT_EQ("group/kit", Text(Api("alex", "GET", "projects/" + id).body, "path_with_namespace"));
  EXPECT_EQ(404, Api("alex", "GET", "projects/group/kit").status);
  EXPECT_EQ("404 Project Not Found", Text(Api("guest", "GET", kProject).body, "message"));
}

TEST_F(ForgeDoubleTest, AMovedProjectRedirectsReadersToItsId) {
  Control("PUT", kProject, {{"path", "group/other"}});
  const Answer read = Api("alex", "GET", kProject + "/merge_requests?state=opened");
  EXPECT_EQ(301, read.status);
  EXPECT_NE(std::string::npos, read.headers.at("Location").find("/merge_requests?state=opened"));
  EXPECT_EQ(std::string::npos, read.headers.at("Location").find("kit"));
  EXPECT_EQ(405, Api("alex", "PUT", kProject, {{"description", "x"}}).status);
}

TEST_F(ForgeDoubleTest, KeysetLinksLeadThroughAllProjectsOnce) {
  for (int i = 0; i < 4; ++i) {
    Control("POST", "projects", {{"path", "group/p" + std::to_string(i)}, {"owner", "alex"}});
  }
  std::multiset<std::string> seen;
  std::string target = "projects?pagination=keyset&order_by=id&sort=asc&per_page=2";
  int pages = 0;
  while (!target.empty()) {
    const Answer page = Api("alex", "GET", target);
    ++pages;
    for (const Json& project : page.body) seen.insert(Text(project, "path_with_namespace"));
    EXPECT_FALSE(page.headers.contains("x-total"));
    const auto link = page.headers.find("Link");
    target.clear();
    if (link == page.headers.end()) break;
    const size_t begin = link->second.find("/api/v4/") + 8;
    target = link->second.substr(begin, link->second.find('>') - begin);
  }
  EXPECT_EQ(3, pages);
  EXPECT_EQ(5U, seen.size());
  EXPECT_EQ(5U, std::set<std::string>(seen.begin(), seen.end()).size());
}

TEST_F(ForgeDoubleTest, ARepositoryForMembersIsClosedToOthersWhoSeeTheProject) {
  Control("PUT", "projects/group%2Fkit",
          {{"visibility", "public"}, {"repository_access_level", "private"}});
  const Json seen = Api("guest", "GET", kProject).body;
  EXPECT_EQ("private", Text(seen, "repository_access_level"));
  EXPECT_EQ(403, Api("guest", "GET", kProject + "/repository/branches/main").status);
  EXPECT_EQ(200, Api("bot", "GET", kProject + "/repository/branches/main").status);
  const auto git = [&](const std::string& token) {
    Request request{.method = "GET", .target = "/group/kit.git/info/refs?service=git-upload-pack"};
    if (!token.empty()) request.headers = {{"private-token", token}};
    return forge_->Handle(request).status;
  };
  EXPECT_EQ(401, git(""));
  EXPECT_EQ(403, git("guest"));
  EXPECT_EQ(200, git("bot"));
}

TEST_F(ForgeDoubleTest, AShortPageIsNotTheLastOne) {
  OpenMergeRequest();
  PostNote("first");
  Control("POST", "projects/group%2Fkit/merge_requests/1/notes",
          {{"user", "alex"}, {"body", "x"}, {"hidden", true}, {"count", 4}});
  PostNote("last");
  const Answer first = Api("bot", "GET", kOne + "/notes?sort=asc&per_page=3");
  EXPECT_EQ(1U, first.body.size());
  EXPECT_EQ("2", first.headers.at("x-next-page"));
  const Answer second = Api("bot", "GET", kOne + "/notes?sort=asc&per_page=3&page=2");
  ASSERT_EQ(1U, second.body.size());
  EXPECT_EQ("last", Text(second.body[0], "body"));
  EXPECT_EQ("", second.headers.at("x-next-page"));
}

TEST_F(ForgeDoubleTest, AnOverlongNoteIsRefused) {
  OpenMergeRequest();
  EXPECT_EQ(201, PostNote(std::string(1000000, 'x')).status);
  EXPECT_EQ(400, PostNote(std::string(1000001, 'x')).status);
  EXPECT_EQ(400, PostNote("").status);
}

TEST_F(ForgeDoubleTest, ACutAnswerMayHaveTakenEffect) {
  OpenMergeRequest();
  Control("POST", "faults", {{"kind", "cut_after"}, {"method", "POST"}, {"match", "/notes"}});
  EXPECT_TRUE(PostNote("written").cut);
  Control("POST", "faults", {{"kind", "cut_before"}, {"method", "POST"}, {"match", "/notes"}});
  EXPECT_TRUE(PostNote("never written").cut);
  const Json notes = Api("bot", "GET", kOne + "/notes").body;
  ASSERT_EQ(1U, notes.size());
  EXPECT_EQ("written", Text(notes[0], "body"));
}

TEST_F(ForgeDoubleTest, RateLimitsComeWithAndWithoutHeaders) {
  Control("POST", "faults", {{"status", 429}, {"limit", "retry_after"}, {"seconds", 7}});
  Control("POST", "faults", {{"status", 429}, {"limit", "reset"}, {"skip", 1}});
  Control("POST", "faults", {{"status", 429}, {"skip", 2}});
  const Answer first = Api("bot", "GET", "user");
  EXPECT_EQ(429, first.status);
  EXPECT_EQ("7", first.headers.at("Retry-After"));
  const Answer second = Api("bot", "GET", "user");
  EXPECT_FALSE(second.headers.contains("Retry-After"));
  EXPECT_TRUE(second.headers.contains("RateLimit-Reset"));
  const Answer third = Api("bot", "GET", "user");
  EXPECT_EQ(429, third.status);
  ASSERT_EQ(1U, third.headers.size());
  EXPECT_TRUE(third.headers.contains("Date"));
  EXPECT_EQ(200, Api("bot", "GET", "user").status);
}

TEST_F(ForgeDoubleTest, AReadingTokenCannotWrite) {
  OpenMergeRequest();
  Control("POST", "tokens", {{"user", "bot"}, {"token", "reader"}, {"scopes", {"read_api"}}});
  EXPECT_EQ(200, Api("reader", "GET", kOne).status);
  const Answer write = Api("reader", "POST", kOne + "/notes", {{"body", "x"}});
  EXPECT_EQ(403, write.status);
  EXPECT_EQ("insufficient_scope", Text(write.body, "error"));
  EXPECT_EQ(401, Api("nobody's", "GET", kOne).status);
}

TEST_F(ForgeDoubleTest, ReadsMayBeOld) {
  OpenMergeRequest();
  Control("PUT", "settings", {{"stale_reads_ms", 600000}});
  const int64_t id = *Integer(PostNote("new").body, "id");
  EXPECT_EQ(0U, Api("bot", "GET", kOne + "/notes").body.size());
  EXPECT_EQ(404, Api("bot", "GET", kOne + "/notes/" + std::to_string(id)).status);
  Control("PUT", "settings", {{"stale_reads_ms", 0}});
  EXPECT_EQ(1U, Api("bot", "GET", kOne + "/notes").body.size());
}

}  // namespace
}  // namespace headwater::forge_double
