// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "tests/forge/forge_fixture.h"

namespace headwater::forge_double {
namespace {

/// "second" has the lines "one" and "two".
class SuggestionsTest : public ForgeDoubleTest {
 protected:
  SuggestionsTest() { OpenMergeRequest(); }

  /// A thread of the bot on that line; its first note.
  Json Suggest(int line, const std::string& block) {
    const Json version = Api("bot", "GET", kOne + "/versions").body.at(0);
    const Answer answer = Api("bot", "POST", kOne + "/discussions",
                              {{"body", "Better:\n\n" + block},
                               {"position",
                                {{"position_type", "text"},
                                 {"base_sha", version.at("base_commit_sha")},
                                 {"start_sha", version.at("start_commit_sha")},
                                 {"head_sha", version.at("head_commit_sha")},
                                 {"old_path", "second"},
                                 {"new_path", "second"},
                                 {"new_line", line}}}});
    EXPECT_EQ(201, answer.status) << Dump(answer.body);
    return answer.body.at("notes").at(0);
  }

  Answer Apply(const std::string& who, const Json& note) {
    return Api(who, "PUT",
               "suggestions/" + note.at("suggestions").at(0).at("id").dump() + "/apply");
  }

  std::string File() {
    const Answer answer = Api("alex", "GET", kProject + "/repository/commits?ref_name=topic");
    return forge_
        ->Handle({.method = "GET",
                  .target = "/api/v4/" + kProject + "/repository/files/second/raw?ref=topic",
                  .headers = {{"private-token", "alex"}}})
        .body;
  }
};

TEST_F(SuggestionsTest, ABlockOnALineIsWhatItReplacesAndWhatItBecomes) {
  const Json note = Suggest(2, "````suggestion:-1+0\nnew\n```\n````\n");
  const Json one = note.at("suggestions").at(0);
  EXPECT_EQ(1, one.at("from_line"));
  EXPECT_EQ(2, one.at("to_line"));
  EXPECT_EQ("one\ntwo\n", one.at("from_content"));
  EXPECT_EQ("new\n```\n", one.at("to_content"));
  EXPECT_EQ(true, one.at("appliable"));
}

TEST_F(SuggestionsTest, ApplyingIsACommitOfItsAuthorAndLeavesTheThreadOpen) {
  const Json note = Suggest(1, "```suggestion:-0+0\nzero\none\n```");
  const Answer applied = Apply("alex", note);
  ASSERT_EQ(200, applied.status) << Dump(applied.body);
  EXPECT_EQ(true, applied.body.at("applied"));
  EXPECT_EQ("zero\none\ntwo\n", File());
  const Json commit = Api("alex", "GET", kOne + "/commits").body.at(0);
  EXPECT_EQ("bot", Text(commit, "author_name"));
  const Json first = Api("alex", "GET", kOne + "/discussions").body.at(0).at("notes").at(0);
  EXPECT_EQ(false, first.at("resolved"));
  EXPECT_EQ(true, first.at("suggestions").at(0).at("applied"));
  EXPECT_EQ(400, Apply("alex", note).status);
}

TEST_F(SuggestionsTest, ABlankBlockTakesTheLinesAway) {
  EXPECT_EQ(200, Apply("alex", Suggest(1, "```suggestion\n```")).status);
  EXPECT_EQ("two\n", File());
}

TEST_F(SuggestionsTest, LinesThatHaveChangedAreNotReplaced) {
  const Json first = Suggest(1, "```suggestion\nnew\n```");
  const Json second = Suggest(1, "```suggestion\nother\n```");
  EXPECT_EQ(200, Apply("alex", first).status);
  EXPECT_EQ(400, Apply("alex", second).status);
}

TEST_F(SuggestionsTest, WhoMayNotPushMayNotApply) {
  EXPECT_EQ(403, Apply("guest", Suggest(1, "```suggestion\nnew\n```")).status);
}

TEST_F(SuggestionsTest, AnEditMakesOthers) {
  const Json note = Suggest(1, "```suggestion\nnew\n```");
  const Json edited = Api("bot", "PUT", kOne + "/notes/" + note.at("id").dump(),
                          {{"body", "```suggestion\nnewer\n```"}})
                          .body;
  EXPECT_NE(note.at("suggestions").at(0).at("id"), edited.at("suggestions").at(0).at("id"));
  EXPECT_EQ(404, Apply("alex", note).status);
  EXPECT_EQ(200, Apply("alex", edited).status);
}

}  // namespace
}  // namespace headwater::forge_double
