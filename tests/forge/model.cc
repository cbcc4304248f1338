// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "tests/forge/model.h"

#include <algorithm>

namespace headwater::forge_double {

bool MergeRequest::Draft() const {
  return title.starts_with("Draft:") || title.starts_with("[Draft]") ||
         title.starts_with("(Draft)");
}

const User* State::FindUser(const std::string& username) const {
  for (const auto& [id, user] : users) {
    if (user.username == username || std::to_string(id) == username) return &user;
  }
  return nullptr;
}

const Project* State::FindProject(const std::string& id_or_path) const {
  for (const auto& [id, project] : projects) {
    if (project.path == id_or_path || std::to_string(id) == id_or_path) return &project;
  }
  return nullptr;
}

const MergeRequest* State::FindMergeRequest(int64_t project, int64_t iid) const {
  const auto found = merge_requests.find({project, iid});
  return found == merge_requests.end() ? nullptr : &found->second;
}

User State::UserOf(int64_t id) const {
  const auto found = users.find(id);
  return found == users.end() ? User{.id = id, .username = "ghost", .name = "Ghost User"}
                              : found->second;
}

int State::AccessLevel(const Project& project, int64_t user) const {
  if (UserOf(user).admin) return kAdmin;
  const auto found = project.members.find(user);
  return found == project.members.end() ? 0 : found->second;
}

bool State::MayRead(const Project& project, int64_t user) const {
  if (project.visibility == "public") return true;
  if (project.visibility == "internal" && user != 0) return true;
  return AccessLevel(project, user) >= kGuest;
}

bool State::MayReadCode(const Project& project, int64_t user) const {
  if (project.repository_access_level == "enabled") return MayRead(project, user);
  return project.repository_access_level == "private" && AccessLevel(project, user) >= kGuest;
}

std::string PipelineStatus(const State& state, int64_t pipeline) {
  std::set<std::string> seen;
  for (const auto& [id, status] : state.statuses) {
    if (status.pipeline == pipeline && !status.retried) seen.insert(status.state);
  }
  if (seen.empty()) return "created";
  if (seen == std::set<std::string>{"pending"}) return "pending";
  if (seen.contains("running") || seen.contains("pending")) return "running";
  if (seen == std::set<std::string>{"skipped"}) return "skipped";
  for (const char* worst : {"failed", "canceled"}) {
    if (seen.contains(worst)) return worst;
  }
  return "success";
}

int64_t StateId(const std::string& state) {
  if (state == "closed") return 2;
  return state == "merged" ? 3 : 1;
}

std::string MergeRequestRef(int64_t iid) {
  return "refs/merge-requests/" + std::to_string(iid) + "/head";
}

const Pipeline* HeadPipeline(const State& state, const MergeRequest& merge_request) {
  const std::string ref = MergeRequestRef(merge_request.iid);
  for (auto it = state.pipelines.rbegin(); it != state.pipelines.rend(); ++it) {
    const Pipeline& pipeline = it->second;
    if (pipeline.sha != merge_request.head.id) continue;
    const bool of_branch = pipeline.project == merge_request.source_project &&
                           pipeline.ref == merge_request.source_branch;
    if (of_branch || (pipeline.project == merge_request.project && pipeline.ref == ref)) {
      return &pipeline;
    }
  }
  return nullptr;
}

bool DiscussionsResolved(const State& state, const MergeRequest& merge_request) {
  return std::none_of(state.notes.begin(), state.notes.end(), [&](const auto& entry) {
    const Note& note = entry.second;
    return note.project == merge_request.project && note.iid == merge_request.iid &&
           note.Resolvable() && !note.resolved;
  });
}

std::string MergeStatus(const State& state, const MergeRequest& merge_request) {
  const auto found = state.projects.find(merge_request.project);
  if (merge_request.state != "opened" || found == state.projects.end()) return "not_open";
  const Project& project = found->second;
  if (merge_request.prepared_at == 0) return "preparing";
  if (merge_request.Draft()) return "draft_status";
  if (project.discussions_must_resolve && !DiscussionsResolved(state, merge_request)) {
    return "discussions_not_resolved";
  }
  if (!project.pipeline_must_succeed) return "mergeable";
  const Pipeline* head = HeadPipeline(state, merge_request);
  const std::string status = head == nullptr ? "none" : PipelineStatus(state, head->id);
  if (status == "running" || status == "pending" || status == "created") return "ci_still_running";
  const bool passed =
      status == "success" || (status == "skipped" && project.allow_skipped_pipeline);
  return passed ? "mergeable" : "ci_must_pass";
}

}  // namespace headwater::forge_double
