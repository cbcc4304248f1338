// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tests/service/store/store_contract.h"
#include "tests/service/store/waivers_contract.h"

/// \file
/// The contract of CommandQueue.

namespace headwater::store {

class CommandContract : public StoreContract {
 protected:
  CommandQueue& commands() { return backend_->commands(); }

  static Wake CommentOn(int64_t iid, int64_t note) {
    return {.project = kProject, .iid = MergeRequestIid{iid}, .head = {}, .note = NoteId{note}};
  }
  void Heard(int64_t iid, int64_t note) {
    EXPECT_EQ(Record("", {CommentOn(iid, note)}), Recorded::kNew);
  }
  std::optional<CommandClaim> Command() {
    Result<std::optional<CommandClaim>> claim = commands().ClaimCommand(kLease);
    EXPECT_TRUE(claim.ok()) << (claim.ok() ? "" : claim.error().message);
    return claim.ok() ? claim.value() : std::nullopt;
  }
  CommandClaim MustCommand() {
    const std::optional<CommandClaim> claim = Command();
    EXPECT_TRUE(claim.has_value());
    return claim.value_or(CommandClaim());
  }
  /// Everything at once.
  static CommandEffects Everything() {
    CommandEffects effects;
    effects.waivers = {WaiverFor(kProject.value, "a/b")};
    effects.fork_answer = ForkDenial{Untrusted("city/other"), {}};
    effects.wishes = Wishes{Language::kGerman, true};
    effects.remark = Remark{RemarkKind::kWrong, "a/b", Untrusted("no")};
    effects.audit = {{AuditKind::kRuleReportedWrong, kProject, {1}, {}, {31}, "note 70: a/b"}};
    effects.person = {31};
    effects.wake = CommandWake::kMergeRequest;
    effects.reply = [](const std::vector<uint64_t>& numbers) {
      return SlotContent{StatusState::kFailed, "number " + std::to_string(numbers.at(0)), "tada"};
    };
    return effects;
  }
};

TEST_P(CommandContract, ACommentIsKeptAndWakesNoMailbox) {
  Heard(1, 70);
  EXPECT_FALSE(Claim(Lane::kAnnounce).has_value());
  const CommandClaim claim = MustCommand();
  EXPECT_EQ(claim.about, Request(1));
  EXPECT_EQ(claim.note, NoteId{70});
  EXPECT_EQ(claim.attempts, 1U);
  EXPECT_EQ(claim.heard_at, clock_.Wall());
  EXPECT_FALSE(Command().has_value()) << "it is held";
}

TEST_P(CommandContract, TheSameCommentTenTimesIsOne) {
  for (int i = 0; i < 10; ++i) Heard(1, 70);
  Expect(commands().FinishCommand(MustCommand(), Everything()));
  backend_->Reopen();
  for (int i = 0; i < 10; ++i) Heard(1, 70);
  EXPECT_FALSE(Command().has_value());
  EXPECT_EQ(backend_->waivers().Find({}, kManyWaivers).value().size(), 1U);
}

TEST_P(CommandContract, AForgedPlaceDoesNotHideTheGenuineComment) {
  Heard(2, 70);
  Expect(commands().FinishCommand(MustCommand(), {}));
  Heard(1, 70);
  EXPECT_EQ(MustCommand().about, Request(1));
}

TEST_P(CommandContract, EffectsAuditAndReplyAreOne) {
  Heard(1, 70);
  Expect(commands().FinishCommand(MustCommand(), Everything()));
  backend_->Reopen();
  EXPECT_EQ(backend_->waivers().Find({}, kManyWaivers).value().size(), 1U);
  EXPECT_EQ(commands().ForkAnswersOf(kProject).value(), std::vector<std::string>{"city/other"});
  EXPECT_EQ(commands().WishesOf(Request(1)).value(), (Wishes{Language::kGerman, true}));
  EXPECT_EQ(commands().WishesOf(Request(2)).value(), Wishes());
  EXPECT_EQ(commands().CountRemarks(RemarkKind::kWrong, "a/b").value(), 1U);
  EXPECT_EQ(commands().CountRemarks(RemarkKind::kWaiverRequest, "a/b").value(), 0U);
  EXPECT_EQ(MustClaim(Lane::kAnnounce).key, Request(1));
  const SlotClaim slot = MustSlot();
  EXPECT_EQ(slot.key.kind, SlotKind::kReply);
  EXPECT_EQ(slot.key.iid, MergeRequestIid{1});
  EXPECT_EQ(slot.key.fingerprint, "70");
  EXPECT_EQ(slot.wanted.text, "number 1");
  EXPECT_EQ(slot.wanted.url, "tada");
  EXPECT_EQ(Audited({}).size(), 2U) << "the waiver, and what was told";
}

TEST_P(CommandContract, AStaleClaimChangesNothing) {
  Heard(1, 70);
  const CommandClaim stale = MustCommand();
  clock_.Advance(kLease + std::chrono::milliseconds(1));
  const CommandClaim claim = MustCommand();
  EXPECT_EQ(claim.attempts, 2U);
  EXPECT_EQ(CodeOf(commands().FinishCommand(stale, Everything())), Errc::kConflict);
  EXPECT_EQ(CodeOf(commands().RetryCommand(stale, std::chrono::seconds(1))), Errc::kConflict);
  EXPECT_TRUE(backend_->waivers().Find({}, kManyWaivers).value().empty());
  EXPECT_TRUE(Audited({}).empty());
  EXPECT_FALSE(Slot().has_value());
  Expect(commands().FinishCommand(claim, {}));
  EXPECT_EQ(CodeOf(commands().FinishCommand(claim, Everything())), Errc::kConflict);
}

TEST_P(CommandContract, ARevocationThatCameTooLateUndoesEverything) {
  const uint64_t number = backend_->waivers().Add(WaiverFor(kProject.value, "a/b")).value();
  Expect(backend_->waivers().Revoke(number, {4}, {}));
  Heard(1, 70);
  const CommandClaim claim = MustCommand();
  CommandEffects effects = Everything();
  effects.revoke = Revocation{number, {31}};
  EXPECT_EQ(CodeOf(commands().FinishCommand(claim, effects)), Errc::kConflict);
  EXPECT_EQ(backend_->waivers().Find({}, kManyWaivers).value().size(), 1U);
  EXPECT_FALSE(Slot().has_value());
  Expect(commands().FinishCommand(claim, {}));
}

TEST_P(CommandContract, AWaiverIsRevokedOnce) {
  const uint64_t number = backend_->waivers().Add(WaiverFor(kProject.value, "a/b")).value();
  Heard(1, 70);
  CommandEffects effects;
  effects.revoke = Revocation{number, {31}};
  Expect(commands().FinishCommand(MustCommand(), effects));
  EXPECT_EQ(backend_->waivers().Find({}, kManyWaivers).value()[0].revoked_by, UserId{31});
}

TEST_P(CommandContract, WhatIsPutOffComesAgainLater) {
  Heard(1, 70);
  Expect(commands().RetryCommand(MustCommand(), std::chrono::seconds(30)));
  EXPECT_FALSE(Command().has_value());
  clock_.Advance(std::chrono::seconds(30));
  const CommandClaim claim = MustCommand();
  EXPECT_EQ(claim.attempts, 2U);
  EXPECT_EQ(claim.retries, 1U);
}

TEST_P(CommandContract, WhatAProcessHeldWhenItDiedIsFreeAtOnce) {
  Heard(1, 70);
  MustCommand();
  backend_->Reopen();
  const CommandClaim claim = MustCommand();
  EXPECT_EQ(claim.attempts, 2U);
  EXPECT_EQ(claim.retries, 0U);
}

TEST_P(CommandContract, OlderCommentsFirst) {
  Heard(1, 71);
  Heard(1, 70);
  clock_.Advance(std::chrono::seconds(1));
  Heard(2, 69);
  EXPECT_EQ(MustCommand().note, NoteId{70});
  EXPECT_EQ(MustCommand().note, NoteId{71});
  EXPECT_EQ(MustCommand().note, NoteId{69});
}

TEST_P(CommandContract, AnewMeansThatTheLastJudgementDoesNotCount) {
  MailboxRecord record = RecordOf(Head(1), std::nullopt);
  record.decision_key = "key";
  Announced(1, record);
  Expect(Publish(MustClaim(Lane::kJudge), record));
  Heard(1, 70);
  CommandEffects effects;
  effects.wake = CommandWake::kAnew;
  Expect(commands().FinishCommand(MustCommand(), effects));
  const MailboxClaim claim = MustClaim(Lane::kAnnounce);
  EXPECT_EQ(claim.record.decision_key, "");
  EXPECT_EQ(claim.record.head, Head(1));
}

TEST_P(CommandContract, AnAnswerAboutTheProjectIsLookedAtEverywhere) {
  Judged(1, Head(1), kGreenLine);
  Judged(2, Head(2), kGreenLine);
  Heard(1, 70);
  CommandEffects effects;
  effects.wake = CommandWake::kProject;
  Expect(commands().FinishCommand(MustCommand(), effects));
  EXPECT_EQ(MustClaim(Lane::kAnnounce).key, Request(1));
  EXPECT_EQ(MustClaim(Lane::kAnnounce).key, Request(2));
}

TEST_P(CommandContract, PeopleWithARoleWhoCallARuleWrongAreCountedOnce) {
  const auto say = [&](int64_t note, int64_t person, bool has_role) {
    Heard(1, note);
    CommandEffects effects;
    effects.remark = Remark{RemarkKind::kWrong, "a/b", Untrusted("no"), has_role};
    effects.person = {person};
    Expect(commands().FinishCommand(MustCommand(), effects));
  };
  say(70, 31, true);
  say(71, 31, true);
  say(72, 32, true);
  say(73, 33, false);
  const RuleCounts expected{.rule = "a/b", .wrong = 2};
  EXPECT_EQ(backend_->policies().CountRules(WallTime{}).value(), std::vector{expected});
  EXPECT_TRUE(
      backend_->policies().CountRules(clock_.Wall() + std::chrono::hours(1)).value().empty());
}

}  // namespace headwater::store
