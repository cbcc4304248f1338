// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "hooks/refusal_log.h"

#include <chrono>
#include <string>
#include <utility>

namespace headwater::hooks {
namespace {

/// Enough to see who and why, little enough to read.
constexpr std::chrono::milliseconds kWindow = std::chrono::minutes(1);
constexpr uint64_t kReportsInWindow = 10;

}  // namespace

void RefusalLog::Report(int status, std::string_view peer, std::string_view reason) {
  const SteadyTime now = clock_.Steady();
  Refusal refusal;
  const bool reported = window_.With([&](Window& window) {
    ++window.total;
    if (window.reported == 0 || now - window.began >= kWindow) {
      window.began = now;
      window.reported = 0;
    }
    if (window.reported >= kReportsInWindow) {
      ++window.skipped;
      return false;
    }
    ++window.reported;
    refusal.total = window.total;
    refusal.skipped = std::exchange(window.skipped, 0);
    return true;
  });
  if (!reported || !sink_) return;
  refusal.status = status;
  refusal.peer = Untrusted(std::string(peer));
  refusal.reason = Untrusted(std::string(reason));
  sink_(refusal);
}

}  // namespace headwater::hooks
