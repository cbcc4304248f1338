// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "headwater/forge.h"
#include "headwater/policy_book.h"
#include "headwater/result.h"
#include "service/config/policy_layers.h"
#include "service/jobs/services.h"

/// \file
/// What the platform's policy says of a project at one moment, and what is remembered of that.

namespace headwater::jobs {

/// A project's standing: taken once for each judgement.
struct Standing {
  LiveLayers::Pointer layers;                ///< nullptr: the platform has no policy of its own.
  std::optional<config::UpperPolicy> upper;  ///< What counts for the project, if it has.
  std::string left_out;                      ///< Why it takes no part; empty: it takes part.
  std::optional<WallTime> enrolled_since;    ///< None: since ever.
};

/// How long merge requests that were open when their project began to take part are only observed,
/// at most: until then they are merged, closed or pushed to (security, G37).
inline constexpr std::chrono::hours kGrace{30 * 24};

/// Whether a merge request is only observed: it was opened before its project began to take part,
/// and since then nobody has pushed to it, given it another target, or opened it again. `newest`:
/// its newest version, which each of these makes.
bool IsInGrace(const ForgeMergeRequest& merge_request, const DiffVersion& newest, WallTime since,
               WallTime now);
/// Whether that is still to be asked: without it no version need be read.
bool MayBeInGrace(const ForgeMergeRequest& merge_request, const Standing& standing, WallTime now);

/// Thread-safe. Borrows the services.
class EnrolmentDesk {
 public:
  explicit EnrolmentDesk(const Services& services) : services_(services) {}

  /// Looks, and writes down when the project has come to take part, or takes none any more.
  Result<Standing> Look(const ForgeProject& project) const;
  /// Whether the project takes part, as far as that can be said without writing.
  bool TakesPart(const ForgeProject& project) const;

 private:
  Result<ProjectStanding> PlaceNow(const ForgeProject& project, const Standing& standing,
                                   const std::optional<ProjectStanding>& before) const;
  Result<WallTime> FirstDayOf(const ForgeProject& project) const;

  const Services& services_;
};

}  // namespace headwater::jobs
