// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include <algorithm>

#include "headwater/metrics.h"
#include "service/git/upstream_mirrors.h"
#include "service/jobs/upstream_keeper.h"

// What the keeper holds, and how much of it: in memory and on disk.

namespace headwater::jobs {

/// In memory. What nobody asks for any more goes first, or else what could not be fetched.
bool KeptUpstreams::MakeRoomForEntry(SteadyTime now) {
  if (entries_.size() < kMaxUpstreams) return true;
  auto oldest = entries_.end();
  for (auto at = entries_.begin(); at != entries_.end(); ++at) {
    const Entry& entry = at->second;
    const bool is_idle = now - entry.asked > kWanted;
    const bool is_nothing = !entry.state.IsUsable() && entry.failures > 0;
    if (entry.is_running || (!is_idle && !is_nothing)) continue;
    if (oldest == entries_.end() || entry.asked < oldest->second.asked) oldest = at;
  }
  if (oldest == entries_.end()) return false;
  entries_.erase(oldest);
  return true;
}

/// Copies go that were used longest ago, but none that somebody may still be reading. True when
/// there is no room all the same.
bool KeptUpstreams::KeepQuota() {
  const std::vector<FoundCopy> copies = ListCopies(options_.root);
  uint64_t bytes = 0;
  for (const FoundCopy& copy : copies) bytes += copy.bytes;
  const WallTime readers_since = clock_.Wall() - git::kUpstreamReaderTime;
  for (const FoundCopy& copy : copies) {
    if (bytes <= options_.quota_bytes) break;
    if (copy.used > readers_since || !MayGo(copy.name)) continue;
    const Status removed = RemoveCopy(options_.root, copy.name);
    const std::lock_guard lock(mutex_);
    leaving_.erase(copy.name);
    if (!removed.ok()) continue;
    bytes -= copy.bytes;
    Count("headwater_upstreams_evicted_total");
  }
  Measure("headwater_upstream_bytes", static_cast<int64_t>(bytes));
  return bytes > options_.quota_bytes;
}

/// Whether nobody reads or refreshes it; from then on nobody is given it.
bool KeptUpstreams::MayGo(const std::string& name) {
  const std::lock_guard lock(mutex_);
  const auto found = entries_.find(name);
  if (found != entries_.end()) {
    const Entry& entry = found->second;
    const bool is_read = clock_.Steady() - entry.asked < git::kUpstreamReaderTime;
    if (entry.is_running || is_read) return false;
    entries_.erase(found);
  }
  leaving_.insert(name);
  return true;
}

void KeptUpstreams::MeasureAll() {
  int64_t ready = 0;
  int64_t under_way = 0;
  int64_t unreachable = 0;
  int64_t frozen = 0;
  std::chrono::sys_seconds oldest = std::chrono::floor<std::chrono::seconds>(clock_.Wall());
  const std::chrono::sys_seconds now = oldest;
  {
    const std::lock_guard lock(mutex_);
    for (const auto& [name, entry] : entries_) {
      const UpstreamState state = AnswerOf(name, entry).state;
      ready += state == UpstreamState::kReady ? 1 : 0;
      under_way += state == UpstreamState::kUnderWay ? 1 : 0;
      unreachable += state == UpstreamState::kUnreachable ? 1 : 0;
      frozen += state == UpstreamState::kFrozen ? 1 : 0;
      const bool is_wanted = clock_.Steady() - entry.asked <= kWanted;
      if (entry.state.fetched && is_wanted) oldest = std::min(oldest, *entry.state.fetched);
    }
  }
  Measure("headwater_upstreams_ready", ready);
  Measure("headwater_upstreams_under_way", under_way);
  Measure("headwater_upstreams_unreachable", unreachable);
  Measure("headwater_upstreams_frozen", frozen);
  Measure("headwater_upstream_oldest_seconds", (now - oldest).count());
}

}  // namespace headwater::jobs
