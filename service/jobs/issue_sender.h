// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>

#include "headwater/issues.h"
#include "headwater/result.h"
#include "service/jobs/issue_memory.h"
#include "service/jobs/services.h"

namespace headwater::jobs {

/// Brings the one issue about a project, or about the policy that lives in it, to what is wanted:
/// created once, edited in place, closed when nothing is open any more, opened again when something
/// new comes. An issue that a person closed stays closed; one that was moved to another project is
/// left alone; where there are no issues, or ours was deleted, it is given up until something else
/// is wanted. Found by its stored number, else by marker and author, never by title. Nothing is
/// sent for the same text. Whether an unanswered create happened is read back as by CommentSender;
/// extras are closed, because the forge lets nobody but owners delete issues. Thread-safe.
class IssueSender {
 public:
  explicit IssueSender(const Services& services) : services_(services) {}

  /// Carries out a claim of a kIssue or kPolicyIssue slot and ends it.
  Status Run(const SlotClaim& claim);

 private:
  using Memory = std::optional<IssueMemory>;

  Status Send(const SlotClaim& claim, Memory& memory);
  /// The issue we know of; none: it is not there any more, or we know of none.
  Result<std::optional<ForgeIssue>> Known(const SlotClaim& claim, const Memory& memory);
  Result<std::optional<ForgeIssue>> FindOurs(const SlotClaim& claim);
  Status Create(const SlotClaim& claim, Memory& memory);
  Status Edit(const SlotClaim& claim, const ForgeIssue& issue, IssueMemory& memory);
  Status Fail(const SlotClaim& claim, const Memory& memory, const Error& error);

  const Services& services_;
};

}  // namespace headwater::jobs
