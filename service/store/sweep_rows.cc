// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/store/sweep_rows.h"

#include "service/store/keys.h"
#include "service/store/work.h"

namespace headwater::store {
namespace {

constexpr Literal kLoad = "SELECT until_wall FROM sweep";

constexpr Literal kSave = R"(
    INSERT INTO sweep (id, until_wall) VALUES (1, ?1)
    ON CONFLICT (id) DO UPDATE SET until_wall = excluded.until_wall)";

constexpr Literal kKnown = R"(
    SELECT open, head, target_branch FROM record WHERE project = ?1 AND iid = ?2)";

constexpr Literal kHeardOf = "SELECT 1 FROM record WHERE project = ?1 LIMIT 1";

/// Events of it that nobody has looked at yet: what is known is older than they are.
constexpr Literal kUnderWay = R"(
    SELECT 1 FROM work WHERE project = ?1 AND iid = ?2 AND lane = 1 AND done < generation)";

Result<bool> HasRow(Connection& connection, Literal question, std::initializer_list<Value> values) {
  Query query = TRY(connection.Ask(question, values));
  return query.Next();
}

Result<bool> WasMissed(Connection& connection, const ListedMergeRequest& listed) {
  const int64_t project = listed.project.value;
  Query known = TRY(connection.Ask(kKnown, {project, listed.iid.value}));
  const bool found = TRY(known.Next());
  if (!found) return listed.open ? HasRow(connection, kHeardOf, {project}) : Result<bool>(false);
  const bool was_open = known.Number(0) != 0;
  if (was_open != listed.open) return true;
  if (!listed.open || !listed.head) return false;
  return known.Bytes(1) != BytesOf(*listed.head) || known.Bytes(2) != listed.target_branch.bytes();
}

}  // namespace

Result<std::optional<WallTime>> LoadSwept(Connection& connection) {
  Query query = TRY(connection.Ask(kLoad));
  const bool found = TRY(query.Next());
  return found ? std::optional(WallFrom(query.Number(0))) : std::nullopt;
}

Status SaveSwept(Connection& connection, WallTime until) {
  TRY(connection.Run(kSave, {Stored(until)}));
  return Ok{};
}

Result<std::vector<MailboxKey>> WakeListed(Connection& connection,
                                           std::span<const ListedMergeRequest> listed,
                                           const Now& now) {
  std::vector<MailboxKey> woken;
  for (const ListedMergeRequest& one : listed) {
    const bool was_missed = TRY(WasMissed(connection, one));
    if (!was_missed) continue;
    const MailboxKey key{.project = one.project, .iid = one.iid};
    const bool under_way = TRY(HasRow(connection, kUnderWay, {key.project.value, key.iid.value}));
    if (under_way) continue;
    TRY(WakeMailbox(connection, key, now));
    woken.push_back(key);
  }
  return woken;
}

}  // namespace headwater::store
