// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <optional>

#include "headwater/clock.h"
#include "headwater/result.h"
#include "headwater/store.h"

/// \file
/// What is not kept for ever.

namespace headwater {

/// What had outlived its time, in numbers.
struct Removed {
  uint64_t records = 0;    ///< Of what decisions rested on.
  uint64_t patches = 0;    ///< Of fixes.
  uint64_t mailboxes = 0;  ///< Of merge requests that are closed, with what was said there.
  uint64_t decisions = 0;
  uint64_t entries = 0;  ///< Of the audit log.

  bool operator==(const Removed&) const = default;
};

struct RetentionTimes {
  WallTime operational{};         ///< What is older and only served the work goes.
  std::optional<WallTime> audit;  ///< Likewise of decisions and the audit log; none: they stay.
};

/// Errors: kTransient, kInternal. Thread-safe.
class Retention {
 public:
  virtual ~Retention() = default;
  /// Removes at most `limit` of each kind. What an open merge request still points to stays.
  virtual Result<Removed> RemoveOld(const RetentionTimes& times, size_t limit) = 0;
  /// Writes into the audit log how much was removed: no names, no ids.
  virtual Status NoteRemoved(const Removed& removed) = 0;
  /// The audit log's head, to be noted where whoever writes the database cannot write.
  virtual Result<AuditHead> HeadOfLog() = 0;
};

}  // namespace headwater
