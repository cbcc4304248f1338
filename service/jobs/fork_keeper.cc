// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/jobs/fork_keeper.h"

#include <algorithm>
#include <exception>
#include <set>
#include <utility>

#include "headwater/log.h"
#include "headwater/metrics.h"

// What the keeper's thread does: which project is next, and what becomes of it.

namespace headwater::jobs {
namespace {

/// After a failure, twice as long after each further one, up to a day.
constexpr std::chrono::minutes kFirstRetry{1};
constexpr std::chrono::hours kLastRetry{24};
constexpr uint32_t kMaxDoublings = 11;  // 2,048 minutes are more than a day.
/// What becomes due by time alone is seen this late.
constexpr std::chrono::milliseconds kLook{1'000};

std::chrono::milliseconds RetryAfter(uint32_t failures) {
  const std::chrono::milliseconds delay =
      kFirstRetry * (uint64_t{1} << std::min(failures - 1, kMaxDoublings));
  return std::min<std::chrono::milliseconds>(delay, kLastRetry);
}

/// The one of them that is most overdue and that nobody works on.
template <typename Entries>
typename Entries::iterator FindDue(Entries& entries, SteadyTime now) {
  auto first = entries.end();
  for (auto at = entries.begin(); at != entries.end(); ++at) {
    if (at->second.is_running || at->second.due > now) continue;
    if (first == entries.end() || at->second.due < first->second.due) first = at;
  }
  return first;
}

}  // namespace

ForkKeeper::ForkKeeper(ForkKeeperOptions options, ForkKeeperParts parts)
    : options_(std::move(options)), parts_(parts) {}

ForkKeeper::~ForkKeeper() { Stop(); }

Status ForkKeeper::Load() {
  const std::vector<ForkPlace> places = TRY(parts_.book.Places());
  TRY(parts_.book.BegunAt());
  const SteadyTime now = parts_.clock.Steady();
  const WallTime wall = parts_.clock.Wall();
  const std::lock_guard lock(mutex_);
  list_due_ = now;
  for (const ForkPlace& place : places) {
    Entry entry;
    entry.place = place;
    entry.due = now;
    // A clock that has jumped makes it due at once, or in its usual time.
    const auto age = std::chrono::duration_cast<std::chrono::milliseconds>(wall - place.seen_at);
    const bool stands = !place.is_leaving && !place.name.empty();
    if (stands && age >= age.zero()) {
      entry.due += std::max(options_.refresh - age, std::chrono::milliseconds(0));
    }
    if (stands) names_[place.name] = place.project;
    projects_.emplace(place.project, std::move(entry));
  }
  return Ok{};
}

std::optional<ForkKeeper::Task> ForkKeeper::ClaimProject(SteadyTime now) {
  const auto at = FindDue(projects_, now);
  if (at == projects_.end()) return std::nullopt;
  at->second.is_running = true;
  return Task{.project = at->first, .address = {}, .entry = at->second};
}

std::optional<ForkKeeper::Task> ForkKeeper::ClaimUpstream(SteadyTime now) {
  const auto at = FindDue(upstreams_, now);
  if (at == upstreams_.end()) return std::nullopt;
  at->second.is_running = true;
  return Task{.project = {}, .address = at->first, .entry = at->second};
}

std::optional<ForkKeeper::Task> ForkKeeper::ClaimDue() {
  const std::lock_guard lock(mutex_);
  if (stopping_) return std::nullopt;
  const SteadyTime now = parts_.clock.Steady();
  std::optional<Task> task = ClaimProject(now);
  return task ? task : ClaimUpstream(now);
}

bool ForkKeeper::WorkNext() {
  const std::optional<Task> task = ClaimDue();
  if (!task) return LookForProjects();
  // Whatever happens, it must not stay claimed.
  Status status = Error{Errc::kInternal, "an exception"};
  try {
    status = task->address.empty() ? BringProject(*task) : BringUpstream(*task);
  } catch (const std::exception&) {
    Count("headwater_worker_failures_total");
  }
  if (!status.ok()) Fail(*task, status.error());
  MeasureAll();
  return true;
}

/// Writes down how it now stands, unless others may read it since: then it does not stand there,
/// whatever was just written into the index.
Status ForkKeeper::Settle(const Task& task, const ForgeProject& project, const ForkTaken& taken,
                          uint64_t hearings) {
  const Belongs taken_into = BelongingOf(project);
  const WallTime begun = TRY(parts_.book.BegunAt());
  const bool is_newer_than_index = project.created_at && *project.created_at > begun;
  Measure("headwater_fork_index_bytes", static_cast<int64_t>(taken.bytes));
  Count("headwater_fork_taken_in_total");
  std::unique_lock lock(mutex_);
  Entry& entry = projects_.find(task.project)->second;  // Nobody removes one that runs.
  entry.due = parts_.clock.Steady();
  if (entry.heard != taken_into || entry.place.is_leaving) {
    lock.unlock();
    TRY(parts_.desk.Forget({.partition = taken_into.partition, .name = taken_into.name}));
    lock.lock();
    entry.is_running = false;
    return Ok{};
  }
  const bool is_first = entry.place.name.empty();
  ForkPlace place{.project = task.project,
                  .partition = taken_into.partition,
                  .name = taken_into.name,
                  .seen_at = parts_.clock.Wall(),
                  .new_since = entry.place.new_since};
  const bool is_new = is_first ? is_newer_than_index && !place.new_since : taken.first_publiccode;
  if (is_new) place.new_since = place.seen_at;
  TRY(parts_.book.Place(place, std::nullopt));
  const bool is_news = entry.is_awaited || is_first || is_new;
  entry.place = place;
  names_[place.name] = task.project;
  entry.is_running = entry.is_awaited = false;
  if (entry.hearings == hearings) entry.must_renew = false;
  entry.is_settled = true;
  entry.is_lacking = !taken.lacking.empty();
  entry.failures = 0;
  // What was pushed meanwhile may have come too late.
  if (entry.hearings == hearings) entry.due += options_.refresh;
  Introduce(taken.met);
  return is_news ? parts_.book.WakeAll({task.project}) : Ok{};
}

/// Those who did not know of it were looked at before it was there. Called with the lock.
void ForkKeeper::Introduce(const std::vector<std::string>& names) {
  for (const std::string& name : names) {
    const auto number = names_.find(name);
    if (number == names_.end()) continue;
    Entry& entry = projects_[number->second];
    entry.due = parts_.clock.Steady();
    entry.must_renew = entry.is_awaited = true;
    ++entry.hearings;
  }
}

/// There is nothing to compare.
Status ForkKeeper::SettleEmpty(const Task& task) {
  const std::lock_guard lock(mutex_);
  Entry& entry = projects_.find(task.project)->second;
  entry.is_running = entry.is_awaited = false;
  entry.failures = 0;
  entry.due = parts_.clock.Steady() + options_.refresh;
  return Ok{};
}

void ForkKeeper::Fail(const Task& task, const Error& error) {
  Count("headwater_fork_failures_total");
  uint32_t failures = 0;
  {
    const std::lock_guard lock(mutex_);
    Entry& entry = task.address.empty() ? projects_[task.project] : upstreams_[task.address];
    entry.is_running = false;
    failures = ++entry.failures;
    entry.due = parts_.clock.Steady() + RetryAfter(failures);
  }
  Log(LogLevel::kWarning, "fork_not_indexed",
      {{"project", task.project.value},
       {"upstream", Untrusted(task.address)},
       {"failures", static_cast<int64_t>(failures)},
       {"problem", Untrusted(error.message)}});
}

void ForkKeeper::Erase(ProjectId project) {
  const std::lock_guard lock(mutex_);
  projects_.erase(project);
}

bool ForkKeeper::LookForProjects() {
  {
    const std::lock_guard lock(mutex_);
    if (stopping_ || parts_.clock.Steady() < list_due_) return false;
  }
  const Status listed = ListAll();
  const std::lock_guard lock(mutex_);
  list_failures_ = listed.ok() ? 0 : list_failures_ + 1;
  list_due_ = parts_.clock.Steady() + (listed.ok() ? options_.refresh : RetryAfter(list_failures_));
  if (listed.ok()) return true;
  Count("headwater_fork_failures_total");
  Log(LogLevel::kWarning, "projects_not_listed", {{"problem", Untrusted(listed.error().message)}});
  return true;
}

/// Takes note of those that nobody has heard of, or that are others' now, or gone.
Status ForkKeeper::ListAll() {
  std::set<ProjectId> listed;
  ProjectId last;
  for (;;) {
    const std::vector<ForgeProject> page = TRY(parts_.forge.ProjectsAfter(last));
    for (const ForgeProject& project : page) {
      listed.insert(project.id);
      if (IsNews(project)) TRY(Heard(project));
      last = std::max(last, project.id);
    }
    if (page.empty()) break;
  }
  const std::lock_guard lock(mutex_);
  for (auto& [id, entry] : projects_) {
    if (!listed.contains(id)) entry.due = parts_.clock.Steady();
  }
  return Ok{};
}

bool ForkKeeper::IsNews(const ForgeProject& project) const {
  const std::lock_guard lock(mutex_);
  const auto at = projects_.find(project.id);
  if (at == projects_.end() || at->second.place.is_leaving) return true;
  const ForkPlace& place = at->second.place;
  const Belongs belongs = BelongingOf(project);
  return !place.name.empty() && belongs != Belongs{place.partition, place.name};
}

void ForkKeeper::MeasureAll() {
  const std::lock_guard lock(mutex_);
  const SteadyTime now = parts_.clock.Steady();
  int64_t waiting = 0;
  for (const auto& [id, entry] : projects_) waiting += entry.due <= now ? 1 : 0;
  Measure("headwater_fork_projects", static_cast<int64_t>(names_.size()));
  Measure("headwater_fork_waiting", waiting);
}

void ForkKeeper::Start() {
  thread_ = std::jthread([this] { Loop(); });
}

void ForkKeeper::Stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void ForkKeeper::Loop() {
  for (;;) {
    // The barrier of this thread: what flies here (memory that ends) fails one step.
    bool has_worked = false;
    try {
      has_worked = WorkNext();
    } catch (const std::exception&) {
      Count("headwater_worker_failures_total");
    }
    std::unique_lock lock(mutex_);
    if (!has_worked && !stopping_) wake_.wait_for(lock, kLook);
    if (stopping_) return;
  }
}

}  // namespace headwater::jobs
