// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <vector>

#include "tests/service/store/store_contract.h"

/// \file
/// The contract of PolicyBook.

namespace headwater::store {

inline ProjectStanding StandingOf(int64_t project) {
  return {.project = {project},
          .path = std::string("city/\xff", 6),
          .hash = "abc",
          .reason = "",
          .enrolled_since = WallTime(std::chrono::hours(7))};
}

/// Far from every delay of these tests.
inline constexpr StaleTerms kPatient{.busy = 1, .longest = std::chrono::hours(24)};

TEST_P(StoreContract, RemembersUnderWhichPolicyAProjectWasJudged) {
  ProjectStanding place = StandingOf(7);
  Expect(backend_->policies().PutStanding(place, std::nullopt));
  backend_->Reopen();
  EXPECT_EQ(backend_->policies().StandingOf({7}).value(), place);
  EXPECT_FALSE(backend_->policies().StandingOf({8}).value().has_value());
  place.enrolled_since.reset();
  place.reason = "enrolment.exclude";
  Expect(backend_->policies().PutStanding(place, std::nullopt));
  EXPECT_EQ(backend_->policies().Standings().value(), std::vector{place});
}

TEST_P(StoreContract, WritesDownWhatBecameOfPolicies) {
  AuditEvent event;
  event.kind = AuditKind::kEnrolled;
  event.project = {7};
  event.detail = "takes part";
  Expect(backend_->policies().PutStanding(StandingOf(7), event));
  for (const AuditKind kind : {AuditKind::kPolicyChanged, AuditKind::kPolicyRefused}) {
    event.kind = kind;
    Expect(backend_->policies().NotePolicy(event));
  }
  const std::vector<AuditEntry> entries = Audited(WallTime{});
  ASSERT_EQ(entries.size(), 3U);
  EXPECT_EQ(entries[0].event.kind, AuditKind::kEnrolled);
  EXPECT_EQ(entries[1].event.kind, AuditKind::kPolicyChanged);
  EXPECT_EQ(entries[2].event.kind, AuditKind::kPolicyRefused);
}

TEST_P(StoreContract, RemembersWhenPoliciesBegan) {
  const WallTime begun = backend_->policies().PoliciesBegunAt().value();
  clock_.Advance(std::chrono::hours(5));
  backend_->Reopen();
  EXPECT_EQ(backend_->policies().PoliciesBegunAt().value(), begun);
}

TEST_P(StoreContract, WhatIsStaleIsSpreadOverTheWindow) {
  for (uint8_t iid = 1; iid <= 4; ++iid) Judged(iid, Head(iid), kGreenLine);
  const auto window = std::chrono::seconds(2);
  EXPECT_EQ(backend_->policies().MarkStale({Request(1).project}, window).value(), 4U);
  std::vector<MailboxKey> woken;
  for (int quarter = 0; quarter < 8; ++quarter) {
    const bool one = backend_->policies().WakeStale(kPatient).value();
    EXPECT_EQ(one, quarter % 2 == 0) << quarter;
    if (one) {
      const MailboxClaim claim = MustClaim(Lane::kAnnounce);
      woken.push_back(claim.key);
      Expect(Announce(claim, claim.record));
      Expect(Publish(MustClaim(Lane::kJudge), claim.record));
    }
    clock_.Advance(std::chrono::milliseconds(250));
  }
  EXPECT_EQ(woken, (std::vector{Request(1), Request(2), Request(3), Request(4)}));
  EXPECT_EQ(backend_->policies().CountStale().value(), 0U);
}

TEST_P(StoreContract, AFewStaleOnesDoNotWaitForAWholeWindow) {
  for (uint8_t iid = 1; iid <= 2; ++iid) Judged(iid, Head(iid), kGreenLine);
  const auto window = std::chrono::minutes(8);
  EXPECT_EQ(backend_->policies().MarkStale({Request(1).project}, window).value(), 2U);
  clock_.Advance(std::chrono::seconds(1));
  constexpr StaleTerms kAlways{.busy = 100};
  EXPECT_TRUE(backend_->policies().WakeStale(kAlways).value());
  EXPECT_TRUE(backend_->policies().WakeStale(kAlways).value());
}

TEST_P(StoreContract, ReloadedTwiceIsOnePass) {
  Judged(1, Head(1), kGreenLine);
  const auto window = std::chrono::minutes(8);
  EXPECT_EQ(backend_->policies().MarkStale({Request(1).project}, window).value(), 1U);
  EXPECT_EQ(backend_->policies().MarkStale({Request(1).project}, window).value(), 0U);
  EXPECT_EQ(backend_->policies().CountStale().value(), 1U);
  backend_->Reopen();
  EXPECT_TRUE(backend_->policies().WakeStale(kPatient).value());
  EXPECT_FALSE(backend_->policies().WakeStale(kPatient).value());
}

TEST_P(StoreContract, WhatIsFreshOvertakesWhatIsStale) {
  Judged(1, Head(1), kGreenLine);
  EXPECT_EQ(backend_->policies().MarkStale({Request(1).project}, {}).value(), 1U);
  Event(2);
  EXPECT_FALSE(backend_->policies().WakeStale(kPatient).value()) << "something fresh waits";
  Expect(Announce(MustClaim(Lane::kAnnounce), RecordOf(Head(2), kRunningLine)));
  EXPECT_FALSE(backend_->policies().WakeStale(kPatient).value()) << "it is to be judged";
  const MailboxClaim judging = MustClaim(Lane::kJudge);
  EXPECT_FALSE(backend_->policies().WakeStale(kPatient).value()) << "it is being judged";
  Expect(Publish(judging, RecordOf(Head(2), kGreenLine)));
  EXPECT_TRUE(backend_->policies().WakeStale(kPatient).value());
}

TEST_P(StoreContract, WhatWasStaleForTooLongGivesWayNoMore) {
  Judged(1, Head(1), kGreenLine);
  EXPECT_EQ(backend_->policies().MarkStale({Request(1).project}, {}).value(), 1U);
  Event(2);
  clock_.Advance(kPatient.longest);
  EXPECT_TRUE(backend_->policies().WakeStale(kPatient).value());
}

TEST_P(StoreContract, WhatIsClosedOrUnknownDoesNotBecomeStale) {
  MailboxRecord closed = RecordOf(Head(2), kGreenLine);
  closed.open = false;
  Announced(2, closed);
  Expect(Publish(MustClaim(Lane::kJudge), closed));
  EXPECT_EQ(backend_->policies().MarkStale({Request(1).project, {12345}}, {}).value(), 0U);
}

}  // namespace headwater::store
