// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/store/schema.h"

#include <array>
#include <string>

namespace headwater::store {
namespace {

/// "HDWR" read as a big-endian number: says whose file it is.
/// https://www.sqlite.org/fileformat.html#application_id
constexpr int64_t kApplicationId = 1212438354;

/// Times are milliseconds: of the store's clock where a column is compared, of the wall clock where
/// it is only shown (`_wall`). Everything from outside is a BLOB.
constexpr Literal kFirst = R"(
    PRAGMA application_id = 1212438354;

    CREATE TABLE clock (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      store_ms INTEGER NOT NULL,
      wall_ms INTEGER NOT NULL
    ) STRICT;
    INSERT INTO clock VALUES (1, 0, 0);

    CREATE TABLE delivery (
      key BLOB PRIMARY KEY NOT NULL,
      seen_at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX delivery_age ON delivery (seen_at);

    -- Two rows for each mailbox, one for each lane (1: announce, 2: judge).
    CREATE TABLE work (
      project INTEGER NOT NULL,
      iid INTEGER NOT NULL,
      lane INTEGER NOT NULL,
      generation INTEGER NOT NULL,         -- how many events have arrived
      cleared INTEGER NOT NULL,            -- up to which this lane may work
      done INTEGER NOT NULL DEFAULT 0,     -- up to which it has worked
      due INTEGER NOT NULL,
      held_until INTEGER,                  -- of the claim; NULL: nobody holds it
      epoch INTEGER NOT NULL DEFAULT 0,
      attempts INTEGER NOT NULL DEFAULT 0,
      retries INTEGER NOT NULL DEFAULT 0,
      waiting_since_wall INTEGER,          -- judge only: oldest event not judged
      next_since_wall INTEGER,             -- judge only: oldest event since the last claim
      PRIMARY KEY (project, iid, lane)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX work_queue ON work (lane, due) WHERE cleared = generation AND done < generation;
    CREATE INDEX work_held ON work (held_until) WHERE held_until IS NOT NULL;

    CREATE TABLE record (
      project INTEGER NOT NULL,
      iid INTEGER NOT NULL,
      open INTEGER NOT NULL,
      head BLOB NOT NULL,
      source_branch BLOB NOT NULL,
      target_branch BLOB NOT NULL,
      head_since_wall INTEGER NOT NULL,
      decision_key BLOB NOT NULL,
      decision BLOB NOT NULL,
      state INTEGER,                       -- 1 running, 2 success, 3 failed; NULL: says nothing
      text BLOB NOT NULL,
      url BLOB NOT NULL,
      settle_at INTEGER,                   -- until when it may say running
      PRIMARY KEY (project, iid)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX record_head ON record (project, head) WHERE open = 1;
    CREATE INDEX record_settle ON record (settle_at) WHERE settle_at IS NOT NULL;

    CREATE TABLE slot (
      id INTEGER PRIMARY KEY,
      project INTEGER NOT NULL,
      kind INTEGER NOT NULL,
      head BLOB NOT NULL,                  -- of a status; else empty
      owner INTEGER NOT NULL,              -- the merge request of a note or thread; else 0
      speaker INTEGER NOT NULL,            -- a merge request that has the head
      state INTEGER NOT NULL,
      text BLOB NOT NULL,
      url BLOB NOT NULL,
      version INTEGER NOT NULL DEFAULT 1,
      settled INTEGER NOT NULL DEFAULT 0,  -- the version the remote side has
      due INTEGER NOT NULL,
      held_until INTEGER,
      epoch INTEGER NOT NULL DEFAULT 0,
      attempts INTEGER NOT NULL DEFAULT 0,
      remembered BLOB NOT NULL DEFAULT x'',
      intent BLOB NOT NULL DEFAULT x'',
      intended_at_wall INTEGER NOT NULL DEFAULT 0,
      UNIQUE (project, kind, head, owner)
    ) STRICT;
    CREATE INDEX slot_queue ON slot (due, kind) WHERE settled < version;
    CREATE INDEX slot_held ON slot (held_until) WHERE held_until IS NOT NULL;

    CREATE TABLE decision (
      seq INTEGER PRIMARY KEY,
      id BLOB NOT NULL UNIQUE,
      key BLOB NOT NULL,
      project INTEGER NOT NULL,
      iid INTEGER NOT NULL,
      head BLOB NOT NULL,
      outcome INTEGER NOT NULL,
      at_wall INTEGER NOT NULL,
      shown_to_all INTEGER NOT NULL,
      record BLOB NOT NULL
    ) STRICT;
    CREATE INDEX decision_about ON decision (project, iid);

    PRAGMA user_version = 1;
)";

/// The log that nobody rewrites, not even by mistake.
constexpr Literal kAudit = R"(
    CREATE TABLE audit (
      number INTEGER PRIMARY KEY,
      at_wall INTEGER NOT NULL,
      kind INTEGER NOT NULL,
      project INTEGER NOT NULL,
      iid INTEGER NOT NULL,
      head BLOB NOT NULL,
      actor INTEGER NOT NULL,
      detail BLOB NOT NULL,
      UNIQUE (project, head, kind, iid, actor, detail)
    ) STRICT;
    CREATE INDEX audit_time ON audit (at_wall);
    CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit
    BEGIN SELECT RAISE(ABORT, 'the audit log is only added to'); END;
    CREATE TRIGGER audit_is_not_removed BEFORE DELETE ON audit
    BEGIN SELECT RAISE(ABORT, 'the audit log is only added to'); END;

    PRAGMA user_version = 2;
)";

/// The suggestions of one merge request are looked up at each of its judgements. A suggestion's
/// slot has its finding's fingerprint as `head`.
constexpr Literal kSuggestions = R"(
    CREATE INDEX slot_suggestion ON slot (project, owner) WHERE kind = 4;

    PRAGMA user_version = 3;
)";

/// Where projects stand in the fork index, and who was told where files come from. Names are
/// nobody's but the platform's; a person is a number, and gone after kToldFor.
constexpr Literal kForks = R"(
    CREATE TABLE fork_place (
      project INTEGER PRIMARY KEY NOT NULL,
      partition BLOB NOT NULL,
      name BLOB NOT NULL,
      seen_wall INTEGER NOT NULL,
      new_wall INTEGER NOT NULL,           -- 0: it was there when the index was begun
      leaving INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE fork_told (
      project INTEGER NOT NULL,
      person INTEGER NOT NULL,
      iid INTEGER NOT NULL,
      told_at INTEGER NOT NULL,
      PRIMARY KEY (project, person)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX fork_told_age ON fork_told (told_at);
    CREATE TABLE fork_begun (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      at_wall INTEGER NOT NULL
    ) STRICT;

    PRAGMA user_version = 4;
)";

/// Step n leads from version n to n + 1 and says so at its end. Never change a step that was
/// released: add one.
constexpr std::array kSteps = {kFirst, kAudit, kSuggestions, kForks};

/// Ours, or empty: another program's database is not written to.
Status CheckOwner(Connection& connection) {
  const int64_t owner = TRY(NumberOf(connection, "PRAGMA application_id"));
  if (owner == kApplicationId) return Ok{};
  const int64_t things = TRY(NumberOf(connection, "SELECT count(*) FROM sqlite_schema"));
  if (owner == 0 && things == 0) return Ok{};
  return Error{Errc::kInvalid, "the database belongs to another program"};
}

Status Step(Connection& connection, Literal step) {
  TRY(connection.Run("BEGIN IMMEDIATE"));
  Status done = connection.Script(step);
  if (done.ok()) done = connection.Script("COMMIT");
  if (!done.ok() && connection.in_transaction()) (void)connection.Script("ROLLBACK");
  return done;
}

}  // namespace

Status Migrate(Connection& connection) {
  TRY(CheckOwner(connection));
  const int64_t version = TRY(NumberOf(connection, "PRAGMA user_version"));
  if (version < 0 || version > static_cast<int64_t>(kSteps.size())) {
    return Error{Errc::kInvalid, "the database has schema " + std::to_string(version) +
                                     ", this program knows schemas up to " +
                                     std::to_string(kSteps.size()) +
                                     ": it was written by a newer one"};
  }
  TRY(SwitchToLog(connection));
  for (size_t step = static_cast<size_t>(version); step < kSteps.size(); ++step) {
    TRY(Step(connection, kSteps[step]));
  }
  return Ok{};
}

Status CheckReadable(Connection& connection) {
  const int64_t owner = TRY(NumberOf(connection, "PRAGMA application_id"));
  const int64_t version = TRY(NumberOf(connection, "PRAGMA user_version"));
  if (owner == kApplicationId && version == static_cast<int64_t>(kSteps.size())) return Ok{};
  return Error{Errc::kInvalid, owner == kApplicationId
                                   ? "the database was written by another version"
                                   : "the database belongs to another program"};
}

Result<Now> LoadClock(Connection& connection) {
  Query query = TRY(connection.Ask("SELECT store_ms, wall_ms FROM clock"));
  const bool found = TRY(query.Next());
  if (!found) return Error{Errc::kInternal, "the database has lost its clock"};
  return Now{.store = StoreTime(query.Number(0)),
             .wall = WallTime(std::chrono::milliseconds(query.Number(1)))};
}

Status SaveClock(Connection& connection, const Now& now) {
  TRY(connection.Run("UPDATE clock SET store_ms = ?1, wall_ms = ?2",
                     {now.store.count(), now.wall.time_since_epoch().count()}));
  return Ok{};
}

}  // namespace headwater::store
