// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "tests/forge/event_bodies.h"

// The bodies about notes, pushes and pipelines.

namespace headwater::forge_double {
namespace {

Json NoteAttributes(const View& view, const Note& note, const std::string& action) {
  const MergeRequest* merge_request = view.state.FindMergeRequest(note.project, note.iid);
  const Json target =
      merge_request == nullptr ? Json::object() : HookMergeRequestJson(view, *merge_request);
  return {{"id", note.id},
          {"note", note.body},
          {"description", note.body},
          {"action", action},
          {"author_id", note.author},
          {"discussion_id", note.discussion},
          {"noteable_id", merge_request == nullptr ? 0 : merge_request->id},
          {"noteable_type", "MergeRequest"},
          {"project_id", note.project},
          {"type", TextOrNull(note.type)},
          {"position", note.position},
          {"original_position", note.position},
          {"change_position", nullptr},
          {"line_code", nullptr},
          {"commit_id", nullptr},
          {"attachment", nullptr},
          {"st_diff", nullptr},
          {"system", note.system},
          {"created_at", HookTime(note.created_at)},
          {"updated_at", HookTime(note.updated_at)},
          {"updated_by_id", IdOrNull(note.updated_by)},
          {"resolved_at", HookTime(note.resolved_at)},
          {"resolved_by_id", IdOrNull(note.resolved_by)},
          {"resolved_by_push", nullptr},
          {"url", Text(target, "url") + "#note_" + std::to_string(note.id)}};
}

Json PushedCommits(const View& view, const Project& project, const PushEvent& event) {
  Json list = Json::array();
  for (const Commit& commit : event.commits) {
    Json json = HookCommitJson(view, project, commit);
    json["added"] = commit.added;
    json["modified"] = commit.modified;
    json["removed"] = commit.removed;
    list.push_back(std::move(json));
  }
  return list;
}

}  // namespace

Json NoteBody(const View& view, const Note& note, const std::string& action) {
  const auto project = view.state.projects.find(note.project);
  const MergeRequest* merge_request = view.state.FindMergeRequest(note.project, note.iid);
  if (project == view.state.projects.end() || merge_request == nullptr) return nullptr;
  Json target = HookMergeRequestJson(view, *merge_request);
  target["assignee"] = nullptr;
  // The author, even when somebody else edits: GitLab's own behaviour.
  return {{"object_kind", "note"},
          {"event_type", "note"},
          {"user", HookUserJson(view, note.author)},
          {"project_id", note.project},
          {"project", HookProjectJson(view, project->second)},
          {"object_attributes", NoteAttributes(view, note, action)},
          {"repository", HookRepositoryJson(view, project->second)},
          {"merge_request", std::move(target)}};
}

Json PushBody(const View& view, const Project& project, const PushEvent& event) {
  const User user = view.state.UserOf(event.user);
  const bool tag = event.change.ref.starts_with("refs/tags/");
  const char* kind = tag ? "tag_push" : "push";
  const std::string branch = event.change.ref.substr(event.change.ref.find('/', 5) + 1);
  const bool deleted = event.change.after == kNoCommit;
  Json repository = HookRepositoryJson(view, project);
  const Json whole = HookProjectJson(view, project);
  for (const char* key : {"git_http_url", "git_ssh_url", "visibility_level"}) {
    repository[key] = whole[key];
  }
  return {{"object_kind", kind},
          {"event_name", kind},
          {"before", event.change.before},
          {"after", event.change.after},
          {"ref", event.change.ref},
          {"ref_protected", !tag && project.protected_branches.contains(branch)},
          {"checkout_sha", deleted ? Json() : Json(event.change.after)},
          {"message", nullptr},
          {"user_id", user.id},
          {"user_name", user.name},
          {"user_username", user.username},
          {"user_email", ""},
          {"user_avatar", nullptr},
          {"project_id", project.id},
          {"project", whole},
          {"commits", PushedCommits(view, project, event)},
          {"total_commits_count", event.total},
          {"push_options", Json::object()},
          {"repository", std::move(repository)}};
}

Json PipelineBody(const View& view, const Pipeline& pipeline) {
  const auto project = view.state.projects.find(pipeline.project);
  if (project == view.state.projects.end()) return nullptr;
  const std::string status = PipelineStatus(view.state, pipeline.id);
  Json merge_request;
  for (const auto& [key, candidate] : view.state.merge_requests) {
    if (pipeline.ref == MergeRequestRef(candidate.iid) && candidate.project == pipeline.project) {
      merge_request = {{"id", candidate.id},
                       {"iid", candidate.iid},
                       {"title", candidate.title},
                       {"source_branch", candidate.source_branch},
                       {"source_project_id", candidate.source_project},
                       {"target_branch", candidate.target_branch},
                       {"target_project_id", candidate.project},
                       {"state", candidate.state},
                       {"merge_status", "can_be_merged"}};
    }
  }
  return {{"object_kind", "pipeline"},
          {"object_attributes",
           {{"id", pipeline.id},
            {"iid", pipeline.id},
            {"name", nullptr},
            {"ref", pipeline.ref},
            {"tag", false},
            {"sha", pipeline.sha},
            {"before_sha", kNoCommit},
            {"source", pipeline.source},
            {"status", status},
            {"detailed_status", status},
            {"stages", Json::array({"external"})},
            {"created_at", HookTime(pipeline.created_at)},
            {"finished_at", nullptr},
            {"duration", nullptr},
            {"queued_duration", nullptr},
            {"variables", Json::array()},
            {"url", PipelineJson(view, pipeline)["web_url"]}}},
          {"merge_request", std::move(merge_request)},
          {"user", HookUserJson(view, pipeline.user)},
          {"project", HookProjectJson(view, project->second)},
          {"commit", {{"id", pipeline.sha}}},
          {"builds", Json::array()}};
}

}  // namespace headwater::forge_double
