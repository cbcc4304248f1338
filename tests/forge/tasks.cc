// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "tests/forge/tasks.h"

#include <utility>

namespace headwater::forge_double {

Tasks::Tasks(int threads) {
  for (int i = 0; i < threads; ++i) {
    threads_.emplace_back([this](const std::stop_token& stop) { Run(stop); });
  }
}

Tasks::~Tasks() {
  for (std::jthread& thread : threads_) thread.request_stop();
  changed_.notify_all();
  threads_.clear();
}

void Tasks::After(Millis delay, std::function<void()> work) {
  const std::lock_guard lock(mutex_);
  waiting_.emplace(Clock::now() + std::chrono::milliseconds(delay), std::move(work));
  changed_.notify_all();
}

bool Tasks::WaitIdle(Millis patience) {
  std::unique_lock lock(mutex_);
  return changed_.wait_for(lock, std::chrono::milliseconds(patience),
                           [&] { return waiting_.empty() && running_ == 0; });
}

void Tasks::Run(const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  while (!stop.stop_requested()) {
    if (waiting_.empty()) {
      changed_.wait(lock, stop, [&] { return !waiting_.empty(); });
      continue;
    }
    const Clock::time_point due = waiting_.begin()->first;
    if (due > Clock::now()) {
      const auto sooner = [&] { return waiting_.empty() || waiting_.begin()->first < due; };
      changed_.wait_until(lock, stop, due, sooner);
      continue;
    }
    const std::function<void()> work = std::move(waiting_.extract(waiting_.begin()).mapped());
    ++running_;
    lock.unlock();
    work();
    lock.lock();
    --running_;
    changed_.notify_all();
  }
}

}  // namespace headwater::forge_double
