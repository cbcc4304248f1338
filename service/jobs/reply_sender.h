// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "headwater/result.h"
#include "service/jobs/comment_sender.h"
#include "service/jobs/services.h"

namespace headwater::jobs {

/// Answers the comment that held a command: a reaction to it, as a receipt, and at most one
/// comment, created at most once as CommentSender does it. Thread-safe.
class ReplySender {
 public:
  explicit ReplySender(const Services& services) : services_(services), comments_(services) {}

  /// Carries out a claim of a kReply slot and ends it.
  Status Run(const SlotClaim& claim);

 private:
  Status React(const SlotClaim& claim);

  const Services& services_;
  CommentSender comments_;
};

}  // namespace headwater::jobs
