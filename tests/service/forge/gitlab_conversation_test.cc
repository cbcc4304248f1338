// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/forge/gitlab_client.h"
#include "tests/service/forge/forge_fakes.h"

namespace headwater::forge {
namespace {

constexpr UserId kSelf{77};
const std::string kThread = "46907a63b4959e3855ffbfbfaf93351f2208da7c";

std::string NoteAnswer(int id, int author, const std::string& body, bool is_system = false) {
  return R"({"id":)" + std::to_string(id) + R"(,"type":null,"body":")" + body +
         R"(","author":{"id":)" + std::to_string(author) + R"(,"username":"x"},"system":)" +
         (is_system ? "true" : "false") + R"(,"resolvable":false,"commands_changes":{}})";
}

std::string ThreadAnswer(const std::string& id, const std::string& notes, bool alone = false) {
  return R"({"id":")" + id + R"(","individual_note":)" + (alone ? "true" : "false") +
         R"(,"notes":[)" + notes + "]}";
}

HttpHeaders NextPage(int page) {
  return {{"link", '<' + kRoot + "/projects/17/merge_requests/4/notes?page=" +
                       std::to_string(page) + "&per_page=100>; rel=\"next\""}};
}

using ConversationTest = ClientTest;

TEST_F(ConversationTest, NotesOfAnAuthorComeOldestFirstOverAllPages) {
  http_.Answer(200, '[' + NoteAnswer(30, 77, "third") + ',' + NoteAnswer(11, 5, "theirs") + ']',
               NextPage(2));
  http_.Answer(200, "[]", NextPage(3));
  http_.Answer(200, '[' + NoteAnswer(20, 77, "second") + ',' + NoteAnswer(30, 77, "third") + ',' +
                        NoteAnswer(25, 77, "added 1 commit", true) + ']');
  const Result<std::vector<ForgeNote>> notes = client_.Notes(kMergeRequest, kSelf);
  ASSERT_TRUE(notes.ok()) << notes.error().message;
  ASSERT_EQ(2U, notes.value().size());
  EXPECT_EQ("second", notes.value()[0].body);
  EXPECT_EQ("third", notes.value()[1].body);
  EXPECT_EQ(
      "GET /projects/17/merge_requests/4/notes"
      "?sort=asc&order_by=created_at&activity_filter=only_comments&per_page=100",
      Asked(0));
  EXPECT_EQ("GET /projects/17/merge_requests/4/notes?page=3&per_page=100", Asked(2));
}

TEST_F(ConversationTest, AnEndlessListEnds) {
  for (int page = 0; page < 1000; ++page) http_.Answer(200, "[]", NextPage(page));
  EXPECT_EQ("content", Word(client_.Notes(kMergeRequest, kSelf)));
  EXPECT_EQ(200U, http_.calls.size());
}

TEST_F(ConversationTest, APageElsewhereIsNotAskedFor) {
  http_.Answer(200, "[]", {{"Link", "<https://evil.example/api/v4/x>; rel=\"next\""}});
  EXPECT_EQ("content", Word(client_.Notes(kMergeRequest, kSelf)));
  EXPECT_EQ(1U, http_.calls.size());
}

TEST_F(ConversationTest, HalfAListIsNoList) {
  http_.Answer(200, '[' + NoteAnswer(1, 77, "first") + ']', NextPage(2));
  http_.Answer(500, "");
  EXPECT_EQ("transient", Word(client_.Notes(kMergeRequest, kSelf)));
}

TEST_F(ConversationTest, AListOfTheWrongShapeIsNoAnswer) {
  for (const char* answer :
       {"{}", "null", "[7]", "[null]", R"([{"id":"1"}])", R"([{"id":1,"body":7}])",
        R"([{"id":1,"author":"me"}])", R"([{"id":1,"system":"no"}])", "[[[[[[[[[["}) {
    http_.Answer(200, answer);
    EXPECT_EQ("content", Word(client_.Notes(kMergeRequest, kSelf))) << answer;
  }
}

TEST_F(ConversationTest, ANoteIsCreatedAsAForm) {
  http_.Answer(201, NoteAnswer(501, 77, "x"));
  const Result<NoteId> note = client_.CreateNote(kMergeRequest, "**Two & more**\n\n- a=b\n");
  ASSERT_TRUE(note.ok()) << note.error().message;
  EXPECT_EQ(NoteId{501}, note.value());
  EXPECT_EQ(
      "POST /projects/17/merge_requests/4/notes "
      "body=%2A%2ATwo%20%26%20more%2A%2A%0A%0A-%20a%3Db%0A",
      Asked(0));
}

TEST_F(ConversationTest, ANoteIsEditedAndDeleted) {
  http_.Answer(200, NoteAnswer(501, 77, "x"));
  EXPECT_EQ("ok", Word(client_.EditNote(kMergeRequest, NoteId{501}, "done")));
  EXPECT_EQ("PUT /projects/17/merge_requests/4/notes/501 body=done", Asked(0));
  http_.Answer(204, "");
  EXPECT_EQ("ok", Word(client_.DeleteNote(kMergeRequest, NoteId{501})));
  EXPECT_EQ("DELETE /projects/17/merge_requests/4/notes/501", Asked(1));
  http_.Answer(404, R"({"message":"404 Not found"})");
  EXPECT_EQ("not found", Word(client_.DeleteNote(kMergeRequest, NoteId{501})));
}

TEST_F(ConversationTest, AQuickActionIsNeverSent) {
  const std::string body = "**Found**\n\n/approve\n";
  EXPECT_EQ("internal", Word(client_.CreateNote(kMergeRequest, body)));
  EXPECT_EQ("internal", Word(client_.EditNote(kMergeRequest, NoteId{1}, body)));
  EXPECT_EQ("internal", Word(client_.CreateThread(kMergeRequest, body)));
  ForgeNote thread;
  thread.discussion = kThread;
  thread.body = body;
  EXPECT_EQ("internal", Word(client_.EditThread(kMergeRequest, thread)));
  EXPECT_TRUE(http_.calls.empty());
}

TEST_F(ConversationTest, ANoteTakenForCommandsIsABugOfOurs) {
  http_.Answer(202, R"({"commands_changes":{"state_event":"close"},"summary":["Closed."]})");
  EXPECT_EQ("internal", Word(client_.CreateNote(kMergeRequest, "text")));
}

TEST_F(ConversationTest, WhatMayHaveHappenedIsAmbiguous) {
  for (const char* answer : {"", "<html>", "{}", R"({"id":"1"})", "[]"}) {
    http_.Answer(201, answer);
    EXPECT_EQ("ambiguous", Word(client_.CreateNote(kMergeRequest, "text"))) << answer;
    http_.Answer(201, answer);
    EXPECT_EQ("ambiguous", Word(client_.CreateThread(kMergeRequest, "text"))) << answer;
  }
  for (const int status : {408, 500, 502, 503, 504}) {
    http_.Answer(status, "");
    EXPECT_EQ("ambiguous", Word(client_.CreateNote(kMergeRequest, "text"))) << status;
  }
  http_.Fail(Errc::kAmbiguous);
  EXPECT_EQ("ambiguous", Word(client_.CreateNote(kMergeRequest, "text")));
  http_.Fail(Errc::kTransient);
  EXPECT_EQ("transient", Word(client_.CreateNote(kMergeRequest, "text")));
}

TEST_F(ConversationTest, ARefusedNoteIsInvalid) {
  http_.Answer(400, R"({"message":"400 Bad request - Note {:line_code=>[\"can't be blank\"]}"})");
  EXPECT_EQ("invalid", Word(client_.CreateNote(kMergeRequest, "text")));
  http_.Answer(403, R"({"message":"403 Forbidden"})");
  EXPECT_EQ("denied", Word(client_.EditNote(kMergeRequest, NoteId{1}, "text")));
}

TEST_F(ConversationTest, TooManyNotesAreNotTriedForAMinute) {
  http_.Answer(429, R"({"message":{"error":"This endpoint has been requested too many times."}})");
  EXPECT_EQ("transient", Word(client_.CreateNote(kMergeRequest, "text")));
  clock_.steady += std::chrono::seconds(59);
  EXPECT_EQ("transient", Word(client_.EditNote(kMergeRequest, NoteId{1}, "text")));
  EXPECT_EQ(1U, http_.calls.size());
  clock_.steady += std::chrono::seconds(31);
  http_.Answer(200, "{}");
  EXPECT_EQ("ok", Word(client_.EditNote(kMergeRequest, NoteId{1}, "text")));
}

TEST_F(ConversationTest, ThreadsAreToldByTheirFirstNote) {
  const std::string second(40, 'b');
  http_.Answer(
      200, '[' + ThreadAnswer(second, NoteAnswer(9, 77, "later")) + ',' +
               ThreadAnswer(std::string(40, 'c'), NoteAnswer(3, 77, "the summary"), true) + ',' +
               ThreadAnswer(std::string(40, 'd'),
                            NoteAnswer(4, 5, "theirs") + ',' + NoteAnswer(5, 77, "our reply")) +
               ',' + ThreadAnswer(std::string(40, 'e'), "") + ',' +
               ThreadAnswer(kThread, R"({"id":7,"body":"earlier","author":{"id":77},)"
                                     R"("resolvable":true,"resolved":true})") +
               ']');
  const Result<std::vector<ForgeNote>> threads = client_.Threads(kMergeRequest, kSelf);
  ASSERT_TRUE(threads.ok()) << threads.error().message;
  EXPECT_EQ("GET /projects/17/merge_requests/4/discussions?per_page=100", Asked(0));
  ASSERT_EQ(2U, threads.value().size());
  EXPECT_EQ("earlier", threads.value()[0].body);
  EXPECT_EQ(kThread, threads.value()[0].discussion);
  EXPECT_TRUE(threads.value()[0].resolved);
  EXPECT_EQ(second, threads.value()[1].discussion);
  EXPECT_FALSE(threads.value()[1].resolved);
}

TEST_F(ConversationTest, AThreadIsCreated) {
  http_.Answer(201, ThreadAnswer(kThread, NoteAnswer(501, 77, "text")));
  const Result<ForgeNote> thread = client_.CreateThread(kMergeRequest, "text");
  ASSERT_TRUE(thread.ok()) << thread.error().message;
  EXPECT_EQ("POST /projects/17/merge_requests/4/discussions body=text", Asked(0));
  EXPECT_EQ(NoteId{501}, thread.value().id);
  EXPECT_EQ(kThread, thread.value().discussion);
}

TEST_F(ConversationTest, AThreadIsEditedAndResolved) {
  ForgeNote thread;
  thread.id = NoteId{501};
  thread.discussion = kThread;
  thread.body = "done";
  thread.resolved = true;
  http_.Answer(200, "{}");
  http_.Answer(200, "{}");
  EXPECT_EQ("ok", Word(client_.EditThread(kMergeRequest, thread)));
  const std::string path = "/projects/17/merge_requests/4/discussions/" + kThread;
  EXPECT_EQ("PUT " + path + "/notes/501 body=done", Asked(0));
  EXPECT_EQ("PUT " + path + " resolved=true", Asked(1));

  thread.body.clear();
  thread.resolved = false;
  http_.Answer(200, "{}");
  EXPECT_EQ("ok", Word(client_.EditThread(kMergeRequest, thread)));
  EXPECT_EQ("PUT " + path + " resolved=false", Asked(2));
}

TEST_F(ConversationTest, AThreadsIdCannotLeaveThePath) {
  for (const char* id : {"", "..", "a/b", "A0", "a?x", "a b"}) {
    ForgeNote thread;
    thread.discussion = id;
    EXPECT_EQ("invalid", Word(client_.EditThread(kMergeRequest, thread))) << id;
    http_.calls.clear();
    http_.Answer(200, '[' + ThreadAnswer(id, NoteAnswer(1, 77, "x")) + ']');
    EXPECT_EQ("content", Word(client_.Threads(kMergeRequest, kSelf))) << id;
  }
}

}  // namespace
}  // namespace headwater::forge
