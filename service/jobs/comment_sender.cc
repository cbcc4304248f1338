// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/jobs/comment_sender.h"

#include "headwater/metrics.h"
#include "service/jobs/comment_memory.h"
#include "service/jobs/comment_slots.h"
#include "service/report/command_lines.h"
#include "service/report/note.h"

namespace headwater::jobs {
namespace {

bool IsThread(const SlotClaim& claim) { return claim.key.kind == SlotKind::kThread; }

/// The first line, by which it is found again.
std::string MarkerOf(const SlotClaim& claim) {
  if (claim.key.kind == SlotKind::kReply) return report::ReplyMarker(claim.key.fingerprint);
  return std::string((IsThread(claim) ? report::kThreadMarker : report::kNoteMarker).view());
}

}  // namespace

Status CommentSender::Run(const SlotClaim& claim) {
  std::string remembered = claim.remembered;
  const std::chrono::milliseconds wait = StillPossible(claim, services_.clock);
  if (claim.intent == kCreateIntent.view() && wait.count() > 0) {
    return services_.outbox.Postpone(claim, remembered, wait, /*keep_intent=*/true);
  }
  const Status sent = Send(claim, remembered);
  if (!sent.ok()) return EndFailed(services_, claim, remembered, sent.error());
  return services_.outbox.Settle(claim, remembered);
}

Status CommentSender::Send(const SlotClaim& claim, std::string& remembered) {
  const std::optional<CommentMemory> memory = CommentMemory::Read(remembered);
  if (memory && claim.intent.empty()) {
    if (memory->Holds(claim.wanted)) return Ok{};
    ForgeNote note;
    note.id = memory->note;
    note.discussion = memory->thread;
    Status edited = Edit(claim, note, remembered);
    if (edited.ok() || edited.error().code != Errc::kNotFound) return edited;
    remembered.clear();  // Somebody deleted it.
  }
  std::optional<ForgeNote> ours = TRY(FindOurs(claim));
  if (ours) return Edit(claim, std::move(*ours), remembered);
  if (claim.wanted.state == StatusState::kSuccess) return Ok{};
  return Create(claim, remembered);
}

Result<std::optional<ForgeNote>> CommentSender::FindOurs(const SlotClaim& claim) {
  const MailboxKey where = MergeRequestOf(claim);
  const std::vector<ForgeNote> all =
      TRY(IsThread(claim) ? services_.conversation.Threads(where, services_.self)
                          : services_.conversation.Notes(where, services_.self));
  return OldestOurs(services_, where, all, MarkerOf(claim));
}

Status CommentSender::Edit(const SlotClaim& claim, ForgeNote note, std::string& remembered) {
  note.body = claim.wanted.text;
  note.resolved = claim.wanted.state == StatusState::kSuccess;
  TRY(services_.outbox.Intend(claim, "edit", {}));
  const MailboxKey where = MergeRequestOf(claim);
  TRY(BusyIsTransient(IsThread(claim)
                          ? services_.conversation.EditThread(where, note)
                          : services_.conversation.EditNote(where, note.id, note.body)));
  remembered = CommentMemory::Of(note, claim.wanted).Text();
  Count("headwater_comments_edited_total");
  return Ok{};
}

Status CommentSender::Create(const SlotClaim& claim, std::string& remembered) {
  TRY(services_.outbox.Intend(claim, kCreateIntent.view(), {}));
  const MailboxKey where = MergeRequestOf(claim);
  ForgeNote note;
  if (IsThread(claim)) {
    note = TRY(BusyIsTransient(services_.conversation.CreateThread(where, claim.wanted.text)));
  } else {
    note.id = TRY(BusyIsTransient(services_.conversation.CreateNote(where, claim.wanted.text)));
  }
  remembered = CommentMemory::Of(note, claim.wanted).Text();
  Count("headwater_comments_created_total");
  return Ok{};
}

}  // namespace headwater::jobs
