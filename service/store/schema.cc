// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/store/schema.h"

#include <array>
#include <string>

#include "service/store/audit_chain.h"

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

/// The register of waivers: a row is what was given; revocation and end are added once.
constexpr Literal kWaivers = R"(
    CREATE TABLE waiver (
      number INTEGER PRIMARY KEY,
      project INTEGER NOT NULL,
      rule BLOB NOT NULL,
      path BLOB NOT NULL,
      fingerprint BLOB NOT NULL,
      iid INTEGER,                         -- NULL: the whole project
      head BLOB,                           -- NULL: any
      reason INTEGER NOT NULL,
      text BLOB NOT NULL,
      giver INTEGER NOT NULL,
      role BLOB NOT NULL,
      declared INTEGER NOT NULL,
      on_own INTEGER NOT NULL,
      note INTEGER NOT NULL,
      given_at_wall INTEGER NOT NULL,
      until_day INTEGER NOT NULL,          -- days since 1970: the last one on which it counts
      engine BLOB NOT NULL,
      revoked_by INTEGER,
      revoked_at_wall INTEGER,
      ended_at_wall INTEGER                -- when its end was seen
    ) STRICT;
    CREATE INDEX waiver_project ON waiver (project, until_day);
    CREATE INDEX waiver_end ON waiver (until_day)
      WHERE ended_at_wall IS NULL AND revoked_at_wall IS NULL;
    CREATE TRIGGER waiver_is_not_changed BEFORE UPDATE ON waiver
    WHEN OLD.number IS NOT NEW.number OR OLD.project IS NOT NEW.project
      OR OLD.rule IS NOT NEW.rule OR OLD.path IS NOT NEW.path
      OR OLD.fingerprint IS NOT NEW.fingerprint OR OLD.iid IS NOT NEW.iid
      OR OLD.head IS NOT NEW.head OR OLD.reason IS NOT NEW.reason OR OLD.text IS NOT NEW.text
      OR OLD.giver IS NOT NEW.giver OR OLD.role IS NOT NEW.role
      OR OLD.declared IS NOT NEW.declared OR OLD.engine IS NOT NEW.engine
      OR OLD.on_own IS NOT NEW.on_own
      OR OLD.note IS NOT NEW.note OR OLD.given_at_wall IS NOT NEW.given_at_wall
      OR OLD.until_day IS NOT NEW.until_day
      OR (OLD.revoked_at_wall IS NOT NULL AND (OLD.revoked_at_wall IS NOT NEW.revoked_at_wall
                                               OR OLD.revoked_by IS NOT NEW.revoked_by))
      OR (OLD.ended_at_wall IS NOT NULL AND OLD.ended_at_wall IS NOT NEW.ended_at_wall)
    BEGIN SELECT RAISE(ABORT, 'a waiver is only revoked or ended, once'); END;
    CREATE TRIGGER waiver_is_not_removed BEFORE DELETE ON waiver
    BEGIN SELECT RAISE(ABORT, 'a waiver is never removed'); END;

    PRAGMA user_version = 5;
)";

/// Comments that may hold a command, for ever, and what people have said by them.
constexpr Literal kCommands = R"(
    CREATE TABLE command (
      project INTEGER NOT NULL,
      iid INTEGER NOT NULL,
      note INTEGER NOT NULL,
      state INTEGER NOT NULL DEFAULT 1,    -- 1 waits, 2 done, 3 given up
      due INTEGER NOT NULL,
      held_until INTEGER,                  -- of the claim; NULL: nobody holds it
      epoch INTEGER NOT NULL DEFAULT 0,
      attempts INTEGER NOT NULL DEFAULT 0,
      retries INTEGER NOT NULL DEFAULT 0,
      heard_wall INTEGER NOT NULL,
      PRIMARY KEY (project, iid, note)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX command_queue ON command (due) WHERE state = 1;
    CREATE INDEX command_held ON command (held_until) WHERE held_until IS NOT NULL;

    CREATE TABLE wish (
      project INTEGER NOT NULL,
      iid INTEGER NOT NULL,
      language INTEGER NOT NULL,           -- 0 none, 1 en, 2 de
      quiet INTEGER NOT NULL,
      PRIMARY KEY (project, iid)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE remark (
      project INTEGER NOT NULL,
      iid INTEGER NOT NULL,
      note INTEGER NOT NULL,
      kind INTEGER NOT NULL,               -- 1 asks for a waiver, 2 calls the rule wrong
      rule BLOB NOT NULL,
      person INTEGER NOT NULL,
      text BLOB NOT NULL,
      at_wall INTEGER NOT NULL,
      PRIMARY KEY (project, iid, note)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX remark_rule ON remark (kind, rule);

    CREATE TABLE fork_said (
      project INTEGER NOT NULL,
      other BLOB NOT NULL,                 -- a path; empty: all with the same task
      person INTEGER NOT NULL,
      text BLOB NOT NULL,
      at_wall INTEGER NOT NULL,
      PRIMARY KEY (project, other)
    ) STRICT, WITHOUT ROWID;

    PRAGMA user_version = 6;
)";

/// What was merged, patches beside decisions, and the audit log's chain: the hash of an entry and
/// all before it. From here on a person stands in the log as a pseudonym, which the table `person`
/// alone leads back (47 bits: a number that JSON keeps); the entries of before are given theirs.
constexpr Literal kRecords = R"(
    CREATE TABLE person (
      pseudonym INTEGER PRIMARY KEY,
      user INTEGER NOT NULL UNIQUE
    ) STRICT;
    INSERT INTO person
      SELECT random() & 140737488355327, actor FROM (SELECT DISTINCT actor FROM audit)
      WHERE actor <> 0;
    DROP TRIGGER audit_is_not_changed;
    UPDATE audit SET actor = (SELECT pseudonym FROM person WHERE user = actor) WHERE actor <> 0;
    CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit
    BEGIN SELECT RAISE(ABORT, 'the audit log is only added to'); END;

    CREATE TABLE audit_chain (
      number INTEGER PRIMARY KEY,
      hash BLOB NOT NULL
    ) STRICT;
    CREATE TRIGGER audit_chain_is_not_changed BEFORE UPDATE ON audit_chain
    BEGIN SELECT RAISE(ABORT, 'the audit log is only added to'); END;
    CREATE TRIGGER audit_chain_is_not_removed BEFORE DELETE ON audit_chain
    BEGIN SELECT RAISE(ABORT, 'the audit log is only added to'); END;
    -- The last entry whose time was over.
    CREATE TABLE audit_cut (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      number INTEGER NOT NULL,
      hash BLOB NOT NULL
    ) STRICT;

    CREATE TABLE merged (
      project INTEGER NOT NULL,
      iid INTEGER NOT NULL,
      head BLOB NOT NULL,
      merge_commit BLOB NOT NULL,
      squash_commit BLOB NOT NULL,
      decision BLOB NOT NULL,              -- empty: there is none
      how INTEGER NOT NULL,                -- 1 green, 2 red, 3 unchecked
      at_wall INTEGER NOT NULL,
      PRIMARY KEY (project, iid)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX merged_commit ON merged (merge_commit);
    CREATE INDEX merged_squash ON merged (squash_commit);
    CREATE INDEX decision_head ON decision (head);
    CREATE INDEX decision_time ON decision (at_wall);

    CREATE TABLE decision_patch (
      decision BLOB PRIMARY KEY NOT NULL,
      patch BLOB NOT NULL
    ) STRICT, WITHOUT ROWID;

    PRAGMA user_version = 7;
)";

/// Under which policy each project was last judged, and what is to be judged again in its own time.
constexpr Literal kPolicies = R"(
    CREATE TABLE policy_place (
      project INTEGER PRIMARY KEY NOT NULL,
      path BLOB NOT NULL,
      hash BLOB NOT NULL,
      reason BLOB NOT NULL,                -- why it takes no part; empty: it does
      since_wall INTEGER                   -- since when; NULL: it takes no part
    ) STRICT;
    CREATE TABLE stale (
      project INTEGER NOT NULL,
      iid INTEGER NOT NULL,
      due INTEGER NOT NULL,
      PRIMARY KEY (project, iid)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX stale_due ON stale (due);
    CREATE TABLE policy_begun (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      at_wall INTEGER NOT NULL
    ) STRICT;

    PRAGMA user_version = 8;
)";

/// Whose trace (https://www.w3.org/TR/trace-context/) the next job of a lane belongs to.
constexpr Literal kTraces = R"(
    ALTER TABLE work ADD COLUMN trace BLOB NOT NULL DEFAULT x'';

    -- Up to when, by the forge's clock, its merge requests were looked through.
    CREATE TABLE sweep (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      until_wall INTEGER NOT NULL
    ) STRICT;

    PRAGMA user_version = 9;
)";

/// Which rules a branch has passed since when: what it is held to.
constexpr Literal kRatchets = R"(
    CREATE TABLE ratchet_mark (
      project INTEGER NOT NULL,
      branch BLOB NOT NULL,
      rule BLOB NOT NULL,
      decision BLOB NOT NULL,
      since_wall INTEGER NOT NULL,
      PRIMARY KEY (project, branch, rule)
    ) STRICT, WITHOUT ROWID;

    PRAGMA user_version = 10;
)";

/// What holds back the steps of modes, by whole days, and whether who called a rule wrong had a
/// role in the project then.
constexpr Literal kPauses = R"(
    CREATE TABLE pause (
      rule BLOB NOT NULL,
      measure INTEGER NOT NULL,            -- 1 red, 2 unknown, 3 waived, 4 wrong
      above INTEGER NOT NULL,
      since_day INTEGER NOT NULL,          -- days since 1970
      until_day INTEGER,                   -- the first one on which it is over; NULL: it lasts
      PRIMARY KEY (rule, measure, above, since_day)
    ) STRICT, WITHOUT ROWID;
    ALTER TABLE remark ADD COLUMN has_role INTEGER NOT NULL DEFAULT 0;

    PRAGMA user_version = 11;
)";

/// Step n leads from version n to n + 1 and says so at its end. Never change a step that was
/// released: add one.
constexpr std::array kSteps = {kFirst,   kAudit,    kSuggestions, kForks,    kWaivers, kCommands,
                               kRecords, kPolicies, kTraces,      kRatchets, kPauses};

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
  // What SQL cannot work out.
  if (done.ok() && step == kRecords) done = ChainAll(connection);
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
