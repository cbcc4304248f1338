// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>

#include "headwater/result.h"
#include "service/jobs/services.h"
#include "service/jobs/suggestion_slot.h"

namespace headwater::jobs {

/// Brings the thread of one finding, with its suggestion, to what is wanted: created once on the
/// lines of the diff that was judged, edited in place when its text has become another, resolved
/// when the finding is mended, opened again once when it comes back. A thread that a person has
/// resolved or deleted is never touched again. Nothing is sent for the same text. Whether an
/// unanswered create happened is read back as by CommentSender. Thread-safe.
class SuggestionSender {
 public:
  explicit SuggestionSender(const Services& services) : services_(services) {}

  /// Carries out a claim of a kSuggestion slot and ends it.
  Status Run(const SlotClaim& claim);

 private:
  using Memory = std::optional<SuggestionMemory>;

  Status Send(const SlotClaim& claim, Memory& memory);
  Status LookFor(const SlotClaim& claim, Memory& memory);
  Status Create(const SlotClaim& claim, Memory& memory);
  /// Whether the forge took it; false: its diff does not show the lines.
  Result<bool> CreateOnce(const SlotClaim& claim, const SuggestionPlace& place, Memory& memory);
  /// Where a thread is there, as far as we know.
  Status Update(const SlotClaim& claim, SuggestionMemory& memory);
  Status Edit(const SlotClaim& claim, SuggestionMemory& memory);
  Status Resolve(const SlotClaim& claim, SuggestionMemory& memory);
  Status Reopen(const SlotClaim& claim, SuggestionMemory& memory);

  const Services& services_;
};

}  // namespace headwater::jobs
