// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>

#include "tests/forge/api.h"
#include "tests/forge/events.h"
#include "tests/forge/projects.h"

// https://docs.gitlab.com/ee/api/projects.html and project_forks.html

namespace headwater::forge_double {
namespace {

bool Wanted(const Call& call, const State& state, const Project& project) {
  if (!state.MayRead(project, call.actor.user)) return false;
  const Json& wanted = call.parameters;
  if (Has(wanted, "archived") && Flag(wanted, "archived", false) != project.archived) return false;
  if (Has(wanted, "visibility") && Text(wanted, "visibility") != project.visibility) return false;
  const bool member = project.members.contains(call.actor.user);
  if (Flag(wanted, "membership", false) && !member) return false;
  if (Flag(wanted, "owned", false) && project.creator != call.actor.user) return false;
  const auto active_after = ParseTime(Text(wanted, "last_activity_after"));
  if (active_after && project.updated_at <= *active_after) return false;
  return project.path.find(Text(wanted, "search")) != std::string::npos;
}

Response PageOf(const Call& call, const View& view, std::vector<const Project*> projects) {
  const std::string order = Text(call.parameters, "order_by", "created_at");
  const bool descending = Text(call.parameters, "sort", "desc") == "desc";
  std::stable_sort(projects.begin(), projects.end(), [&](const Project* a, const Project* b) {
    if (descending) std::swap(a, b);
    const bool by_activity = order == "last_activity_at" || order == "updated_at";
    if (by_activity && a->updated_at != b->updated_at) return a->updated_at < b->updated_at;
    return a->id < b->id;
  });
  std::vector<Item> items;
  for (const Project* project : projects) {
    items.push_back({project->id, [&view, project] { return ProjectJson(view, *project); }});
  }
  return Page(call, items);
}

Response ListProjects(Call& call) {
  return call.See([&](const View& view) {
    std::vector<const Project*> projects;
    for (const auto& [id, project] : view.state.projects) {
      if (Wanted(call, view.state, project)) projects.push_back(&project);
    }
    return PageOf(call, view, std::move(projects));
  });
}

Response ListForks(Call& call) {
  return call.See([&](const View& view) {
    std::vector<const Project*> projects;
    for (const auto& [id, project] : view.state.projects) {
      const bool fork = project.forked_from == call.PathId("id");
      if (fork && Wanted(call, view.state, project)) projects.push_back(&project);
    }
    return PageOf(call, view, std::move(projects));
  });
}

Response ShowProject(Call& call, int64_t id, int status) {
  return call.world.Read([&](const State& state) {
    return JsonResponse(status,
                        ProjectJson({state, call.url, call.actor.user}, state.projects.at(id)));
  });
}

Response GetProject(Call& call) {
  return call.See([&](const View& view) {
    const auto found = view.state.projects.find(call.PathId("id"));
    if (found == view.state.projects.end()) return NotFound("Project");
    return JsonResponse(200, ProjectJson(view, found->second));
  });
}

std::string NamespaceOf(const Call& call) {
  const std::string own =
      call.world.Read([&](const State& state) { return state.UserOf(call.actor.user).username; });
  return Text(call.parameters, "namespace_path", Text(call.parameters, "namespace", own));
}

Response Create(Call& call) {
  const std::string name = Text(call.parameters, "path", Text(call.parameters, "name"));
  if (name.empty()) return JsonResponse(400, {{"error", "name is missing, path is missing"}});
  Project project{.path = NamespaceOf(call) + "/" + name, .creator = call.actor.user};
  ApplySettings(project, call.parameters);
  const int64_t id = CreateProject(call.world, project, "");
  if (id == 0) {
    return JsonResponse(400, {{"message", {{"path", Json::array({"has already been taken"})}}}});
  }
  return ShowProject(call, id, 201);
}

Response Fork(Call& call) {
  const Project parent = ProjectOf(call);
  Project fork{.path = NamespaceOf(call) + "/" + Text(call.parameters, "path", parent.Name())};
  fork.description = parent.description;
  fork.visibility = parent.visibility;
  fork.creator = call.actor.user;
  fork.forked_from = parent.id;
  const int64_t id = CreateProject(call.world, fork, call.world.repositories().Path(parent.id));
  if (id == 0) return Message(409, "Project namespace name has already been taken");
  return ShowProject(call, id, 201);
}

Response SetForkedFrom(Call& call, int64_t parent) {
  const int64_t id = call.PathId("id");
  call.world.Write([&](State& state) { state.projects.at(id).forked_from = parent; });
  return ShowProject(call, id, 201);
}

Response Relate(Call& call) { return SetForkedFrom(call, call.PathId("parent")); }

Response Unrelate(Call& call) {
  SetForkedFrom(call, 0);
  return {.status = 204};
}

Response Update(Call& call) {
  const Project after = call.world.Write([&](State& state) {
    Project& project = state.projects.at(call.PathId("id"));
    ApplySettings(project, call.parameters);
    project.updated_at = Now();
    return project;
  });
  EmitProject(call.world, after, "project_update", "");
  const std::string path = Text(call.parameters, "path");
  if (!path.empty()) MoveProject(call.world, after.id, after.Namespace() + "/" + path);
  return ShowProject(call, after.id, 200);
}

Response Delete(Call& call) {
  DeleteProject(call.world, call.PathId("id"));
  return Message(202, "202 Accepted");
}

}  // namespace

std::vector<Route> ProjectRoutes() {
  return {{"GET", "projects", ListProjects},
          {"POST", "projects", Create},
          {"GET", "projects/:id", GetProject},
          {"PUT", "projects/:id", Update, kMaintainer},
          {"DELETE", "projects/:id", Delete, kOwner},
          {"GET", "projects/:id/forks", ListForks},
          {"POST", "projects/:id/fork", Fork},
          {"POST", "projects/:id/fork/:parent", Relate, kOwner},
          {"DELETE", "projects/:id/fork", Unrelate, kOwner}};
}

}  // namespace headwater::forge_double
