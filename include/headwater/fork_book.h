// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "headwater/clock.h"
#include "headwater/event.h"
#include "headwater/fork_index.h"
#include "headwater/ids.h"
#include "headwater/result.h"
#include "headwater/store.h"

/// \file
/// What the service must not forget about its fork index: where each of the platform's projects
/// stands in it, and who was told what.

namespace headwater {

/// A project of the platform in the fork index.
struct ForkPlace {
  ProjectId project;
  PartitionName partition;
  std::string name;    ///< There: its path on the platform when it was taken in.
  WallTime seen_at{};  ///< When it was last taken in, or found unchanged.
  /// When it came to the platform, or told what it is in a publiccode.yml, if that was after the
  /// index was begun: then its people are asked whether they know of others. None: it was there.
  std::optional<WallTime> new_since;
  /// It is being taken out: nobody is told of it any more, and whoever was is to be looked after.
  bool is_leaving = false;
};

/// A person is told where files come from once in this time, in one merge request.
/// What the work of one half-year does not need twice: shared with nobody, and dropped after.
inline constexpr std::chrono::hours kToldFor{180 * 24};

/// Every writing call is durable when it returns. Errors as those of store.h. Thread-safe.
class ForkBook {
 public:
  virtual ~ForkBook() = default;

  virtual Result<std::vector<ForkPlace>> Places() = 0;
  virtual Result<std::optional<ForkPlace>> PlaceOf(ProjectId project) = 0;
  /// Writes down, or over, where the project stands, and what is to be answered for about it.
  virtual Status Place(const ForkPlace& place, const std::optional<AuditEvent>& because) = 0;
  virtual Status Drop(ProjectId project) = 0;

  /// When the index was begun: at the first call ever.
  virtual Result<WallTime> BegunAt() = 0;

  /// The merge request in which this person was told, within kToldFor; none: in no one.
  virtual Result<std::optional<MergeRequestIid>> ToldIn(ProjectId project, UserId person) = 0;
  /// The first one counts.
  virtual Status NoteTold(ProjectId project, UserId person, MergeRequestIid merge_request) = 0;

  /// Looks again at everything of these projects: open merge requests and default branch. What has
  /// no mailbox yet gets none.
  virtual Status WakeAll(const std::vector<ProjectId>& projects) = 0;
};

}  // namespace headwater
