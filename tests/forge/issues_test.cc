// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "tests/forge/forge.h"
#include "tests/forge/forge_fixture.h"

// Issues: who may what, commands in descriptions, moves.

namespace headwater::forge_double {
namespace {

class IssuesTest : public ForgeDoubleTest {
 protected:
  Answer Open(const std::string& description, const std::string& token = "bot") {
    return Api(token, "POST", kProject + "/issues",
               {{"title", "One"}, {"description", description}});
  }
  Answer Put(const Json& change, const std::string& token = "bot") {
    return Api(token, "PUT", kProject + "/issues/1", change);
  }
  Json Show() { return Api("alex", "GET", kProject + "/issues/1").body; }
};

TEST_F(IssuesTest, OneIsOpenedClosedAndOpenedAgain) {
  const Answer opened = Open("text");
  EXPECT_EQ(201, opened.status);
  EXPECT_EQ(1, Integer(opened.body, "iid"));
  EXPECT_TRUE(opened.body.at("closed_by").is_null());
  const Answer closed = Put({{"state_event", "close"}, {"description", "done"}}, "alex");
  EXPECT_EQ("closed", Text(closed.body, "state"));
  EXPECT_EQ("alex", Text(closed.body.at("closed_by"), "username"));
  EXPECT_EQ("done", Text(Show(), "description"));
  Put({{"state_event", "reopen"}});
  EXPECT_EQ("opened", Text(Show(), "state"));
  EXPECT_TRUE(Show().at("closed_by").is_null());
  EXPECT_EQ(400, Put({{"unknown", "x"}}).status);
}

TEST_F(IssuesTest, CommandsInDescriptionsAreCarriedOut) {
  const Answer opened = Open("text\n\n/confidential\n/close\n");
  EXPECT_EQ("text", Text(opened.body, "description"));
  EXPECT_EQ("closed", Text(opened.body, "state"));
  EXPECT_TRUE(Flag(opened.body, "confidential", false));
  Put({{"description", "/reopen\n\nagain @alex"}});
  EXPECT_EQ("opened", Text(Show(), "state"));
  EXPECT_EQ(3U, Control("GET", "effects/quick_action").size());
  EXPECT_EQ(1U, Control("GET", "effects/mention").size());
}

TEST_F(IssuesTest, AListIsByAuthorAndState) {
  Open("first");
  Open("second", "alex");
  Put({{"state_event", "close"}});
  const std::string list = kProject + "/issues?scope=all&sort=asc";
  EXPECT_EQ(2U, Api("bot", "GET", list).body.size());
  EXPECT_EQ(1U, Api("bot", "GET", list + "&state=opened").body.size());
  const std::string author = Dump(Show().at("author").at("id"));
  const Json mine = Api("alex", "GET", list + "&author_id=" + author).body;
  ASSERT_EQ(1U, mine.size());
  EXPECT_EQ("first", Text(mine[0], "description"));
}

TEST_F(IssuesTest, AProjectWithoutIssuesShowsNoneAndTakesNone) {
  Open("text");
  Control("PUT", kProject, {{"issues_enabled", false}});
  EXPECT_EQ(0U, Api("bot", "GET", kProject + "/issues").body.size());
  EXPECT_EQ(404, Api("bot", "GET", kProject + "/issues/1").status);
  EXPECT_EQ(404, Put({{"description", "x"}}).status);
  EXPECT_EQ(403, Open("text").status);
}

TEST_F(IssuesTest, OnlyAnOwnerDeletes) {
  Open("text");
  EXPECT_EQ(403, Api("bot", "DELETE", kProject + "/issues/1").status);
  EXPECT_EQ(204, Api("alex", "DELETE", kProject + "/issues/1").status);
  EXPECT_EQ(404, Api("bot", "GET", kProject + "/issues/1").status);
  EXPECT_EQ(2, Integer(Open("text").body, "iid"));
}

TEST_F(IssuesTest, AMovedOneKeepsTextAndAuthorThere) {
  Open("text");
  const Json other = Control("POST", "projects", {{"path", "group/other"}, {"owner", "alex"}});
  const Answer moved =
      Api("alex", "POST", kProject + "/issues/1/move", {{"to_project_id", other.at("id")}});
  EXPECT_EQ(201, moved.status);
  EXPECT_EQ("bot", Text(moved.body.at("author"), "username"));
  EXPECT_EQ("opened", Text(moved.body, "state"));
  EXPECT_EQ(moved.body.at("id"), Show().at("moved_to_id"));
  EXPECT_EQ("closed", Text(Show(), "state"));
}

}  // namespace
}  // namespace headwater::forge_double
