// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <vector>

#include "tests/service/store/store_contract.h"

/// \file
/// The contract of claims: leases, epochs, attempts.

namespace headwater::store {

TEST_P(StoreContract, CountsClaimsThatEndedWithoutAWord) {
  struct Case {
    const char* steps;  // c: claim, r: retry, h: hand back, x: lease runs out, k: restart
    uint32_t attempts;
    uint32_t silent;
  };
  // Each ends with a claim.
  const std::vector<Case> cases = {
      {"c", 1, 0},     {"crc", 2, 0},   {"chc", 1, 0},     {"cxc", 2, 1},   {"ckc", 2, 1},
      {"crcxc", 3, 1}, {"cxckc", 3, 2}, {"cxcrcxc", 4, 2}, {"cxchc", 2, 1}, {"crchcxc", 3, 1}};
  int64_t iid = 0;
  for (const Case& one : cases) {
    Event(++iid);
    MailboxClaim claim;
    for (const char step : std::string(one.steps)) {
      if (step == 'c') claim = MustClaim(Lane::kAnnounce);
      if (step == 'r') Expect(mailboxes().Retry(claim, std::chrono::seconds(0)));
      if (step == 'h') Expect(mailboxes().HandBack(claim));
      if (step == 'x') clock_.Advance(kLease);
      if (step == 'k') backend_->Reopen();
    }
    EXPECT_EQ(claim.key, Request(iid)) << one.steps;
    EXPECT_EQ(claim.attempts, one.attempts) << one.steps;
    EXPECT_EQ(claim.attempts - 1 - claim.retries, one.silent) << one.steps;
    EXPECT_TRUE(Announce(claim, RecordOf(Head(1), std::nullopt)).ok());
    Event(iid);
    const MailboxClaim fresh = MustClaim(Lane::kAnnounce);
    EXPECT_EQ(fresh.attempts, 1U) << one.steps;
    EXPECT_EQ(fresh.retries, 0U) << one.steps;
    EXPECT_TRUE(Announce(fresh, RecordOf(Head(1), std::nullopt)).ok());
  }
}

TEST_P(StoreContract, ALeaseHoldsUntilItEndsWhateverTheDate) {
  Event(1);
  const MailboxClaim first = MustClaim(Lane::kAnnounce);
  for (const int hours : {1, -2, 24 * 365 * 10, -24 * 365 * 20}) {
    clock_.JumpWall(std::chrono::hours(hours));
    EXPECT_FALSE(Claim(Lane::kAnnounce).has_value());
  }
  clock_.Advance(kLease - std::chrono::milliseconds(1));
  EXPECT_FALSE(Claim(Lane::kAnnounce).has_value());
  clock_.Advance(std::chrono::milliseconds(1));
  EXPECT_EQ(MustClaim(Lane::kAnnounce).epoch, first.epoch + 1);
}

TEST_P(StoreContract, ALeaseThatEndedStillCountsWhileNobodyElseClaimed) {
  Event(1);
  const MailboxClaim claim = MustClaim(Lane::kAnnounce);
  clock_.Advance(10 * kLease);
  EXPECT_TRUE(Announce(claim, RecordOf(Head(1), kRunningLine)).ok());
}

TEST_P(StoreContract, ADelayGoesOnAfterARestartThoughTheMachineCountsFromZero) {
  Event(1);
  EXPECT_TRUE(mailboxes().Retry(MustClaim(Lane::kAnnounce), std::chrono::minutes(10)).ok());
  clock_.Advance(std::chrono::minutes(4));
  clock_.ResetSteady();
  backend_->Reopen();
  EXPECT_FALSE(Claim(Lane::kAnnounce).has_value());
  clock_.Advance(std::chrono::minutes(6));
  EXPECT_TRUE(Claim(Lane::kAnnounce).has_value());
}

TEST_P(StoreContract, AStaleEpochWritesNothing) {
  Announced(1, RecordOf(Head(1), kRunningLine));
  EXPECT_EQ(SendAll().size(), 1U);
  const MailboxClaim stale = MustClaim(Lane::kJudge);
  clock_.Advance(kLease);
  const MailboxClaim holder = MustClaim(Lane::kJudge);
  const Publication publication{
      .record = RecordOf(Head(1), kGreenLine),
      .decision = DecisionOf(1, 1),
      .slots = {{.kind = SlotKind::kNote, .content = {StatusState::kFailed, "note", ""}}}};
  EXPECT_EQ(CodeOf(mailboxes().Publish(stale, publication, kSuperseded)), Errc::kConflict);
  EXPECT_EQ(CodeOf(mailboxes().Retry(stale, std::chrono::hours(1))), Errc::kConflict);
  EXPECT_EQ(CodeOf(mailboxes().HandBack(stale)), Errc::kConflict);
  EXPECT_FALSE(Slot().has_value());
  EXPECT_FALSE(backend_->decisions().Find(DecisionOf(1, 1).id).value().has_value());
  EXPECT_TRUE(mailboxes().Publish(holder, publication, kSuperseded).ok());
  EXPECT_EQ(SendAll().size(), 2U);
  // The same claim cannot end twice.
  EXPECT_EQ(CodeOf(mailboxes().Publish(holder, publication, kSuperseded)), Errc::kConflict);
}

TEST_P(StoreContract, AClaimOfAnEarlierProcessIsVoid) {
  Event(1);
  const MailboxClaim earlier = MustClaim(Lane::kAnnounce);
  backend_->Reopen();
  EXPECT_EQ(CodeOf(Announce(earlier, RecordOf(Head(1), kRunningLine))), Errc::kConflict);
  EXPECT_TRUE(Announce(MustClaim(Lane::kAnnounce), RecordOf(Head(1), kRunningLine)).ok());
}

}  // namespace headwater::store
