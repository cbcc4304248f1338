// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <string>

/// \file
/// Time as a dependency, so that tests own it.

namespace headwater {

/// A point in time for people and records: milliseconds since 1970, UTC.
using WallTime = std::chrono::sys_time<std::chrono::milliseconds>;
/// A point on a clock that never jumps. Means nothing to another process, or after a restart.
using SteadyTime = std::chrono::time_point<std::chrono::steady_clock, std::chrono::milliseconds>;

/// Thread-safe.
class Clock {
 public:
  virtual ~Clock() = default;
  /// May jump. For what people read and for comparing with other machines, never for durations.
  virtual WallTime Wall() const = 0;
  /// For deadlines, leases and back-off.
  virtual SteadyTime Steady() const = 0;
};

/// The machine's clocks. Lives as long as the program.
const Clock& SystemClock();

/// "2026-11-21T16:08:18.123Z" (RFC 3339).
std::string FormatTime(WallTime time);

}  // namespace headwater
