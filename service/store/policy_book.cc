// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/store/policy_book.h"

#include <algorithm>
#include <utility>

#include "service/store/fork_book.h"
#include "service/store/keys.h"
#include "service/store/work.h"

namespace headwater::store {
namespace {

constexpr Literal kBegin = "INSERT OR IGNORE INTO policy_begun (id, at_wall) VALUES (1, ?1)";

constexpr Literal kBegun = "SELECT at_wall FROM policy_begun";

constexpr Literal kAll = R"(
    SELECT project, path, hash, reason, since_wall FROM policy_place ORDER BY project)";

constexpr Literal kFind = R"(
    SELECT project, path, hash, reason, since_wall FROM policy_place WHERE project = ?1)";

constexpr Literal kSave = R"(
    INSERT OR REPLACE INTO policy_place (project, path, hash, reason, since_wall)
    VALUES (?1, ?2, ?3, ?4, ?5))";

/// What is stale already keeps its time.
constexpr Literal kMark = R"(
    INSERT OR IGNORE INTO stale (project, iid, due) VALUES (?1, ?2, ?3))";

constexpr Literal kIsStale = "SELECT 1 FROM stale WHERE project = ?1 AND iid = ?2";

constexpr Literal kFirst = R"(
    SELECT project, iid, due FROM stale WHERE due <= ?1 ORDER BY due LIMIT 1)";

constexpr Literal kTake = "DELETE FROM stale WHERE project = ?1 AND iid = ?2";

constexpr Literal kCount = "SELECT count(*) FROM stale";

/// What is worked on or could be; what was postponed waits for something else.
constexpr Literal kBusy = R"(
    SELECT count(*) FROM work
    WHERE cleared = generation AND done < generation AND due <= ?1)";

/// A few need not wait for one another as many do.
constexpr std::chrono::milliseconds kLongestStep{1'000};

ProjectStanding PlaceFrom(const Query& query) {
  ProjectStanding place;
  place.project = {query.Number(0)};
  place.path = query.Bytes(1);
  place.hash = query.Bytes(2);
  place.reason = query.Bytes(3);
  if (!query.IsNull(4)) place.enrolled_since = WallFrom(query.Number(4));
  return place;
}

Result<uint64_t> BusyMailboxes(Connection& connection, const Now& now) {
  Query query = TRY(connection.Ask(kBusy, {now.store.count()}));
  TRY(query.Next());
  return static_cast<uint64_t>(query.Number(0));
}

Result<bool> IsStale(Connection& connection, const MailboxKey& key) {
  Query query = TRY(connection.Ask(kIsStale, {key.project.value, key.iid.value}));
  return query.Next();
}

/// The open mailboxes of the projects that are not stale yet.
Result<std::vector<MailboxKey>> FreshOnes(Connection& connection,
                                          const std::vector<ProjectId>& projects) {
  std::vector<MailboxKey> fresh;
  for (const ProjectId project : projects) {
    for (const MailboxKey& key : TRY(OpenMailboxes(connection, project))) {
      const bool is_stale = TRY(IsStale(connection, key));
      if (!is_stale) fresh.push_back(key);
    }
  }
  return fresh;
}

}  // namespace

Result<WallTime> PolicyBegunAt(Connection& connection, const Now& now) {
  TRY(connection.Run(kBegin, {Stored(now.wall)}));
  const int64_t begun = TRY(NumberOf(connection, kBegun));
  return WallFrom(begun);
}

Result<std::vector<ProjectStanding>> AllStandings(Connection& connection) {
  Query query = TRY(connection.Ask(kAll));
  std::vector<ProjectStanding> places;
  while (true) {
    const bool found = TRY(query.Next());
    if (!found) return places;
    places.push_back(PlaceFrom(query));
  }
}

Result<std::optional<ProjectStanding>> FindStanding(Connection& connection, ProjectId project) {
  Query query = TRY(connection.Ask(kFind, {project.value}));
  const bool found = TRY(query.Next());
  return found ? std::optional(PlaceFrom(query)) : std::nullopt;
}

Status SaveStanding(Connection& connection, const ProjectStanding& place) {
  Value since = nullptr;
  if (place.enrolled_since) since = Stored(*place.enrolled_since);
  TRY(connection.Run(kSave, {place.project.value, place.path, place.hash, place.reason, since}));
  return Ok{};
}

Result<uint64_t> MarkProjectsStale(Connection& connection, const std::vector<ProjectId>& projects,
                                   std::chrono::milliseconds window, const Now& now) {
  const std::vector<MailboxKey> fresh = TRY(FreshOnes(connection, projects));
  const auto count = static_cast<int64_t>(fresh.size());
  const std::chrono::milliseconds step =
      count == 0 ? kLongestStep : std::min(window / count, kLongestStep);
  for (int64_t at = 0; at < count; ++at) {
    const MailboxKey& key = fresh[static_cast<size_t>(at)];
    const StoreTime due = now.store + step * at;
    TRY(connection.Run(kMark, {key.project.value, key.iid.value, due.count()}));
  }
  return static_cast<uint64_t>(count);
}

Result<bool> WakeOneStale(Connection& connection, const StaleTerms& terms, const Now& now) {
  MailboxKey key;
  StoreTime due{};
  {
    Query query = TRY(connection.Ask(kFirst, {now.store.count()}));
    const bool found = TRY(query.Next());
    if (!found) return false;
    key = {.project = {query.Number(0)}, .iid = {query.Number(1)}};
    due = StoreTime(query.Number(2));
  }
  const uint64_t busy = TRY(BusyMailboxes(connection, now));
  const bool gives_way = busy >= terms.busy && now.store - due < terms.longest;
  if (gives_way) return false;
  TRY(connection.Run(kTake, {key.project.value, key.iid.value}));
  TRY(WakeMailbox(connection, key, now));
  return true;
}

Result<uint64_t> CountStaleRows(Connection& connection) {
  const int64_t count = TRY(NumberOf(connection, kCount));
  return static_cast<uint64_t>(count);
}

}  // namespace headwater::store
