// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "headwater/clock.h"
#include "headwater/policy_book.h"
#include "headwater/result.h"
#include "headwater/untrusted.h"
#include "service/config/effective_policy.h"
#include "service/jobs/live_layers.h"
#include "service/jobs/policy_origin.h"
#include "service/jobs/policy_set.h"
#include "service/jobs/policy_status.h"

namespace headwater::jobs {

struct PolicyKeeperOptions {
  /// Where the last good policy and how it stands are kept; exists.
  std::string folder;
  config::Shipped shipped;  ///< With the platform's choice of `standard`.
  /// Between two looks at the files. A change counts when two looks in a row see the same: several
  /// files are rarely written at one moment.
  std::chrono::milliseconds look_every{2'000};
  /// Over which what is judged again is spread: 2,000 merge requests then come three a second, and
  /// what is fresh overtakes them anyway.
  std::chrono::milliseconds window{std::chrono::minutes(10)};
  /// Which stale ones are woken; by how many may be under way besides.
  StaleTerms stale{};
  std::chrono::milliseconds wake_every{200};
  std::function<void()> on_woken = nullptr;  ///< There is something to do.
  Language language = Language::kEnglish;    ///< Of the issue about a policy that cannot be used.
};

/// Borrowed; all but the origin thread-safe.
struct PolicyKeeperParts {
  PolicyOrigin& origin;
  LiveLayers& live;
  PolicyBook& book;
  const Clock& clock;
};

/// What becomes of one look at the policy.
enum class PolicyLook {
  kSame,      ///< Nothing was read anew, or it says what is in force.
  kSettling,  ///< Something is being written.
  kChanged,   ///< Another policy is in force.
  kRefused,   ///< It cannot be used: the last good one stays in force.
};

/// Keeps the platform's policy: reads it when its files change or somebody asks, puts it in force
/// as a whole, keeps the last good one on disk, tells of what cannot be used (log, metrics, audit
/// log, `headwater policy status`), and has merge requests judged again whose policy has changed.
/// Thread-safe, with one thread of its own between Start and Stop.
class PolicyKeeper {
 public:
  PolicyKeeper(PolicyKeeperOptions options, PolicyKeeperParts parts)
      : options_(std::move(options)), parts_(parts) {}
  ~PolicyKeeper() { Stop(); }
  PolicyKeeper(const PolicyKeeper&) = delete;
  PolicyKeeper& operator=(const PolicyKeeper&) = delete;

  /// At the start: puts the policy in force, or the last good one where it cannot be used, which is
  /// said loudly. kInvalid: it cannot be used, and there is no last good one.
  Status Load();

  void Start();
  void Stop();

  /// Reads the policy whether it looks changed or not, soon. From any thread.
  void AskReload();

  /// One look, as the thread does it.
  PolicyLook Look();
  /// Reads at once, without settling.
  PolicyLook Reload();
  /// Counts anew what may hold back the steps of modes, once an hour, where any policy asks for it.
  Status LookAtPauses();
  /// Marks what is to be judged again because a day has begun on which an announced mode is in
  /// force, or because the service was not there when the policy changed.
  Status LookForStale();

 private:
  /// What the kept status says was in force before this process.
  void Recall();
  Result<LoadedPolicy> ReadOnce();
  PolicyLook ReadNow();
  PolicyLook Take(const LoadedPolicy& loaded);
  PolicyLook Refuse(const Error& error);
  Status PutInForce(const LoadedPolicy& loaded);
  /// The layers, with what holds back the steps of modes, counted now.
  Result<LiveLayers::Pointer> WithPauses(const config::PolicyLayers& layers);
  Status CountFor(const config::PolicyLayers& layers);
  Status TakeLastGood(const Error& error);
  void Tell(const PolicyStatus& status);
  /// In the project that the policy lives in, if it does: where those are who can mend it.
  void TellHome();
  void Loop();
  void Step();
  std::string KeptPath() const { return options_.folder + "/last-good"; }

  const PolicyKeeperOptions options_;
  const PolicyKeeperParts parts_;

  std::mutex reading_;       ///< One reads at a time. Guards what follows.
  std::string mark_;         ///< Of what was read last.
  std::string seen_;         ///< At the last look.
  SteadyTime not_before_{};  ///< Looked at again; somebody who asks need not wait.
  PolicyStatus status_;
  std::shared_ptr<const std::vector<Pause>> pauses_;  ///< As they stand in the book.
  std::vector<RuleCounts> counts_;  ///< Of the rules that have a condition, as last counted.
  std::optional<SteadyTime> counted_at_;
  std::optional<SlotContent> issue_;          ///< As it was last wanted.
  std::optional<std::chrono::sys_days> day_;  ///< For which was last looked for stale ones.

  std::mutex mutex_;
  std::condition_variable wake_;
  bool asked_ = false;     ///< Guarded by mutex_.
  bool stopping_ = false;  ///< Guarded by mutex_.
  std::jthread thread_;
};

}  // namespace headwater::jobs
