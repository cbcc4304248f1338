// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>

#include "headwater/result.h"
#include "service/jobs/services.h"
#include "service/jobs/status_memory.h"

namespace headwater::jobs {

/// Brings the commit status of one head to what is wanted: in the merge request's pipeline, and in
/// every older one where something of ours still runs. Green is sent only after head, target and
/// policy have been read again; red at once. Thread-safe; the store gives one head to one thread at
/// a time, so posts for a commit are serial.
class StatusSender {
 public:
  explicit StatusSender(const Services& services) : services_(services) {}

  /// Carries out a claim of a kStatus slot and ends it.
  Status Run(const SlotClaim& claim);

 private:
  struct Place;
  struct Posting;
  Result<Place> FindPlace(const SlotClaim& claim);
  Result<bool> IsStillTrue(const SlotClaim& claim, const ForgeMergeRequest& merge_request);
  /// Somebody else's status of our name in that pipeline, counted and logged as an error.
  Result<std::optional<AuditEvent>> FindForged(const SlotClaim& claim, PipelineId pipeline);
  /// For a green that came too late: the head is no longer the merge request's, and gets none. What
  /// of ours still runs there ends.
  Status EndOld(const SlotClaim& claim, const Place& place, StatusMemory& memory);
  Status EndRunning(const SlotClaim& ending, const Place& place, StatusMemory& memory);
  Status Correct(const SlotClaim& claim, const Place& place, StatusMemory& memory);
  Status PostAll(const SlotClaim& claim, const Place& place, StatusMemory& memory);
  Status Post(const SlotClaim& claim, const Posting& posting, StatusMemory& memory);
  Status Fail(const SlotClaim& claim, const StatusMemory& memory, const Error& error);

  const Services& services_;
};

}  // namespace headwater::jobs
