// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "tests/forge/merge_requests.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "tests/forge/event_bodies.h"

namespace headwater::forge_double {
namespace {

/// What git says of a merge request's head.
struct Facts {
  Commit head;
  Version version;
};

/// Brings refs/merge-requests/N/head up to date; nothing when the source is gone.
std::optional<Facts> Gather(World& world, const MergeRequest& merge_request) {
  const Repositories& git = world.repositories();
  const int64_t project = merge_request.project;
  if (merge_request.source_project == 0) return std::nullopt;
  const std::string ref = MergeRequestRef(merge_request.iid);
  if (!git.Bring(merge_request.source_project, merge_request.source_branch, project, ref)) {
    return std::nullopt;
  }
  const std::vector<Commit> newest = git.Log(project, ref, 1);
  if (newest.empty()) return std::nullopt;
  Facts facts{.head = newest.front()};
  facts.version.head = facts.head.id;
  facts.version.start = git.Resolve(project, "refs/heads/" + merge_request.target_branch);
  facts.version.base = git.MergeBase(project, facts.version.start, facts.head.id);
  if (facts.version.base.empty()) facts.version.base = facts.version.start;
  facts.version.files = git.CountFiles(project, facts.version.base, facts.head.id);
  // GitLab keeps every head it has seen, whatever becomes of the branch.
  git.UpdateRef(project, "refs/keep-around/" + facts.head.id, facts.head.id);
  return facts;
}

/// Takes the facts over; the head before, or nothing when it is the same.
std::optional<std::string> TakeOver(World& world, MergeRequestKey key, const Facts& facts) {
  return world.Write([&](State& state) -> std::optional<std::string> {
    const auto found = state.merge_requests.find({key.project, key.iid});
    if (found == state.merge_requests.end()) return std::nullopt;
    MergeRequest& merge_request = found->second;
    const std::string before = merge_request.head.id;
    const bool same_base = !merge_request.versions.empty() &&
                           merge_request.versions.front().base == facts.version.base;
    if (before == facts.head.id && same_base) return std::nullopt;
    Version version = facts.version;
    version.id = state.NextId();
    version.created_at = Now();
    merge_request.head = facts.head;
    merge_request.versions.insert(merge_request.versions.begin(), std::move(version));
    merge_request.updated_at = Now();
    if (before == facts.head.id) return std::nullopt;
    return before;
  });
}

void StartMergeRequestPipeline(World& world, MergeRequestKey key, int64_t user) {
  const auto delay = world.Read([](const State& state) { return state.settings.pipeline_delay; });
  world.After(delay, [&world, key, user] {
    Pipeline pipeline{.project = key.project, .ref = MergeRequestRef(key.iid)};
    const std::string status = world.Read([&](const State& state) -> std::string {
      const MergeRequest* found = state.FindMergeRequest(key.project, key.iid);
      const auto project = state.projects.find(key.project);
      if (found == nullptr || project == state.projects.end()) return "";
      if (project->second.ci != "merge_request") return "";
      pipeline.sha = found->head.id;
      return project->second.ci_status;
    });
    if (status.empty()) return;
    pipeline.source = "merge_request_event";
    pipeline.user = user;
    CreatePipeline(world, pipeline, status);
  });
}

void Prepare(World& world, MergeRequestKey key) {
  const auto merge_request = world.Read([&](const State& state) -> std::optional<MergeRequest> {
    const MergeRequest* found = state.FindMergeRequest(key.project, key.iid);
    return found == nullptr ? std::nullopt : std::optional(*found);
  });
  if (!merge_request) return;  // Deleted while it waited.
  if (const auto facts = Gather(world, *merge_request)) TakeOver(world, key, *facts);
  const Millis now = Now();
  world.Write([&](State& state) {
    const auto prepared = state.merge_requests.find({key.project, key.iid});
    if (prepared == state.merge_requests.end()) return;
    prepared->second.prepared_at = now;
    prepared->second.updated_at = now;
  });
  MergeRequestEvent event{.project = key.project, .iid = key.iid, .user = merge_request->author};
  event.action = "open";
  event.changes = {
      {"merge_status", {{"previous", "preparing"}, {"current", "checking"}}},
      {"updated_at",
       {{"previous", HookTime(merge_request->updated_at)}, {"current", HookTime(now)}}},
      {"prepared_at", {{"previous", nullptr}, {"current", HookTime(now)}}}};
  EmitMergeRequest(world, event);
  StartMergeRequestPipeline(world, key, merge_request->author);
}

void Compare(Json& changes, const char* attribute, const Json& previous, const Json& current) {
  if (previous == current) return;
  changes[attribute] = {{"previous", previous}, {"current", current}};
}

/// Hook bodies' `changes` between two states of a merge request.
Json Changes(const MergeRequest& before, const MergeRequest& after) {
  Json changes = Json::object();
  Compare(changes, "title", before.title, after.title);
  Compare(changes, "description", before.description, after.description);
  Compare(changes, "draft", before.Draft(), after.Draft());
  Compare(changes, "target_branch", before.target_branch, after.target_branch);
  Compare(changes, "state_id", StateId(before.state), StateId(after.state));
  Compare(changes, "labels", HookLabelsJson(before.labels, before.project),
          HookLabelsJson(after.labels, after.project));
  Compare(changes, "assignees", before.assignees, after.assignees);
  Compare(changes, "reviewers", before.reviewers, after.reviewers);
  // GitLab names no attribute for it.
  if (before.squash != after.squash) {
    changes["updated_at"] = {{"previous", HookTime(before.updated_at)},
                             {"current", HookTime(Now())}};
  }
  return changes;
}

std::string ActionOf(const MergeRequest& before, const MergeRequest& after, const Json& changes) {
  if (before.state != after.state) {
    if (after.state == "merged") return "merge";
    return after.state == "closed" ? "close" : "reopen";
  }
  if (after.approved_by.size() > before.approved_by.size()) return "approved";
  if (after.approved_by.size() < before.approved_by.size()) return "unapproved";
  return changes.empty() ? "" : "update";
}

}  // namespace

void RefreshMergeRequest(World& world, MergeRequestKey key, int64_t user) {
  const auto merge_request = world.Read([&](const State& state) -> std::optional<MergeRequest> {
    const MergeRequest* found = state.FindMergeRequest(key.project, key.iid);
    if (found == nullptr || found->prepared_at == 0) return std::nullopt;
    return *found;
  });
  if (!merge_request) return;
  const auto facts = Gather(world, *merge_request);
  if (!facts) return;
  const auto before = TakeOver(world, key, *facts);
  if (!before) return;
  MergeRequestEvent event{.project = key.project, .iid = key.iid, .user = user};
  event.action = "update";
  event.oldrev = *before;
  event.changes = {
      {"updated_at",
       {{"previous", HookTime(merge_request->updated_at)}, {"current", HookTime(Now())}}}};
  EmitMergeRequest(world, event);
  StartMergeRequestPipeline(world, key, user);
}

int64_t OpenMergeRequest(World& world, MergeRequest merge_request) {
  const auto [key, delay] = world.Write([&](State& state) {
    Project& project = state.projects.at(merge_request.project);
    merge_request.id = state.NextId();
    merge_request.iid = ++project.last_merge_request;
    merge_request.created_at = merge_request.updated_at = Now();
    const MergeRequestKey made{project.id, merge_request.iid};
    state.merge_requests[{made.project, made.iid}] = merge_request;
    return std::pair(made, state.settings.prepare_delay);
  });
  // The head is known at once, its diff is not.
  const Repositories& git = world.repositories();
  const std::string head =
      git.Resolve(merge_request.source_project, "refs/heads/" + merge_request.source_branch);
  world.Write([&, key = key](State& state) {
    state.merge_requests.at({key.project, key.iid}).head.id = head;
  });
  world.After(delay, [&world, key = key] { Prepare(world, key); });
  return key.iid;
}

bool ChangeMergeRequest(World& world, MergeRequestKey key, int64_t user,
                        const std::function<void(State&, MergeRequest&)>& change) {
  MergeRequest before;
  MergeRequest after;
  const bool found = world.Write([&](State& state) {
    const auto entry = state.merge_requests.find({key.project, key.iid});
    if (entry == state.merge_requests.end()) return false;
    before = entry->second;
    change(state, entry->second);
    after = entry->second;
    return true;
  });
  if (!found) return false;
  MergeRequestEvent event{.project = key.project, .iid = key.iid, .user = user};
  event.changes = Changes(before, after);
  event.action = ActionOf(before, after, event.changes);
  if (event.action.empty()) return true;
  const bool edited = before.title != after.title || before.description != after.description;
  world.Write([&](State& state) {
    MergeRequest& now = state.merge_requests.at({key.project, key.iid});
    now.updated_at = Now();
    if (edited) now.edited_at = now.updated_at;
    if (edited) now.edited_by = user;
  });
  if (before.target_branch != after.target_branch) {
    if (const auto facts = Gather(world, after)) TakeOver(world, key, *facts);
  }
  EmitMergeRequest(world, event);
  return true;
}

MergeRefusal Merge(World& world, MergeRequestKey key, int64_t user, const std::string& sha) {
  std::string status;
  const auto merge_request = world.Read([&](const State& state) {
    MergeRequest found = state.merge_requests.at({key.project, key.iid});
    status = MergeStatus(state, found);
    return found;
  });
  if (status != "mergeable") return {405, "405 Method Not Allowed"};
  if (!sha.empty() && sha != merge_request.head.id) {
    return {409, "SHA does not match HEAD of source branch: " + merge_request.head.id};
  }
  const std::string ref = "refs/heads/" + merge_request.target_branch;
  const Repositories& git = world.repositories();
  const std::string before = git.Resolve(key.project, ref);
  const std::string commit = git.Merge(key.project, merge_request.target_branch,
                                       merge_request.head.id, "Merge " + merge_request.title);
  if (commit.empty()) return {406, "Branch cannot be merged"};
  ChangeMergeRequest(world, key, user, [&](State&, MergeRequest& merged) {
    merged.state = "merged";
    merged.merged_at = Now();
    merged.merge_commit = commit;
    merged.merge_user = user;
  });
  AfterPush(world, key.project, user, {{ref, before, commit}});
  return {};
}

}  // namespace headwater::forge_double
