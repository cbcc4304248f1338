// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/jobs/comment_slots.h"

#include "headwater/log.h"
#include "headwater/metrics.h"

namespace headwater::jobs {
namespace {

// GitLab limits comments per user and minute; a refusal is for a person to mend.
constexpr std::chrono::minutes kRefusedDelay{5};

}  // namespace

MailboxKey MergeRequestOf(const SlotClaim& claim) { return {claim.key.project, claim.key.iid}; }

Result<std::optional<ForgeNote>> OldestOurs(const Services& services, MailboxKey merge_request,
                                            const std::vector<ForgeNote>& all,
                                            std::string_view marker) {
  std::optional<ForgeNote> oldest;
  for (const ForgeNote& note : all) {
    if (note.author != services.self || !note.body.starts_with(marker)) continue;
    if (!oldest) {
      oldest = note;
      continue;
    }
    TRY(BusyIsTransient(services.conversation.DeleteNote(merge_request, note.id)));
    Count("headwater_extra_comments_removed_total");
  }
  return oldest;
}

Status EndFailed(const Services& services, const SlotClaim& claim, const std::string& remembered,
                 const Error& error) {
  if (error.code == Errc::kConflict) {
    // Wanted anew since it was claimed: the next claim sees it.
    return services.outbox.Postpone(claim, remembered, std::chrono::milliseconds(0),
                                    !claim.intent.empty());
  }
  Log(LogLevel::kWarning, "comment_not_written",
      {{"project", claim.key.project.value},
       {"iid", claim.key.iid.value},
       {"problem", Untrusted(error.message)}});
  if (error.code == Errc::kAmbiguous) {
    Count("headwater_ambiguous_writes_total");
    return services.outbox.Postpone(claim, remembered, kServersOwnLimit, /*keep_intent=*/true);
  }
  if (IsGone(error, claim)) return services.outbox.Settle(claim, remembered);
  const bool refused = error.code == Errc::kDenied || error.code == Errc::kInvalid ||
                       error.code == Errc::kInternal || error.code == Errc::kNotFound;
  const std::chrono::milliseconds delay =
      refused ? kRefusedDelay : RetryDelay(claim.attempts > 0 ? claim.attempts - 1 : 0);
  return services.outbox.Postpone(claim, remembered, delay, !claim.intent.empty());
}

}  // namespace headwater::jobs
