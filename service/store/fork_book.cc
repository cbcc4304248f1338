// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/store/fork_book.h"

#include <utility>

#include "service/store/keys.h"

namespace headwater::store {
namespace {

constexpr Literal kAll = R"(
    SELECT project, partition, name, seen_wall, new_wall, leaving FROM fork_place ORDER BY project)";
constexpr Literal kOne = R"(
    SELECT project, partition, name, seen_wall, new_wall, leaving FROM fork_place
    WHERE project = ?1)";
constexpr Literal kPut = R"(
    INSERT INTO fork_place (project, partition, name, seen_wall, new_wall, leaving)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6)
    ON CONFLICT (project) DO UPDATE SET partition = ?2, name = ?3, seen_wall = ?4, new_wall = ?5,
                                        leaving = ?6)";

// "Not new" in a column of times: before every one of them.
constexpr int64_t kNotNew = 0;

// Times of the store's own clock: no jump of the wall clock makes anybody be told twice.
constexpr Literal kTold = R"(
    SELECT iid FROM fork_told WHERE project = ?1 AND person = ?2 AND told_at > ?3)";
constexpr Literal kForgetTold = "DELETE FROM fork_told WHERE told_at <= ?1";
constexpr Literal kTell = R"(
    INSERT INTO fork_told (project, person, iid, told_at) VALUES (?1, ?2, ?3, ?4)
    ON CONFLICT (project, person) DO NOTHING)";

constexpr Literal kOpen = R"(
    SELECT work.iid FROM work JOIN record USING (project, iid)
    WHERE work.project = ?1 AND work.lane = 2 AND record.open = 1)";

ForkPlace PlaceFrom(const Query& row) {
  ForkPlace place;
  place.project = {row.Number(0)};
  place.partition = {row.Bytes(1)};
  place.name = row.Bytes(2);
  place.seen_at = WallFrom(row.Number(3));
  if (row.Number(4) != kNotNew) place.new_since = WallFrom(row.Number(4));
  place.is_leaving = row.Number(5) != 0;
  return place;
}

int64_t ToldSince(const Now& now) {
  return (now.store - std::chrono::duration_cast<std::chrono::milliseconds>(kToldFor)).count();
}

}  // namespace

Result<std::vector<ForkPlace>> ForkPlaces(Connection& connection) {
  Query query = TRY(connection.Ask(kAll, {}));
  std::vector<ForkPlace> places;
  while (true) {
    const bool found = TRY(query.Next());
    if (!found) return places;
    places.push_back(PlaceFrom(query));
  }
}

Result<std::optional<ForkPlace>> FindForkPlace(Connection& connection, ProjectId project) {
  Query query = TRY(connection.Ask(kOne, {project.value}));
  const bool found = TRY(query.Next());
  if (!found) return std::optional<ForkPlace>();
  return std::optional(PlaceFrom(query));
}

Status PutForkPlace(Connection& connection, const ForkPlace& place) {
  TRY(connection.Run(kPut,
                     {place.project.value, place.partition.text, place.name, Stored(place.seen_at),
                      place.new_since ? Stored(*place.new_since) : kNotNew,
                      static_cast<int64_t>(place.is_leaving)}));
  return Ok{};
}

Status DropForkPlace(Connection& connection, ProjectId project) {
  TRY(connection.Run("DELETE FROM fork_place WHERE project = ?1", {project.value}));
  return Ok{};
}

Result<WallTime> ForksBegunAt(Connection& connection, const Now& now) {
  TRY(connection.Run("INSERT INTO fork_begun (id, at_wall) VALUES (1, ?1) ON CONFLICT DO NOTHING",
                     {Stored(now.wall)}));
  return WallFrom(TRY(NumberOf(connection, "SELECT at_wall FROM fork_begun")));
}

Result<std::optional<MergeRequestIid>> ForkToldIn(Connection& connection, ProjectId project,
                                                  UserId person, const Now& now) {
  Query query = TRY(connection.Ask(kTold, {project.value, person.value, ToldSince(now)}));
  const bool found = TRY(query.Next());
  if (!found) return std::optional<MergeRequestIid>();
  return std::optional(MergeRequestIid{query.Number(0)});
}

Status PutForkTold(Connection& connection, ProjectId project, UserId person,
                   MergeRequestIid merge_request, const Now& now) {
  TRY(connection.Run(kForgetTold, {ToldSince(now)}));
  TRY(connection.Run(kTell, {project.value, person.value, merge_request.value, now.store.count()}));
  return Ok{};
}

Result<std::vector<MailboxKey>> OpenMailboxes(Connection& connection, ProjectId project) {
  Query query = TRY(connection.Ask(kOpen, {project.value}));
  std::vector<MailboxKey> keys;
  while (true) {
    const bool found = TRY(query.Next());
    if (!found) return keys;
    keys.push_back({.project = project, .iid = {query.Number(0)}});
  }
}

}  // namespace headwater::store
