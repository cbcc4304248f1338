// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <vector>

#include "tests/service/store/store_contract.h"

/// \file
/// The contract of Decisions and StoreWatch.

namespace headwater::store {

TEST_P(StoreContract, FindsADecisionAndTellsTheNewestFirst) {
  const std::string hostile("{\0\xff}", 4);
  for (int number = 1; number <= 3; ++number) {
    Announced(1, RecordOf(Head(1), kRunningLine));
    Decision decision = DecisionOf(number, 1);
    decision.at = clock_.Wall() - std::chrono::hours(number);  // the date goes backwards
    decision.record = hostile;
    decision.shown_to_all = number == 2;
    decision.outcome = static_cast<DecisionOutcome>(number);
    EXPECT_TRUE(
        mailboxes()
            .Publish(MustClaim(Lane::kJudge),
                     {.record = RecordOf(Head(1), kGreenLine), .decision = decision, .slots = {}},
                     kSuperseded)
            .ok());
  }
  const std::vector<Decision> about = backend_->decisions().About(Request(1), 2).value();
  ASSERT_EQ(about.size(), 2U);
  EXPECT_EQ(about[0].id, DecisionOf(3, 1).id);
  EXPECT_EQ(about[1].id, DecisionOf(2, 1).id);
  EXPECT_TRUE(backend_->decisions().About(Request(2), 9).value().empty());
  const std::optional<Decision> found = backend_->decisions().Find(DecisionOf(2, 1).id).value();
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(found->record, hostile);
  EXPECT_EQ(found->key, "key-2");
  EXPECT_EQ(found->about, Request(1));
  EXPECT_EQ(found->head, Head(1));
  EXPECT_EQ(found->outcome, DecisionOutcome::kFail);
  EXPECT_TRUE(found->shown_to_all);
  EXPECT_FALSE(backend_->decisions().Find({"nonsense"}).value().has_value());
}

TEST_P(StoreContract, ADecisionNeverChanges) {
  Decision decision = DecisionOf(1, 1);
  for (const bool changed : {false, false, true}) {
    Announced(1, RecordOf(Head(1), kRunningLine));
    if (changed) decision.outcome = DecisionOutcome::kPass;
    const MailboxClaim claim = MustClaim(Lane::kJudge);
    const Status published = mailboxes().Publish(
        claim, {.record = RecordOf(Head(1), kGreenLine), .decision = decision, .slots = {}},
        kSuperseded);
    EXPECT_EQ(published.ok(), !changed);
    // Refused as a whole: the claim goes on.
    if (changed) Expect(mailboxes().Retry(claim, kLease));
  }
  EXPECT_EQ(backend_->decisions().Find(decision.id).value()->outcome, DecisionOutcome::kFail);
}

TEST_P(StoreContract, CountsWhatWaits) {
  const StoreHealth idle = backend_->watch().Health().value();
  EXPECT_EQ(idle.waiting_announce + idle.waiting_judge + idle.waiting_slots, 0U);
  EXPECT_FALSE(idle.oldest_waiting.has_value());
  Announced(1, RecordOf(Head(1), kRunningLine));
  Event(2);
  const StoreHealth busy = backend_->watch().Health().value();
  EXPECT_EQ(busy.waiting_announce, 1U);
  EXPECT_EQ(busy.waiting_judge, 2U);
  EXPECT_EQ(busy.waiting_slots, 1U);
  EXPECT_EQ(busy.oldest_waiting, clock_.Wall());
}

TEST_P(StoreContract, WakesUpAMailboxOnRequest) {
  EXPECT_TRUE(mailboxes().WakeUp(Request(1)).ok());
  EXPECT_EQ(MustClaim(Lane::kAnnounce).key, Request(1));
}

}  // namespace headwater::store
