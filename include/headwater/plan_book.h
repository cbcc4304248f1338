// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "headwater/clock.h"
#include "headwater/event.h"
#include "headwater/ids.h"
#include "headwater/promotion.h"
#include "headwater/result.h"

/// \file
/// What a service has judged, for asking what another policy would make of it.

namespace headwater {

/// A merge request, and the last decision about it.
struct PlanSubject {
  MailboxKey about;
  DecisionId decision;  ///< Empty: it was never judged.
  bool open = true;

  bool operator==(const PlanSubject&) const = default;
};

/// Merge requests that are closed, in no order that anybody could have chosen.
struct PlanSample {
  uint64_t all = 0;  ///< How many there are of which these were taken.
  std::vector<PlanSubject> taken;
};

/// Read only. Errors: kTransient, kInternal. One thread at a time.
class PlanBook {
 public:
  virtual ~PlanBook() = default;
  /// By project and number.
  virtual Result<std::vector<PlanSubject>> OpenMergeRequests() = 0;
  /// Those that are not open any more and were judged at `since` or later; the same store gives the
  /// same ones, by project and number.
  virtual Result<PlanSample> Closed(WallTime since, size_t limit) = 0;
  /// Paths of the projects that take no part, by path.
  virtual Result<std::vector<std::string>> LeftOut() = 0;
  /// What holds back the steps of modes, and what did.
  virtual Result<std::vector<Pause>> Pauses() = 0;
};

}  // namespace headwater
