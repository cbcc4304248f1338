// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "tests/forge/events.h"

#include <string_view>

#include "tests/forge/event_bodies.h"

namespace headwater::forge_double {
namespace {

/// Which hooks hear of an event, and what its headers call it.
struct Kind {
  std::string_view toggle;
  const char* header;
};
constexpr Kind kMergeRequest = {"merge_requests_events", "Merge Request Hook"};
constexpr Kind kNote = {"note_events", "Note Hook"};
constexpr Kind kPush = {"push_events", "Push Hook"};
constexpr Kind kTagPush = {"tag_push_events", "Tag Push Hook"};
constexpr Kind kPipeline = {"pipeline_events", "Pipeline Hook"};
constexpr const char* kSystemHeader = "System Hook";

bool Hears(const Hook& hook, const Kind& kind, int64_t project) {
  if (!hook.events.contains(std::string(kind.toggle))) return false;
  if (hook.project != 0) return hook.project == project;
  // On CE a system hook hears no comments and no pipelines.
  return kind.toggle != kNote.toggle && kind.toggle != kPipeline.toggle;
}

/// Queues one event for whoever hears it. `system_body` replaces the body for system hooks.
void Queue(World& world, const Kind& kind, int64_t project, const Json& body,
           const Json& system_body) {
  if (body.is_null()) return;
  const std::string url = world.Url();
  const auto hooks = world.Read([](const State& state) { return state.hooks; });
  for (const auto& [id, hook] : hooks) {
    if (!Hears(hook, kind, project)) continue;
    const bool system = hook.project == 0;
    world.webhooks().Send(hook, url, system ? kSystemHeader : kind.header,
                          Dump(system ? system_body : body));
  }
}

/// For events that only system hooks know.
void QueueSystem(World& world, const char* toggle, const Json& body) {
  const std::string url = world.Url();
  const auto hooks = world.Read([](const State& state) { return state.hooks; });
  for (const auto& [id, hook] : hooks) {
    const bool hears = toggle == nullptr || hook.events.contains(toggle);
    if (hook.project == 0 && hears) world.webhooks().Send(hook, url, kSystemHeader, Dump(body));
  }
}

}  // namespace

void EmitMergeRequest(World& world, const MergeRequestEvent& event) {
  const std::string url = world.Url();
  const Json body = world.Read([&](const State& state) {
    const MergeRequest* found = state.FindMergeRequest(event.project, event.iid);
    return found == nullptr ? Json() : MergeRequestBody({state, url}, *found, event);
  });
  Queue(world, kMergeRequest, event.project, body, body);
}

void EmitNote(World& world, int64_t note, const std::string& action) {
  const std::string url = world.Url();
  const Json body = world.Read([&](const State& state) {
    const auto found = state.notes.find(note);
    return found == state.notes.end() ? Json() : NoteBody({state, url}, found->second, action);
  });
  if (!body.is_null()) Queue(world, kNote, body["project_id"], body, body);
}

void EmitPipeline(World& world, int64_t pipeline) {
  const std::string url = world.Url();
  const Json body = world.Read([&](const State& state) {
    const auto found = state.pipelines.find(pipeline);
    return found == state.pipelines.end() ? Json() : PipelineBody({state, url}, found->second);
  });
  if (!body.is_null()) Queue(world, kPipeline, body["project"]["id"], body, body);
}

void EmitPush(World& world, const PushEvent& event) {
  const std::string url = world.Url();
  const Json body = world.Read([&](const State& state) {
    const auto found = state.projects.find(event.project);
    return found == state.projects.end() ? Json() : PushBody({state, url}, found->second, event);
  });
  Json system_body = body;
  if (!body.is_null()) system_body["commits"] = Json::array();
  const bool tag = event.change.ref.starts_with("refs/tags/");
  Queue(world, tag ? kTagPush : kPush, event.project, body, system_body);
}

void EmitRepositoryUpdate(World& world, int64_t project, int64_t user,
                          const std::vector<RefChange>& changes) {
  const std::string url = world.Url();
  Json body = world.Read([&](const State& state) {
    const auto found = state.projects.find(project);
    if (found == state.projects.end()) return Json();
    const View view{state, url};
    return Json{{"event_name", "repository_update"},
                {"user_id", user},
                {"user_name", state.UserOf(user).name},
                {"user_email", ""},
                {"user_avatar", nullptr},
                {"project_id", project},
                {"project", HookProjectJson(view, found->second)}};
  });
  if (body.is_null()) return;
  body["changes"] = Json::array();
  body["refs"] = Json::array();
  for (const RefChange& change : changes) {
    body["changes"].push_back(
        {{"before", change.before}, {"after", change.after}, {"ref", change.ref}});
    body["refs"].push_back(change.ref);
  }
  QueueSystem(world, "repository_update_events", body);
}

void EmitProject(World& world, const Project& project, const std::string& event,
                 const std::string& old_path) {
  Json body = {{"event_name", event},
               {"created_at", IsoTime(project.created_at)},
               {"updated_at", IsoTime(project.updated_at)},
               {"name", project.Name()},
               {"path", project.Name()},
               {"path_with_namespace", project.path},
               {"project_id", project.id},
               {"project_namespace_id", project.id},
               {"owner_name", project.Namespace()},
               {"owner_email", ""},
               {"owners", Json::array()},
               {"project_visibility", project.visibility}};
  if (!old_path.empty()) body["old_path_with_namespace"] = old_path;
  QueueSystem(world, nullptr, body);
}

int TestHook(World& world, const Hook& hook) {
  const std::string url = world.Url();
  const Json body = world.Read([&](const State& state) {
    const auto project =
        hook.project != 0 ? state.projects.find(hook.project) : state.projects.begin();
    if (project == state.projects.end()) return Json();
    PushEvent event{.project = project->first, .user = project->second.creator};
    event.change = {"refs/heads/" + project->second.default_branch, kNoCommit, kNoCommit};
    return PushBody({state, url}, project->second, event);
  });
  const char* header = hook.project == 0 ? kSystemHeader : kPush.header;
  return world.webhooks().SendNow(hook, url, header, Dump(body)).status;
}

}  // namespace headwater::forge_double
