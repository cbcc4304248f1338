// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>
#include <vector>

#include "headwater/result.h"
#include "service/store/sqlite.h"
#include "service/store/store_clock.h"

namespace headwater::store {

/// The one thread that writes. What arrives while a commit is on its way to the disk goes into the
/// next one together, so that 32 callers share one fsync. Each piece of work has a savepoint of its
/// own: one that fails undoes only itself. When the transaction as a whole fails, all are answered
/// with that error and nothing has happened. Thread-safe.
class Writer {
 public:
  /// Changes the database; an error undoes what it changed. Reads the clock once.
  using Work = std::function<Status(Connection&, const Now&)>;

  Writer(Connection connection, const StoreClock& clock);

  /// Returns when the work is on disk, or undone. There is no deadline: who gave up waiting would
  /// not know which; the disk decides, and the wait for other processes is bounded.
  Status Do(const Work& work);

 private:
  struct Job {
    const Work& work;
    std::optional<Status> answer;
  };

  void Loop(const std::stop_token& stop);
  std::vector<Job*> Take(const std::stop_token& stop);
  void Commit(const std::vector<Job*>& batch);
  Status RunAll(const std::vector<Job*>& batch, std::vector<Status>& answers);
  Result<Status> RunOne(const Job& job, const Now& now);

  Connection connection_;    // the thread's
  const StoreClock& clock_;  // thread-safe

  size_t last_batch_ = 0;  // the thread's

  std::mutex mutex_;  // guards queue_ and every Job::answer
  std::vector<Job*> queue_;
  std::condition_variable_any arrived_;
  std::condition_variable answered_;

  std::jthread thread_;  // last: ends before the rest is destroyed
};

}  // namespace headwater::store
