// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <optional>

#include "headwater/clock.h"
#include "headwater/result.h"
#include "headwater/sweep.h"

namespace headwater::jobs {

/// Finds what no delivery told of: merge requests that are in another state on the platform than
/// they are known here. A page of the list at a time. Used by one thread.
class Sweeper {
 public:
  Sweeper(MergeRequestList& list, SweepBook& book, const Clock& clock,
          std::chrono::milliseconds every)
      : list_(list), book_(book), clock_(clock), every_(every) {}

  /// Does nothing until it is time. True: something was woken, or there is another page to look at
  /// now.
  Result<bool> Run();

 private:
  Status Begin();
  Result<bool> LookAtPage();
  /// Where the list goes on after this page; none: it is at its end.
  std::optional<WallTime> Next(const ListedPage& listed);

  MergeRequestList& list_;
  SweepBook& book_;
  const Clock& clock_;
  const std::chrono::milliseconds every_;
  std::optional<SteadyTime> due_;
  std::optional<WallTime> since_;  ///< While a sweep is under way: from when on it lists.
  uint32_t page_ = 1;
};

}  // namespace headwater::jobs
