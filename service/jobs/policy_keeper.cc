// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/jobs/policy_keeper.h"

#include <exception>
#include <utility>
#include <vector>

#include "headwater/log.h"
#include "headwater/metrics.h"
#include "service/jobs/kept_file.h"
#include "service/jobs/policy_standing.h"

namespace headwater::jobs {
namespace {

constexpr size_t kShownHashDigits = 12;

// Files that change while they are read are read again at once, then at the next look.
constexpr int kMaxTornReads = 3;

// A forge that does not answer is left alone for this long.
constexpr std::chrono::minutes kAfterNoAnswer{1};

std::string Shown(const std::string& hash) {
  return hash.empty() ? "none" : hash.substr(0, kShownHashDigits);
}

/// The same event at another time is another event: a policy may come back.
AuditEvent EventAt(AuditKind kind, WallTime at, const std::string& what) {
  AuditEvent event;
  event.kind = kind;
  event.detail = FormatTime(at) + " " + what;
  return event;
}

void WarnIf(const Status& status, Literal what) {
  if (status.ok()) return;
  Log(LogLevel::kError, what, {{"problem", Untrusted(status.error().message)}});
}

}  // namespace

Status PolicyKeeper::Load() {
  const std::lock_guard lock(reading_);
  Recall();
  Result<LoadedPolicy> loaded = ReadOnce();
  mark_ = seen_ = parts_.origin.Mark();
  if (!loaded.ok()) return TakeLastGood(loaded.error());
  (void)Take(loaded.value());
  return Ok{};
}

void PolicyKeeper::Recall() {
  const Result<std::string> kept =
      ReadKeptFile(options_.folder + std::string(kPolicyStatusFile), kMaxPolicyStatusBytes);
  if (!kept.ok()) return;
  const Result<PolicyStatus> before = ReadPolicyStatus(kept.value());
  if (!before.ok()) return;
  status_.in_force = before.value().in_force;
  status_.since = before.value().since;
}

Status PolicyKeeper::TakeLastGood(const Error& error) {
  const Result<std::string> kept = ReadKeptFile(KeptPath(), kMaxPolicySetBytes);
  if (!kept.ok()) return error;
  const Result<PolicySet> set = ReadPolicySet(kept.value());
  if (!set.ok()) return error;
  Result<LoadedPolicy> loaded = LoadPolicySet(SourcesOf(set.value()), options_.shipped);
  if (!loaded.ok()) return error;
  (void)Take(loaded.value());
  status_.from_last_good = true;
  Log(LogLevel::kError, "policy_last_good_at_start",
      {{"in_force", Untrusted(Shown(status_.in_force))}});
  (void)Refuse(error);
  return Ok{};
}

PolicyLook PolicyKeeper::Take(const LoadedPolicy& loaded) {
  PolicyStatus next = status_;
  next.looked_at = parts_.clock.Wall();
  next.problem.clear();
  next.problem_since = {};
  next.from_last_good = false;
  next.owners = loaded.layers->owners();
  const bool is_same = loaded.hash == status_.in_force;
  Measure("headwater_policy_valid", 1);
  if (is_same) {
    // After a start: what was in force before it.
    if (parts_.live.Get() == nullptr) WarnIf(PutInForce(loaded), "policy_not_kept");
    Count("headwater_policy_reload_unchanged_total");
    Tell(next);
    return PolicyLook::kSame;
  }
  const std::string before = status_.in_force;
  next.in_force = loaded.hash;
  next.since = next.looked_at;
  WarnIf(PutInForce(loaded), "policy_not_kept");
  const std::string what = Shown(before) + " -> " + Shown(loaded.hash);
  WarnIf(parts_.book.NotePolicy(EventAt(AuditKind::kPolicyChanged, next.since, what)),
         "policy_change_not_written_down");
  Count("headwater_policy_reload_changed_total");
  Log(LogLevel::kInfo, "policy_in_force",
      {{"policy", Untrusted(Shown(loaded.hash))}, {"before", Untrusted(Shown(before))}});
  Tell(next);
  return PolicyLook::kChanged;
}

Status PolicyKeeper::PutInForce(const LoadedPolicy& loaded) {
  // In force first: whoever is judged from now on, and whoever ends a judgement, sees it.
  parts_.live.Put(loaded.layers);
  Status kept = KeepFile(KeptPath(), RenderPolicySet(loaded.set));
  day_.reset();
  return kept;
}

PolicyLook PolicyKeeper::Refuse(const Error& error) {
  Count("headwater_policy_reload_refused_total");
  Measure("headwater_policy_valid", 0);
  PolicyStatus next = status_;
  next.looked_at = parts_.clock.Wall();
  const bool is_new = next.problem != error.message;
  if (is_new) {
    next.problem = error.message;
    next.problem_since = next.looked_at;
    WarnIf(parts_.book.NotePolicy(
               EventAt(AuditKind::kPolicyRefused, next.problem_since, error.message)),
           "policy_refusal_not_written_down");
  }
  Log(LogLevel::kError, "policy_refused",
      {{"problem", Untrusted(error.message)}, {"in_force", Untrusted(Shown(next.in_force))}});
  Tell(next);
  return PolicyLook::kRefused;
}

void PolicyKeeper::Tell(const PolicyStatus& status) {
  status_ = status;
  WarnIf(KeepFile(options_.folder + std::string(kPolicyStatusFile), RenderPolicyStatus(status)),
         "policy_status_not_kept");
}

Result<LoadedPolicy> PolicyKeeper::ReadOnce() {
  config::LayerSources sources = TRY(parts_.origin.Read());
  return LoadPolicySet(std::move(sources), options_.shipped);
}

PolicyLook PolicyKeeper::ReadNow() {
  for (int tries = 0; tries < kMaxTornReads; ++tries) {
    const std::string before = parts_.origin.Mark();
    Result<LoadedPolicy> loaded = ReadOnce();
    // What it has led to is watched, too, from now on.
    mark_ = seen_ = parts_.origin.Mark();
    if (mark_ != before) continue;
    if (!loaded.ok() && loaded.error().code == Errc::kTransient) {
      // Nobody answers: that says nothing of the policy.
      Log(LogLevel::kWarning, "policy_not_read", {{"problem", Untrusted(loaded.error().message)}});
      not_before_ = parts_.clock.Steady() + kAfterNoAnswer;
      break;
    }
    return loaded.ok() ? Take(loaded.value()) : Refuse(loaded.error());
  }
  mark_.clear();  // Half of one and half of another is no policy: read again at the next look.
  return PolicyLook::kSettling;
}

PolicyLook PolicyKeeper::Reload() {
  const std::lock_guard lock(reading_);
  return ReadNow();
}

PolicyLook PolicyKeeper::Look() {
  const std::lock_guard lock(reading_);
  if (parts_.clock.Steady() < not_before_) return PolicyLook::kSame;
  std::string now = parts_.origin.Mark();
  if (now == mark_) {
    seen_ = std::move(now);
    return PolicyLook::kSame;
  }
  const bool is_settled = now == seen_;
  seen_ = std::move(now);
  return is_settled ? ReadNow() : PolicyLook::kSettling;
}

Status PolicyKeeper::LookForStale() {
  const std::lock_guard lock(reading_);
  const auto today = std::chrono::floor<std::chrono::days>(parts_.clock.Wall());
  if (day_ == today) return Ok{};
  const LiveLayers::Pointer layers = parts_.live.Get();
  if (layers == nullptr) return Ok{};
  std::vector<ProjectId> changed;
  for (const ProjectStanding& place : TRY(parts_.book.Standings())) {
    if (StandingHash(layers->For(place.path), today) != place.hash)
      changed.push_back(place.project);
  }
  const uint64_t marked = TRY(parts_.book.MarkStale(changed, options_.window));
  day_ = today;
  if (marked == 0) return Ok{};
  Count("headwater_policy_stale_total", static_cast<int64_t>(marked));
  Log(LogLevel::kInfo, "policy_stale",
      {{"projects", static_cast<int64_t>(changed.size())},
       {"merge_requests", static_cast<int64_t>(marked)}});
  return Ok{};
}

void PolicyKeeper::Start() {
  thread_ = std::jthread([this] { Loop(); });
}

void PolicyKeeper::Stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void PolicyKeeper::AskReload() {
  {
    const std::lock_guard lock(mutex_);
    asked_ = true;
  }
  wake_.notify_all();
}

void PolicyKeeper::Step() {
  WarnIf(LookForStale(), "policy_stale_not_marked");
  const Result<uint64_t> left = parts_.book.CountStale();
  if (!left.ok()) return WarnIf(left.error(), "policy_stale_not_counted");
  Measure("headwater_policy_stale", static_cast<int64_t>(left.value()));
  if (left.value() == 0) return;
  const Result<bool> woken = parts_.book.WakeStale(options_.stale);
  if (!woken.ok()) return WarnIf(woken.error(), "policy_stale_not_woken");
  if (woken.value() && options_.on_woken) options_.on_woken();
}

void PolicyKeeper::Loop() {
  auto look_at = std::chrono::steady_clock::now() + options_.look_every;
  for (;;) {
    bool asked = false;
    {
      std::unique_lock lock(mutex_);
      wake_.wait_for(lock, options_.wake_every, [this] { return stopping_ || asked_; });
      if (stopping_) return;
      asked = std::exchange(asked_, false);
    }
    const bool is_time = std::chrono::steady_clock::now() >= look_at;
    // The one barrier of this thread: memory that ends costs a look, not the service.
    try {
      if (asked) (void)Reload();
      if (is_time && !asked) (void)Look();
      Step();
    } catch (const std::exception&) {
      Log(LogLevel::kError, "policy_look_failed");
    }
    if (is_time) look_at = std::chrono::steady_clock::now() + options_.look_every;
  }
}

}  // namespace headwater::jobs
