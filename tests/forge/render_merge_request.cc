// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>

#include "tests/forge/render.h"
#include "tests/forge/suggestions.h"

// Merge requests and what people write into them.

namespace headwater::forge_double {
namespace {

Json UsersJson(const View& view, const std::vector<int64_t>& users) {
  Json list = Json::array();
  for (const int64_t user : users) list.push_back(UserJson(view, user));
  return list;
}

int64_t CountNotes(const State& state, const MergeRequest& merge_request) {
  return std::count_if(state.notes.begin(), state.notes.end(), [&](const auto& entry) {
    const Note& note = entry.second;
    return note.project == merge_request.project && note.iid == merge_request.iid && !note.system;
  });
}

Json Identity(const View& view, const MergeRequest& merge_request, const std::string& path) {
  const std::string number = std::to_string(merge_request.iid);
  return {
      {"id", merge_request.id},
      {"iid", merge_request.iid},
      {"project_id", merge_request.project},
      {"source_project_id", IdOrNull(merge_request.source_project)},
      {"target_project_id", merge_request.project},
      {"title", merge_request.title},
      {"description", merge_request.description},
      {"state", merge_request.state},
      {"source_branch", merge_request.source_branch},
      {"target_branch", merge_request.target_branch},
      {"labels", merge_request.labels},
      {"draft", merge_request.Draft()},
      {"work_in_progress", merge_request.Draft()},
      {"sha", TextOrNull(merge_request.head.id)},
      {"author", UserJson(view, merge_request.author)},
      {"assignees", UsersJson(view, merge_request.assignees)},
      {"assignee",
       merge_request.assignees.empty() ? Json() : UserJson(view, merge_request.assignees.front())},
      {"reviewers", UsersJson(view, merge_request.reviewers)},
      {"reference", "!" + number},
      {"references",
       {{"short", "!" + number}, {"relative", "!" + number}, {"full", path + "!" + number}}},
      {"web_url", view.url + "/" + path + "/-/merge_requests/" + number}};
}

/// https://docs.gitlab.com/ee/user/project/merge_requests/squash_and_merge.html "Configure squash
/// options for a project"
bool SquashesOnMerge(const View& view, const MergeRequest& merge_request) {
  const std::string& option = view.state.projects.at(merge_request.project).squash_option;
  return option == "always" || (option != "never" && merge_request.squash);
}

Json Progress(const View& view, const MergeRequest& merge_request) {
  const std::string status = MergeStatus(view.state, merge_request);
  const char* coarse = status == "preparing" ? "preparing" : "can_be_merged";
  const Json merger =
      merge_request.merge_user == 0 ? Json() : UserJson(view, merge_request.merge_user);
  return {{"imported", false},
          {"imported_from", "none"},
          {"created_at", IsoTime(merge_request.created_at)},
          {"updated_at", IsoTime(merge_request.updated_at)},
          {"prepared_at", IsoTime(merge_request.prepared_at)},
          {"merged_at", IsoTime(merge_request.merged_at)},
          {"closed_at", IsoTime(merge_request.closed_at)},
          {"merged_by", merger},
          {"merge_user", merger},
          {"merge_after", nullptr},
          {"closed_by", nullptr},
          {"user_notes_count", CountNotes(view.state, merge_request)},
          {"upvotes", 0},
          {"downvotes", 0},
          {"milestone", nullptr},
          {"merge_when_pipeline_succeeds", false},
          {"merge_status", coarse},
          {"detailed_merge_status", status},
          {"merge_commit_sha", TextOrNull(merge_request.merge_commit)},
          {"squash_commit_sha", nullptr},
          {"discussion_locked", merge_request.locked_discussion ? Json(true) : Json()},
          {"should_remove_source_branch", nullptr},
          {"force_remove_source_branch", false},
          {"squash", merge_request.squash},
          {"squash_on_merge", SquashesOnMerge(view, merge_request)},
          {"task_completion_status", {{"count", 0}, {"completed_count", 0}}},
          {"has_conflicts", false},
          {"blocking_discussions_resolved", DiscussionsResolved(view.state, merge_request)}};
}

/// What only the single merge request shows.
Json Whole(const View& view, const MergeRequest& merge_request) {
  Json json = {{"subscribed", false},         {"merge_error", nullptr},
               {"first_contribution", false}, {"user", {{"can_merge", false}}},
               {"changes_count", nullptr},    {"diff_refs", nullptr},
               {"pipeline", nullptr},         {"head_pipeline", nullptr}};
  if (merge_request.prepared_at != 0 && !merge_request.versions.empty()) {
    const Version& newest = merge_request.versions.front();
    json["changes_count"] = std::to_string(newest.files);
    json["diff_refs"] = {
        {"base_sha", newest.base}, {"head_sha", newest.head}, {"start_sha", newest.start}};
  }
  if (const Pipeline* head = HeadPipeline(view.state, merge_request)) {
    json["pipeline"] = PipelineJson(view, *head);
    json["head_pipeline"] = PipelineJson(view, *head);
    json["head_pipeline"]["tag"] = false;
  }
  return json;
}

/// A state that only some notes have.
Json Resolution(const View& view, const Note& note) {
  return {{"resolved", note.resolved},
          {"resolved_by", note.resolved_by == 0 ? Json() : UserJson(view, note.resolved_by)},
          {"resolved_at", IsoTime(note.resolved_at)}};
}

}  // namespace

Json MergeRequestJson(const View& view, const MergeRequest& merge_request, bool whole) {
  const auto project = view.state.projects.find(merge_request.project);
  const std::string path = project == view.state.projects.end() ? "" : project->second.path;
  Json json = Identity(view, merge_request, path);
  json.update(Progress(view, merge_request));
  if (whole) json.update(Whole(view, merge_request));
  return json;
}

Json VersionJson(const MergeRequest& merge_request, const Version& version) {
  return {{"id", version.id},
          {"head_commit_sha", version.head},
          {"base_commit_sha", version.base},
          {"start_commit_sha", version.start},
          {"created_at", IsoTime(version.created_at)},
          {"merge_request_id", merge_request.id},
          {"state", "collected"},
          {"real_size", std::to_string(version.files)},
          {"patch_id_sha", nullptr}};
}

Json NoteJson(const View& view, const Note& note) {
  const MergeRequest* merge_request = view.state.FindMergeRequest(note.project, note.iid);
  Json json = {{"id", note.id},
               {"type", TextOrNull(note.type)},
               {"body", note.body},
               {"attachment", nullptr},
               {"author", UserJson(view, note.author)},
               {"created_at", IsoTime(note.created_at)},
               {"updated_at", IsoTime(note.updated_at)},
               {"system", note.system},
               {"noteable_id", merge_request == nullptr ? 0 : merge_request->id},
               {"noteable_type", "MergeRequest"},
               {"noteable_iid", note.iid},
               {"project_id", note.project},
               {"resolvable", note.Resolvable()},
               {"confidential", note.internal},
               {"internal", note.internal},
               {"imported", note.imported},
               {"imported_from", "none"},
               {"commands_changes", Json::object()}};
  if (note.Resolvable()) json.update(Resolution(view, note));
  if (!note.position.is_null()) {
    json["commit_id"] = nullptr;
    json["position"] = note.position;
    json["suggestions"] = Json::array();
    for (const Suggestion& one : note.suggestions) {
      json["suggestions"].push_back(SuggestionJson(note, one));
    }
  }
  return json;
}

Json DiscussionJson(const View& view, const std::vector<const Note*>& notes) {
  Json list = Json::array();
  for (const Note* note : notes) list.push_back(NoteJson(view, *note));
  return {{"id", notes.front()->discussion},
          {"individual_note", notes.front()->type.empty()},
          {"notes", std::move(list)}};
}

Json AwardJson(const View& view, const Note& note, const Award& award) {
  return {{"id", award.id},
          {"name", award.name},
          {"user", UserJson(view, award.user)},
          {"created_at", IsoTime(note.created_at)},
          {"updated_at", IsoTime(note.updated_at)},
          {"awardable_id", note.id},
          {"awardable_type", "Note"},
          {"url", nullptr}};
}

}  // namespace headwater::forge_double
