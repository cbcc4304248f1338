// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "headwater/clock.h"
#include "headwater/guarded.h"
#include "headwater/http.h"

namespace headwater::forge {

/// Calls that GitLab limits together.
enum class CallKind { kRead, kStatus, kNote, kIssue, kAdministration };
inline constexpr size_t kCallKinds = 5;

/// Keeps us from calling again before GitLab wants to hear from us. One gate for each kind of call,
/// shared by all threads: the limits are the token's.
///
/// After a 429 the gate is closed for as long as `Retry-After` says, else until `RateLimit-Reset`,
/// else (GitLab's application limits send neither) for a time that doubles with every 429 in a row,
/// plus up to half of it at random, so that many do not come back at once.
/// https://docs.gitlab.com/ee/administration/settings/user_and_ip_rate_limits.html
///
/// Thread-safe.
class CallGate {
 public:
  explicit CallGate(const Clock& clock) : clock_(clock) {}

  /// How long calls of this kind still have to wait; none: the gate is open.
  std::optional<std::chrono::milliseconds> ClosedFor(CallKind kind);
  /// GitLab answered 429.
  void Refused(CallKind kind, const HttpHeaders& headers);
  /// GitLab answered anything else.
  void Passed(CallKind kind);

 private:
  struct Gate {
    SteadyTime opens{};
    uint32_t refusals = 0;  // In a row.
  };
  using Gates = std::array<Gate, kCallKinds>;

  /// What the answer itself says.
  std::optional<std::chrono::milliseconds> Told(const HttpHeaders& headers) const;

  const Clock& clock_;
  Guarded<Gates> gates_;
};

}  // namespace headwater::forge
