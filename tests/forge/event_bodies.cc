// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "tests/forge/event_bodies.h"

#include <functional>

namespace headwater::forge_double {
namespace {

// Labels have no life of their own here; their id follows from their name.
constexpr size_t kLabelIds = 10000;

int64_t VisibilityLevel(const Project& project) {
  if (project.visibility == "public") return 20;
  return project.visibility == "internal" ? 10 : 0;
}

const Project* Find(const View& view, int64_t project) {
  const auto found = view.state.projects.find(project);
  return found == view.state.projects.end() ? nullptr : &found->second;
}

Json ProjectOrNull(const View& view, int64_t project) {
  const Project* found = Find(view, project);
  return found == nullptr ? Json() : HookProjectJson(view, *found);
}

Json Attributes(const View& view, const MergeRequest& merge_request) {
  const std::string status = MergeStatus(view.state, merge_request);
  const Pipeline* head = HeadPipeline(view.state, merge_request);
  return {{"id", merge_request.id},
          {"iid", merge_request.iid},
          {"author_id", merge_request.author},
          {"assignee_id",
           merge_request.assignees.empty() ? Json() : Json(merge_request.assignees.front())},
          {"assignee_ids", merge_request.assignees},
          {"reviewer_ids", merge_request.reviewers},
          {"title", merge_request.title},
          {"description", merge_request.description},
          {"draft", merge_request.Draft()},
          {"work_in_progress", merge_request.Draft()},
          {"state", merge_request.state},
          {"state_id", StateId(merge_request.state)},
          {"source_branch", merge_request.source_branch},
          {"target_branch", merge_request.target_branch},
          {"source_project_id", IdOrNull(merge_request.source_project)},
          {"target_project_id", merge_request.project},
          {"head_pipeline_id", head == nullptr ? Json() : Json(head->id)},
          {"merge_status", "unchecked"},
          {"detailed_merge_status", status},
          {"merge_commit_sha", TextOrNull(merge_request.merge_commit)},
          {"merge_user_id", IdOrNull(merge_request.merge_user)},
          {"created_at", HookTime(merge_request.created_at)},
          {"updated_at", HookTime(merge_request.updated_at)},
          {"prepared_at", HookTime(merge_request.prepared_at)},
          {"last_edited_at", HookTime(merge_request.edited_at)},
          {"last_edited_by_id", IdOrNull(merge_request.edited_by)},
          {"updated_by_id", IdOrNull(merge_request.edited_by)},
          {"blocking_discussions_resolved", DiscussionsResolved(view.state, merge_request)},
          {"labels", HookLabelsJson(merge_request.labels, merge_request.project)}};
}

/// Keys that are always there and never matter here.
Json Constants() {
  return {{"merge_error", nullptr},
          {"merge_params", {{"force_remove_source_branch", "1"}}},
          {"merge_when_pipeline_succeeds", false},
          {"milestone_id", nullptr},
          {"time_estimate", 0},
          {"time_change", 0},
          {"total_time_spent", 0},
          {"first_contribution", false},
          {"human_time_change", nullptr},
          {"human_time_estimate", nullptr},
          {"human_total_time_spent", nullptr}};
}

Json UserList(const View& view, const std::vector<int64_t>& users) {
  Json list = Json::array();
  for (const int64_t user : users) list.push_back(HookUserJson(view, user));
  return list;
}

}  // namespace

Json HookUserJson(const View& view, int64_t user) {
  const User found = view.state.UserOf(user);
  return {{"id", found.id},
          {"name", found.name},
          {"username", found.username},
          {"avatar_url", nullptr},
          {"email", "[REDACTED]"}};
}

Json HookProjectJson(const View& view, const Project& project) {
  const std::string web = view.url + "/" + project.path;
  const std::string ssh = "git@gitlab.example.org:" + project.path + ".git";
  return {{"id", project.id},
          {"name", project.Name()},
          {"description", project.description},
          {"web_url", web},
          {"avatar_url", nullptr},
          {"git_ssh_url", ssh},
          {"git_http_url", web + ".git"},
          {"namespace", project.Namespace()},
          {"visibility_level", VisibilityLevel(project)},
          {"path_with_namespace", project.path},
          {"default_branch", TextOrNull(project.default_branch)},
          {"ci_config_path", ""},
          {"homepage", web},
          {"url", ssh},
          {"ssh_url", ssh},
          {"http_url", web + ".git"}};
}

Json HookLabelsJson(const std::vector<std::string>& labels, int64_t project) {
  Json list = Json::array();
  for (const std::string& label : labels) {
    const auto id = static_cast<int64_t>(std::hash<std::string>{}(label) % kLabelIds);
    list.push_back({{"id", id},
                    {"title", label},
                    {"color", "#1f75cb"},
                    {"project_id", project},
                    {"created_at", "2026-01-01 00:00:00 UTC"},
                    {"updated_at", "2026-01-01 00:00:00 UTC"},
                    {"template", false},
                    {"description", nullptr},
                    {"type", "ProjectLabel"},
                    {"group_id", nullptr}});
  }
  return list;
}

Json HookRepositoryJson(const View& view, const Project& project) {
  const Json whole = HookProjectJson(view, project);
  return {{"name", whole["name"]},
          {"url", whole["url"]},
          {"description", whole["description"]},
          {"homepage", whole["homepage"]}};
}

Json HookCommitJson(const View& view, const Project& project, const Commit& commit) {
  return {{"id", commit.id},
          {"message", commit.message},
          {"title", commit.Title()},
          {"timestamp", commit.timestamp},
          {"url", view.url + "/" + project.path + "/-/commit/" + commit.id},
          {"author", {{"name", commit.author_name}, {"email", "[REDACTED]"}}}};
}

Json HookMergeRequestJson(const View& view, const MergeRequest& merge_request) {
  Json json = Attributes(view, merge_request);
  json.update(Constants());
  json["source"] = ProjectOrNull(view, merge_request.source_project);
  json["target"] = ProjectOrNull(view, merge_request.project);
  const Project* source = Find(view, merge_request.source_project);
  json["last_commit"] = source == nullptr || merge_request.head.id.empty()
                            ? Json()
                            : HookCommitJson(view, *source, merge_request.head);
  const std::string path = Text(json["target"], "path_with_namespace");
  json["url"] = view.url + "/" + path + "/-/merge_requests/" + std::to_string(merge_request.iid);
  return json;
}

Json MergeRequestBody(const View& view, const MergeRequest& merge_request,
                      const MergeRequestEvent& event) {
  Json attributes = HookMergeRequestJson(view, merge_request);
  attributes["action"] = event.action;
  attributes["approval_rules"] = Json::array();
  if (!event.oldrev.empty()) attributes["oldrev"] = event.oldrev;
  Json body = {{"object_kind", "merge_request"},
               {"event_type", "merge_request"},
               {"user", HookUserJson(view, event.user)},
               {"project", ProjectOrNull(view, merge_request.project)},
               {"labels", attributes["labels"]},
               {"changes", event.changes}};
  body["object_attributes"] = std::move(attributes);
  if (const Project* project = Find(view, merge_request.project)) {
    body["repository"] = HookRepositoryJson(view, *project);
  }
  if (!merge_request.assignees.empty()) body["assignees"] = UserList(view, merge_request.assignees);
  if (!merge_request.reviewers.empty()) body["reviewers"] = UserList(view, merge_request.reviewers);
  return body;
}

}  // namespace headwater::forge_double
