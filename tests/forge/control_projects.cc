// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>

#include "tests/forge/control.h"
#include "tests/forge/events.h"
#include "tests/forge/merge_requests.h"
#include "tests/forge/projects.h"

// Projects and what is in them.

namespace headwater::forge_double {
namespace {

Response Done() { return JsonResponse(200, Json::object()); }

/// The project of ":project", an id or a path; zero: none.
int64_t FindId(const Call& call) {
  return call.world.Read([&](const State& state) -> int64_t {
    const Project* found = state.FindProject(call.PathText("project"));
    return found == nullptr ? 0 : found->id;
  });
}

int64_t UserId(const Call& call, const std::string& name) {
  return call.world.Read([&](const State& state) -> int64_t {
    const User* found = state.FindUser(name);
    return found == nullptr ? 0 : found->id;
  });
}

Response Create(Call& call) {
  Project project{.path = Text(call.parameters, "path")};
  project.creator = UserId(call, Text(call.parameters, "owner"));
  ApplySettings(project, call.parameters);
  const int64_t id = CreateProject(call.world, project, Text(call.parameters, "repository"));
  if (id == 0) return Message(400, "the path is taken or git refuses the repository");
  return JsonResponse(201, {{"id", id},
                            {"http_url_to_repo", call.url + "/" + project.path + ".git"},
                            {"web_url", call.url + "/" + project.path}});
}

Response Change(Call& call) {
  const int64_t id = FindId(call);
  if (id == 0) return Message(404, "no such project");
  const Project after = call.world.Write([&](State& state) {
    Project& project = state.projects.at(id);
    ApplySettings(project, call.parameters);
    return project;
  });
  const std::string path = Text(call.parameters, "path");
  if (path.empty()) {
    EmitProject(call.world, after, "project_update", "");
  } else if (!MoveProject(call.world, id, path)) {
    return Message(400, "the path is taken");
  }
  return Done();
}

Response Delete(Call& call) {
  const int64_t id = FindId(call);
  if (id == 0) return Message(404, "no such project");
  DeleteProject(call.world, id);
  return Done();
}

Response PutMember(Call& call) {
  const int64_t id = FindId(call);
  const int64_t user = UserId(call, Text(call.parameters, "user"));
  if (id == 0 || user == 0) return Message(404, "no such project or user");
  const auto level = static_cast<int>(IntegerOr(call.parameters, "access_level", kDeveloper));
  call.world.Write([&](State& state) {
    auto& members = state.projects.at(id).members;
    if (level == 0) members.erase(user);
    if (level != 0) members[user] = level;
  });
  return Done();
}

Response StartPipeline(Call& call) {
  Pipeline pipeline{.project = FindId(call), .sha = Text(call.parameters, "sha")};
  if (pipeline.project == 0) return Message(404, "no such project");
  pipeline.ref = Text(call.parameters, "ref");
  pipeline.source = Text(call.parameters, "source", "push");
  pipeline.user = UserId(call, Text(call.parameters, "user"));
  if (pipeline.sha.empty()) {
    pipeline.sha = call.world.repositories().Resolve(pipeline.project, pipeline.ref);
  }
  const int64_t id =
      CreatePipeline(call.world, pipeline, Text(call.parameters, "status", "running"));
  return JsonResponse(201, {{"id", id}});
}

Response PutPipeline(Call& call) {
  const bool found =
      SetPipeline(call.world, call.PathId("pipeline"), Text(call.parameters, "status", "success"));
  return found ? Done() : Message(404, "no such pipeline");
}

Response AddNote(Call& call) {
  Note note{.project = FindId(call), .iid = call.PathId("iid")};
  if (note.project == 0) return Message(404, "no such project");
  note.body = Text(call.parameters, "body");
  note.author = UserId(call, Text(call.parameters, "user"));
  note.system = Flag(call.parameters, "system", false);
  note.hidden = Flag(call.parameters, "hidden", false);
  note.internal = Flag(call.parameters, "internal", false);
  note.imported = Flag(call.parameters, "imported", false);
  note.created_at = note.updated_at = Now() - IntegerOr(call.parameters, "age", 0);
  const int64_t count = IntegerOr(call.parameters, "count", 1);
  call.world.Write([&](State& state) {
    for (int64_t i = 0; i < count; ++i) {
      note.id = state.NextId();
      note.discussion = RandomUuid();
      std::erase(note.discussion, '-');
      state.notes[note.id] = note;
    }
  });
  return JsonResponse(201, {{"id", note.id}});
}

/// As if its last change had been so long ago.
Response AgeMergeRequest(Call& call) {
  const int64_t project = FindId(call);
  const bool found = call.world.Write([&](State& state) {
    const auto one = state.merge_requests.find({project, call.PathId("iid")});
    if (one == state.merge_requests.end()) return false;
    one->second.updated_at = Now() - IntegerOr(call.parameters, "age", 0);
    return true;
  });
  return found ? Done() : Message(404, "no such merge request");
}

Response ShowNotes(Call& call) {
  const int64_t project = FindId(call);
  return call.world.Read([&](const State& state) {
    const View view{state, call.url};
    Json list = Json::array();
    for (const auto& [id, note] : state.notes) {
      if (note.project != project || note.iid != call.PathId("iid")) continue;
      Json json = NoteJson(view, note);
      json["hidden"] = note.hidden;
      list.push_back(std::move(json));
    }
    return JsonResponse(200, list);
  });
}

Response ShowStatuses(Call& call) {
  const int64_t project = FindId(call);
  return call.world.Read([&](const State& state) {
    const View view{state, call.url};
    Json list = Json::array();
    for (const auto& [id, status] : state.statuses) {
      if (status.project != project) continue;
      Json json = StatusJson(view, status);
      json["retried"] = status.retried;
      list.push_back(std::move(json));
    }
    return JsonResponse(200, list);
  });
}

}  // namespace

std::vector<Route> ControlProjectRoutes() {
  const char* const notes = "projects/:project/merge_requests/:iid/notes";
  return {{"POST", "projects", Create},
          {"PUT", "projects/:project", Change},
          {"DELETE", "projects/:project", Delete},
          {"PUT", "projects/:project/members", PutMember},
          {"PUT", "projects/:project/merge_requests/:iid", AgeMergeRequest},
          {"POST", "projects/:project/pipelines", StartPipeline},
          {"PUT", "pipelines/:pipeline", PutPipeline},
          {"GET", "projects/:project/statuses", ShowStatuses},
          {"GET", notes, ShowNotes},
          {"POST", notes, AddNote}};
}

}  // namespace headwater::forge_double
