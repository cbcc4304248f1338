// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "headwater/result.h"
#include "service/jobs/announcer.h"
#include "service/jobs/caretaker.h"
#include "service/jobs/command_worker.h"
#include "service/jobs/comment_sender.h"
#include "service/jobs/issue_sender.h"
#include "service/jobs/judge.h"
#include "service/jobs/reply_sender.h"
#include "service/jobs/services.h"
#include "service/jobs/status_sender.h"
#include "service/jobs/suggestion_sender.h"
#include "service/jobs/sweeper.h"
#include "service/jobs/waivers.h"

namespace headwater::jobs {

/// Threads of each kind (service/docs/threads.md).
struct WorkerCounts {
  uint32_t announcers = 2;
  uint32_t judges = 2;
  uint32_t senders = 4;
};

/// The threads that do the work: announcers, judges, senders, one that settles what is overdue, one
/// that reads commands, in the order in which they came, one that puts away what decisions rested
/// on, and one that removes what has outlived its time.
/// Each claims, works, and looks again; without work it sleeps until it is nudged or a second has
/// passed. An exception ends one job, never a thread.
class Workers {
 public:
  Workers(const Services& services, const WorkerCounts& counts);
  /// Stops as by Stop.
  ~Workers();

  void Start();
  /// Something may have arrived. Callable from any thread.
  void Nudge();
  /// Claims nothing more and waits for what is under way, up to `grace`. The merge requests that
  /// are unfinished then are handed back, as if nobody had claimed them: whatever their threads
  /// still come to counts no more.
  void Drain(std::chrono::milliseconds grace);
  /// Claims nothing more and waits until every thread has ended.
  void Stop();

 private:
  /// One step of a loop: whether there was something to do.
  using Step = std::function<Result<bool>()>;

  class Held;

  void Loop(const Step& step);
  /// Whether to look again at once: there was work, or the step failed and that was waited for.
  bool RunStep(const Step& step);
  void WaitForWork(uint64_t seen);
  /// Claims in that lane and works on it.
  Result<bool> WorkOn(Lane lane, std::chrono::milliseconds lease,
                      const std::function<Status(const MailboxClaim&)>& run);
  void HandBack(const MailboxClaim& claim);
  Result<bool> AnnounceOne();
  Result<bool> JudgeOne();
  Result<bool> SendOne();
  Status Send(const SlotClaim& claim);
  Result<bool> ObeyOne();
  Result<bool> SettleOverdue();
  Result<bool> PutReadsAway();
  Result<bool> TakeCare();
  Result<bool> EndWaivers();
  Result<bool> Sweep();
  void StartMany(uint32_t count, Result<bool> (Workers::*step)());

  const Services& services_;
  const WorkerCounts counts_;
  Announcer announcer_;
  Judge judge_;
  StatusSender status_sender_;
  CommentSender comment_sender_;
  SuggestionSender suggestion_sender_;
  ReplySender reply_sender_;
  IssueSender issue_sender_;
  CommandWorker command_worker_;
  std::optional<Caretaker> caretaker_;  ///< Its thread's.
  WaiverSweep waiver_sweep_;            ///< Of the thread that runs EndWaivers.
  std::optional<Sweeper> sweeper_;      ///< Of the thread that runs Sweep.

  std::mutex mutex_;
  std::condition_variable wake_;
  uint64_t nudges_ = 0;             ///< Guarded by mutex_.
  bool stopping_ = false;           ///< Guarded by mutex_.
  bool late_ = false;               ///< The grace is over. Guarded by mutex_.
  uint32_t running_ = 0;            ///< Threads. Guarded by mutex_.
  std::vector<MailboxClaim> held_;  ///< What is under way. Guarded by mutex_.
  std::vector<std::jthread> threads_;
};

}  // namespace headwater::jobs
