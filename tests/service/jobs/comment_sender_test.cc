// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/jobs/comment_sender.h"

#include <gtest/gtest.h>

#include "service/report/note.h"
#include "tests/service/jobs/service_fixture.h"

namespace headwater::jobs {
namespace {

using fakes::FakeForge;

const std::string kBody = std::string(report::kNoteMarker.view()) + "\ntwo points\n";
const std::string kDone = std::string(report::kNoteMarker.view()) + "\nall done\n";

class CommentSenderTest : public testing::Test, protected ServiceFixture {
 protected:
  static SlotClaim Wanted(StatusState state, const std::string& text,
                          SlotKind kind = SlotKind::kNote) {
    SlotClaim claim;
    claim.key = {kind, {7}, {3}, {}};
    claim.attempts = 1;
    claim.wanted = {state, text, ""};
    return claim;
  }

  void Run(const SlotClaim& claim) {
    outbox.settled.reset();
    outbox.postponed.reset();
    const Status status = CommentSender(services).Run(claim);
    ASSERT_TRUE(status.ok()) << status.error().message;
  }

  void LoseTheAnswerOf(const std::string& call) {
    forge.after = [call](const std::string& called) -> std::optional<Error> {
      if (called != call) return std::nullopt;
      return Error{Errc::kAmbiguous, "cut"};
    };
  }
};

TEST_F(CommentSenderTest, B3OneCommentIsCreatedAndEditedInPlace) {
  Run(Wanted(StatusState::kFailed, kBody));
  ASSERT_EQ(1U, forge.notes.size());
  SlotClaim claim = Wanted(StatusState::kSuccess, kDone);
  claim.remembered = *outbox.settled;
  Run(claim);
  ASSERT_EQ(1U, forge.notes.size());
  EXPECT_EQ(kDone, forge.notes[0].body);
}

TEST_F(CommentSenderTest, AGreenMergeRequestGetsNone) {
  Run(Wanted(StatusState::kSuccess, kDone));
  EXPECT_TRUE(forge.notes.empty());
  EXPECT_TRUE(outbox.settled);
}

TEST_F(CommentSenderTest, TheSameTextIsNotSentAgain) {
  Run(Wanted(StatusState::kFailed, kBody));
  SlotClaim claim = Wanted(StatusState::kFailed, kBody);
  claim.remembered = *outbox.settled;
  forge.calls.clear();
  Run(claim);
  EXPECT_TRUE(forge.calls.empty());
}

TEST_F(CommentSenderTest, B7OursIsFoundByMarkerAndAuthorOnly) {
  forge.notes = {{NoteId{1}, UserId{31}, kBody, "", false},
                 {NoteId{2}, FakeForge::kSelf, "an answer of ours", "", false},
                 {NoteId{3}, FakeForge::kSelf, kDone, "", false}};
  Run(Wanted(StatusState::kFailed, kBody));
  ASSERT_EQ(3U, forge.notes.size());
  EXPECT_EQ(kBody, forge.notes[2].body);
  EXPECT_EQ("an answer of ours", forge.notes[1].body);
}

TEST_F(CommentSenderTest, ADeletedNoteIsWrittenAnew) {
  Run(Wanted(StatusState::kFailed, kBody));
  SlotClaim claim = Wanted(StatusState::kFailed, kBody + "more");
  claim.remembered = *outbox.settled;
  forge.notes.clear();
  Run(claim);
  ASSERT_EQ(1U, forge.notes.size());
  EXPECT_EQ(kBody + "more", forge.notes[0].body);
}

TEST_F(CommentSenderTest, AnUnansweredCreateIsReadBackBeforeItIsRepeated) {
  LoseTheAnswerOf("create_note");
  Run(Wanted(StatusState::kFailed, kBody));
  ASSERT_TRUE(outbox.postponed);
  EXPECT_TRUE(outbox.postponed->keep_intent);
  EXPECT_GE(outbox.postponed->delay, std::chrono::seconds(60));

  forge.after = {};
  SlotClaim claim = Wanted(StatusState::kFailed, kBody);
  claim.intent = outbox.intents.back();
  claim.intended_at = clock.wall;
  forge.calls.clear();
  Run(claim);  // Too early: the server may still be at it.
  EXPECT_TRUE(forge.calls.empty());
  clock.Advance(std::chrono::minutes(2));
  Run(claim);
  EXPECT_EQ(1U, forge.notes.size());
  EXPECT_TRUE(outbox.settled);
}

TEST_F(CommentSenderTest, B4ExtrasAreRemovedAndTheOldestStays) {
  forge.notes = {{NoteId{2}, FakeForge::kSelf, kBody, "", false},
                 {NoteId{5}, FakeForge::kSelf, kBody, "", false},
                 {NoteId{6}, UserId{31}, kBody, "", false}};
  SlotClaim claim = Wanted(StatusState::kFailed, kBody);
  claim.intent = "create";
  claim.intended_at = clock.wall - std::chrono::minutes(5);
  Run(claim);
  ASSERT_EQ(2U, forge.notes.size());
  EXPECT_EQ(NoteId{2}, forge.notes[0].id);
  EXPECT_EQ(NoteId{6}, forge.notes[1].id);
}

TEST_F(CommentSenderTest, WhatSurelyDidNotHappenLeavesNoDoubt) {
  forge.fail = [](const std::string& call) -> std::optional<Error> {
    if (call != "create_note") return std::nullopt;
    return Error{Errc::kTransient, "429"};
  };
  Run(Wanted(StatusState::kFailed, kBody));
  ASSERT_TRUE(outbox.postponed);
  EXPECT_FALSE(outbox.postponed->keep_intent);
}

TEST_F(CommentSenderTest, WhatIsNoLongerWantedIsNotWritten) {
  outbox.content_changed = true;
  Run(Wanted(StatusState::kFailed, kBody));
  EXPECT_TRUE(forge.notes.empty());
  EXPECT_EQ(0, outbox.postponed->delay.count());
}

TEST_F(CommentSenderTest, AMergeRequestThatIsGoneIsGivenUpInTheEnd) {
  forge.fail = [](const std::string&) { return Error{Errc::kNotFound, "404"}; };
  SlotClaim claim = Wanted(StatusState::kFailed, kBody);
  Run(claim);
  EXPECT_TRUE(outbox.postponed);
  claim.attempts = 18;
  Run(claim);
  EXPECT_TRUE(outbox.settled);
}

TEST_F(CommentSenderTest, AThreadIsOpenedResolvedAndOpenedAgain) {
  const std::string body = std::string(report::kThreadMarker.view()) + "\nopen\n";
  Run(Wanted(StatusState::kFailed, body, SlotKind::kThread));
  ASSERT_EQ(1U, forge.threads.size());
  EXPECT_FALSE(forge.threads[0].resolved);
  SlotClaim claim = Wanted(StatusState::kSuccess, body, SlotKind::kThread);
  claim.remembered = *outbox.settled;
  Run(claim);
  EXPECT_TRUE(forge.threads[0].resolved);
  claim = Wanted(StatusState::kFailed, body, SlotKind::kThread);
  claim.remembered = *outbox.settled;
  Run(claim);
  EXPECT_FALSE(forge.threads[0].resolved);
  EXPECT_EQ(1U, forge.threads.size());
}

TEST_F(CommentSenderTest, AThreadThatAPersonResolvedStaysSo) {
  const std::string body = std::string(report::kThreadMarker.view()) + "\nopen\n";
  Run(Wanted(StatusState::kFailed, body, SlotKind::kThread));
  forge.threads[0].resolved = true;
  SlotClaim claim = Wanted(StatusState::kFailed, body, SlotKind::kThread);
  claim.remembered = *outbox.settled;
  Run(claim);
  EXPECT_TRUE(forge.threads[0].resolved);
}

}  // namespace
}  // namespace headwater::jobs
