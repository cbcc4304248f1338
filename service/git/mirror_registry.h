// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <stop_token>
#include <vector>

#include "headwater/ids.h"
#include "service/git/mirror_folder.h"

/// \file
/// Who holds which mirror, how large they are, and which of them goes when room is needed.

namespace headwater::git {

/// Thread-safe. Touches no disk.
class MirrorRegistry {
 public:
  explicit MirrorRegistry(const std::vector<FoundMirror>& found);

  /// Waits for whoever holds it. False when the deadline passed or the service must end.
  bool Hold(ProjectId project, std::chrono::milliseconds deadline, const std::stop_token& stop);
  /// `bytes`: how large it is now.
  void Release(ProjectId project, uint64_t bytes);

  uint64_t TotalBytes();
  /// As of the last Release.
  uint64_t BytesOf(ProjectId project);

  /// Holds the mirror that nobody holds and that was not used for longest, when all together are
  /// beyond the quota. To be ended with Release.
  std::optional<ProjectId> HoldVictim(uint64_t quota_bytes);

 private:
  struct Entry {
    bool held = false;
    uint64_t bytes = 0;
    uint64_t last_used = 0;  ///< Counts uses: no clock can put it out of order.
  };

  std::mutex mutex_;
  std::condition_variable_any released_;
  std::map<ProjectId, Entry> entries_;
  uint64_t total_bytes_ = 0;
  uint64_t uses_ = 0;
};

}  // namespace headwater::git
