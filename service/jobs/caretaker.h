// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <optional>

#include "headwater/clock.h"
#include "headwater/result.h"
#include "headwater/retention.h"
#include "service/jobs/reads_spool.h"

namespace headwater::jobs {

/// How long what is kept.
struct RetentionSettings {
  std::chrono::milliseconds operational{std::chrono::hours(90 * 24)};
  std::optional<std::chrono::milliseconds> audit;  ///< None: for ever.
};

/// Removes what has outlived its time, once an hour, and notes the audit log's head in the log: a
/// place that whoever writes the database does not write. Used by one thread.
class Caretaker {
 public:
  /// `reads` may be null.
  Caretaker(Retention& retention, ReadsSpool* reads, const Clock& clock,
            const RetentionSettings& settings)
      : retention_(retention), reads_(reads), clock_(clock), settings_(settings) {}

  /// Does nothing until it is time. False: nothing is left to be done now.
  Result<bool> Run();

 private:
  Result<Removed> RemoveSome();
  Status NoteHead();

  Retention& retention_;
  ReadsSpool* const reads_;
  const Clock& clock_;
  const RetentionSettings settings_;
  std::optional<SteadyTime> next_;
  AuditHead noted_;
};

}  // namespace headwater::jobs
