// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>

#include "headwater/clock.h"

namespace headwater::store {

/// A point on the store's own clock: time since the store was made.
using StoreTime = std::chrono::milliseconds;

/// Both clocks, read once for one piece of work.
struct Now {
  StoreTime store{};
  WallTime wall{};
};

/// The one clock for what is stored and compared: leases, due times, deadlines, how long a key is
/// kept. It never jumps: while the store is open it follows the steady clock, and the time between
/// two openings is taken from the wall clock, within bounds. So a wrong date neither ends a lease
/// nor keeps anything waiting for ever. Thread-safe.
class StoreClock {
 public:
  /// `saved`: what the store's clock and the wall showed when something was last written.
  StoreClock(const Clock& clock, const Now& saved);

  Now Read() const;

 private:
  const Clock& clock_;
  const StoreTime opened_at_;
  const SteadyTime opened_;
};

}  // namespace headwater::store
