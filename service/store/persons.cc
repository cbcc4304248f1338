// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/store/persons.h"

#include <string>

#include "headwater/store.h"
#include "service/store/audit.h"

namespace headwater::store {
namespace {

constexpr Literal kMake = R"(
    INSERT INTO person (pseudonym, user) VALUES (random() & 140737488355327, ?1)
    ON CONFLICT (user) DO NOTHING)";
constexpr Literal kFind = "SELECT pseudonym FROM person WHERE user = ?1";
constexpr Literal kDrop = "DELETE FROM person WHERE user = ?1";

}  // namespace

Result<int64_t> PseudonymOf(Connection& connection, UserId user) {
  if (user.value == 0) return int64_t{0};
  TRY(connection.Run(kMake, {user.value}));
  Query query = TRY(connection.Ask(kFind, {user.value}));
  const bool found = TRY(query.Next());
  if (!found) return Error{Errc::kInternal, "the database has taken no pseudonym"};
  return query.Number(0);
}

Result<bool> DropPerson(Connection& connection, UserId user, WallTime now) {
  const uint64_t dropped = TRY(connection.Run(kDrop, {user.value}));
  if (dropped == 0) return false;
  AuditEvent event;
  event.kind = AuditKind::kRemoved;
  event.detail = FormatTime(now) + ": persons 1";
  TRY(AddAudit(connection, event, {.store = {}, .wall = now}));
  return true;
}

}  // namespace headwater::store
