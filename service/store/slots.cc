// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/store/slots.h"

#include <string>
#include <utility>

#include "service/store/keys.h"

namespace headwater::store {
namespace {

constexpr Literal kWant = R"(
    INSERT INTO slot (project, kind, head, owner, speaker, state, text, url, due)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
    ON CONFLICT (project, kind, head, owner) DO UPDATE SET
      speaker = iif(excluded.speaker = 0, speaker, excluded.speaker),
      state = excluded.state, text = excluded.text,
      url = excluded.url, version = version + 1, due = excluded.due
    WHERE state <> excluded.state OR text <> excluded.text OR url <> excluded.url)";

/// The same content: it may only come earlier.
constexpr Literal kHurry = R"(
    UPDATE slot SET speaker = iif(?5 = 0, speaker, ?5), due = iif(settled < version, min(due, ?6), due)
    WHERE project = ?1 AND kind = ?2 AND head = ?3 AND owner = ?4)";

constexpr Literal kWantedState = R"(
    SELECT state FROM slot WHERE project = ?1 AND kind = ?2 AND head = ?3 AND owner = ?4)";

/// Of what is due at the same time a status goes first.
constexpr Literal kNext = R"(
    SELECT id, project, kind, head, speaker, epoch + 1, version, attempts + 1, state, text, url,
           remembered, intent, intended_at_wall
    FROM slot
    WHERE settled < version AND due <= ?1 AND (held_until IS NULL OR held_until <= ?1)
    ORDER BY due, kind LIMIT 1)";

constexpr Literal kHold = R"(
    UPDATE slot SET epoch = epoch + 1, attempts = attempts + 1, held_until = ?2 WHERE id = ?1)";

constexpr Literal kIntend = R"(
    UPDATE slot SET intent = ?7, intended_at_wall = ?8
    WHERE project = ?1 AND kind = ?2 AND head = ?3 AND owner = ?4 AND epoch = ?5
      AND held_until IS NOT NULL AND version = ?6)";

constexpr Literal kRelease = R"(
    UPDATE slot SET held_until = NULL
    WHERE project = ?1 AND kind = ?2 AND head = ?3 AND owner = ?4 AND epoch = ?5
      AND held_until IS NOT NULL)";

constexpr Literal kSettle = R"(
    UPDATE slot SET settled = ?6, remembered = ?7, intent = x'', intended_at_wall = 0,
                    attempts = 0, held_until = NULL
    WHERE project = ?1 AND kind = ?2 AND head = ?3 AND owner = ?4 AND epoch = ?5
      AND held_until IS NOT NULL)";

/// What is wanted anew does not wait for the delay.
constexpr Literal kPostpone = R"(
    UPDATE slot SET due = iif(version = ?6, ?8, min(due, ?8)), remembered = ?7,
                    intent = iif(?9, intent, x''),
                    intended_at_wall = iif(?9, intended_at_wall, 0), held_until = NULL
    WHERE project = ?1 AND kind = ?2 AND head = ?3 AND owner = ?4 AND epoch = ?5
      AND held_until IS NOT NULL)";

constexpr Literal kLookAgain = R"(
    UPDATE slot SET version = version + 1, due = iif(settled < version, due, ?5)
    WHERE project = ?1 AND kind = ?2 AND head = ?3 AND owner = ?4)";

constexpr Literal kVoid = "UPDATE slot SET held_until = NULL WHERE held_until IS NOT NULL";

constexpr Literal kCount = "SELECT count(*) FROM slot WHERE settled < version";

/// SlotKind::kSuggestion stands as a number here, as in the index.
constexpr Literal kSuggestions = R"(
    SELECT head, state, text, url, remembered FROM slot INDEXED BY slot_suggestion
    WHERE project = ?1 AND owner = ?2 AND kind = 4 ORDER BY head)";

/// How a slot is told from the others: a status by its head, the others by their merge request,
/// suggestions by their finding and answers by their comment too.
struct Place {
  int64_t project = 0;
  int64_t kind = 0;
  std::string head;
  int64_t owner = 0;
};

/// Whether a merge request has several of this kind, each with a key of its own.
bool IsToldApart(SlotKind kind) {
  return kind == SlotKind::kSuggestion || kind == SlotKind::kReply;
}

Place PlaceOf(const SlotKey& key) {
  const bool status = key.kind == SlotKind::kStatus;
  if (IsToldApart(key.kind)) {
    return {.project = key.project.value,
            .kind = static_cast<int64_t>(key.kind),
            .head = key.fingerprint,
            .owner = key.iid.value};
  }
  return {.project = key.project.value,
          .kind = static_cast<int64_t>(key.kind),
          .head = std::string(status ? BytesOf(key.head) : std::string_view()),
          .owner = status ? 0 : key.iid.value};
}

Result<SlotKind> KindFrom(int64_t stored) {
  for (const SlotKind kind :
       {SlotKind::kStatus, SlotKind::kNote, SlotKind::kThread, SlotKind::kSuggestion,
        SlotKind::kIssue, SlotKind::kReply, SlotKind::kPolicyIssue}) {
    if (static_cast<int64_t>(kind) == stored) return kind;
  }
  return Error{Errc::kInternal, "the database holds an unknown kind of slot"};
}

Result<SlotClaim> ClaimFrom(const Query& row) {
  SlotClaim claim;
  claim.key.project = {row.Number(1)};
  claim.key.kind = TRY(KindFrom(row.Number(2)));
  if (claim.key.kind == SlotKind::kStatus) claim.key.head = TRY(CommitFrom(row.Bytes(3)));
  if (IsToldApart(claim.key.kind)) claim.key.fingerprint = row.Bytes(3);
  claim.key.iid = {row.Number(4)};
  claim.epoch = static_cast<uint64_t>(row.Number(5));
  claim.version = static_cast<uint64_t>(row.Number(6));
  claim.attempts = static_cast<uint32_t>(row.Number(7));
  claim.wanted.state = TRY(StateFrom(row.Number(8)));
  claim.wanted.text = row.Bytes(9);
  claim.wanted.url = row.Bytes(10);
  claim.remembered = row.Bytes(11);
  claim.intent = row.Bytes(12);
  claim.intended_at = WallFrom(row.Number(13));
  return claim;
}

Status EndsOne(Result<uint64_t> changed) {
  const uint64_t rows = TRY(std::move(changed));
  if (rows == 1) return Ok{};
  return Error{Errc::kConflict, "the claim of this slot has ended"};
}

}  // namespace

Status WantSlot(Connection& connection, const SlotKey& key, const SlotContent& content,
                StoreTime due) {
  const Place at = PlaceOf(key);
  const uint64_t changed =
      TRY(connection.Run(kWant, {at.project, at.kind, at.head, at.owner, key.iid.value,
                                 Stored(content.state), content.text, content.url, due.count()}));
  if (changed != 0) return Ok{};
  TRY(connection.Run(kHurry, {at.project, at.kind, at.head, at.owner, key.iid.value, due.count()}));
  return Ok{};
}

Result<std::optional<StatusState>> WantedState(Connection& connection, const SlotKey& key) {
  const Place at = PlaceOf(key);
  Query query = TRY(connection.Ask(kWantedState, {at.project, at.kind, at.head, at.owner}));
  const bool found = TRY(query.Next());
  if (!found) return std::optional<StatusState>();
  const StatusState state = TRY(StateFrom(query.Number(0)));
  return std::optional(state);
}

Result<std::vector<KnownSuggestion>> SuggestionSlots(Connection& connection,
                                                     const MailboxKey& key) {
  Query row = TRY(connection.Ask(kSuggestions, {key.project.value, key.iid.value}));
  std::vector<KnownSuggestion> known;
  while (true) {
    const bool found = TRY(row.Next());
    if (!found) return known;
    KnownSuggestion one;
    one.fingerprint = row.Bytes(0);
    one.wanted.state = TRY(StateFrom(row.Number(1)));
    one.wanted.text = row.Bytes(2);
    one.wanted.url = row.Bytes(3);
    one.remembered = row.Bytes(4);
    known.push_back(std::move(one));
  }
}

Result<std::optional<SlotClaim>> NextSlot(Connection& connection, std::chrono::milliseconds lease,
                                          const Now& now) {
  int64_t id = 0;
  std::optional<SlotClaim> claim;
  {
    Query next = TRY(connection.Ask(kNext, {now.store.count()}));
    const bool found = TRY(next.Next());
    if (!found) return claim;
    id = next.Number(0);
    claim = TRY(ClaimFrom(next));
  }
  TRY(connection.Run(kHold, {id, (now.store + lease).count()}));
  return claim;
}

Result<bool> IntendSlot(Connection& connection, const SlotClaim& claim, std::string_view intent,
                        const Now& now) {
  const Place at = PlaceOf(claim.key);
  const uint64_t intended =
      TRY(connection.Run(kIntend, {at.project, at.kind, at.head, at.owner, Stored(claim.epoch),
                                   Stored(claim.version), intent, Stored(now.wall)}));
  if (intended == 1) return true;
  TRY(EndsOne(
      connection.Run(kRelease, {at.project, at.kind, at.head, at.owner, Stored(claim.epoch)})));
  return false;
}

Status SettleSlot(Connection& connection, const SlotClaim& claim, std::string_view remembered) {
  const Place at = PlaceOf(claim.key);
  return EndsOne(connection.Run(kSettle, {at.project, at.kind, at.head, at.owner,
                                          Stored(claim.epoch), Stored(claim.version), remembered}));
}

Status PostponeSlot(Connection& connection, const SlotClaim& claim, const Postponement& later) {
  const Place at = PlaceOf(claim.key);
  return EndsOne(connection.Run(
      kPostpone,
      {at.project, at.kind, at.head, at.owner, Stored(claim.epoch), Stored(claim.version),
       later.remembered, later.due.count(), static_cast<int64_t>(later.keep_intent)}));
}

Status LookAtSlotAgain(Connection& connection, const SlotKey& key, const Now& now) {
  const Place at = PlaceOf(key);
  TRY(connection.Run(kLookAgain, {at.project, at.kind, at.head, at.owner, now.store.count()}));
  return Ok{};
}

Status VoidSlotLeases(Connection& connection) {
  TRY(connection.Run(kVoid));
  return Ok{};
}

Status CountSlots(Connection& connection, StoreHealth& health) {
  Query query = TRY(connection.Ask(kCount));
  TRY(query.Next());
  health.waiting_slots = static_cast<uint64_t>(query.Number(0));
  return Ok{};
}

}  // namespace headwater::store
