// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>

#include "tests/forge/api.h"
#include "tests/forge/events.h"

// https://docs.gitlab.com/ee/api/commits.html "Set the pipeline status of a commit", and what
// app/services/ci/create_commit_status_service.rb does (18.x).

namespace headwater::forge_double {
namespace {

constexpr size_t kMostCharacters = 255;

bool Open(const std::string& state) { return state == "pending" || state == "running"; }

/// Nothing when a job may go from one state to the other, else the name of the refused event.
std::optional<std::string> RefusedEvent(const std::string& from, const std::string& to) {
  if (to == "pending") return from == "created" ? std::nullopt : std::optional("enqueue");
  if (to == "running") return from == "running" ? std::optional("run") : std::nullopt;
  if (to == "skipped") return from == "running" ? std::optional("skip") : std::nullopt;
  return std::nullopt;
}

Response CannotTransition(const std::string& event, const std::string& from) {
  return Message(400, "Cannot transition status via :" + event + " from :" + from +
                          " (Reason(s): Status cannot transition via \"" + event + "\")");
}

std::optional<Response> CheckParameters(const Json& given) {
  static const std::set<std::string> kStates = {"pending", "running",  "success",
                                                "failed",  "canceled", "skipped"};
  if (!Has(given, "state")) return JsonResponse(400, {{"error", "state is missing"}});
  if (!kStates.contains(Text(given, "state"))) {
    return JsonResponse(400, {{"error", "state does not have a valid value"}});
  }
  for (const char* field : {"description", "target_url", "ref", "name", "context"}) {
    if (Text(given, field).size() <= kMostCharacters) continue;
    return JsonResponse(400, {{"message",
                               {{field, Json::array({"is too long (maximum is 255 "
                                                     "characters)"})}}}});
  }
  return std::nullopt;
}

/// The newest pipeline of this commit that fits; null: none.
const Pipeline* Choose(const State& state, int64_t project, const std::string& sha,
                       const Json& given) {
  const auto wanted = Integer(given, "pipeline_id");
  for (auto it = state.pipelines.rbegin(); it != state.pipelines.rend(); ++it) {
    const Pipeline& pipeline = it->second;
    if (pipeline.project != project || pipeline.sha != sha) continue;
    if (Has(given, "ref") && pipeline.ref != Text(given, "ref")) continue;
    if (!wanted || pipeline.id == *wanted) return &pipeline;
  }
  return nullptr;
}

/// The first branch that contains the commit.
std::string BranchWith(const Repositories& git, int64_t project, const std::string& sha) {
  for (const auto& [ref, tip] : git.Refs(project, "refs/heads/")) {
    if (tip == sha || git.MergeBase(project, tip, sha) == sha) {
      return ref.substr(std::string("refs/heads/").size());
    }
  }
  return "";
}

struct Posting {
  int64_t project = 0;
  int64_t user = 0;
  std::string sha;
  std::string branch;  ///< For a pipeline that must be made; empty: there is none.
  Json given;

  std::string name() const { return Text(given, "name", Text(given, "context", "default")); }
};

/// The same job again while it runs, else a new one; null when GitLab would refuse.
CommitStatus& JobFor(State& state, const Posting& posting, const Pipeline& pipeline) {
  for (auto& [id, status] : state.statuses) {
    if (status.pipeline == pipeline.id && status.name == posting.name() &&
        status.ref == pipeline.ref && status.user == posting.user && Open(status.state) &&
        status.stage == "external") {
      return status;
    }
  }
  CommitStatus job{.id = state.NextId(), .project = posting.project, .pipeline = pipeline.id};
  job.sha = posting.sha;
  job.ref = pipeline.ref;
  job.name = posting.name();
  job.state = "created";
  job.user = posting.user;
  job.stage = "external";
  job.created_at = Now();
  return state.statuses[job.id] = job;
}

void Move(CommitStatus& job, const Json& given) {
  job.state = Text(given, "state");
  job.target_url = Text(given, "target_url", job.target_url);
  job.description = Text(given, "description", job.description);
  if (job.state != "pending" && job.started_at == 0) job.started_at = Now();
  if (!Open(job.state)) job.finished_at = Now();
}

Response Post(State& state, const Posting& posting, const std::string& url, int64_t& changed) {
  const Json& given = posting.given;
  const Project& project = state.projects.at(posting.project);
  const Pipeline* pipeline = Choose(state, posting.project, posting.sha, given);
  if (pipeline == nullptr && Has(given, "pipeline_id")) {
    return NotFound("Pipeline for pipeline_id, sha and ref");
  }
  const std::string ref = pipeline != nullptr ? pipeline->ref : Text(given, "ref", posting.branch);
  if (ref.empty()) return NotFound("References for commit");
  const bool guarded = project.protected_branches.contains(ref);
  if (guarded && state.AccessLevel(project, posting.user) < kMaintainer) {
    return Message(403, "403 Forbidden");
  }
  if (pipeline == nullptr) {
    Pipeline made{.id = state.NextId(), .project = project.id, .sha = posting.sha, .ref = ref};
    made.source = "external";
    made.user = posting.user;
    made.created_at = made.updated_at = Now();
    pipeline = &(state.pipelines[made.id] = made);
  }
  const auto jobs =
      std::count_if(state.statuses.begin(), state.statuses.end(),
                    [&](const auto& entry) { return entry.second.pipeline == pipeline->id; });
  if (state.settings.max_jobs > 0 && Has(given, "pipeline_id") && jobs >= state.settings.max_jobs) {
    return Message(422, "The number of jobs has exceeded the limit");
  }
  CommitStatus& job = JobFor(state, posting, *pipeline);
  if (const auto event = RefusedEvent(job.state, Text(given, "state"))) {
    return CannotTransition(*event, job.state);
  }
  Move(job, given);
  // Whoever posted the others of this name: only the newest one counts.
  for (auto& [id, other] : state.statuses) {
    if (other.pipeline == job.pipeline && other.name == job.name && id != job.id) {
      other.retried = true;
    }
  }
  state.pipelines.at(job.pipeline).updated_at = Now();
  changed = job.pipeline;
  return JsonResponse(201, StatusJson({state, url, posting.user}, job));
}

Response Create(Call& call) {
  if (auto refusal = CheckParameters(call.parameters)) return *refusal;
  const Repositories& git = call.world.repositories();
  Posting posting{.project = call.PathId("id"), .user = call.actor.user};
  posting.sha = call.PathText("sha");
  posting.given = call.parameters;
  if (!git.HasCommit(posting.project, posting.sha)) return NotFound("Commit");
  const bool needs_branch = !Has(posting.given, "ref") && !Has(posting.given, "pipeline_id");
  if (needs_branch) posting.branch = BranchWith(git, posting.project, posting.sha);
  int64_t changed = 0;
  Response answer =
      call.world.Write([&](State& state) { return Post(state, posting, call.url, changed); });
  if (changed != 0) EmitPipeline(call.world, changed);
  return answer;
}

Response List(Call& call) {
  return call.See([&](const View& view) {
    const Json& wanted = call.parameters;
    const auto fits = [&](const char* key, const std::string& value) {
      return !Has(wanted, key) || Text(wanted, key) == value;
    };
    std::vector<Item> items;
    for (const auto& entry : view.state.statuses) {
      const CommitStatus& status = entry.second;
      if (status.project != call.PathId("id") || status.sha != call.PathText("sha")) continue;
      if (status.retried && !Flag(wanted, "all", false)) continue;
      if (!fits("name", status.name) || !fits("ref", status.ref) ||
          !fits("pipeline_id", std::to_string(status.pipeline))) {
        continue;
      }
      items.push_back({status.id, [&view, &status] { return StatusJson(view, status); }});
    }
    if (Text(wanted, "sort") == "desc") std::reverse(items.begin(), items.end());
    return Page(call, items);
  });
}

}  // namespace

std::vector<Route> StatusRoutes() {
  return {{"POST", "projects/:id/statuses/:sha", Create, kDeveloper},
          {"GET", "projects/:id/repository/commits/:sha/statuses", List}};
}

}  // namespace headwater::forge_double
