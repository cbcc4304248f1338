// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/jobs/suggestion_sender.h"

#include <gtest/gtest.h>

#include "service/report/suggestion_note.h"
#include "tests/service/jobs/service_fixture.h"

namespace headwater::jobs {
namespace {

using fakes::Commit;
using fakes::FakeForge;

const std::string kFingerprint = "0123456789abcdef0123456789abcdef";
const std::string kMarker = report::SuggestionMarker(kFingerprint);
const std::string kBody = kMarker + "\nadd the header\n";
constexpr UserId kPerson{31};

class SuggestionSenderTest : public testing::Test, protected ServiceFixture {
 protected:
  SlotClaim Wanted(StatusState state, const std::string& text = kBody) const {
    SlotClaim claim;
    claim.key = {SlotKind::kSuggestion, {7}, {3}, {}, kFingerprint};
    claim.attempts = 1;
    claim.wanted = {state, text, SuggestionPlace{"rule", head_, 4, 2, Untrusted("a.c")}.Text()};
    claim.remembered = remembered_;
    return claim;
  }

  void Run(const SlotClaim& claim) {
    outbox.settled.reset();
    outbox.postponed.reset();
    forge.calls.clear();
    const Status status = SuggestionSender(services).Run(claim);
    ASSERT_TRUE(status.ok()) << status.error().message;
    if (outbox.settled) remembered_ = *outbox.settled;
  }
  void Want(const std::string& text = kBody) { Run(Wanted(StatusState::kFailed, text)); }
  void Mend() { Run(Wanted(StatusState::kSuccess)); }

  void ResolvedBy(UserId who) {
    forge.threads.at(0).resolved = true;
    forge.resolver = who;
  }

  /// That call and no other fails, before it has an effect.
  void Refuse(const std::string& call, Errc code) {
    forge.fail = [call, code](const std::string& called) -> std::optional<Error> {
      if (called != call) return std::nullopt;
      return Error{code, "no"};
    };
  }

  size_t Calls(const std::string& call) const {
    return static_cast<size_t>(std::count(forge.calls.begin(), forge.calls.end(), call));
  }

  CommitId head_ = Commit('1');
  std::string remembered_;
};

TEST_F(SuggestionSenderTest, AThreadIsBegunOnTheLineThatWasJudged) {
  Want();
  ASSERT_EQ(1U, forge.threads.size());
  EXPECT_EQ(kBody, forge.threads[0].body);
  ASSERT_EQ(1U, forge.lines.size());
  EXPECT_EQ("a.c", forge.lines[0].path.bytes());
  EXPECT_EQ(4U, forge.lines[0].new_line);
  EXPECT_EQ(2U, forge.lines[0].old_line);
  EXPECT_EQ("create", outbox.intents.front());
}

TEST_F(SuggestionSenderTest, NothingIsSentForTheSameText) {
  Want();
  Want();
  EXPECT_TRUE(forge.calls.empty());
  head_ = Commit('2');  // A push that leaves the lines alone.
  Want();
  EXPECT_TRUE(forge.calls.empty());
  EXPECT_TRUE(outbox.settled);
}

TEST_F(SuggestionSenderTest, AnotherTextIsPutInItsPlace) {
  Want();
  Want(kBody + "more");
  ASSERT_EQ(1U, forge.threads.size());
  EXPECT_EQ(kBody + "more", forge.threads[0].body);
}

TEST_F(SuggestionSenderTest, B5WhatIsMendedIsResolvedAndOpenedAgainOnce) {
  Want();
  Mend();
  EXPECT_TRUE(forge.threads[0].resolved);
  EXPECT_EQ(kBody, forge.threads[0].body);
  Mend();
  EXPECT_TRUE(forge.calls.empty());
  Want();
  EXPECT_FALSE(forge.threads[0].resolved);
  Mend();
  EXPECT_TRUE(forge.threads[0].resolved);
  Want();
  EXPECT_TRUE(forge.threads[0].resolved);
  EXPECT_TRUE(forge.calls.empty());
  EXPECT_EQ(1U, forge.threads.size());
}

TEST_F(SuggestionSenderTest, B6WhatAPersonResolvedStaysSoForEver) {
  Want();
  ResolvedBy(kPerson);
  Want(kBody + "more");
  EXPECT_EQ(kBody, forge.threads[0].body);
  Mend();
  Want();
  Want(kBody + "again");
  EXPECT_TRUE(forge.calls.empty());
  EXPECT_TRUE(forge.threads[0].resolved);
  EXPECT_EQ(1U, forge.threads.size());
}

TEST_F(SuggestionSenderTest, WhatAPersonDeletedIsNotPostedAgain) {
  Want();
  forge.threads.clear();
  Want(kBody + "more");
  Want(kBody + "again");
  EXPECT_TRUE(forge.threads.empty());
}

TEST_F(SuggestionSenderTest, ALostRightIsNoDeletedThread) {
  Want();
  forge.fail = [](const std::string&) { return Error{Errc::kNotFound, "404"}; };
  Want(kBody + "more");
  EXPECT_TRUE(outbox.postponed);
  forge.fail = {};
  Want(kBody + "more");
  EXPECT_EQ(kBody + "more", forge.threads[0].body);
}

TEST_F(SuggestionSenderTest, WhoAppliesTheSuggestionHasNotRefusedIt) {
  Want();
  ResolvedBy(kPerson);
  forge.applied = true;
  Mend();
  EXPECT_EQ(0U, Calls("edit_thread"));
  Want();
  EXPECT_FALSE(forge.threads[0].resolved);
}

TEST_F(SuggestionSenderTest, AMendedFindingWithoutAThreadIsSilent) {
  Mend();
  EXPECT_TRUE(forge.threads.empty());
  EXPECT_TRUE(outbox.settled);
}

TEST_F(SuggestionSenderTest, TheDiffOfAnotherCommitIsWaitedFor) {
  forge.version.head = Commit('2');
  Want();
  EXPECT_TRUE(forge.threads.empty());
  ASSERT_TRUE(outbox.postponed);
  EXPECT_FALSE(outbox.postponed->keep_intent);
  EXPECT_TRUE(outbox.intents.empty());
}

TEST_F(SuggestionSenderTest, ARefusedPlaceIsReadAgainOnceAndThenLeft) {
  Refuse("create_thread_at", Errc::kInvalid);
  Want();
  EXPECT_EQ(2U, Calls("version"));
  EXPECT_EQ(2U, Calls("create_thread_at"));
  EXPECT_TRUE(outbox.settled);
  Want();
  EXPECT_TRUE(forge.calls.empty());
  Mend();
  EXPECT_TRUE(forge.calls.empty());
  forge.fail = {};
  Want(kBody + "more");
  EXPECT_EQ(1U, forge.threads.size());
}

TEST_F(SuggestionSenderTest, AnUnansweredCreateIsReadBackBeforeItIsRepeated) {
  forge.after = [](const std::string& call) -> std::optional<Error> {
    if (call != "create_thread_at") return std::nullopt;
    return Error{Errc::kAmbiguous, "cut"};
  };
  Want();
  ASSERT_TRUE(outbox.postponed);
  EXPECT_TRUE(outbox.postponed->keep_intent);
  forge.after = {};
  SlotClaim claim = Wanted(StatusState::kFailed);
  claim.intent = "create";
  claim.intended_at = clock.wall;
  Run(claim);  // Too early: the server may still be at it.
  EXPECT_TRUE(forge.calls.empty());
  clock.Advance(std::chrono::minutes(2));
  Run(claim);
  EXPECT_EQ(1U, forge.threads.size());
  EXPECT_TRUE(outbox.settled);
}

TEST_F(SuggestionSenderTest, ExtrasAreRemovedAndTheOldestStays) {
  forge.threads = {{NoteId{2}, FakeForge::kSelf, kBody, "d2", false},
                   {NoteId{3}, FakeForge::kSelf, "<!-- headwater:suggestion 0 -->", "d3", false},
                   {NoteId{5}, FakeForge::kSelf, kBody, "d5", false},
                   {NoteId{6}, kPerson, kBody, "d6", false}};
  SlotClaim claim = Wanted(StatusState::kFailed);
  claim.intent = "create";
  claim.intended_at = clock.wall - std::chrono::minutes(5);
  Run(claim);
  ASSERT_EQ(3U, forge.threads.size());
  EXPECT_EQ(NoteId{2}, forge.threads[0].id);
  EXPECT_EQ(NoteId{3}, forge.threads[1].id);
}

TEST_F(SuggestionSenderTest, WhatIsNoLongerWantedIsNotWritten) {
  outbox.content_changed = true;
  Want();
  EXPECT_TRUE(forge.threads.empty());
  EXPECT_EQ(0, outbox.postponed->delay.count());
}

TEST_F(SuggestionSenderTest, AfterACrashBehindAResolveNothingIsDoubted) {
  Want();
  SlotClaim claim = Wanted(StatusState::kSuccess);
  ResolvedBy(FakeForge::kSelf);
  claim.intent = "edit";
  claim.intended_at = clock.wall;
  Run(claim);
  EXPECT_EQ(0U, Calls("edit_thread"));
  Want();
  EXPECT_FALSE(forge.threads[0].resolved);
}

}  // namespace
}  // namespace headwater::jobs
