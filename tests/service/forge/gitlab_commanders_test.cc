// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include <map>

#include "service/forge/gitlab_client.h"
#include "tests/service/forge/forge_fakes.h"

namespace headwater::forge {
namespace {

constexpr NoteId kNote{302};
constexpr UserId kPerson{12};

using CommandersTest = ClientTest;

/// A comment's answer with further members.
std::string CommentWith(const std::string& more) {
  return R"({"id":302,"type":null,"body":"@headwater-bot help","author":{"id":12,"username":"ann"},)"
         R"("created_at":"2026-11-21T10:00:00.000Z","updated_at":"2026-11-21T10:00:00.000Z",)"
         R"("system":false)" +
         more + "}";
}

TEST_F(CommandersTest, ACommentIsReadWithEverythingThatCounts) {
  http_.Answer(200, CommentWith(""));
  const Result<ForgeComment> comment = client_.Comment(kMergeRequest, kNote);
  ASSERT_TRUE(comment.ok()) << comment.error().message;
  EXPECT_EQ("GET /projects/17/merge_requests/4/notes/302", Asked(0));
  EXPECT_EQ(kNote, comment.value().id);
  EXPECT_EQ(kPerson, comment.value().author);
  EXPECT_EQ("ann", comment.value().author_name.bytes());
  EXPECT_EQ("@headwater-bot help", comment.value().body.bytes());
  EXPECT_EQ(comment.value().created_at, comment.value().updated_at);
  ASSERT_TRUE(comment.value().created_at);
  EXPECT_EQ("2026-11-21T10:00:00.000Z", FormatTime(*comment.value().created_at));
  EXPECT_FALSE(comment.value().system || comment.value().imported || comment.value().internal ||
               comment.value().in_thread);
}

TEST_F(CommandersTest, WhatMakesACommentNoPlainOneIsSeen) {
  http_.Answer(200, CommentWith(R"(,"imported":true)"));
  EXPECT_TRUE(client_.Comment(kMergeRequest, kNote).value().imported);
  http_.Answer(200, CommentWith(R"(,"internal":true)"));
  EXPECT_TRUE(client_.Comment(kMergeRequest, kNote).value().internal);
  http_.Answer(200, CommentWith(R"(,"confidential":true)"));
  EXPECT_TRUE(client_.Comment(kMergeRequest, kNote).value().internal);
  for (const std::string type : {"DiffNote", "DiscussionNote", "SomethingNew"}) {
    http_.Answer(200, R"({"id":302,"type":")" + type + R"(","body":"x"})");
    EXPECT_TRUE(client_.Comment(kMergeRequest, kNote).value().in_thread) << type;
  }
}

TEST_F(CommandersTest, AnotherCommentOrNoneIsAnError) {
  http_.Answer(200, R"({"id":303,"body":"x"})");
  EXPECT_EQ("content", Word(client_.Comment(kMergeRequest, kNote)));
  http_.Answer(404, "{}");
  EXPECT_EQ("not found", Word(client_.Comment(kMergeRequest, kNote)));
  http_.Answer(200, R"({"id":302,"body":"x","created_at":"yesterday"})");
  EXPECT_EQ("content", Word(client_.Comment(kMergeRequest, kNote)));
  http_.Answer(500, "");
  EXPECT_EQ("transient", Word(client_.Comment(kMergeRequest, kNote)));
}

TEST_F(CommandersTest, AReactionThatIsThereIsEnough) {
  http_.Answer(201, "{}");
  EXPECT_TRUE(client_.React(kMergeRequest, kNote, "white_check_mark").ok());
  EXPECT_EQ("POST /projects/17/merge_requests/4/notes/302/award_emoji name=white_check_mark",
            Asked(0));
  http_.Answer(404, R"({"message":"404 Award Emoji Name has already been taken Not Found"})");
  EXPECT_TRUE(client_.React(kMergeRequest, kNote, "white_check_mark").ok());
  http_.Answer(403, "{}");
  EXPECT_EQ("denied", Word(client_.React(kMergeRequest, kNote, "white_check_mark")));
}

TEST_F(CommandersTest, LevelsBetweenThoseWeKnowCountAsTheLowerOne) {
  const std::map<int, AccessLevel> rows = {
      {5, AccessLevel::kNone},        {10, AccessLevel::kGuest},      {15, AccessLevel::kGuest},
      {20, AccessLevel::kReporter},   {25, AccessLevel::kReporter},   {30, AccessLevel::kDeveloper},
      {40, AccessLevel::kMaintainer}, {45, AccessLevel::kMaintainer}, {50, AccessLevel::kOwner},
      {60, AccessLevel::kOwner}};
  for (const auto& [number, level] : rows) {
    http_.Answer(200,
                 R"({"id":12,"state":"active","access_level":)" + std::to_string(number) + "}");
    EXPECT_EQ(level, client_.LevelIn(kProject, kPerson).value()) << number;
  }
  EXPECT_EQ("GET /projects/17/members/all/12", Asked(0));
}

TEST_F(CommandersTest, WhoIsNoMemberAnyMoreHasNoLevel) {
  // The clock of these tests shows 15 January 2027.
  for (const std::string answer :
       {R"({"state":"blocked","access_level":50})", R"({"state":"banned","access_level":50})",
        R"({"state":"active","access_level":50,"expires_at":"2027-01-15"})",
        R"({"state":"active","access_level":50,"membership_state":"awaiting"})"}) {
    http_.Answer(200, answer);
    EXPECT_EQ(AccessLevel::kNone, client_.LevelIn(kProject, kPerson).value()) << answer;
  }
  http_.Answer(200, R"({"state":"active","access_level":40,"expires_at":"2027-01-16"})");
  EXPECT_EQ(AccessLevel::kMaintainer, client_.LevelIn(kProject, kPerson).value());
  http_.Answer(404, R"({"message":"404 Not found"})");
  EXPECT_EQ(AccessLevel::kNone, client_.LevelIn(kProject, kPerson).value());
}

TEST_F(CommandersTest, ALevelThatCannotBeReadIsNoLevel) {
  http_.Answer(500, "");
  EXPECT_EQ("transient", Word(client_.LevelIn(kProject, kPerson)));
  http_.Answer(403, "{}");
  EXPECT_EQ("denied", Word(client_.LevelIn(kProject, kPerson)));
  http_.Answer(200, R"({"access_level":"40"})");
  EXPECT_EQ("content", Word(client_.LevelIn(kProject, kPerson)));
  http_.Answer(200, R"({"access_level":40,"expires_at":"soon"})");
  EXPECT_EQ("content", Word(client_.LevelIn(kProject, kPerson)));
}

TEST_F(CommandersTest, AGroupIsNamedByItsPath) {
  http_.Answer(200, R"({"state":"active","access_level":30})");
  EXPECT_EQ(AccessLevel::kDeveloper, client_.LevelInGroup("opencode/a b?", kPerson).value());
  EXPECT_EQ("GET /groups/opencode%2Fa%20b%3F/members/12", Asked(0));
}

TEST_F(CommandersTest, AProgramSaysSo) {
  http_.Answer(200, R"({"id":12,"bot":true})");
  EXPECT_TRUE(client_.IsProgram(kPerson).value());
  http_.Answer(200, R"({"id":12})");
  EXPECT_FALSE(client_.IsProgram(kPerson).value());
  http_.Answer(404, "{}");
  EXPECT_EQ("not found", Word(client_.IsProgram(kPerson)));
}

}  // namespace
}  // namespace headwater::forge
