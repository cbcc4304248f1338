// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "headwater/clock.h"
#include "headwater/upstream_keeper.h"
#include "service/jobs/upstream_copy.h"
#include "service/jobs/upstream_door.h"
#include "service/jobs/upstream_refresh.h"

/// \file
/// The service's copies of upstreams: fetched when somebody asks, looked after for as long as
/// somebody has asked within a week.

namespace headwater::jobs {

struct UpstreamKeeperOptions {
  std::string root;         ///< Absolute; made when absent.
  std::string ca_bundle;    ///< PEM file of all trusted authorities.
  bool allow_http = false;  ///< The forge itself speaks nothing else.
  std::chrono::milliseconds refresh{std::chrono::hours(1)};
  uint64_t quota_bytes = 0;  ///< Of all copies and indexes.
  uint64_t max_copy_bytes = 0;
  std::chrono::milliseconds clone_deadline{0};
  std::chrono::milliseconds fetch_deadline{0};
  /// Called when a copy of somebody else's forge was brought up to date, with its repository.
  std::function<void(const SafeUrl& url, const std::string& repository)> on_brought{};
};

/// At the same time, each for another upstream.
inline constexpr size_t kUpstreamThreads = 2;
/// Upstreams that are remembered in memory; beyond them nothing new is fetched before a week has
/// passed without a question for one.
inline constexpr size_t kMaxUpstreams = 1'000;

class KeptUpstreams final : public UpstreamKeeper {
 public:
  /// `refresher` and `clock` must outlive it.
  KeptUpstreams(UpstreamKeeperOptions options, UpstreamDoor door, UpstreamRefresher& refresher,
                const Clock& clock);
  /// Stops as by Stop.
  ~KeptUpstreams() override;

  KeptUpstream Ask(const SafeUrl& url) override;

  /// Starts the threads.
  void Start();
  /// Begins nothing more and waits until the threads have ended: whoever owns the refresher ends
  /// what is under way.
  void Stop();

  /// What the threads do again and again: brings the upstream up to date that is most overdue.
  /// False: none is due.
  bool RefreshNext();

  KeptUpstreams(const KeptUpstreams&) = delete;
  KeptUpstreams& operator=(const KeptUpstreams&) = delete;

 private:
  struct Entry {
    SafeUrl url;  ///< As UpstreamDoor::Admit gives it.
    CopyState state{};
    SteadyTime asked{};
    SteadyTime noted{};  ///< When NoteUse was last called.
    SteadyTime due{};    ///< For the next refresh.
    std::optional<SteadyTime> tried{};
    uint32_t failures = 0;  ///< Since the last success.
    bool is_running = false;
  };
  using Entries = std::map<std::string, Entry>;

  /// Nobody asks any more after this.
  static constexpr std::chrono::hours kWanted{7 * 24};

  Entry NewEntry(const SafeUrl& url, const std::string& name) const;
  bool MakeRoomForEntry(SteadyTime now);
  KeptUpstream AnswerOf(const std::string& name, const Entry& entry) const;
  Entries::value_type* FindDue();
  std::optional<Entries::value_type> Claim();
  Status Bring(const Entry& entry, bool is_full);
  bool KeepQuota();
  bool MayGo(const std::string& name);
  void Settle(const std::string& name, const Entry& before, const Status& status);
  void Loop();
  bool Step();
  void MeasureAll();

  const UpstreamKeeperOptions options_;
  const UpstreamDoor door_;
  UpstreamRefresher& refresher_;
  const Clock& clock_;

  std::mutex mutex_;
  std::condition_variable wake_;
  Entries entries_;                ///< By git::UpstreamName. Guarded by mutex_.
  std::set<std::string> leaving_;  ///< Copies that are being removed. Guarded by mutex_.
  bool stopping_ = false;          ///< Guarded by mutex_.
  std::vector<std::jthread> threads_;
};

}  // namespace headwater::jobs
