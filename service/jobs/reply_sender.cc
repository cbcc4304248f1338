// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/jobs/reply_sender.h"

#include <charconv>
#include <string>

#include "service/jobs/comment_slots.h"

namespace headwater::jobs {
namespace {

/// The same reaction twice is one: nothing is ambiguous about it.
constexpr Literal kReactIntent = "react";

Result<NoteId> NoteOf(const SlotClaim& claim) {
  const std::string& digits = claim.key.fingerprint;
  NoteId note;
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), note.value);
  if (read.ec == std::errc{}) return note;
  return Error{Errc::kInternal, "a slot of an answer names no comment"};
}

}  // namespace

Status ReplySender::Run(const SlotClaim& claim) {
  const Status reacted = React(claim);
  if (!reacted.ok()) return EndFailed(services_, claim, claim.remembered, reacted.error());
  if (claim.wanted.text.empty()) return services_.outbox.Settle(claim, claim.remembered);
  return comments_.Run(claim);
}

Status ReplySender::React(const SlotClaim& claim) {
  // An intent to create something is kept: until it is read back nothing may take its place.
  const bool is_next = claim.intent.empty() || claim.intent == kReactIntent.view();
  if (!is_next || claim.wanted.url.empty() || services_.commanders == nullptr) return Ok{};
  const NoteId note = TRY(NoteOf(claim));
  TRY(services_.outbox.Intend(claim, kReactIntent.view(), {}));
  return BusyIsTransient(
      services_.commanders->React(MergeRequestOf(claim), note, claim.wanted.url));
}

}  // namespace headwater::jobs
