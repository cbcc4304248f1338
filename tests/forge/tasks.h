// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <thread>
#include <vector>

#include "tests/forge/http.h"

namespace headwater::forge_double {

/// Work for later, done by a few threads of its own. Thread-safe. Destroying it drops what has not
/// begun and waits for what has.
class Tasks {
 public:
  explicit Tasks(int threads);
  ~Tasks();
  Tasks(const Tasks&) = delete;
  Tasks& operator=(const Tasks&) = delete;

  /// Not before `delay` milliseconds have passed.
  void After(Millis delay, std::function<void()> work);
  /// False when something was still waiting or running after `patience` milliseconds.
  bool WaitIdle(Millis patience);

 private:
  using Clock = std::chrono::steady_clock;
  void Run(const std::stop_token& stop);

  std::mutex mutex_;
  std::condition_variable_any changed_;
  std::multimap<Clock::time_point, std::function<void()>> waiting_;
  int running_ = 0;
  std::vector<std::jthread> threads_;
};

}  // namespace headwater::forge_double
