// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/jobs/reply_sender.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "service/report/command_lines.h"
#include "tests/fakes/fake_commands.h"
#include "tests/service/jobs/service_fixture.h"

namespace headwater::jobs {
namespace {

class ReplySenderTest : public testing::Test, protected ServiceFixture {
 protected:
  ReplySenderTest() { services.commanders = &people_; }

  static SlotClaim Wanted(const std::string& text) {
    SlotClaim claim;
    claim.key = {SlotKind::kReply, {7}, {3}, {}, "80"};
    claim.attempts = 1;
    claim.wanted = {StatusState::kFailed,
                    text.empty() ? "" : report::ReplyMarker("80") + "\n" + text,
                    "white_check_mark"};
    return claim;
  }
  void Run(const SlotClaim& claim) {
    outbox.settled.reset();
    outbox.postponed.reset();
    const Status status = ReplySender(services).Run(claim);
    ASSERT_TRUE(status.ok()) << status.error().message;
  }

  fakes::FakeCommanders people_;
};

TEST_F(ReplySenderTest, AReceiptAndOneComment) {
  Run(Wanted("noted"));
  EXPECT_EQ(std::vector<std::string>{"white_check_mark"}, people_.reactions);
  ASSERT_EQ(1U, forge.notes.size());
  EXPECT_EQ("<!-- headwater:reply 80 -->\nnoted", forge.notes[0].body);
  EXPECT_EQ((std::vector<std::string>{"react", "create"}), outbox.intents);
  EXPECT_TRUE(outbox.settled);
}

TEST_F(ReplySenderTest, WithoutWordsTheReceiptIsEnough) {
  Run(Wanted(""));
  EXPECT_EQ(1U, people_.reactions.size());
  EXPECT_TRUE(forge.notes.empty());
  EXPECT_TRUE(outbox.settled);
}

TEST_F(ReplySenderTest, AnAnswerThatWasLostIsReadBackBeforeAnotherIsWritten) {
  forge.after = [](const std::string& call) -> std::optional<Error> {
    if (call != "create_note") return std::nullopt;
    return Error{Errc::kAmbiguous, "cut"};
  };
  Run(Wanted("noted"));
  ASSERT_TRUE(outbox.postponed);
  EXPECT_TRUE(outbox.postponed->keep_intent);
  forge.after = nullptr;
  SlotClaim again = Wanted("noted");
  again.intent = "create";
  again.intended_at = clock.wall;
  Run(again);
  EXPECT_TRUE(outbox.postponed) << "the server may still be at it";
  clock.Advance(kServersOwnLimit);
  Run(again);
  EXPECT_TRUE(outbox.settled);
  EXPECT_EQ(1U, forge.notes.size());
  EXPECT_EQ(1U, people_.reactions.size()) << "the receipt was given before";
}

TEST_F(ReplySenderTest, AnotherCommentsAnswerIsNotTakenForThis) {
  forge.notes.push_back(
      {NoteId{50}, services.self, report::ReplyMarker("8") + "\nother", "", false});
  forge.notes.push_back({NoteId{51}, UserId{5}, report::ReplyMarker("80") + "\nforged", "", false});
  Run(Wanted("noted"));
  EXPECT_EQ(3U, forge.notes.size());
}

TEST_F(ReplySenderTest, AReceiptThatFailsComesLater) {
  people_.fail = [](const std::string&) { return Error{Errc::kTransient, "busy"}; };
  Run(Wanted("noted"));
  EXPECT_TRUE(forge.notes.empty());
  EXPECT_TRUE(outbox.postponed);
}

}  // namespace
}  // namespace headwater::jobs
