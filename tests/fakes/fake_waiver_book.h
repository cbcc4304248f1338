// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <mutex>
#include <vector>

#include "headwater/waiver.h"

namespace headwater {

/// A register in memory, without mailboxes and audit log.
class FakeWaiverBook final : public WaiverBook {
 public:
  Result<std::vector<Waiver>> Find(const WaiverQuery& query, size_t limit) override {
    const std::lock_guard lock(mutex_);
    std::vector<Waiver> found;
    for (const Waiver& waiver : waivers) {
      const bool agrees = (!query.project || waiver.project == *query.project) &&
                          (!query.in_force_on || IsInForce(waiver, *query.in_force_on)) &&
                          (!query.ends_by || waiver.until <= *query.ends_by);
      if (agrees && found.size() < limit) found.push_back(waiver);
    }
    return found;
  }
  Result<uint64_t> Add(const Waiver& waiver) override {
    const std::lock_guard lock(mutex_);
    waivers.push_back(waiver);
    waivers.back().number = waivers.size();
    return waivers.size();
  }
  Status Revoke(uint64_t number, UserId by, WallTime at) override {
    const std::lock_guard lock(mutex_);
    if (number == 0 || number > waivers.size()) return Error{Errc::kNotFound, "no such waiver"};
    Waiver& waiver = waivers[number - 1];
    if (waiver.revoked_at) return Error{Errc::kConflict, "it was revoked before"};
    waiver.revoked_by = by;
    waiver.revoked_at = at;
    return Ok{};
  }
  Result<uint64_t> Expire(std::chrono::sys_days today, size_t /*limit*/) override {
    const std::lock_guard lock(mutex_);
    expired_on.push_back(today);
    return uint64_t{0};
  }

  std::vector<Waiver> waivers;
  std::vector<std::chrono::sys_days> expired_on;  ///< Days it was asked about.

 private:
  std::mutex mutex_;
};

}  // namespace headwater
