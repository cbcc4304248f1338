// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <string>
#include <utility>
#include <vector>

#include "tests/forge/events.h"
#include "tests/forge/merge_requests.h"

// What follows from a push, and pipelines, which mostly do.

namespace headwater::forge_double {
namespace {

constexpr std::string_view kHeads = "refs/heads/";
// https://docs.gitlab.com/ee/administration/instance_limits.html "push_event_hooks_limit"
constexpr size_t kMostRefs = 3;
// https://docs.gitlab.com/ee/user/project/integrations/webhook_events.html "Push events"
constexpr int kMostCommits = 20;

/// One push to one project.
struct Push {
  World& world;
  int64_t project;
  int64_t user;
};

void Tell(const Push& push, const RefChange& change) {
  PushEvent event{.project = push.project, .user = push.user, .change = change};
  if (change.before != kNoCommit && change.after != kNoCommit) {
    const Repositories& git = push.world.repositories();
    const std::string range = change.before + ".." + change.after;
    event.commits = git.Log(push.project, range, kMostCommits);
    event.total = git.CountCommits(push.project, range);
  }
  EmitPush(push.world, event);
}

/// Open merge requests whose source is this branch.
std::vector<MergeRequestKey> Affected(const State& state, const Push& push,
                                      const std::string& branch) {
  std::vector<MergeRequestKey> keys;
  for (const auto& [key, candidate] : state.merge_requests) {
    if (candidate.source_project == push.project && candidate.state == "opened" &&
        candidate.source_branch == branch) {
      keys.push_back({key.first, key.second});
    }
  }
  return keys;
}

void StartBranchPipeline(const Push& push, const std::string& branch, const std::string& sha) {
  World& world = push.world;
  Pipeline pipeline{.project = push.project, .sha = sha, .ref = branch, .source = "push"};
  pipeline.user = push.user;
  const auto delay = world.Read([](const State& state) { return state.settings.pipeline_delay; });
  world.After(delay, [&world, pipeline] {
    const auto status = world.Read([&](const State& state) -> std::string {
      const auto owner = state.projects.find(pipeline.project);
      const bool has_ci = owner != state.projects.end() && owner->second.ci == "branch";
      return has_ci ? owner->second.ci_status : "";
    });
    if (!status.empty()) CreatePipeline(world, pipeline, status);
  });
}

void MoveBranch(const Push& push, const RefChange& change) {
  World& world = push.world;
  const std::string branch = change.ref.substr(kHeads.size());
  Millis lag = 0;
  const auto affected = world.Read([&](const State& state) {
    lag = state.settings.ref_lag;
    return Affected(state, push, branch);
  });
  for (const MergeRequestKey& key : affected) {
    world.After(lag, [&world, key, user = push.user] { RefreshMergeRequest(world, key, user); });
  }
  if (change.after != kNoCommit) StartBranchPipeline(push, branch, change.after);
}

}  // namespace

void AfterPush(World& world, int64_t project, int64_t user, const std::vector<RefChange>& changes) {
  const std::string branch = world.repositories().DefaultBranch(project);
  world.Write([&](State& state) {
    Project& pushed = state.projects.at(project);
    // The first push makes the default branch, which GitLab protects.
    if (pushed.default_branch.empty() && !branch.empty()) pushed.protected_branches.insert(branch);
    pushed.default_branch = branch;
    pushed.updated_at = Now();
  });
  const Push push{world, project, user};
  for (const RefChange& change : changes) {
    if (changes.size() <= kMostRefs) Tell(push, change);
    if (change.ref.starts_with(kHeads)) MoveBranch(push, change);
  }
  EmitRepositoryUpdate(world, project, user, changes);
}

int64_t CreatePipeline(World& world, Pipeline pipeline, const std::string& state) {
  pipeline.created_at = pipeline.updated_at = Now();
  world.Write([&](State& all) {
    pipeline.id = all.NextId();
    all.pipelines[pipeline.id] = pipeline;
    CommitStatus job{.id = all.NextId(), .project = pipeline.project, .pipeline = pipeline.id};
    job.sha = pipeline.sha;
    job.ref = pipeline.ref;
    job.name = "build";
    job.stage = "test";
    job.state = state;
    job.user = pipeline.user;
    job.created_at = pipeline.created_at;
    all.statuses[job.id] = job;
  });
  EmitPipeline(world, pipeline.id);
  return pipeline.id;
}

bool SetPipeline(World& world, int64_t pipeline, const std::string& state) {
  const bool found = world.Write([&](State& all) {
    for (auto& [id, status] : all.statuses) {
      if (status.pipeline != pipeline || status.stage == "external") continue;
      status.state = state;
      all.pipelines.at(pipeline).updated_at = Now();
      return true;
    }
    return false;
  });
  if (found) EmitPipeline(world, pipeline);
  return found;
}

}  // namespace headwater::forge_double
