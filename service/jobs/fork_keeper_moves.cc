// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <utility>

#include "headwater/log.h"
#include "headwater/metrics.h"
#include "service/jobs/fork_keeper.h"

// Who may read a project now, and what follows when that are others.

namespace headwater::jobs {

Status ForkKeeper::Heard(const ForgeProject& project) {
  Belongs belongs = BelongingOf(project);
  bool must_leave = false;
  {
    const std::lock_guard lock(mutex_);
    Entry& entry = projects_[project.id];
    entry.place.project = project.id;
    ++entry.hearings;
    entry.due = parts_.clock.Steady();
    const ForkPlace& place = entry.place;
    must_leave = place.is_leaving ||
                 (!place.name.empty() && belongs != Belongs{place.partition, place.name});
    entry.heard = belongs;
  }
  MeasureAll();
  if (must_leave) TRY(Leave(project.id, belongs.partition.text));
  wake_.notify_all();
  return Ok{};
}

Status ForkKeeper::Gone(ProjectId project) {
  {
    const std::lock_guard lock(mutex_);
    const auto at = projects_.find(project);
    if (at == projects_.end()) return Ok{};
    at->second.heard = std::nullopt;
    at->second.due = parts_.clock.Steady();  // What is being taken in just now has to go again.
  }
  TRY(Leave(project, "nobody"));
  return parts_.book.Drop(project);
}

/// Takes it out. The order matters: before anything else it is written down that nobody is told of
/// it any more (see Allowed), so that no crash makes it known again.
Status ForkKeeper::Leave(ProjectId project, const std::string& to) {
  ForkPlace place;
  bool was_leaving = false;
  {
    const std::lock_guard lock(mutex_);
    Entry& entry = projects_[project];
    if (entry.place.name.empty()) return Ok{};
    was_leaving = entry.place.is_leaving;
    place = entry.place;
    place.is_leaving = true;
    std::optional<AuditEvent> because;
    if (!was_leaving) because = MoveOf(place, to);
    TRY(parts_.book.Place(place, because));
    entry.place = place;
    names_.erase(place.name);
  }
  const ForkForgotten forgotten =
      TRY(parts_.desk.Forget({.partition = place.partition, .name = place.name}));
  // Of a leave that was broken off nobody knows any longer who had been told.
  std::vector<ProjectId> told = was_leaving ? All() : NumbersOf(forgotten.told);
  told.push_back(project);
  TRY(parts_.book.WakeAll(told));
  Count("headwater_fork_moves_total");
  Log(LogLevel::kInfo, "fork_readers_changed",
      {{"project", project.value},
       {"from", Untrusted(place.partition.text)},
       {"to", Untrusted(to)},
       {"told", static_cast<int64_t>(told.size() - 1)}});
  const std::lock_guard lock(mutex_);
  Entry& entry = projects_[project];
  entry.place = {.project = project,
                 .partition = {},
                 .name = {},
                 .seen_at = place.seen_at,
                 .new_since = place.new_since};
  return parts_.book.Place(entry.place, std::nullopt);
}

AuditEvent ForkKeeper::MoveOf(const ForkPlace& place, const std::string& to) const {
  AuditEvent event;
  event.kind = AuditKind::kReadersChanged;
  event.project = place.project;
  // The time makes each of them one of its own.
  event.detail = FormatTime(parts_.clock.Wall()) + " " + place.partition.text + " -> " + to;
  return event;
}

std::vector<ProjectId> ForkKeeper::NumbersOf(const std::vector<std::string>& names) const {
  const std::lock_guard lock(mutex_);
  std::vector<ProjectId> numbers;
  for (const std::string& name : names) {
    const auto at = names_.find(name);
    if (at != names_.end()) numbers.push_back(at->second);
  }
  return numbers;
}

std::vector<ProjectId> ForkKeeper::All() const {
  const std::lock_guard lock(mutex_);
  std::vector<ProjectId> numbers;
  numbers.reserve(projects_.size());
  for (const auto& [id, entry] : projects_) numbers.push_back(id);
  return numbers;
}

}  // namespace headwater::jobs
