// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/jobs/suggestion_sender.h"

#include <utility>

#include "headwater/log.h"
#include "headwater/metrics.h"
#include "service/jobs/comment_slots.h"
#include "service/report/suggestion_note.h"

namespace headwater::jobs {
namespace {

using State = SuggestionMemory::State;

constexpr Literal kEditIntent = "edit";

// The diff may move while a thread is put on it: it is read again once.
constexpr int kPlacements = 2;

bool WantsOpen(const SlotClaim& claim) { return claim.wanted.state == StatusState::kFailed; }

/// Whether what is there is what is wanted, as far as we know, or will never be.
bool IsSettled(const SlotClaim& claim, const SuggestionMemory& memory) {
  const bool open = WantsOpen(claim);
  switch (memory.state) {
    case State::kTheirs:
      return true;
    case State::kDone:
      return !open || memory.IsFinal();
    case State::kUnplaced:
      return !open || memory.hash == HashOfPlaced(claim.wanted);
    case State::kOpen:
      return open && memory.hash == HashOfText(claim.wanted);
  }
  return true;
}

}  // namespace

Status SuggestionSender::Run(const SlotClaim& claim) {
  const std::chrono::milliseconds wait = StillPossible(claim, services_.clock);
  if (claim.intent == kCreateIntent.view() && wait.count() > 0) {
    return services_.outbox.Postpone(claim, claim.remembered, wait, /*keep_intent=*/true);
  }
  Memory memory = SuggestionMemory::Read(claim.remembered);
  const Status sent = Send(claim, memory);
  const std::string remembered = memory ? memory->Text() : "";
  if (!sent.ok()) return EndFailed(services_, claim, remembered, sent.error());
  return services_.outbox.Settle(claim, remembered);
}

Status SuggestionSender::Send(const SlotClaim& claim, Memory& memory) {
  if (claim.intent == kCreateIntent.view()) memory.reset();
  if (!memory) TRY(LookFor(claim, memory));
  if (memory && claim.intent.empty() && IsSettled(claim, *memory)) return Ok{};
  if (memory && memory->state != State::kUnplaced) return Update(claim, *memory);
  return WantsOpen(claim) ? Create(claim, memory) : Status(Ok{});
}

Status SuggestionSender::LookFor(const SlotClaim& claim, Memory& memory) {
  const MailboxKey where = MergeRequestOf(claim);
  const std::vector<ForgeNote> all = TRY(services_.conversation.Threads(where, services_.self));
  const std::string marker = report::SuggestionMarker(claim.key.fingerprint);
  std::optional<ForgeNote> ours = TRY(OldestOurs(services_, where, all, marker));
  if (!ours) return Ok{};
  memory.emplace();
  memory->note = ours->id;
  memory->thread = std::move(ours->discussion);
  return Ok{};
}

Status SuggestionSender::Create(const SlotClaim& claim, Memory& memory) {
  const std::optional<SuggestionPlace> place = SuggestionPlace::Read(claim.wanted.url);
  if (!place) return Error{Errc::kInternal, "the place of a suggestion is none"};
  for (int i = 0; i < kPlacements; ++i) {
    const bool placed = TRY(CreateOnce(claim, *place, memory));
    if (placed) return Ok{};
  }
  memory.emplace();
  memory->state = State::kUnplaced;
  memory->hash = HashOfPlaced(claim.wanted);
  Count("headwater_suggestions_unplaced_total");
  Log(LogLevel::kInfo, "suggestion_not_placed",
      {{"project", claim.key.project.value},
       {"iid", claim.key.iid.value},
       {"rule", Untrusted(place->rule)}});
  return Ok{};
}

Result<bool> SuggestionSender::CreateOnce(const SlotClaim& claim, const SuggestionPlace& place,
                                          Memory& memory) {
  const MailboxKey where = MergeRequestOf(claim);
  const DiffVersion version = TRY(services_.line_threads.NewestVersion(where));
  // Not computed yet, or judged anew already: the lines of another commit are others.
  if (version.head != place.head) return Error{Errc::kTransient, "the diff is another commit's"};
  TRY(services_.outbox.Intend(claim, kCreateIntent.view(), {}));
  const DiffLine line{place.path, place.line, place.old_line};
  Result<ForgeNote> created = BusyIsTransient(
      services_.line_threads.CreateThreadAt(where, version, line, claim.wanted.text));
  if (!created.ok() && created.error().code == Errc::kInvalid) return false;
  ForgeNote note = TRY(std::move(created));
  memory.emplace();
  memory->note = note.id;
  memory->hash = HashOfText(claim.wanted);
  memory->thread = std::move(note.discussion);
  Count("headwater_suggestions_created_total");
  return true;
}

Status SuggestionSender::Update(const SlotClaim& claim, SuggestionMemory& memory) {
  Result<LineThread> found = services_.line_threads.Thread(MergeRequestOf(claim), memory.thread);
  if (!found.ok() && found.error().code == Errc::kNotFound) {
    // A lost right looks the same: only a list without it shows that somebody deleted it, which
    // says more than resolving it.
    Memory still_there;
    TRY(LookFor(claim, still_there));
    if (!still_there) memory.state = State::kTheirs;
    return still_there ? Status(std::move(found).error()) : Status(Ok{});
  }
  const LineThread thread = TRY(std::move(found));
  if (!thread.first.resolved)
    return WantsOpen(claim) ? Edit(claim, memory) : Resolve(claim, memory);
  // Who applied the suggestion has mended the point, and has not refused it.
  const bool refused = thread.resolved_by != services_.self && !thread.applied;
  memory.state = refused ? State::kTheirs : State::kDone;
  if (!WantsOpen(claim) || memory.IsFinal()) return Ok{};
  return Reopen(claim, memory);
}

Status SuggestionSender::Edit(const SlotClaim& claim, SuggestionMemory& memory) {
  memory.state = State::kOpen;
  if (memory.hash == HashOfText(claim.wanted)) return Ok{};
  TRY(services_.outbox.Intend(claim, kEditIntent.view(), {}));
  TRY(BusyIsTransient(
      services_.conversation.EditNote(MergeRequestOf(claim), memory.note, claim.wanted.text)));
  memory.hash = HashOfText(claim.wanted);
  return Ok{};
}

Status SuggestionSender::Resolve(const SlotClaim& claim, SuggestionMemory& memory) {
  TRY(services_.outbox.Intend(claim, kEditIntent.view(), {}));
  ForgeNote note;
  note.id = memory.note;
  note.discussion = memory.thread;
  note.resolved = true;
  TRY(BusyIsTransient(services_.conversation.EditThread(MergeRequestOf(claim), note)));
  memory.state = State::kDone;
  Count("headwater_suggestions_resolved_total");
  return Ok{};
}

Status SuggestionSender::Reopen(const SlotClaim& claim, SuggestionMemory& memory) {
  TRY(services_.outbox.Intend(claim, kEditIntent.view(), {}));
  ForgeNote note;
  note.id = memory.note;
  note.discussion = memory.thread;
  note.body = claim.wanted.text;
  TRY(BusyIsTransient(services_.conversation.EditThread(MergeRequestOf(claim), note)));
  memory.state = State::kOpen;
  memory.hash = HashOfText(claim.wanted);
  ++memory.reopened;
  return Ok{};
}

}  // namespace headwater::jobs
