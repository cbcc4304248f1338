// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "headwater/change.h"
#include "headwater/clock.h"
#include "headwater/event.h"
#include "headwater/ids.h"
#include "headwater/result.h"
#include "headwater/untrusted.h"

/// \file
/// Looking through the platform's merge requests for what no delivery told of: GitLab does not
/// repeat a delivery that failed, and switches a webhook off that fails too often.
/// https://docs.gitlab.com/ee/user/project/integrations/webhooks.html#auto-disabled-webhooks

namespace headwater {

/// A merge request as a list shows it: what tells whether something was missed.
struct ListedMergeRequest {
  ProjectId project;
  MergeRequestIid iid;
  bool open = true;
  std::optional<CommitId> head;  ///< None while the forge has not computed it.
  Untrusted target_branch;
  WallTime updated_at{};  ///< By the forge's clock.
};

/// The most that one page of the list holds.
inline constexpr size_t kListedAtOnce = 100;

struct ListedPage {
  std::vector<ListedMergeRequest>
      requests;       ///< At most kListedAtOnce; fewer does not mean the end.
  bool more = false;  ///< There is a page behind it.
};

class MergeRequestList {
 public:
  virtual ~MergeRequestList() = default;
  /// Those of all projects that the bot may see, changed at that time or later, those whose change
  /// is oldest first. `page` counts from 1. Errors as those of Forge.
  virtual Result<ListedPage> ChangedSince(WallTime since, uint32_t page) = 0;
};

/// Errors as those of store.h. Thread-safe.
class SweepBook {
 public:
  virtual ~SweepBook() = default;
  /// Up to when, by the forge's clock, everything was looked through; none: never.
  virtual Result<std::optional<WallTime>> SweptUntil() = 0;
  virtual Status SetSweptUntil(WallTime until) = 0;
  /// Wakes, as an event would, what is not as it is known here: in another state, with another head
  /// or target branch, or open and not known in a project of which something is. Projects that were
  /// never heard of are left alone: their deliveries do not lead here. Those that it woke.
  virtual Result<std::vector<MailboxKey>> WakeMissed(
      std::span<const ListedMergeRequest> listed) = 0;
};

}  // namespace headwater
