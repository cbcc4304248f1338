// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/jobs/issue_sender.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "service/report/policy_issue.h"
#include "service/report/project_issue.h"
#include "tests/service/jobs/service_fixture.h"

namespace headwater::jobs {
namespace {

using fakes::FakeForge;

constexpr UserId kPerson{31};
const std::string kMarker = report::ProjectIssueMarker({7}) + "\n";
const std::string kBody = kMarker + "one point\n";
const std::string kOther = kMarker + "two points\n";
const std::string kDone = kMarker + "all done\n";

class IssueSenderTest : public testing::Test, protected ServiceFixture {
 protected:
  static SlotClaim Wanted(StatusState state, const std::string& text,
                          const std::string& remembered = "") {
    SlotClaim claim;
    claim.key = {SlotKind::kIssue, {7}, {}, {}};
    claim.attempts = 1;
    claim.wanted = {state, text, "footer\n"};
    claim.remembered = remembered;
    return claim;
  }

  void Run(const SlotClaim& claim) {
    outbox.settled.reset();
    outbox.postponed.reset();
    const Status status = IssueSender(services).Run(claim);
    ASSERT_TRUE(status.ok()) << status.error().message;
  }

  /// One content after the other, each with what was remembered of the one before.
  void Next(StatusState state, const std::string& text) {
    Run(Wanted(state, text, remembered_));
    ASSERT_TRUE(outbox.settled);
    remembered_ = *outbox.settled;
  }

  void CloseAs(UserId user) {
    forge.issues.at(0).open = false;
    forge.issues.at(0).closed_by = user;
  }

  static ForgeIssue Issue(int64_t iid, UserId author, const std::string& description) {
    ForgeIssue issue;
    issue.iid = {iid};
    issue.author = author;
    issue.description = description;
    return issue;
  }

  void Refuse(const std::string& call, Errc code) {
    forge.fail = [call, code](const std::string& called) -> std::optional<Error> {
      if (!called.starts_with(call)) return std::nullopt;
      return Error{code, "refused"};
    };
  }

  std::string remembered_;
};

TEST_F(IssueSenderTest, IsCreatedWithATitleThatNamesNoOther) {
  Next(StatusState::kFailed, kBody);
  ASSERT_EQ(1U, forge.issues.size());
  EXPECT_EQ(kBody + "footer\n", forge.issues[0].description);
  EXPECT_EQ(1, std::ranges::count(forge.calls, "create_issue Headwater: notes about this project"));
}

TEST_F(IssueSenderTest, IsEditedClosedAndOpenedAgain) {
  Next(StatusState::kFailed, kBody);
  Next(StatusState::kFailed, kOther);
  EXPECT_EQ(kOther + "footer\n", forge.issues[0].description);
  Next(StatusState::kSuccess, kDone);
  EXPECT_EQ(kDone + "footer\n", forge.issues[0].description);
  EXPECT_FALSE(forge.issues[0].open);
  Next(StatusState::kFailed, kBody);
  EXPECT_TRUE(forge.issues[0].open);
  EXPECT_EQ(1U, forge.issues.size());
}

TEST_F(IssueSenderTest, TheIssueAboutThePolicyIsAnother) {
  Next(StatusState::kFailed, kBody);
  const std::string text = report::PolicyIssueMarker({7}) + "\nrefused\n";
  SlotClaim claim = Wanted(StatusState::kFailed, text);
  claim.key.kind = SlotKind::kPolicyIssue;
  Run(claim);
  ASSERT_EQ(2U, forge.issues.size());
  EXPECT_EQ(text + "footer\n", forge.issues[1].description);
  EXPECT_EQ(
      1, std::ranges::count(forge.calls, "create_issue Headwater: the new policy is not in force"));
  ASSERT_TRUE(outbox.settled);
  claim.wanted.state = StatusState::kSuccess;
  claim.remembered = *outbox.settled;
  Run(claim);
  EXPECT_FALSE(forge.issues[1].open);
  EXPECT_TRUE(forge.issues[0].open);
}

TEST_F(IssueSenderTest, AProjectInOrderGetsNone) {
  Next(StatusState::kSuccess, kDone);
  Next(StatusState::kRunning, kBody);
  EXPECT_TRUE(forge.issues.empty());
}

TEST_F(IssueSenderTest, AProjectInOrderIsAskedForOursOnce) {
  Next(StatusState::kSuccess, kDone);
  EXPECT_EQ(std::vector<std::string>{"issues"}, forge.calls);
  Next(StatusState::kSuccess, kDone);
  EXPECT_EQ(1U, forge.calls.size());
  Next(StatusState::kFailed, kBody);
  EXPECT_EQ(1U, forge.issues.size());
}

TEST_F(IssueSenderTest, WhatCouldNotBeCheckedNeitherClosesNorOpens) {
  Next(StatusState::kFailed, kBody);
  Next(StatusState::kRunning, kOther);
  EXPECT_TRUE(forge.issues[0].open);
  Next(StatusState::kSuccess, kDone);
  Next(StatusState::kRunning, kOther);
  EXPECT_FALSE(forge.issues[0].open);
  EXPECT_EQ(kOther + "footer\n", forge.issues[0].description);
}

TEST_F(IssueSenderTest, TheSameTextBelowAnotherFooterIsNotSent) {
  Next(StatusState::kFailed, kBody);
  forge.calls.clear();
  SlotClaim claim = Wanted(StatusState::kFailed, kBody, remembered_);
  claim.wanted.url = "another decision\n";
  Run(claim);
  EXPECT_TRUE(forge.calls.empty());
  EXPECT_EQ(remembered_, outbox.settled);
}

TEST_F(IssueSenderTest, WhatAPersonClosedStaysClosedAndIsKeptUpToDate) {
  Next(StatusState::kFailed, kBody);
  CloseAs(kPerson);
  Next(StatusState::kFailed, kOther);
  EXPECT_FALSE(forge.issues[0].open);
  EXPECT_EQ(kOther + "footer\n", forge.issues[0].description);
  Next(StatusState::kSuccess, kDone);
  Next(StatusState::kFailed, kBody);
  EXPECT_FALSE(forge.issues[0].open);
  EXPECT_EQ(kPerson, forge.issues[0].closed_by);
  EXPECT_EQ(1U, forge.issues.size());
}

TEST_F(IssueSenderTest, WhatAPersonOpenedAgainStaysOpenUntilSomethingNewWasMended) {
  Next(StatusState::kFailed, kBody);
  Next(StatusState::kSuccess, kDone);
  forge.issues[0].open = true;
  forge.issues[0].closed_by = {};
  Next(StatusState::kSuccess, kDone + "thank you\n");
  EXPECT_TRUE(forge.issues[0].open);
  Next(StatusState::kFailed, kBody);
  Next(StatusState::kSuccess, kDone);
  EXPECT_FALSE(forge.issues[0].open);
}

TEST_F(IssueSenderTest, APersonsEditIsOverwrittenWithTheNextChangeOnly) {
  Next(StatusState::kFailed, kBody);
  forge.issues[0].description = "mine";
  Next(StatusState::kFailed, kBody);
  EXPECT_EQ("mine", forge.issues[0].description);
  Next(StatusState::kFailed, kOther);
  EXPECT_EQ(kOther + "footer\n", forge.issues[0].description);
}

TEST_F(IssueSenderTest, OursIsFoundByMarkerAndAuthorOnly) {
  forge.issues = {
      Issue(1, kPerson, kBody), Issue(2, FakeForge::kSelf, "no marker"),
      Issue(3, FakeForge::kSelf, report::ProjectIssueMarker({8}) + "\nmoved here from 8\n"),
      Issue(4, FakeForge::kSelf, kDone)};
  Next(StatusState::kFailed, kBody);
  ASSERT_EQ(4U, forge.issues.size());
  EXPECT_EQ(kBody + "footer\n", forge.issues[3].description);
  EXPECT_EQ("no marker", forge.issues[1].description);
}

TEST_F(IssueSenderTest, AnUnansweredCreateIsReadBackBeforeItIsRepeated) {
  forge.after = [](const std::string& call) -> std::optional<Error> {
    if (!call.starts_with("create_issue")) return std::nullopt;
    return Error{Errc::kAmbiguous, "cut"};
  };
  Run(Wanted(StatusState::kFailed, kBody));
  ASSERT_TRUE(outbox.postponed);
  EXPECT_TRUE(outbox.postponed->keep_intent);
  forge.after = {};
  SlotClaim claim = Wanted(StatusState::kFailed, kBody);
  claim.intent = outbox.intents.back();
  claim.intended_at = clock.wall;
  forge.calls.clear();
  Run(claim);  // Too early: the server may still be at it.
  EXPECT_TRUE(forge.calls.empty());
  clock.Advance(std::chrono::minutes(2));
  Run(claim);
  EXPECT_EQ(1U, forge.issues.size());
  EXPECT_TRUE(outbox.settled);
}

TEST_F(IssueSenderTest, AnExtraOneIsClosedAndTheOldestStays) {
  forge.issues = {Issue(2, FakeForge::kSelf, kBody), Issue(5, FakeForge::kSelf, kBody),
                  Issue(6, kPerson, kBody)};
  SlotClaim claim = Wanted(StatusState::kFailed, kBody);
  claim.intent = "create";
  claim.intended_at = clock.wall - std::chrono::minutes(5);
  Run(claim);
  EXPECT_TRUE(forge.issues[0].open);
  EXPECT_FALSE(forge.issues[1].open);
  EXPECT_TRUE(forge.issues[2].open);
}

TEST_F(IssueSenderTest, ACloseWhoseAnswerWasLostIsNoPersonsDoing) {
  Next(StatusState::kFailed, kBody);
  CloseAs(FakeForge::kSelf);
  SlotClaim claim = Wanted(StatusState::kSuccess, kDone, remembered_);
  claim.intent = "edit";
  claim.intended_at = clock.wall;
  Run(claim);
  remembered_ = *outbox.settled;
  Next(StatusState::kFailed, kOther);
  EXPECT_TRUE(forge.issues[0].open);
}

TEST_F(IssueSenderTest, AProjectWithoutIssuesIsAskedAgainOnlyWhenSomethingElseIsWanted) {
  Refuse("create_issue", Errc::kDenied);
  Next(StatusState::kFailed, kBody);
  forge.calls.clear();
  Next(StatusState::kFailed, kBody);
  EXPECT_TRUE(forge.calls.empty());
  forge.fail = {};
  Next(StatusState::kFailed, kOther);
  EXPECT_EQ(1U, forge.issues.size());
}

TEST_F(IssueSenderTest, ATokenThatDoesNotWorkIsNoAnswer) {
  forge.fail = [](const std::string&) { return Error{Errc::kDenied, "401"}; };
  Run(Wanted(StatusState::kFailed, kBody));
  EXPECT_FALSE(outbox.settled);
  ASSERT_TRUE(outbox.postponed);
  EXPECT_GE(outbox.postponed->delay, std::chrono::minutes(1));
}

TEST_F(IssueSenderTest, ADeletedOneIsNotAnsweredWithAnother) {
  Next(StatusState::kFailed, kBody);
  forge.issues.clear();
  Next(StatusState::kFailed, kOther);
  EXPECT_TRUE(forge.issues.empty());
  Next(StatusState::kFailed, kBody);
  EXPECT_EQ(1U, forge.issues.size());
}

TEST_F(IssueSenderTest, AMovedOneIsLeftAloneForEver) {
  Next(StatusState::kFailed, kBody);
  forge.issues[0].moved = true;
  CloseAs(kPerson);
  Next(StatusState::kFailed, kOther);
  Next(StatusState::kFailed, kOther + "more\n");
  EXPECT_EQ(1U, forge.issues.size());
  EXPECT_EQ(kBody + "footer\n", forge.issues[0].description);
}

TEST_F(IssueSenderTest, WhatIsNoLongerWantedIsNotWritten) {
  outbox.content_changed = true;
  Run(Wanted(StatusState::kFailed, kBody));
  EXPECT_TRUE(forge.issues.empty());
  EXPECT_EQ(0, outbox.postponed->delay.count());
}

TEST_F(IssueSenderTest, ABusyForgeIsAskedAgain) {
  Refuse("create_issue", Errc::kTransient);
  Run(Wanted(StatusState::kFailed, kBody));
  ASSERT_TRUE(outbox.postponed);
  EXPECT_FALSE(outbox.postponed->keep_intent);
}

TEST(IssueMemoryTest, WhatIsWrittenIsReadBack) {
  IssueMemory memory;
  memory.state = IssueMemory::State::kTheirs;
  memory.iid = {12};
  memory.wanted = "0f34";
  EXPECT_EQ("12 theirs 0f34 -", memory.Text());
  const std::optional<IssueMemory> read = IssueMemory::Read(memory.Text());
  ASSERT_TRUE(read);
  EXPECT_EQ(memory.Text(), read->Text());
  for (const char* other : {"", "12", "12 lost 0f34 -", "x open 0f34 -", "12 open 0f34"}) {
    EXPECT_FALSE(IssueMemory::Read(other)) << other;
  }
}

}  // namespace
}  // namespace headwater::jobs
