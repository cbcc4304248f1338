// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "tests/forge/world.h"

namespace headwater::forge_double {

std::shared_ptr<const State> World::Replica() {
  const std::lock_guard lock(mutex_);
  if (state_.settings.stale_reads == 0 || history_.empty()) return nullptr;
  const Millis horizon = Now() - state_.settings.stale_reads;
  std::shared_ptr<const State> newest = history_.front().state;
  for (const Snapshot& snapshot : history_) {
    if (snapshot.at <= horizon) newest = snapshot.state;
  }
  return newest;
}

void World::KeepSnapshot() {
  if (state_.settings.stale_reads == 0) {
    history_.clear();
    return;
  }
  const Millis now = Now();
  const Millis horizon = now - state_.settings.stale_reads;
  while (history_.size() > 1 && history_[1].at <= horizon) history_.pop_front();
  history_.push_back({now, std::make_shared<const State>(state_)});
}

bool World::WaitIdle(Millis patience) {
  const Millis end = Now() + patience;
  return tasks_.WaitIdle(patience) && webhooks_.WaitIdle(std::max<Millis>(end - Now(), 1));
}

std::string World::Url() {
  const std::lock_guard lock(mutex_);
  return url_;
}

void World::SetUrl(const std::string& url) {
  const std::lock_guard lock(mutex_);
  url_ = url;
}

}  // namespace headwater::forge_double
