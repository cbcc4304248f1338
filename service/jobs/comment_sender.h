// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "headwater/result.h"
#include "service/jobs/services.h"

namespace headwater::jobs {

/// Brings our comment on a merge request (kNote), the thread that holds a fork's (kThread), or the
/// answer to a command (kReply) to what is wanted: created at most once, edited in place, found
/// again by its stored id, else by marker and author. Whether an unanswered create happened is read
/// back only after the server can no longer be working on it; extras are removed and counted.
/// Thread-safe.
class CommentSender {
 public:
  explicit CommentSender(const Services& services) : services_(services) {}

  /// Carries out a claim of a kNote, kThread or kReply slot and ends it.
  Status Run(const SlotClaim& claim);

 private:
  Status Send(const SlotClaim& claim, std::string& remembered);
  Result<std::optional<ForgeNote>> FindOurs(const SlotClaim& claim);
  Status Create(const SlotClaim& claim, std::string& remembered);
  Status Edit(const SlotClaim& claim, ForgeNote note, std::string& remembered);

  const Services& services_;
};

}  // namespace headwater::jobs
