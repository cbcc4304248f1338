// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "headwater/report.h"
#include "tests/service/store/store_contract.h"

/// \file
/// The contract of WaiverBook.

namespace headwater::store {

inline constexpr std::chrono::sys_days kWaiverDay{std::chrono::days(20'000)};
inline constexpr size_t kManyWaivers = 100'000;

inline Waiver WaiverFor(int64_t project, const std::string& rule) {
  Waiver waiver;
  waiver.project = {project};
  waiver.scope.rule = rule;
  waiver.reason = WaiverReason::kLegacy;
  waiver.text = Untrusted("older than we are");
  waiver.giver = {31};
  waiver.role = "maintainer";
  waiver.given_at = WallTime(std::chrono::hours(5));
  waiver.until = kWaiverDay;
  return waiver;
}

TEST_P(StoreContract, KnowsAWaiverWithEveryPartAfterARestart) {
  Waiver waiver = WaiverFor(7, "license/header-missing");
  waiver.scope.path = "third_party/**";
  waiver.scope.fingerprint = std::string(32, 'a');
  waiver.scope.iid = MergeRequestIid{3};
  waiver.scope.head = Head(9);
  waiver.text = Untrusted(std::string("b\0\xff", 3));
  waiver.on_own = true;
  waiver.declared = true;
  waiver.note = {77};
  waiver.number = backend_->waivers().Add(waiver).value();
  backend_->Reopen();
  const std::vector<Waiver> found = backend_->waivers().Find({}, kManyWaivers).value();
  ASSERT_EQ(found.size(), 1U);
  waiver.engine = kEngineVersion.view();
  EXPECT_EQ(found[0], waiver);
}

TEST_P(StoreContract, AWaiverIsFoundByProjectAndDay) {
  WaiverBook& book = backend_->waivers();
  const uint64_t first = book.Add(WaiverFor(7, "a/b")).value();
  const uint64_t second = book.Add(WaiverFor(8, "a/b")).value();
  EXPECT_LT(first, second);
  WaiverQuery query{.project = ProjectId{8}, .in_force_on = {}, .ends_by = {}};
  ASSERT_EQ(book.Find(query, kManyWaivers).value().size(), 1U);
  EXPECT_EQ(book.Find(query, kManyWaivers).value()[0].number, second);
  query.in_force_on = kWaiverDay;
  EXPECT_EQ(book.Find(query, kManyWaivers).value().size(), 1U) << "its last day counts";
  query.in_force_on = kWaiverDay + std::chrono::days(1);
  EXPECT_TRUE(book.Find(query, kManyWaivers).value().empty());
  query = {.project = {}, .in_force_on = {}, .ends_by = kWaiverDay - std::chrono::days(1)};
  EXPECT_TRUE(book.Find(query, kManyWaivers).value().empty());
  query.ends_by = kWaiverDay;
  EXPECT_EQ(book.Find(query, kManyWaivers).value().size(), 2U);
  EXPECT_EQ(book.Find(query, 1).value().size(), 1U) << "at most so many";
}

TEST_P(StoreContract, ARevokedWaiverCountsNoLongerAndIsRevokedOnce) {
  WaiverBook& book = backend_->waivers();
  const uint64_t number = book.Add(WaiverFor(7, "a/b")).value();
  Expect(book.Revoke(number, {5}, WallTime(std::chrono::hours(9))));
  EXPECT_EQ(CodeOf(book.Revoke(number, {6}, WallTime(std::chrono::hours(10)))), Errc::kConflict);
  EXPECT_EQ(CodeOf(book.Revoke(number + 1, {6}, WallTime{})), Errc::kNotFound);
  const WaiverQuery today{.project = ProjectId{7}, .in_force_on = kWaiverDay, .ends_by = {}};
  EXPECT_TRUE(book.Find(today, kManyWaivers).value().empty());
  const Waiver kept = book.Find({}, kManyWaivers).value().at(0);
  EXPECT_EQ(kept.revoked_by, UserId{5});
  EXPECT_EQ(kept.revoked_at, WallTime(std::chrono::hours(9)));
}

TEST_P(StoreContract, GivingRevokingAndEndingAWaiverAreAudited) {
  WaiverBook& book = backend_->waivers();
  const uint64_t revoked = book.Add(WaiverFor(7, "a/b")).value();
  Waiver ending = WaiverFor(7, "a/b");
  ending.scope.iid = MergeRequestIid{3};
  ASSERT_TRUE(book.Add(ending).ok());
  Expect(book.Revoke(revoked, {5}, WallTime{}));
  EXPECT_EQ(book.Expire(kWaiverDay + std::chrono::days(1), kManyWaivers).value(), 1U);
  const std::vector<AuditEntry> entries = Audited(WallTime{});
  ASSERT_EQ(entries.size(), 4U);
  EXPECT_EQ(entries[0].event.kind, AuditKind::kWaiverGiven);
  EXPECT_EQ(entries[0].event.actor, UserId{31});
  EXPECT_EQ(entries[0].event.detail, "waiver 1: a/b until 2024-10-04, legacy, by maintainer");
  EXPECT_EQ(entries[1].event.iid, MergeRequestIid{3});
  EXPECT_EQ(entries[2].event.kind, AuditKind::kWaiverRevoked);
  EXPECT_EQ(entries[2].event.actor, UserId{5});
  EXPECT_EQ(entries[3].event.kind, AuditKind::kWaiverExpired);
}

TEST_P(StoreContract, AWaiverThatWasSeenToEndNeverCountsAgain) {
  WaiverBook& book = backend_->waivers();
  ASSERT_TRUE(book.Add(WaiverFor(7, "a/b")).ok());
  EXPECT_EQ(book.Expire(kWaiverDay, kManyWaivers).value(), 0U) << "its last day is not over";
  EXPECT_EQ(book.Expire(kWaiverDay + std::chrono::days(1), kManyWaivers).value(), 1U);
  EXPECT_EQ(book.Expire(kWaiverDay + std::chrono::days(1), kManyWaivers).value(), 0U) << "once";
  const WaiverQuery before{.project = ProjectId{7}, .in_force_on = kWaiverDay, .ends_by = {}};
  EXPECT_TRUE(book.Find(before, kManyWaivers).value().empty()) << "the clock was set back";
}

TEST_P(StoreContract, AWaiverLooksAgainAtWhatItCountsIn) {
  Judged(1, Head(1), kRedLine);
  Judged(2, Head(2), kRedLine);
  EXPECT_FALSE(Claim(Lane::kAnnounce));
  Waiver waiver = WaiverFor(kProject.value, "a/b");
  waiver.scope.iid = MergeRequestIid{2};
  const uint64_t number = backend_->waivers().Add(waiver).value();
  Expect(Announce(MustClaim(Lane::kAnnounce), RecordOf(Head(2), kRedLine)));
  EXPECT_EQ(MustClaim(Lane::kJudge).key, Request(2));
  EXPECT_FALSE(Claim(Lane::kAnnounce)) << "the other merge request is left alone";
  Expect(backend_->waivers().Revoke(number, {5}, WallTime{}));
  EXPECT_EQ(MustClaim(Lane::kAnnounce).key, Request(2));
}

TEST_P(StoreContract, AWaiverOfAProjectLooksAgainAtOneMergeRequestAfterTheOther) {
  Judged(1, Head(1), kRedLine);
  Judged(2, Head(2), kRedLine);
  ASSERT_TRUE(backend_->waivers().Add(WaiverFor(kProject.value, "a/b")).ok());
  const MailboxClaim first = MustClaim(Lane::kAnnounce);
  EXPECT_EQ(first.key, Request(1));
  EXPECT_FALSE(Claim(Lane::kAnnounce));
  clock_.Advance(std::chrono::seconds(1));
  EXPECT_EQ(MustClaim(Lane::kAnnounce).key, Request(2));
}

TEST_P(StoreContract, APushOvertakesTheTimeOfItsTurn) {
  Judged(1, Head(1), kRedLine);
  Judged(2, Head(2), kRedLine);
  ASSERT_TRUE(backend_->waivers().Add(WaiverFor(kProject.value, "a/b")).ok());
  EXPECT_EQ(MustClaim(Lane::kAnnounce).key, Request(1));
  Event(2);
  EXPECT_EQ(MustClaim(Lane::kAnnounce).key, Request(2));
}

TEST_P(StoreContract, RefusesAWaiverThatNobodyMayGive) {
  WaiverBook& book = backend_->waivers();
  EXPECT_EQ(book.Add(WaiverFor(7, "")).error().code, Errc::kInvalid);
  EXPECT_EQ(book.Add(WaiverFor(7, std::string(kEveryRule))).error().code, Errc::kInvalid);
  Waiver waiver = WaiverFor(7, "a/b");
  waiver.scope.path = "../x";
  EXPECT_EQ(book.Add(waiver).error().code, Errc::kInvalid);
  waiver = WaiverFor(7, "a/b");
  waiver.text = Untrusted(std::string(kMaxWaiverText + 1, 'x'));
  EXPECT_EQ(book.Add(waiver).error().code, Errc::kInvalid);
  waiver = WaiverFor(7, "a/b");
  waiver.role.clear();
  EXPECT_EQ(book.Add(waiver).error().code, Errc::kInvalid);
  waiver = WaiverFor(7, "a/b");
  waiver.scope.iid.reset();
  waiver.scope.head = CommitId{};
  EXPECT_EQ(book.Add(waiver).error().code, Errc::kInvalid) << "a project has no head";
  EXPECT_TRUE(book.Find({}, kManyWaivers).value().empty());
  EXPECT_TRUE(Audited(WallTime{}).empty());
}

}  // namespace headwater::store
