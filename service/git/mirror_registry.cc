// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/git/mirror_registry.h"

#include <algorithm>

namespace headwater::git {

MirrorRegistry::MirrorRegistry(const std::vector<FoundMirror>& found) {
  std::vector<FoundMirror> oldest_first = found;
  std::ranges::sort(oldest_first, {}, &FoundMirror::last_used);
  for (const FoundMirror& mirror : oldest_first) {
    entries_[mirror.project] = {.held = false, .bytes = mirror.bytes, .last_used = ++uses_};
    total_bytes_ += mirror.bytes;
  }
}

bool MirrorRegistry::Hold(ProjectId project, std::chrono::milliseconds deadline,
                          const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  // Looked up again at each waking: the entry may have been removed meanwhile.
  const bool is_free = released_.wait_for(lock, stop, deadline, [&] {
    const auto entry = entries_.find(project);
    return entry == entries_.end() || !entry->second.held;
  });
  if (!is_free) return false;
  Entry& entry = entries_[project];
  entry.held = true;
  entry.last_used = ++uses_;
  return true;
}

void MirrorRegistry::Release(ProjectId project, uint64_t bytes) {
  {
    const std::lock_guard lock(mutex_);
    Entry& entry = entries_[project];
    total_bytes_ += bytes - entry.bytes;
    entry.bytes = bytes;
    entry.held = false;
    if (bytes == 0) entries_.erase(project);
  }
  released_.notify_all();
}

uint64_t MirrorRegistry::TotalBytes() {
  const std::lock_guard lock(mutex_);
  return total_bytes_;
}

uint64_t MirrorRegistry::BytesOf(ProjectId project) {
  const std::lock_guard lock(mutex_);
  const auto entry = entries_.find(project);
  return entry == entries_.end() ? 0 : entry->second.bytes;
}

std::optional<ProjectId> MirrorRegistry::HoldVictim(uint64_t quota_bytes) {
  const std::lock_guard lock(mutex_);
  if (total_bytes_ <= quota_bytes) return std::nullopt;
  auto victim = entries_.end();
  for (auto entry = entries_.begin(); entry != entries_.end(); ++entry) {
    if (entry->second.held) continue;
    if (victim == entries_.end() || entry->second.last_used < victim->second.last_used) {
      victim = entry;
    }
  }
  if (victim == entries_.end()) return std::nullopt;
  victim->second.held = true;
  return victim->first;
}

}  // namespace headwater::git
