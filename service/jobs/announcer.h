// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "headwater/result.h"
#include "service/jobs/enrolment_desk.h"
#include "service/jobs/projects.h"
#include "service/jobs/services.h"

namespace headwater::jobs {

/// The first thing that happens to an event: reads the merge request and, when its head or target
/// is new, wants the status `running` on it. Nothing green of an earlier state outlives this.
/// Thread-safe.
class Announcer {
 public:
  explicit Announcer(const Services& services)
      : services_(services), projects_(services.forge, services.clock), desk_(services) {}

  /// Carries out a claim of Lane::kAnnounce and ends it.
  Status Run(const MailboxClaim& claim);

 private:
  Status RunOn(const MailboxClaim& claim, const ForgeMergeRequest& merge_request);
  Status Fail(const MailboxClaim& claim, const Error& error);
  Status End(const MailboxClaim& claim, const Announcement& announcement);

  /// Of a project that takes no part nothing is said. What cannot be read takes part.
  bool TakesPart(ProjectId project);

  const Services& services_;
  Projects projects_;
  EnrolmentDesk desk_;
};

}  // namespace headwater::jobs
