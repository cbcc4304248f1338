// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <deque>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <utility>

#include "tests/forge/model.h"
#include "tests/forge/repositories.h"
#include "tests/forge/tasks.h"
#include "tests/forge/webhooks.h"

namespace headwater::forge_double {

/// Everything the double consists of. The state can only be reached through Read and Write, inside
/// which nothing may wait: git runs outside, on copies. Thread-safe.
class World {
 public:
  explicit World(std::filesystem::path root) : repositories_(std::move(root)) {}

  /// The state as it is.
  template <typename Use>
  auto Read(Use&& use) {
    const std::lock_guard lock(mutex_);
    return std::forward<Use>(use)(std::as_const(state_));
  }
  /// The state as a lagging replica has it, if settings.stale_reads says so.
  template <typename Use>
  auto ReadReplica(Use&& use) {
    const std::shared_ptr<const State> old = Replica();
    if (old) return std::forward<Use>(use)(*old);
    return Read(std::forward<Use>(use));
  }
  template <typename Use>
  auto Write(Use&& use) {
    const std::lock_guard lock(mutex_);
    const Remember remember{*this};
    return std::forward<Use>(use)(state_);
  }

  const Repositories& repositories() const { return repositories_; }
  Webhooks& webhooks() { return webhooks_; }
  /// At once, here, when there is no delay; else later.
  void After(Millis delay, std::function<void()> work) {
    if (delay <= 0) return work();
    tasks_.After(delay, std::move(work));
  }
  bool WaitIdle(Millis patience);

  /// "http://127.0.0.1:8080", without a slash at its end.
  std::string Url();
  void SetUrl(const std::string& url);

 private:
  struct Snapshot {
    Millis at = 0;
    std::shared_ptr<const State> state;
  };
  /// Keeps what a Write has made for the replica.
  struct Remember {
    World& world;
    ~Remember() { world.KeepSnapshot(); }
  };
  std::shared_ptr<const State> Replica();
  void KeepSnapshot();

  std::mutex mutex_;
  State state_;
  std::string url_ = "http://127.0.0.1";
  std::deque<Snapshot> history_;
  Repositories repositories_;
  Webhooks webhooks_;
  Tasks tasks_{1};  // Last: its work uses all of the above.
};

}  // namespace headwater::forge_double
