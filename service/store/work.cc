// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/store/work.h"

#include <string>

#include "service/store/keys.h"

namespace headwater::store {
namespace {

/// Stored, never renumber.
constexpr int64_t kAnnounceLane = 1;
constexpr int64_t kJudgeLane = 2;

int64_t Stored(Lane lane) { return lane == Lane::kAnnounce ? kAnnounceLane : kJudgeLane; }

/// Both rows at once. The announcing lane is always cleared for everything, the judging one for
/// what was announced, which is never let wait: a judgement that is due would wait with it. An idle
/// lane becomes due as the event says, a postponed one too; one that waits keeps its place. `due`
/// of a judgement that is under way becomes the time of what arrives meanwhile.
constexpr Literal kWake = R"(
    INSERT INTO work (project, iid, lane, generation, cleared, due,
                      waiting_since_wall, next_since_wall, trace)
    VALUES (?1, ?2, 1, 1, 1, ?3, NULL, NULL, ?6), (?1, ?2, 2, 1, 0, ?5, ?4, ?4, ?6)
    ON CONFLICT (project, iid, lane) DO UPDATE SET
      generation = generation + 1,
      cleared = cleared + excluded.cleared,
      due = CASE
        WHEN done = generation THEN excluded.due
        WHEN lane = 2 AND held_until IS NOT NULL AND next_since_wall IS NULL THEN excluded.due
        ELSE min(due, excluded.due) END,
      waiting_since_wall = ifnull(waiting_since_wall, excluded.waiting_since_wall),
      next_since_wall = ifnull(next_since_wall, excluded.next_since_wall),
      trace = iif(excluded.trace = x'', trace, excluded.trace))";

/// Who looks at a `running` goes this far before what is only judged once more: an index that grew,
/// our own comment, a default branch. Without an end to it, a busy platform would never come to
/// the others.
constexpr std::chrono::milliseconds kAhead{30'000};

/// The oldest of all, or the one whose `running` was shown first, if that is older by kAhead. Each
/// is the first of an index: there may be as many due as there are merge requests.
constexpr Literal kNext = R"(
    WITH queue AS NOT MATERIALIZED (
      SELECT project, iid, due FROM work
      WHERE cleared = generation AND done < generation AND lane = ?1 AND due <= ?2
        AND (held_until IS NULL OR held_until <= ?2))
    SELECT project, iid, generation, epoch + 1, attempts + 1, retries,
           (SELECT waiting_since_wall FROM work AS judge
            WHERE judge.project = work.project AND judge.iid = work.iid AND judge.lane = 2),
           trace
    FROM work
    WHERE lane = ?1 AND (project, iid) = (
      SELECT project, iid FROM (
        SELECT * FROM (SELECT project, iid, due AS turn FROM queue ORDER BY due LIMIT 1)
        UNION ALL
        SELECT * FROM (
          SELECT queue.project, queue.iid, queue.due - ?3 FROM record
          CROSS JOIN queue ON queue.project = record.project AND queue.iid = record.iid
          WHERE record.settle_at IS NOT NULL ORDER BY record.settle_at LIMIT 1))
      ORDER BY turn LIMIT 1))";

constexpr Literal kHold = R"(
    UPDATE work SET epoch = epoch + 1, attempts = attempts + 1, held_until = ?4,
                    next_since_wall = NULL
    WHERE project = ?1 AND iid = ?2 AND lane = ?3)";

/// What is left to do queues up again behind the others, at its own time.
constexpr Literal kFinish = R"(
    UPDATE work SET done = max(done, ?5), due = max(due, ?6), held_until = NULL,
                    attempts = 0, retries = 0,
                    waiting_since_wall = next_since_wall
    WHERE project = ?1 AND iid = ?2 AND lane = ?3 AND epoch = ?4 AND held_until IS NOT NULL)";

constexpr Literal kDrop = R"(
    UPDATE work SET due = ?5, held_until = NULL, attempts = 0, retries = 0
    WHERE project = ?1 AND iid = ?2 AND lane = ?3 AND epoch = ?4 AND held_until IS NOT NULL)";

/// What arrived meanwhile does not wait for the delay, only for its own time.
constexpr Literal kRetry = R"(
    UPDATE work SET due = iif(generation = ?5, ?6, min(?6, max(due, ?7))), held_until = NULL,
                    retries = retries + 1
    WHERE project = ?1 AND iid = ?2 AND lane = ?3 AND epoch = ?4 AND held_until IS NOT NULL)";

constexpr Literal kHandBack = R"(
    UPDATE work SET held_until = NULL, attempts = attempts - 1, due = min(due, ?5)
    WHERE project = ?1 AND iid = ?2 AND lane = ?3 AND epoch = ?4 AND held_until IS NOT NULL)";

constexpr Literal kClear = R"(
    UPDATE work SET cleared = max(cleared, ?3) WHERE project = ?1 AND iid = ?2 AND lane = 2)";

constexpr Literal kVoid = R"(
    UPDATE work SET held_until = NULL, due = min(due, ?1) WHERE held_until IS NOT NULL)";

constexpr Literal kCount = R"(
    SELECT ifnull(sum(lane = 1), 0), ifnull(sum(lane = 2), 0), min(waiting_since_wall)
    FROM work WHERE done < generation)";

Status EndsOne(Result<uint64_t> changed) {
  const uint64_t rows = TRY(std::move(changed));
  if (rows == 1) return Ok{};
  return Error{Errc::kConflict, "the claim of this merge request has ended"};
}

}  // namespace

Status WakeMailbox(Connection& connection, const MailboxKey& key, const Now& now,
                   std::chrono::milliseconds delay, std::string_view trace_id) {
  TRY(connection.Run(kWake, {key.project.value, key.iid.value, now.store.count(), Stored(now.wall),
                             (now.store + delay).count(), trace_id}));
  return Ok{};
}

Result<std::optional<MailboxClaim>> ClaimWork(Connection& connection, Lane lane,
                                              std::chrono::milliseconds lease, const Now& now) {
  MailboxClaim claim;
  {
    Query next = TRY(connection.Ask(kNext, {Stored(lane), now.store.count(), kAhead.count()}));
    const bool found = TRY(next.Next());
    if (!found) return std::optional<MailboxClaim>();
    claim.key = {.project = {next.Number(0)}, .iid = {next.Number(1)}};
    claim.lane = lane;
    claim.generation = static_cast<uint64_t>(next.Number(2));
    claim.epoch = static_cast<uint64_t>(next.Number(3));
    claim.attempts = static_cast<uint32_t>(next.Number(4));
    claim.retries = static_cast<uint32_t>(next.Number(5));
    claim.waiting_since = next.IsNull(6) ? now.wall : WallFrom(next.Number(6));
    claim.trace_id = next.Bytes(7);
  }
  TRY(connection.Run(kHold, {claim.key.project.value, claim.key.iid.value, Stored(lane),
                             (now.store + lease).count()}));
  return std::optional(std::move(claim));
}

Status FinishWork(Connection& connection, const MailboxClaim& claim, const Now& now) {
  return EndsOne(
      connection.Run(kFinish, {claim.key.project.value, claim.key.iid.value, Stored(claim.lane),
                               Stored(claim.epoch), Stored(claim.generation), now.store.count()}));
}

Status DropWork(Connection& connection, const MailboxClaim& claim, const Now& now) {
  return EndsOne(
      connection.Run(kDrop, {claim.key.project.value, claim.key.iid.value, Stored(claim.lane),
                             Stored(claim.epoch), now.store.count()}));
}

Status RetryWork(Connection& connection, const MailboxClaim& claim, std::chrono::milliseconds delay,
                 const Now& now) {
  return EndsOne(connection.Run(
      kRetry,
      {claim.key.project.value, claim.key.iid.value, Stored(claim.lane), Stored(claim.epoch),
       Stored(claim.generation), (now.store + delay).count(), now.store.count()}));
}

Status HandBackWork(Connection& connection, const MailboxClaim& claim, const Now& now) {
  return EndsOne(
      connection.Run(kHandBack, {claim.key.project.value, claim.key.iid.value, Stored(claim.lane),
                                 Stored(claim.epoch), now.store.count()}));
}

Status ClearForJudge(Connection& connection, const MailboxKey& key, uint64_t generation) {
  TRY(connection.Run(kClear, {key.project.value, key.iid.value, Stored(generation)}));
  return Ok{};
}

Status VoidWorkLeases(Connection& connection, const Now& now) {
  TRY(connection.Run(kVoid, {now.store.count()}));
  return Ok{};
}

Status CountWork(Connection& connection, StoreHealth& health) {
  Query query = TRY(connection.Ask(kCount));
  TRY(query.Next());
  health.waiting_announce = static_cast<uint64_t>(query.Number(0));
  health.waiting_judge = static_cast<uint64_t>(query.Number(1));
  if (!query.IsNull(2)) health.oldest_waiting = WallFrom(query.Number(2));
  return Ok{};
}

}  // namespace headwater::store
