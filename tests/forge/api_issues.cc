// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>

#include "tests/forge/api.h"
#include "tests/forge/quick_actions.h"

// https://docs.gitlab.com/ee/api/issues.html

namespace headwater::forge_double {
namespace {

using Key = std::pair<int64_t, int64_t>;

Json IssueJson(const View& view, const Issue& issue) {
  const std::string web = view.url + "/" + view.state.projects.at(issue.project).path +
                          "/-/issues/" + std::to_string(issue.iid);
  return {{"id", issue.id},
          {"iid", issue.iid},
          {"project_id", issue.project},
          {"title", issue.title},
          {"description", TextOrNull(issue.description)},
          {"state", issue.state},
          {"created_at", IsoTime(issue.created_at)},
          {"updated_at", IsoTime(issue.updated_at)},
          {"closed_at", IsoTime(issue.closed_at)},
          {"closed_by", issue.closed_by == 0 ? Json() : UserJson(view, issue.closed_by)},
          {"labels", issue.labels},
          {"milestone", nullptr},
          {"assignees", Json::array()},
          {"author", UserJson(view, issue.author)},
          {"type", "ISSUE"},
          {"issue_type", "issue"},
          {"confidential", issue.confidential},
          {"discussion_locked", nullptr},
          {"moved_to_id", IdOrNull(issue.moved_to)},
          {"user_notes_count", 0},
          {"web_url", web}};
}

/// Without issues a project answers as if it had none, and takes no new one.
bool HasIssues(const State& state, int64_t project) {
  return state.projects.at(project).issues_enabled;
}

Key KeyOf(const Call& call) { return {call.PathId("id"), call.PathId("issue")}; }

/// The issue of the call; null: there is none.
const Issue* Find(const State& state, const Key& key) {
  const auto found = state.issues.find(key);
  return found == state.issues.end() || !HasIssues(state, key.first) ? nullptr : &found->second;
}

bool Wanted(const Call& call, const Issue& issue) {
  const Json& wanted = call.parameters;
  const std::string state = Text(wanted, "state", "all");
  if (state != "all" && state != issue.state) return false;
  // GitLab's own default for projects is "all"; what is asked for counts.
  const bool mine = Text(wanted, "scope", "all") == "created_by_me";
  if (mine && issue.author != call.actor.user) return false;
  if (Has(wanted, "author_id") && Integer(wanted, "author_id") != issue.author) return false;
  const std::string search = Text(wanted, "search");
  return issue.title.find(search) != std::string::npos ||
         issue.description.find(search) != std::string::npos;
}

Response List(Call& call) {
  return call.See([&](const View& view) {
    std::vector<const Issue*> found;
    for (const auto& [key, issue] : view.state.issues) {
      const bool here = key.first == call.PathId("id") && HasIssues(view.state, key.first);
      if (here && Wanted(call, issue)) found.push_back(&issue);
    }
    if (Text(call.parameters, "sort", "desc") == "desc") std::ranges::reverse(found);
    std::vector<Item> items;
    for (const Issue* one : found) {
      items.push_back({one->id, [&view, one] { return IssueJson(view, *one); }});
    }
    return Page(call, items);
  });
}

Response Get(Call& call) {
  return call.See([&](const View& view) {
    const Issue* found = Find(view.state, KeyOf(call));
    return found == nullptr ? NotFound("Issue") : JsonResponse(200, IssueJson(view, *found));
  });
}

/// Stores a description as GitLab does: commands are carried out and taken out of it.
void Describe(const Call& call, State& state, Issue& issue) {
  if (!Has(call.parameters, "description")) return;
  const std::string text = Text(call.parameters, "description");
  const CommentText read = ReadComment(text, state.settings.legacy_quick_actions);
  for (const std::string& mention : read.mentions) {
    state.effects.push_back(
        {"mention", mention, issue.project, issue.iid, call.actor.user, /*done=*/true});
  }
  issue.description = read.actions.empty() ? text : read.rest;
  Execute(state, issue, call.actor.user, read.actions);
}

Response Create(Call& call) {
  const std::string title = Text(call.parameters, "title");
  if (title.empty()) return JsonResponse(400, {{"error", "title is missing"}});
  return call.world.Write([&](State& state) {
    Project& project = state.projects.at(call.PathId("id"));
    if (!project.issues_enabled || project.archived) return Message(403, "403 Forbidden");
    Issue issue{.id = state.NextId(), .iid = ++project.last_issue, .project = project.id};
    issue.author = call.actor.user;
    issue.title = title;
    issue.confidential = Flag(call.parameters, "confidential", false);
    issue.created_at = issue.updated_at = Now();
    Describe(call, state, issue);
    Issue& stored = state.issues[{project.id, issue.iid}] = issue;
    return JsonResponse(201, IssueJson({state, call.url, call.actor.user}, stored));
  });
}

/// Nothing when the actor may change it.
std::optional<Response> Refusal(const Call& call, const State& state) {
  const Issue* issue = Find(state, KeyOf(call));
  if (issue == nullptr) return NotFound("Issue");
  const Project& project = state.projects.at(issue->project);
  const bool may =
      state.AccessLevel(project, call.actor.user) >= kReporter || issue->author == call.actor.user;
  if (!may || project.archived) return Message(403, "403 Forbidden");
  return std::nullopt;
}

Response Update(Call& call) {
  const bool asks = Has(call.parameters, "description") || Has(call.parameters, "title") ||
                    Has(call.parameters, "state_event");
  if (!asks) return JsonResponse(400, {{"error", "title, description are missing"}});
  return call.world.Write([&](State& state) {
    if (auto refusal = Refusal(call, state)) return *refusal;
    Issue& issue = state.issues.at(KeyOf(call));
    issue.title = Text(call.parameters, "title", issue.title);
    issue.updated_at = Now();
    Describe(call, state, issue);
    const std::string event = Text(call.parameters, "state_event");
    if (event == "close" || event == "reopen") {
      const bool closes = event == "close";
      if (closes != (issue.state == "closed")) {
        issue.state = closes ? "closed" : "opened";
        issue.closed_by = closes ? call.actor.user : 0;
        issue.closed_at = closes ? Now() : 0;
      }
    }
    return JsonResponse(200, IssueJson({state, call.url, call.actor.user}, issue));
  });
}

/// The copy in the other project keeps text and author; what stays is closed.
Response Move(Call& call) {
  return call.world.Write([&](State& state) {
    if (auto refusal = Refusal(call, state)) return *refusal;
    const auto target = state.projects.find(IntegerOr(call.parameters, "to_project_id", 0));
    if (target == state.projects.end()) return NotFound("Project");
    Issue& issue = state.issues.at(KeyOf(call));
    Issue copy = issue;
    copy.id = state.NextId();
    copy.project = target->first;
    copy.iid = ++target->second.last_issue;
    issue.state = "closed";
    issue.closed_by = call.actor.user;
    issue.closed_at = Now();
    issue.moved_to = copy.id;
    Issue& stored = state.issues[{copy.project, copy.iid}] = copy;
    return JsonResponse(201, IssueJson({state, call.url, call.actor.user}, stored));
  });
}

Response Delete(Call& call) {
  return call.world.Write([&](State& state) {
    const bool gone = Find(state, KeyOf(call)) == nullptr;
    if (gone) return NotFound("Issue");
    state.issues.erase(KeyOf(call));
    return Response{.status = 204};
  });
}

}  // namespace

std::vector<Route> IssueRoutes() {
  const char* const one = "projects/:id/issues/:issue";
  return {{"GET", "projects/:id/issues", List},
          {"POST", "projects/:id/issues", Create},
          {"GET", one, Get},
          {"PUT", one, Update},
          {"POST", "projects/:id/issues/:issue/move", Move},
          {"DELETE", one, Delete, kOwner}};
}

}  // namespace headwater::forge_double
