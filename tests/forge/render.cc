// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "tests/forge/render.h"

#include <algorithm>
#include <functional>

namespace headwater::forge_double {
namespace {

Json NamespaceJson(const View& view, const Project& project) {
  const std::string path = project.Namespace();
  const User* owner = view.state.FindUser(path);
  // Namespaces have no life of their own here; their id follows from their name.
  const auto id = static_cast<int64_t>(std::hash<std::string>{}(path) % 100000 + 1);
  return {{"id", id},
          {"name", owner != nullptr ? owner->name : path},
          {"path", path.substr(path.rfind('/') + 1)},
          {"kind", owner != nullptr ? "user" : "group"},
          {"full_path", path},
          {"parent_id", nullptr},
          {"avatar_url", nullptr},
          {"web_url", view.url + "/" + path}};
}

Json BasicProjectJson(const View& view, const Project& project) {
  const std::string web = view.url + "/" + project.path;
  const auto forks =
      std::count_if(view.state.projects.begin(), view.state.projects.end(),
                    [&](const auto& entry) { return entry.second.forked_from == project.id; });
  return {{"id", project.id},
          {"description", project.description},
          {"name", project.Name()},
          {"name_with_namespace", project.Namespace() + " / " + project.Name()},
          {"path", project.Name()},
          {"path_with_namespace", project.path},
          {"created_at", IsoTime(project.created_at)},
          {"default_branch", TextOrNull(project.default_branch)},
          {"tag_list", project.topics},
          {"topics", project.topics},
          {"ssh_url_to_repo", "git@gitlab.example.org:" + project.path + ".git"},
          {"http_url_to_repo", web + ".git"},
          {"web_url", web},
          {"readme_url", nullptr},
          {"forks_count", forks},
          {"avatar_url", nullptr},
          {"star_count", 0},
          {"last_activity_at", IsoTime(project.updated_at)},
          {"visibility", project.visibility},
          {"namespace", NamespaceJson(view, project)}};
}

Json SettingsJson(const Project& project) {
  return {{"updated_at", IsoTime(project.updated_at)},
          {"repository_object_format", "sha1"},
          {"empty_repo", project.default_branch.empty()},
          {"archived", project.archived},
          {"merge_requests_enabled", true},
          {"merge_requests_access_level", "enabled"},
          {"repository_access_level", project.repository_access_level},
          {"forking_access_level", "enabled"},
          {"issues_enabled", project.issues_enabled},
          {"jobs_enabled", true},
          {"creator_id", project.creator},
          {"import_url", nullptr},
          {"import_type", nullptr},
          {"import_status", project.forked_from != 0 ? "finished" : "none"},
          {"open_issues_count", 0},
          {"ci_config_path", ""},
          {"ci_default_git_depth", 20},
          {"only_allow_merge_if_pipeline_succeeds", project.pipeline_must_succeed},
          {"allow_merge_on_skipped_pipeline", project.allow_skipped_pipeline},
          {"only_allow_merge_if_all_discussions_are_resolved", project.discussions_must_resolve},
          {"merge_method", "merge"},
          {"squash_option", project.squash_option},
          {"squash_commit_template",
           project.squash_commit_template ? Json(*project.squash_commit_template) : Json(nullptr)},
          {"mirror", project.mirror},
          {"marked_for_deletion_on", nullptr}};
}

}  // namespace

Json UserJson(const View& view, int64_t user) {
  const User found = view.state.UserOf(user);
  return {{"id", found.id},          {"username", found.username},
          {"public_email", nullptr}, {"name", found.name},
          {"state", "active"},       {"locked", false},
          {"avatar_url", nullptr},   {"web_url", view.url + "/" + found.username}};
}

Json ProjectJson(const View& view, const Project& project) {
  Json json = BasicProjectJson(view, project);
  json.update(SettingsJson(project));
  const int level = view.state.AccessLevel(project, view.viewer);
  const bool member = project.members.contains(view.viewer);
  json["permissions"] = {
      {"project_access",
       member ? Json{{"access_level", level}, {"notification_level", 3}} : Json()},
      {"group_access", nullptr}};
  const std::string self = view.url + "/api/v4/projects/" + std::to_string(project.id);
  json["_links"] = {{"self", self},
                    {"merge_requests", self + "/merge_requests"},
                    {"repo_branches", self + "/repository/branches"},
                    {"members", self + "/members"}};
  const auto parent = view.state.projects.find(project.forked_from);
  if (parent != view.state.projects.end() && view.state.MayRead(parent->second, view.viewer)) {
    json["forked_from_project"] = BasicProjectJson(view, parent->second);
    json["mr_default_target_self"] = false;
  }
  return json;
}

Json PipelineJson(const View& view, const Pipeline& pipeline) {
  const auto project = view.state.projects.find(pipeline.project);
  const std::string path = project == view.state.projects.end() ? "" : project->second.path;
  return {{"id", pipeline.id},
          {"iid", pipeline.id},
          {"project_id", pipeline.project},
          {"sha", pipeline.sha},
          {"ref", pipeline.ref},
          {"status", PipelineStatus(view.state, pipeline.id)},
          {"source", pipeline.source},
          {"created_at", IsoTime(pipeline.created_at)},
          {"updated_at", IsoTime(pipeline.updated_at)},
          {"web_url", view.url + "/" + path + "/-/pipelines/" + std::to_string(pipeline.id)}};
}

Json StatusJson(const View& view, const CommitStatus& status) {
  return {{"id", status.id},
          {"sha", status.sha},
          {"ref", status.ref},
          {"status", status.state},
          {"name", status.name},
          {"target_url", TextOrNull(status.target_url)},
          {"description", TextOrNull(status.description)},
          {"created_at", IsoTime(status.created_at)},
          {"started_at", IsoTime(status.started_at)},
          {"finished_at", IsoTime(status.finished_at)},
          {"allow_failure", false},
          {"coverage", nullptr},
          {"pipeline_id", status.pipeline},
          {"author", UserJson(view, status.user)}};
}

Json CommitJson(const View& view, const Project& project, const Commit& commit) {
  const Json time = commit.timestamp;
  return {{"id", commit.id},
          {"short_id", commit.id.substr(0, 8)},
          {"created_at", time},
          {"parent_ids", commit.parents},
          {"title", commit.Title()},
          {"message", commit.message},
          {"author_name", commit.author_name},
          {"author_email", commit.author_email},
          {"authored_date", time},
          {"committer_name", commit.author_name},
          {"committer_email", commit.author_email},
          {"committed_date", time},
          {"trailers", Json::object()},
          {"extended_trailers", Json::object()},
          {"web_url", view.url + "/" + project.path + "/-/commit/" + commit.id}};
}

Json DiffJson(const FileDiff& file) {
  return {{"old_path", file.old_path},
          {"new_path", file.new_path},
          {"a_mode", file.old_mode},
          {"b_mode", file.new_mode},
          {"diff", file.patch},
          {"new_file", file.status == 'A'},
          {"renamed_file", file.status == 'R'},
          {"deleted_file", file.status == 'D'},
          {"generated_file", false},
          {"collapsed", false},
          {"too_large", false}};
}

Json HookJson(const Hook& hook) {
  Json json = {{"id", hook.id},
               {"url", hook.url},
               {"name", hook.name},
               {"description", hook.description},
               {"created_at", IsoTime(hook.created_at)},
               {"enable_ssl_verification", hook.verify_tls},
               {"alert_status", hook.alert_status},
               {"disabled_until", nullptr},
               {"url_variables", Json::array()},
               {"token_present", !hook.token.empty()},
               {"signing_token_present", !hook.signing_token.empty()}};
  if (hook.project != 0) json["project_id"] = hook.project;
  for (const char* event : {"push_events", "tag_push_events", "merge_requests_events",
                            "note_events", "pipeline_events", "repository_update_events"}) {
    json[event] = hook.events.contains(event);
  }
  return json;
}

}  // namespace headwater::forge_double
