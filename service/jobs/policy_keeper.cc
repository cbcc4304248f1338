// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/jobs/policy_keeper.h"

#include <algorithm>
#include <exception>
#include <iterator>
#include <utility>
#include <vector>

#include "headwater/log.h"
#include "headwater/metrics.h"
#include "service/jobs/kept_file.h"
#include "service/jobs/policy_pauses.h"
#include "service/jobs/policy_standing.h"
#include "service/report/policy_issue.h"

namespace headwater::jobs {
namespace {

constexpr size_t kShownHashDigits = 12;

// For people, in the status.
constexpr size_t kToldPauses = 500;

// What is held back is decided for whole days: an hour before midnight is soon enough.
constexpr std::chrono::hours kCountEvery{1};

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

/// By their first day: what began years ago explains nothing that anybody asks about.
std::vector<Pause> NewestOf(const std::vector<Pause>& pauses) {
  const size_t dropped = pauses.size() - std::min(pauses.size(), kToldPauses);
  return {pauses.begin() + static_cast<std::ptrdiff_t>(dropped), pauses.end()};
}

LiveLayers::Pointer WithKept(const config::PolicyLayers& layers,
                             const std::shared_ptr<const std::vector<Pause>>& pauses) {
  return std::make_shared<const config::PolicyLayers>(layers.WithPauses(pauses));
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
  Result<LiveLayers::Pointer> layers = WithPauses(*loaded.layers);
  WarnIf(layers.ok() ? Status(Ok{}) : Status(layers.error()), "policy_pauses_not_counted");
  parts_.live.Put(layers.ok() ? std::move(layers).value() : WithKept(*loaded.layers, pauses_));
  Status kept = KeepFile(KeptPath(), RenderPolicySet(loaded.set));
  day_.reset();
  return kept;
}

Status PolicyKeeper::CountFor(const config::PolicyLayers& layers) {
  PauseQuestion question;
  question.conditions = layers.Conditions();
  question.pauses = TRY(parts_.book.Pauses());
  counts_.clear();
  const WallTime now = parts_.clock.Wall();
  if (!question.conditions.empty()) {
    question.counts = TRY(parts_.book.CountRules(now - kCountedDays));
    std::ranges::copy_if(
        question.counts, std::back_inserter(counts_), [&question](const RuleCounts& rule) {
          return std::ranges::find(question.conditions, rule.rule, &StopCondition::rule) !=
                 question.conditions.end();
        });
  }
  const PauseChanges changes = DecidePauses(question, now);
  if (!changes.empty()) TRY(parts_.book.ChangePauses(changes));
  pauses_ = std::make_shared<const std::vector<Pause>>(WithChanges(question.pauses, changes));
  counted_at_ = parts_.clock.Steady();
  for (const AuditEvent& event : changes.because) {
    Log(LogLevel::kWarning,
        event.kind == AuditKind::kPromotionsPaused ? Literal("promotions_paused")
                                                   : Literal("promotions_resumed"),
        {{"change", Untrusted(event.detail)}});
  }
  return Ok{};
}

Result<LiveLayers::Pointer> PolicyKeeper::WithPauses(const config::PolicyLayers& layers) {
  TRY(CountFor(layers));
  return WithKept(layers, pauses_);
}

Status PolicyKeeper::LookAtPauses() {
  const std::lock_guard lock(reading_);
  if (counted_at_ && parts_.clock.Steady() < *counted_at_ + kCountEvery) return Ok{};
  const LiveLayers::Pointer layers = parts_.live.Get();
  if (layers == nullptr) return Ok{};
  const auto before = pauses_;
  // Once an hour, whatever comes of it.
  counted_at_ = parts_.clock.Steady();
  LiveLayers::Pointer counted = TRY(WithPauses(*layers));
  if (before == nullptr || *before != *pauses_) parts_.live.Put(std::move(counted));
  Tell(status_);
  return Ok{};
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
  if (pauses_ != nullptr) status_.pauses = NewestOf(*pauses_);
  status_.counts = counts_;
  WarnIf(KeepFile(options_.folder + std::string(kPolicyStatusFile), RenderPolicyStatus(status_)),
         "policy_status_not_kept");
  TellHome();
}

void PolicyKeeper::TellHome() {
  const std::optional<ProjectId> home = parts_.origin.Home();
  if (!home) return;
  const report::PolicyIssue about{.project = *home,
                                  .problem = Untrusted(status_.problem),
                                  .in_force = Untrusted(Shown(status_.in_force)),
                                  .since = Untrusted(FormatTime(status_.since))};
  const SlotContent wanted = report::RenderPolicyIssue(about, options_.language);
  if (issue_ == wanted) return;
  const Status told = parts_.book.WantPolicyIssue(*home, wanted);
  WarnIf(told, "policy_issue_not_wanted");
  if (!told.ok()) return;
  issue_ = wanted;
  if (options_.on_woken) options_.on_woken();
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
    if (StandingHash(layers->For(place.path, place.project), today) != place.hash)
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
  // First: what is counted today decides what a new day begins with.
  WarnIf(LookAtPauses(), "policy_pauses_not_counted");
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
