// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/jobs/services.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "headwater/secret.h"

namespace headwater::jobs {
namespace {

constexpr std::array kDelays = {std::chrono::seconds(2), std::chrono::seconds(5),
                                std::chrono::seconds(15), std::chrono::seconds(60)};
constexpr int64_t kJitterShare = 5;

}  // namespace

std::chrono::milliseconds RetryDelay(uint32_t tries) {
  const std::chrono::milliseconds delay =
      kDelays[std::min(static_cast<size_t>(tries), kDelays.size() - 1)];
  const std::string hex = RandomHex(2);
  int64_t random = 0;
  (void)std::from_chars(hex.data(), hex.data() + hex.size(), random, 16);
  return delay + std::chrono::milliseconds(random % (delay.count() / kJitterShare));
}

std::chrono::milliseconds StillPossible(const SlotClaim& claim, const Clock& clock) {
  constexpr std::chrono::milliseconds kNone{0};
  if (claim.intent.empty()) return kNone;
  const std::chrono::milliseconds passed = clock.Wall() - claim.intended_at;
  // A clock that was set back makes nobody wait longer than once.
  if (passed < kNone || passed >= kServersOwnLimit) return kNone;
  return kServersOwnLimit - passed;
}

bool IsGone(const Error& error, const SlotClaim& claim) {
  constexpr uint32_t kAttempts = 18;
  return error.code == Errc::kNotFound && claim.attempts >= kAttempts;
}

bool MayPass(const Error& error) { return error.code != Errc::kContent; }

}  // namespace headwater::jobs
