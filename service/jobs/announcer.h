// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "headwater/result.h"
#include "service/jobs/services.h"

namespace headwater::jobs {

/// The first thing that happens to an event: reads the merge request and, when its head or target
/// is new, wants the status `running` on it. Nothing green of an earlier state outlives this.
/// Thread-safe.
class Announcer {
 public:
  explicit Announcer(const Services& services) : services_(services) {}

  /// Carries out a claim of Lane::kAnnounce and ends it.
  Status Run(const MailboxClaim& claim);

 private:
  Status RunOn(const MailboxClaim& claim, const ForgeMergeRequest& merge_request);
  Status Fail(const MailboxClaim& claim, const Error& error);
  Status End(const MailboxClaim& claim, const Announcement& announcement);

  const Services& services_;
};

}  // namespace headwater::jobs
