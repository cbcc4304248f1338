// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <functional>
#include <string_view>

#include "headwater/clock.h"
#include "headwater/guarded.h"
#include "headwater/untrusted.h"

namespace headwater::hooks {

/// A delivery that was answered with an error.
struct Refusal {
  int status = 0;
  Untrusted peer;        ///< Who sent it.
  Untrusted reason;      ///< Ours, but may quote the delivery.
  uint64_t total = 0;    ///< Since the start, this one included.
  uint64_t skipped = 0;  ///< Since the last one that was reported.
};

using RefusalSink = std::function<void(const Refusal&)>;

/// Counts refusals and reports a few of them: whoever knows the address can send as many as he
/// likes, and the log is not his. Thread-safe.
class RefusalLog {
 public:
  /// `sink` is called outside the lock, possibly from several threads; empty: nobody listens.
  RefusalLog(const Clock& clock, RefusalSink sink) : clock_(clock), sink_(std::move(sink)) {}

  void Report(int status, std::string_view peer, std::string_view reason);

 private:
  struct Window {
    SteadyTime began{};
    uint64_t reported = 0;
    uint64_t skipped = 0;
    uint64_t total = 0;
  };

  const Clock& clock_;
  const RefusalSink sink_;
  Guarded<Window> window_;
};

}  // namespace headwater::hooks
