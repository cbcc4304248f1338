// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>

#include "tests/forge/api.h"
#include "tests/forge/merge_requests.h"

// https://docs.gitlab.com/ee/api/merge_requests.html

namespace headwater::forge_double {
namespace {

bool Contains(const std::vector<std::string>& list, const std::string& item) {
  return std::find(list.begin(), list.end(), item) != list.end();
}

bool TextFits(const Json& wanted, const char* key, const std::string& value) {
  return !Has(wanted, key) || Text(wanted, key) == value;
}

bool Wanted(const Call& call, const MergeRequest& merge_request) {
  const Json& wanted = call.parameters;
  const std::string state = Text(wanted, "state", "all");
  if (state != "all" && state != merge_request.state) return false;
  if (!TextFits(wanted, "source_branch", merge_request.source_branch)) return false;
  if (!TextFits(wanted, "target_branch", merge_request.target_branch)) return false;
  if (!TextFits(wanted, "author_id", std::to_string(merge_request.author))) return false;
  const auto updated_after = ParseTime(Text(wanted, "updated_after"));
  if (updated_after && merge_request.updated_at < *updated_after) return false;
  const auto updated_before = ParseTime(Text(wanted, "updated_before"));
  if (updated_before && merge_request.updated_at > *updated_before) return false;
  const auto created_after = ParseTime(Text(wanted, "created_after"));
  if (created_after && merge_request.created_at < *created_after) return false;
  const std::vector<std::string> iids = List(wanted, "iids");
  if (!iids.empty() && !Contains(iids, std::to_string(merge_request.iid))) return false;
  const std::vector<std::string> labels = List(wanted, "labels");
  return std::all_of(labels.begin(), labels.end(), [&](const std::string& label) {
    return Contains(merge_request.labels, label);
  });
}

Response PageOf(const Call& call, const View& view, std::vector<const MergeRequest*> found) {
  const bool by_update = Text(call.parameters, "order_by") == "updated_at";
  const bool descending = Text(call.parameters, "sort", "desc") == "desc";
  std::stable_sort(found.begin(), found.end(), [&](const MergeRequest* a, const MergeRequest* b) {
    if (descending) std::swap(a, b);
    if (by_update && a->updated_at != b->updated_at) return a->updated_at < b->updated_at;
    return a->id < b->id;
  });
  std::vector<Item> items;
  for (const MergeRequest* one : found) {
    items.push_back({one->id, [&view, one] { return MergeRequestJson(view, *one, false); }});
  }
  return Page(call, items);
}

Response ListOfProject(Call& call) {
  return call.See([&](const View& view) {
    std::vector<const MergeRequest*> found;
    for (const auto& [key, one] : view.state.merge_requests) {
      if (key.first == call.PathId("id") && Wanted(call, one)) found.push_back(&one);
    }
    return PageOf(call, view, std::move(found));
  });
}

Response ListAll(Call& call) {
  if (call.actor.user == 0) return Message(401, "401 Unauthorized");
  // GitLab's own default hides what others opened.
  const bool all = Text(call.parameters, "scope", "created_by_me") == "all";
  return call.See([&](const View& view) {
    std::vector<const MergeRequest*> found;
    for (const auto& [key, one] : view.state.merge_requests) {
      const auto project = view.state.projects.find(key.first);
      if (project == view.state.projects.end()) continue;
      const bool mine = all || one.author == call.actor.user;
      const bool seen = mine && view.state.MayRead(project->second, call.actor.user);
      if (seen && Wanted(call, one)) found.push_back(&one);
    }
    return PageOf(call, view, std::move(found));
  });
}

Response Show(Call& call, int64_t project, int64_t iid, int status) {
  return call.world.Read([&](const State& state) {
    const MergeRequest* found = state.FindMergeRequest(project, iid);
    if (found == nullptr) return Message(404, "404 Not found");
    return JsonResponse(status, MergeRequestJson({state, call.url, call.actor.user}, *found, true));
  });
}

Response Get(Call& call) {
  return call.See([&](const View& view) {
    const MergeRequest* found = view.state.FindMergeRequest(call.PathId("id"), call.PathId("iid"));
    if (found == nullptr) return Message(404, "404 Not found");
    return JsonResponse(200, MergeRequestJson(view, *found, true));
  });
}

/// Called on the source project.
Response Create(Call& call) {
  const Json& given = call.parameters;
  for (const char* needed : {"source_branch", "target_branch", "title"}) {
    if (Text(given, needed).empty()) {
      return JsonResponse(400, {{"error", std::string(needed) + " is missing"}});
    }
  }
  MergeRequest made{.source_project = call.PathId("id"), .author = call.actor.user};
  made.project = IntegerOr(given, "target_project_id", made.source_project);
  made.source_branch = Text(given, "source_branch");
  made.target_branch = Text(given, "target_branch");
  made.title = Text(given, "title");
  made.description = Text(given, "description");
  made.squash = Flag(given, "squash", false);
  made.labels = List(given, "labels");
  const bool again = call.world.Read([&](const State& state) {
    return std::any_of(
        state.merge_requests.begin(), state.merge_requests.end(), [&](const auto& entry) {
          const MergeRequest& other = entry.second;
          return other.project == made.project && other.source_project == made.source_project &&
                 other.state == "opened" && other.source_branch == made.source_branch &&
                 other.target_branch == made.target_branch;
        });
  });
  if (again) {
    return JsonResponse(409, {{"message", Json::array({"Another open merge request already exists "
                                                       "for this source branch"})}});
  }
  const bool readable = call.world.Read([&](const State& state) {
    const auto target = state.projects.find(made.project);
    return target != state.projects.end() && state.MayRead(target->second, call.actor.user);
  });
  if (!readable) return NotFound("Project");
  const std::string head =
      call.world.repositories().Resolve(made.source_project, "refs/heads/" + made.source_branch);
  if (head.empty()) {
    return JsonResponse(400, {{"message", {{"source_branch", Json::array({"does not exist"})}}}});
  }
  return Show(call, made.project, OpenMergeRequest(call.world, made), 201);
}

void ChangeLabels(MergeRequest& merge_request, const Json& given) {
  if (Has(given, "labels")) merge_request.labels = List(given, "labels");
  for (const std::string& label : List(given, "add_labels")) {
    if (!Contains(merge_request.labels, label)) merge_request.labels.push_back(label);
  }
  const std::vector<std::string> gone = List(given, "remove_labels");
  std::erase_if(merge_request.labels,
                [&](const std::string& label) { return Contains(gone, label); });
}

void Apply(MergeRequest& merge_request, const Json& given) {
  merge_request.title = Text(given, "title", merge_request.title);
  merge_request.description = Text(given, "description", merge_request.description);
  merge_request.target_branch = Text(given, "target_branch", merge_request.target_branch);
  merge_request.locked_discussion =
      Flag(given, "discussion_locked", merge_request.locked_discussion);
  merge_request.squash = Flag(given, "squash", merge_request.squash);
  ChangeLabels(merge_request, given);
  const std::string event = Text(given, "state_event");
  if (event == "close" && merge_request.state == "opened") {
    merge_request.state = "closed";
    merge_request.closed_at = Now();
  }
  if (event == "reopen" && merge_request.state == "closed") merge_request.state = "opened";
  if (!Has(given, "assignee_ids")) return;
  merge_request.assignees.clear();
  for (const std::string& id : List(given, "assignee_ids")) {
    const int64_t user = IntegerOr({{"id", id}}, "id", 0);
    if (user != 0) merge_request.assignees.push_back(user);
  }
}

Response Update(Call& call) {
  const auto merge_request = MergeRequestOf(call);
  if (!merge_request) return Message(404, "404 Not found");
  const int level = call.world.Read([&](const State& state) {
    return state.AccessLevel(state.projects.at(merge_request->project), call.actor.user);
  });
  if (level < kDeveloper && merge_request->author != call.actor.user) {
    return Message(403, "403 Forbidden");
  }
  ChangeMergeRequest(call.world, {merge_request->project, merge_request->iid}, call.actor.user,
                     [&](State&, MergeRequest& changed) { Apply(changed, call.parameters); });
  return Show(call, merge_request->project, merge_request->iid, 200);
}

Response DoMerge(Call& call) {
  const auto merge_request = MergeRequestOf(call);
  if (!merge_request) return Message(404, "404 Not found");
  const bool may = call.world.Read([&](const State& state) {
    const Project& project = state.projects.at(merge_request->project);
    const bool guarded = project.protected_branches.contains(merge_request->target_branch);
    return state.AccessLevel(project, call.actor.user) >= (guarded ? kMaintainer : kDeveloper);
  });
  if (!may) return Message(401, "401 Unauthorized");
  const MergeRefusal refusal = Merge(call.world, {merge_request->project, merge_request->iid},
                                     call.actor.user, Text(call.parameters, "sha"));
  if (!refusal.text.empty()) return Message(refusal.status, refusal.text);
  return Show(call, merge_request->project, merge_request->iid, 200);
}

Response Versions(Call& call) {
  return call.See([&](const View& view) {
    const MergeRequest* found = view.state.FindMergeRequest(call.PathId("id"), call.PathId("iid"));
    if (found == nullptr) return Message(404, "404 Not found");
    std::vector<Item> items;
    for (const Version& version : found->versions) {
      items.push_back({version.id, [&, found] { return VersionJson(*found, version); }});
    }
    return Page(call, items);
  });
}

Response Pipelines(Call& call) {
  return call.See([&](const View& view) {
    const MergeRequest* found = view.state.FindMergeRequest(call.PathId("id"), call.PathId("iid"));
    if (found == nullptr) return Message(404, "404 Not found");
    std::vector<Item> items;
    for (auto it = view.state.pipelines.rbegin(); it != view.state.pipelines.rend(); ++it) {
      const Pipeline& pipeline = it->second;
      const bool here =
          pipeline.project == found->project && pipeline.ref == MergeRequestRef(found->iid);
      const bool there =
          pipeline.project == found->source_project && pipeline.ref == found->source_branch;
      if (here || there) {
        items.push_back({pipeline.id, [&] { return PipelineJson(view, pipeline); }});
      }
    }
    return Page(call, items);
  });
}

Response Approve(Call& call) {
  const bool revoke = call.request.target.find("/unapprove") != std::string::npos;
  const MergeRequestKey key{call.PathId("id"), call.PathId("iid")};
  const bool found = ChangeMergeRequest(call.world, key, call.actor.user,
                                        [&](State&, MergeRequest& merge_request) {
                                          std::erase(merge_request.approved_by, call.actor.user);
                                          if (!revoke)
                                            merge_request.approved_by.push_back(call.actor.user);
                                        });
  return found ? Show(call, key.project, key.iid, 201) : Message(404, "404 Not found");
}

}  // namespace

std::vector<Route> MergeRequestRoutes() {
  return {{"GET", "merge_requests", ListAll},
          {"GET", "projects/:id/merge_requests", ListOfProject},
          {"POST", "projects/:id/merge_requests", Create, kDeveloper},
          {"GET", "projects/:id/merge_requests/:iid", Get},
          {"PUT", "projects/:id/merge_requests/:iid", Update},
          {"PUT", "projects/:id/merge_requests/:iid/merge", DoMerge},
          {"GET", "projects/:id/merge_requests/:iid/versions", Versions},
          {"GET", "projects/:id/merge_requests/:iid/pipelines", Pipelines},
          {"POST", "projects/:id/merge_requests/:iid/approve", Approve, kDeveloper},
          {"POST", "projects/:id/merge_requests/:iid/unapprove", Approve, kDeveloper}};
}

}  // namespace headwater::forge_double
