// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/store/command_rows.h"

#include <utility>

#include "service/store/keys.h"

namespace headwater::store {
namespace {

/// Stored, never renumber; kWaiting stands as a number in the index too.
constexpr int64_t kDone = 2;
constexpr int64_t kGivenUp = 3;

constexpr Literal kAdd = R"(
    INSERT INTO command (project, iid, note, due, heard_wall) VALUES (?1, ?2, ?3, ?4, ?5)
    ON CONFLICT (project, iid, note) DO NOTHING)";

constexpr Literal kNext = R"(
    SELECT project, iid, note, epoch + 1, attempts + 1, retries, heard_wall FROM command
    WHERE state = 1 AND due <= ?1 AND (held_until IS NULL OR held_until <= ?1)
    ORDER BY due, note LIMIT 1)";

constexpr Literal kHold = R"(
    UPDATE command SET epoch = epoch + 1, attempts = attempts + 1, held_until = ?4
    WHERE project = ?1 AND iid = ?2 AND note = ?3)";

constexpr Literal kEnd = R"(
    UPDATE command SET state = ?5, held_until = NULL
    WHERE project = ?1 AND iid = ?2 AND note = ?3 AND epoch = ?4 AND held_until IS NOT NULL
      AND state = 1)";

constexpr Literal kPostpone = R"(
    UPDATE command SET due = ?5, held_until = NULL, retries = retries + 1
    WHERE project = ?1 AND iid = ?2 AND note = ?3 AND epoch = ?4 AND held_until IS NOT NULL
      AND state = 1)";

constexpr Literal kVoid = "UPDATE command SET held_until = NULL WHERE held_until IS NOT NULL";

/// Stored, never renumber: 0 no wish.
constexpr int64_t kEnglish = 1;
constexpr int64_t kGerman = 2;

constexpr Literal kWish = R"(
    INSERT INTO wish (project, iid, language, quiet) VALUES (?1, ?2, ?3, ?4)
    ON CONFLICT (project, iid) DO UPDATE SET language = ?3, quiet = ?4)";
constexpr Literal kWishes = "SELECT language, quiet FROM wish WHERE project = ?1 AND iid = ?2";

constexpr Literal kRemark = R"(
    INSERT INTO remark (project, iid, note, kind, rule, person, text, at_wall, has_role)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9))";
constexpr Literal kRemarks = "SELECT count(*) FROM remark WHERE kind = ?1 AND rule = ?2";

constexpr Literal kSay = R"(
    INSERT INTO fork_said (project, other, person, text, at_wall) VALUES (?1, ?2, ?3, ?4, ?5)
    ON CONFLICT (project, other) DO UPDATE SET person = ?3, text = ?4, at_wall = ?5)";
constexpr Literal kSaid = "SELECT other FROM fork_said WHERE project = ?1 ORDER BY other";

Status EndsOne(Result<uint64_t> changed) {
  const uint64_t rows = TRY(std::move(changed));
  if (rows == 1) return Ok{};
  return Error{Errc::kConflict, "the claim of this comment has ended"};
}

int64_t Stored(const std::optional<Language>& language) {
  if (!language) return 0;
  return *language == Language::kGerman ? kGerman : kEnglish;
}

Status SaveWishes(Connection& connection, const MailboxKey& about, const Wishes& wishes) {
  TRY(connection.Run(kWish, {about.project.value, about.iid.value, Stored(wishes.language),
                             static_cast<int64_t>(wishes.quiet)}));
  return Ok{};
}

Status AddRemark(Connection& connection, const CommandClaim& claim, const CommandEffects& effects,
                 const Now& now) {
  const Remark& remark = *effects.remark;
  TRY(connection.Run(kRemark, {claim.about.project.value, claim.about.iid.value, claim.note.value,
                               static_cast<int64_t>(remark.kind), remark.rule, effects.person.value,
                               remark.text.bytes(), store::Stored(now.wall),
                               static_cast<int64_t>(remark.has_role)}));
  return Ok{};
}

Status AddForkAnswer(Connection& connection, ProjectId project, const CommandEffects& effects,
                     const Now& now) {
  const ForkDenial& answer = *effects.fork_answer;
  TRY(connection.Run(kSay, {project.value, answer.other.bytes(), effects.person.value,
                            answer.text.bytes(), store::Stored(now.wall)}));
  return Ok{};
}

}  // namespace

Status AddCommand(Connection& connection, const MailboxKey& about, NoteId note, const Now& now) {
  TRY(connection.Run(kAdd, {about.project.value, about.iid.value, note.value, now.store.count(),
                            store::Stored(now.wall)}));
  return Ok{};
}

Result<std::optional<CommandClaim>> NextCommand(Connection& connection,
                                                std::chrono::milliseconds lease, const Now& now) {
  CommandClaim claim;
  {
    Query next = TRY(connection.Ask(kNext, {now.store.count()}));
    const bool found = TRY(next.Next());
    if (!found) return std::optional<CommandClaim>();
    claim.about = {.project = {next.Number(0)}, .iid = {next.Number(1)}};
    claim.note = {next.Number(2)};
    claim.epoch = static_cast<uint64_t>(next.Number(3));
    claim.attempts = static_cast<uint32_t>(next.Number(4));
    claim.retries = static_cast<uint32_t>(next.Number(5));
    claim.heard_at = WallFrom(next.Number(6));
  }
  TRY(connection.Run(kHold, {claim.about.project.value, claim.about.iid.value, claim.note.value,
                             (now.store + lease).count()}));
  return std::optional(claim);
}

Status EndCommand(Connection& connection, const CommandClaim& claim, const CommandEffects& effects,
                  const Now& now) {
  TRY(EndsOne(
      connection.Run(kEnd, {claim.about.project.value, claim.about.iid.value, claim.note.value,
                            store::Stored(claim.epoch), effects.given_up ? kGivenUp : kDone})));
  if (effects.wishes) TRY(SaveWishes(connection, claim.about, *effects.wishes));
  if (effects.remark) TRY(AddRemark(connection, claim, effects, now));
  if (effects.fork_answer) TRY(AddForkAnswer(connection, claim.about.project, effects, now));
  return Ok{};
}

Status PostponeCommand(Connection& connection, const CommandClaim& claim, StoreTime due) {
  return EndsOne(
      connection.Run(kPostpone, {claim.about.project.value, claim.about.iid.value, claim.note.value,
                                 store::Stored(claim.epoch), due.count()}));
}

Status VoidCommandLeases(Connection& connection) {
  TRY(connection.Run(kVoid));
  return Ok{};
}

Result<Wishes> LoadWishes(Connection& connection, const MailboxKey& merge_request) {
  Query query =
      TRY(connection.Ask(kWishes, {merge_request.project.value, merge_request.iid.value}));
  const bool found = TRY(query.Next());
  Wishes wishes;
  if (!found) return wishes;
  if (query.Number(0) == kEnglish) wishes.language = Language::kEnglish;
  if (query.Number(0) == kGerman) wishes.language = Language::kGerman;
  wishes.quiet = query.Number(1) != 0;
  return wishes;
}

Result<std::vector<std::string>> ForkAnswers(Connection& connection, ProjectId project) {
  Query query = TRY(connection.Ask(kSaid, {project.value}));
  std::vector<std::string> others;
  while (true) {
    const bool found = TRY(query.Next());
    if (!found) return others;
    others.push_back(query.Bytes(0));
  }
}

Result<uint64_t> RemarkCount(Connection& connection, RemarkKind kind, const std::string& rule) {
  Query query = TRY(connection.Ask(kRemarks, {static_cast<int64_t>(kind), rule}));
  TRY(query.Next());
  return static_cast<uint64_t>(query.Number(0));
}

}  // namespace headwater::store
