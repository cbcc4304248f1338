// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/forge/gitlab_client.h"
#include "tests/service/forge/forge_fakes.h"

namespace headwater::forge {
namespace {

const std::string kThread = "46907a63b4959e3855ffbfbfaf93351f2208da7c";
const std::string kBaseHex(40, 'b');
const std::string kStartHex(40, 'c');

std::string Versions(const std::string& base) {
  return R"([{"id":9,"head_commit_sha":")" + kHeadHex + R"(","base_commit_sha":")" + base +
         R"(","start_commit_sha":")" + kStartHex + R"("},{"id":8}])";
}

/// A thread whose first note has these further members.
std::string Thread(const std::string& members) {
  return R"({"id":")" + kThread +
         R"(","individual_note":false,"notes":[{"id":501,"type":"DiffNote",)"
         R"("body":"x","author":{"id":77},"system":false,"resolvable":true)" +
         members + "}]}";
}

DiffVersion Version() {
  return {*CommitId::FromHex(kBaseHex), *CommitId::FromHex(kStartHex), kHead};
}

using LineThreadsTest = ClientTest;

TEST_F(LineThreadsTest, TheNewestVersionNamesThreeCommits) {
  http_.Answer(200, Versions(kBaseHex));
  const Result<DiffVersion> version = client_.NewestVersion(kMergeRequest);
  ASSERT_TRUE(version.ok()) << version.error().message;
  EXPECT_EQ(kHead, version.value().head);
  EXPECT_EQ(kBaseHex, version.value().base.Hex());
  EXPECT_EQ(kStartHex, version.value().start.Hex());
  EXPECT_EQ("GET /projects/17/merge_requests/4/versions?per_page=1", Asked(0));
}

TEST_F(LineThreadsTest, ADiffThatIsNotComputedYetIsNotFound) {
  http_.Answer(200, "[]");
  EXPECT_EQ("not found", Word(client_.NewestVersion(kMergeRequest)));
}

TEST_F(LineThreadsTest, AnAnswerOfTheWrongShapeIsNone) {
  for (const std::string& answer :
       {std::string("{}"), std::string("[7]"), std::string("[{}]"), Versions("zz"), Versions("")}) {
    http_.Answer(200, answer);
    EXPECT_EQ("content", Word(client_.NewestVersion(kMergeRequest))) << answer;
  }
  for (const char* answer : {"[]", "{}", R"({"id":"../x","notes":[{"id":1}]})"}) {
    http_.Answer(200, answer);
    EXPECT_EQ("content", Word(client_.Thread(kMergeRequest, kThread))) << answer;
  }
}

TEST_F(LineThreadsTest, AThreadIsBegunOnALine) {
  http_.Answer(201, Thread(""));
  const DiffLine line{Untrusted("src/a&b.c"), 4, 0};
  const Result<ForgeNote> note = client_.CreateThreadAt(kMergeRequest, Version(), line, "one");
  ASSERT_TRUE(note.ok()) << note.error().message;
  EXPECT_EQ(NoteId{501}, note.value().id);
  EXPECT_EQ(kThread, note.value().discussion);
  EXPECT_EQ(
      "POST /projects/17/merge_requests/4/discussions body=one"
      "&position%5Bposition_type%5D=text&position%5Bbase_sha%5D=" +
          kBaseHex + "&position%5Bstart_sha%5D=" + kStartHex +
          "&position%5Bhead_sha%5D=" + kHeadHex +
          "&position%5Bold_path%5D=src%2Fa%26b.c&position%5Bnew_path%5D=src%2Fa%26b.c"
          "&position%5Bnew_line%5D=4",
      Asked(0));
}

TEST_F(LineThreadsTest, ALineOfBothSidesIsNamedByBothNumbers) {
  http_.Answer(201, Thread(""));
  const DiffLine line{Untrusted("a.c"), 4, 3};
  EXPECT_TRUE(client_.CreateThreadAt(kMergeRequest, Version(), line, "one").ok());
  EXPECT_TRUE(Asked(0).ends_with("new_line%5D=4&position%5Bold_line%5D=3")) << Asked(0);
}

TEST_F(LineThreadsTest, ALineThatTheDiffDoesNotShowIsInvalid) {
  http_.Answer(400, R"({"message":"400 Bad request - Note {:line_code=>[]}"})");
  EXPECT_EQ("invalid", Word(client_.CreateThreadAt(kMergeRequest, Version(), {}, "one")));
}

TEST_F(LineThreadsTest, AQuickActionIsNotSent) {
  EXPECT_EQ("internal", Word(client_.CreateThreadAt(kMergeRequest, Version(), {}, "a\n/approve")));
  EXPECT_TRUE(http_.calls.empty());
}

TEST_F(LineThreadsTest, AThreadTellsWhoResolvedItAndWhetherItWasApplied) {
  http_.Answer(200, Thread(R"(,"resolved":true,"resolved_by":{"id":31},"suggestions":[)"
                           R"({"id":1,"applied":false},{"id":2,"applied":true}])"));
  const Result<LineThread> resolved = client_.Thread(kMergeRequest, kThread);
  ASSERT_TRUE(resolved.ok()) << resolved.error().message;
  EXPECT_TRUE(resolved.value().first.resolved);
  EXPECT_EQ(UserId{31}, resolved.value().resolved_by);
  EXPECT_TRUE(resolved.value().applied);
  EXPECT_EQ("GET /projects/17/merge_requests/4/discussions/" + kThread, Asked(0));
  http_.Answer(200, Thread(R"(,"resolved":false,"resolved_by":null)"));
  const Result<LineThread> open = client_.Thread(kMergeRequest, kThread);
  ASSERT_TRUE(open.ok());
  EXPECT_EQ(UserId{}, open.value().resolved_by);
  EXPECT_FALSE(open.value().applied);
}

TEST_F(LineThreadsTest, AThreadsIdCannotLeaveThePath) {
  EXPECT_EQ("invalid", Word(client_.Thread(kMergeRequest, "../../x")));
  EXPECT_TRUE(http_.calls.empty());
}

}  // namespace
}  // namespace headwater::forge
