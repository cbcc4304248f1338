// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <vector>

#include "tests/service/store/store_contract.h"

/// \file
/// The contract of ForkBook.

namespace headwater::store {

inline ForkPlace PlaceNamed(int64_t project, const std::string& name) {
  return {.project = {project},
          .partition = {"public"},
          .name = name,
          .seen_at = WallTime(std::chrono::hours(1)),
          .new_since = {}};
}

TEST_P(StoreContract, KnowsWhereProjectsStandAfterARestart) {
  ForkPlace place = PlaceNamed(7, std::string("a\0\xff", 3));
  place.new_since = WallTime(std::chrono::hours(2));
  place.is_leaving = true;
  Expect(backend_->forks().Place(place, std::nullopt));
  backend_->Reopen();
  const std::optional<ForkPlace> found = backend_->forks().PlaceOf({7}).value();
  ASSERT_TRUE(found);
  EXPECT_EQ(found->partition.text, "public");
  EXPECT_EQ(found->name, place.name);
  EXPECT_EQ(found->seen_at, place.seen_at);
  EXPECT_EQ(found->new_since, place.new_since);
  EXPECT_TRUE(found->is_leaving);
  EXPECT_FALSE(backend_->forks().PlaceOf({8}).value().has_value());
}

TEST_P(StoreContract, AProjectStandsInOnePlace) {
  Expect(backend_->forks().Place(PlaceNamed(7, "a"), std::nullopt));
  ForkPlace place = PlaceNamed(7, "b");
  place.partition = {"group-5"};
  Expect(backend_->forks().Place(place, std::nullopt));
  const std::vector<ForkPlace> places = backend_->forks().Places().value();
  ASSERT_EQ(places.size(), 1U);
  EXPECT_EQ(places[0].name, "b");
  EXPECT_EQ(places[0].partition.text, "group-5");
  EXPECT_FALSE(places[0].new_since.has_value());
  Expect(backend_->forks().Drop({7}));
  EXPECT_TRUE(backend_->forks().Places().value().empty());
}

TEST_P(StoreContract, WritesDownWhyAProjectMovedEachTime) {
  AuditEvent event;
  event.kind = AuditKind::kReadersChanged;
  event.project = {7};
  for (const std::string detail : {"monday", "tuesday"}) {
    event.detail = detail;
    Expect(backend_->forks().Place(PlaceNamed(7, "a"), event));
  }
  const std::vector<AuditEntry> entries = Audited(WallTime{});
  ASSERT_EQ(entries.size(), 2U);
  EXPECT_EQ(entries[0].event.kind, AuditKind::kReadersChanged);
  EXPECT_EQ(entries[1].event.detail, "tuesday");
}

TEST_P(StoreContract, RemembersWhenTheIndexWasBegun) {
  const WallTime begun = backend_->forks().BegunAt().value();
  clock_.Advance(std::chrono::hours(5));
  backend_->Reopen();
  EXPECT_EQ(backend_->forks().BegunAt().value(), begun);
}

TEST_P(StoreContract, APersonIsToldOnceInHalfAYear) {
  ForkBook& book = backend_->forks();
  EXPECT_FALSE(book.ToldIn({7}, {9}).value().has_value());
  Expect(book.NoteTold({7}, {9}, {3}));
  Expect(book.NoteTold({7}, {9}, {4}));
  EXPECT_EQ(book.ToldIn({7}, {9}).value(), MergeRequestIid{3}) << "the first one counts";
  EXPECT_FALSE(book.ToldIn({8}, {9}).value().has_value());
  EXPECT_FALSE(book.ToldIn({7}, {10}).value().has_value());
  clock_.Advance(kToldFor);
  EXPECT_FALSE(book.ToldIn({7}, {9}).value().has_value());
  Expect(book.NoteTold({7}, {9}, {5}));
  EXPECT_EQ(book.ToldIn({7}, {9}).value(), MergeRequestIid{5});
}

TEST_P(StoreContract, WakesWhatIsOpenOfAProjectAndNothingElse) {
  Judged(1, Head(1), kGreenLine);
  MailboxRecord closed = RecordOf(Head(2), kGreenLine);
  closed.open = false;
  Announced(2, closed);
  Expect(Publish(MustClaim(Lane::kJudge), closed));
  Expect(backend_->forks().WakeAll({Request(1).project, {12345}}));
  EXPECT_EQ(MustClaim(Lane::kAnnounce).key, Request(1));
  EXPECT_FALSE(Claim(Lane::kAnnounce).has_value());
}

}  // namespace headwater::store
