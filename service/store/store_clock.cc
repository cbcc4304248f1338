// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/store/store_clock.h"

#include <algorithm>

namespace headwater::store {
namespace {

/// A longer absence counts as this long. No delay of ours is longer, except for how long delivery
/// keys are kept, which may be longer than asked.
constexpr std::chrono::hours kLongestAbsence{24};

StoreTime Absence(WallTime left, WallTime came_back) {
  return std::clamp<StoreTime>(came_back - left, StoreTime::zero(), kLongestAbsence);
}

}  // namespace

StoreClock::StoreClock(const Clock& clock, const Now& saved)
    : clock_(clock),
      opened_at_(saved.store + Absence(saved.wall, clock.Wall())),
      opened_(clock.Steady()) {}

Now StoreClock::Read() const {
  return {.store = opened_at_ + (clock_.Steady() - opened_), .wall = clock_.Wall()};
}

}  // namespace headwater::store
