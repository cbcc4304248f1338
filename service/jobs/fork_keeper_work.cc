// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <memory>
#include <utility>

#include "service/jobs/fork_keeper.h"

// Bringing a project, or an upstream, into the index.

namespace headwater::jobs {
namespace {

/// The contents that a project's mirror lacks are brought, and then those that came with a push
/// meanwhile; more would go on for ever beside somebody who never stops pushing.
constexpr int kMaxRounds = 3;

std::chrono::sys_seconds Seconds(WallTime time) {
  return std::chrono::floor<std::chrono::seconds>(time);
}

Readers ReadersOf(const ForgeProject& project) {
  return {.visibility = project.repository, .group = project.namespace_id};
}

/// As it is to stand in the index, but for its copy.
IndexedProject RowOf(const ForgeProject& project) {
  IndexedProject row;
  row.name = project.path.bytes();
  row.url = project.web_url.bytes();
  row.first_seen = Seconds(project.created_at.value_or(WallTime{}));
  // Not everybody who is told of this project may see its parent.
  const bool shows_parent =
      project.parent && MayShow(project.parent->visibility, project.repository);
  if (shows_parent) row.parent = project.parent->web_url.bytes();
  return row;
}

}  // namespace

ForkKeeper::Belongs ForkKeeper::BelongingOf(const ForgeProject& project) {
  return {.partition = PartitionOf(ReadersOf(project)), .name = project.path.bytes()};
}

Status ForkKeeper::BringProject(const Task& task) {
  const Result<ForgeProject> read = parts_.forge.Project(task.project);
  if (!read.ok() && read.error().code == Errc::kNotFound) {
    TRY(Gone(task.project));
    Erase(task.project);
    return Ok{};
  }
  const ForgeProject project = TRY(read);
  TRY(Heard(project));
  if (project.empty || project.default_branch.empty() || project.sha256) return SettleEmpty(task);
  TRY(CheckNameIsFree(project));
  const uint64_t hearings = HearingsOf(project.id);
  const ForkTaken taken = TRY(TakeIn(project, task.entry.must_renew));
  return Settle(task, project, taken, hearings);
}

uint64_t ForkKeeper::HearingsOf(ProjectId project) const {
  const std::lock_guard lock(mutex_);
  const auto at = projects_.find(project);
  return at == projects_.end() ? 0 : at->second.hearings;
}

/// Two projects that stand under one name would be taken for one. The other one was renamed, and
/// nobody has heard of it yet.
Status ForkKeeper::CheckNameIsFree(const ForgeProject& project) {
  const std::lock_guard lock(mutex_);
  const auto owner = names_.find(project.path.bytes());
  if (owner == names_.end() || owner->second == project.id) return Ok{};
  const auto other = projects_.find(owner->second);
  if (other != projects_.end()) other->second.due = parts_.clock.Steady();
  return Error{Errc::kTransient, "another project stood under its name until now"};
}

/// The mirror is held while git writes to it, and not while it is read: the project's own merge
/// requests would wait for a first index. Whatever is missing because of that is an error, and
/// looked for again.
Result<ForkTaken> ForkKeeper::TakeIn(const ForgeProject& project, bool renew) {
  FetchRequest fetch;
  fetch.project = project.id;
  fetch.path = project.path;
  fetch.branch = project.default_branch;
  fetch.everything = true;
  const Readers readers = ReadersOf(project);
  ForkTakeIn order;
  order.partition = PartitionOf(readers);
  order.readers = PartitionsFor(readers, options_.shared);
  order.project = RowOf(project);
  order.now = Seconds(parts_.clock.Wall());
  order.renew = renew;
  std::vector<BlobId> lacking;
  for (int round = 1;; ++round) {
    order.project.copy = TRY(Bring(fetch, lacking));
    ForkTaken taken = TRY(parts_.desk.TakeIn(order));
    // What was fetched and is lacking still, the forge does not have.
    const bool is_done = taken.lacking.empty() || taken.lacking == lacking;
    if (is_done || round == kMaxRounds) return taken;
    lacking = std::move(taken.lacking);
  }
}

/// Everything, or some contents; gives where the mirror is.
Result<std::string> ForkKeeper::Bring(const FetchRequest& fetch,
                                      const std::vector<BlobId>& contents) {
  const std::unique_ptr<MirrorUse> mirror = TRY(parts_.mirrors.Use(fetch.project));
  const Fetched fetched = TRY(mirror->Fetch(fetch));
  if (!contents.empty()) TRY(mirror->FetchBlobs(fetch, contents));
  return fetched.path;
}

void ForkKeeper::HeardUpstream(const SafeUrl& url, const std::string& repository) {
  const std::lock_guard lock(mutex_);
  Entry& entry = upstreams_[url.text()];
  entry.repository = repository;
  entry.due = parts_.clock.Steady();
  wake_.notify_all();
}

/// Fetched without a credential: everybody may read it.
Status ForkKeeper::BringUpstream(const Task& task) {
  ForkTakeIn order;
  order.partition = PartitionOf({.visibility = Visibility::kPublic});
  order.readers = {order.partition};
  order.project.name = task.address;
  order.project.url = task.address;
  order.project.copy = task.entry.repository;
  order.now = Seconds(parts_.clock.Wall());
  order.project.first_seen = order.now;
  const ForkTaken taken = TRY(parts_.desk.TakeIn(order));
  const std::lock_guard lock(mutex_);
  Introduce(taken.met);
  Entry& entry = upstreams_[task.address];
  entry.is_running = false;
  entry.failures = 0;
  entry.due = parts_.clock.Steady() + options_.refresh;
  entry.place.name = task.address;
  return Ok{};
}

}  // namespace headwater::jobs
