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

TEST_P(StoreContract, RemembersPausesAndWhy) {
  const std::chrono::sys_days day{std::chrono::days(20'000)};
  const StopCondition red{"license/header-missing", StopMeasure::kRed, 20};
  Pause pause{red, day, std::nullopt};
  const Pause other{{"sbom/present", StopMeasure::kWrong, 3}, day, day + std::chrono::days(1)};
  AuditEvent event;
  event.kind = AuditKind::kPromotionsPaused;
  event.detail = "red above 20%";
  Expect(
      backend_->policies().ChangePauses({.put = {pause, other}, .drop = {}, .because = {event}}));
  backend_->Reopen();
  EXPECT_EQ(backend_->policies().Pauses().value(), (std::vector{pause, other}));
  EXPECT_EQ(Audited(WallTime{}).at(0).event.kind, AuditKind::kPromotionsPaused);
  pause.until = day + std::chrono::days(5);
  Expect(backend_->policies().ChangePauses({.put = {pause}, .drop = {other}, .because = {}}));
  EXPECT_EQ(backend_->policies().Pauses().value(), std::vector{pause});
}

TEST_P(StoreContract, TheIssueAboutThePolicyIsASlotOfItsOwn) {
  const SlotContent refused{StatusState::kFailed, "instance.yml:3:9: wrong", ""};
  Expect(backend_->policies().WantPolicyIssue({7}, refused));
  backend_->Reopen();
  Expect(backend_->policies().WantPolicyIssue({7}, refused));
  const SlotClaim claim = MustSlot();
  EXPECT_EQ(claim.key.kind, SlotKind::kPolicyIssue);
  EXPECT_EQ(claim.key.project, ProjectId{7});
  EXPECT_EQ(claim.wanted, refused);
  Expect(outbox().Settle(claim, "12 open"));
  EXPECT_FALSE(Slot().has_value());
  Expect(backend_->policies().WantPolicyIssue({7}, {StatusState::kSuccess, "mended", ""}));
  EXPECT_EQ(MustSlot().remembered, "12 open");
}

/// A record as decision-json.md describes it, as far as is counted.
inline std::string CountedRecord(const std::string& rules) {
  return R"({"schema":"headwater.decision/1","report":{"rules":[)" + rules + "]}}";
}
inline std::string RuleRecord(const std::string& verdict, const std::string& waived = "null") {
  return R"({"id":"license/header-missing","verdict":")" + verdict + R"(","waived":)" + waived +
         "}";
}

TEST_P(StoreContract, CountsTheLastVerdictOfEachMergeRequest) {
  int number = 0;
  const auto judge = [&](int64_t iid, const std::string& record, DecisionOutcome outcome) {
    Announced(iid, RecordOf(Head(1), kRunningLine));
    Decision decision = DecisionOf(++number, iid);
    decision.at = clock_.Wall();
    decision.record = record;
    decision.outcome = outcome;
    Expect(mailboxes().Publish(
        MustClaim(Lane::kJudge),
        {.record = RecordOf(Head(1), kGreenLine), .decision = decision, .slots = {}}, kSuperseded));
  };
  const WallTime early = clock_.Wall();
  judge(1, CountedRecord(RuleRecord("fail")), DecisionOutcome::kFail);
  clock_.Advance(std::chrono::hours(1));
  const WallTime late = clock_.Wall();
  judge(1, CountedRecord(RuleRecord("pass")), DecisionOutcome::kPass);
  judge(2, CountedRecord(RuleRecord("fail")), DecisionOutcome::kFail);
  judge(3, CountedRecord(RuleRecord("fail", R"({"findings":2,"all":true})")),
        DecisionOutcome::kPass);
  judge(4, CountedRecord(RuleRecord("fail", R"({"findings":2,"all":false})")),
        DecisionOutcome::kFail);
  judge(5, CountedRecord(RuleRecord("unknown")), DecisionOutcome::kUnknownContent);
  judge(6, CountedRecord(RuleRecord("unknown")), DecisionOutcome::kUnknownInfrastructure);
  judge(0, CountedRecord(RuleRecord("fail")), DecisionOutcome::kFail);
  const RuleCounts expected{.rule = "license/header-missing",
                            .judged = 5,
                            .red = 2,
                            .unknown = 1,
                            .waived = 1,
                            .wrong = 0};
  EXPECT_EQ(backend_->policies().CountRules(early).value(), std::vector{expected});
  EXPECT_EQ(backend_->policies().CountRules(late).value(), std::vector{expected});
  EXPECT_TRUE(backend_->policies().CountRules(late + std::chrono::hours(1)).value().empty());
}

}  // namespace headwater::store
