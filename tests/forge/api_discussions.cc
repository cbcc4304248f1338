// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <cstdio>

#include "tests/forge/comments.h"
#include "tests/forge/events.h"

// https://docs.gitlab.com/ee/api/discussions.html

namespace headwater::forge_double {
namespace {

/// Notes by discussion, in the order they began.
std::vector<std::vector<const Note*>> Threads(const Call& call, const State& state) {
  std::vector<std::vector<const Note*>> threads;
  std::map<std::string, size_t> places;
  for (const auto& [id, note] : state.notes) {
    if (note.project != call.PathId("id") || note.iid != call.PathId("iid")) continue;
    const auto [place, is_new] = places.emplace(note.discussion, threads.size());
    if (is_new) threads.emplace_back();
    threads[place->second].push_back(&note);
  }
  return threads;
}

Response List(Call& call) {
  return call.See([&](const View& view) {
    const auto threads = Threads(call, view.state);
    std::vector<Item> items;
    for (const auto& notes : threads) {
      items.push_back(
          {0, [&] { return notes.front()->hidden ? Json() : DiscussionJson(view, notes); }});
    }
    return Page(call, items);
  });
}

Response ShowThread(const Call& call, const std::string& discussion, int status) {
  return call.world.Read([&](const State& state) {
    for (const auto& notes : Threads(call, state)) {
      if (notes.front()->discussion != discussion) continue;
      return JsonResponse(status, DiscussionJson({state, call.url, call.actor.user}, notes));
    }
    return NotFound("Discussion");
  });
}

Response Get(Call& call) { return ShowThread(call, call.PathText("discussion_id"), 200); }

/// Whether the hunks of `patch` show a line by these numbers; zero: none on that side.
bool ShowsLine(const std::string& patch, int64_t old_line, int64_t new_line) {
  int64_t old_at = 0;
  int64_t new_at = 0;
  for (size_t begin = 0; begin < patch.size();) {
    const size_t end = std::min(patch.find('\n', begin), patch.size());
    const char mark = patch[begin];
    if (mark == '@') {
      long long old_start = 0;
      long long new_start = 0;
      const std::string head = patch.substr(begin, end - begin);
      if (std::sscanf(head.c_str(), "@@ -%lld%*[,0-9] +%lld", &old_start, &new_start) != 2) {
        std::sscanf(head.c_str(), "@@ -%lld +%lld", &old_start, &new_start);
      }
      old_at = old_start;
      new_at = new_start;
    } else {
      const int64_t old_here = mark == '+' ? 0 : old_at;
      const int64_t new_here = mark == '-' ? 0 : new_at;
      if (mark != '\\' && old_here == old_line && new_here == new_line) return true;
      if (mark == ' ' || mark == '-') ++old_at;
      if (mark == ' ' || mark == '+') ++new_at;
    }
    begin = end + 1;
  }
  return false;
}

/// Nothing when the position is one GitLab accepts.
std::optional<Response> CheckPosition(const Call& call, const MergeRequest& merge_request,
                                      const Json& position) {
  for (const char* needed : {"base_sha", "start_sha", "head_sha", "position_type"}) {
    if (Text(position, needed).empty()) {
      return JsonResponse(400, {{"error", std::string("position[") + needed + "] is missing"}});
    }
  }
  const auto version = std::find_if(
      merge_request.versions.begin(), merge_request.versions.end(), [&](const Version& one) {
        return one.base == Text(position, "base_sha") && one.head == Text(position, "head_sha") &&
               one.start == Text(position, "start_sha");
      });
  const Response wrong = Message(
      400,
      "400 Bad request - Note {:line_code=>[\"can't be blank\", \"must be a valid line code\"]}");
  if (version == merge_request.versions.end()) return wrong;
  const auto files =
      call.world.repositories().Diff(merge_request.project, version->base, version->head);
  const auto file = std::find_if(files.begin(), files.end(), [&](const FileDiff& one) {
    return one.new_path == Text(position, "new_path") && one.old_path == Text(position, "old_path");
  });
  if (file == files.end()) return wrong;
  if (Text(position, "position_type") == "file") return std::nullopt;
  const int64_t old_line = IntegerOr(position, "old_line", 0);
  const int64_t new_line = IntegerOr(position, "new_line", 0);
  if (old_line == 0 && new_line == 0) return wrong;
  return ShowsLine(file->patch, old_line, new_line) ? std::nullopt : std::optional(wrong);
}

Json StoredPosition(Json position) {
  for (const char* line : {"old_line", "new_line"}) {
    const auto number = Integer(position, line);
    position[line] = number ? Json(*number) : Json();
  }
  if (!position.contains("line_range")) position["line_range"] = nullptr;
  return position;
}

Response Create(Call& call) {
  const auto merge_request = MergeRequestOf(call);
  if (!merge_request) return NotFound("Noteable");
  Note note{.project = merge_request->project, .iid = merge_request->iid};
  note.type = "DiscussionNote";
  if (Has(call.parameters, "position")) {
    const Json& position = call.parameters["position"];
    if (auto refusal = CheckPosition(call, *merge_request, position)) return *refusal;
    note.type = "DiffNote";
    note.position = StoredPosition(position);
  }
  const Stored stored = StoreNote(call, std::move(note));
  if (stored.id == 0) return stored.answer;
  const std::string discussion =
      call.world.Read([&](const State& state) { return state.notes.at(stored.id).discussion; });
  return ShowThread(call, discussion, 201);
}

/// A note of the call's discussion; nothing: 404.
std::optional<Note> FirstNote(const Call& call) {
  return call.world.Read([&](const State& state) -> std::optional<Note> {
    for (const auto& notes : Threads(call, state)) {
      if (notes.front()->discussion == call.PathText("discussion_id")) return *notes.front();
    }
    return std::nullopt;
  });
}

Response ShowNote(const Call& call, int64_t id, int status) {
  return call.world.Read([&](const State& state) {
    return JsonResponse(status, NoteJson({state, call.url, call.actor.user}, state.notes.at(id)));
  });
}

Response Reply(Call& call) {
  const auto first = FirstNote(call);
  if (!first) return NotFound("Discussion");
  Note note{.project = first->project, .iid = first->iid, .discussion = first->discussion};
  note.type = first->type.empty() ? "DiscussionNote" : first->type;
  note.position = first->position;
  note.resolved = first->resolved;
  const Stored stored = StoreNote(call, std::move(note));
  return stored.id == 0 ? stored.answer : ShowNote(call, stored.id, 201);
}

void SetResolved(Call& call, const std::string& discussion, bool resolved) {
  bool all_now = false;
  const MergeRequestKey key{call.PathId("id"), call.PathId("iid")};
  call.world.Write([&](State& state) {
    const MergeRequest& merge_request = state.merge_requests.at({key.project, key.iid});
    const bool before = DiscussionsResolved(state, merge_request);
    for (auto& [id, note] : state.notes) {
      if (note.discussion != discussion || !note.Resolvable()) continue;
      note.resolved = resolved;
      note.resolved_by = resolved ? call.actor.user : 0;
      note.resolved_at = resolved ? Now() : 0;
    }
    all_now = !before && DiscussionsResolved(state, merge_request);
  });
  // GitLab tells of the last thread resolved with an update in which nothing changed.
  if (all_now) {
    EmitMergeRequest(
        call.world,
        {.project = key.project, .iid = key.iid, .user = call.actor.user, .action = "update"});
  }
}

/// Nothing when the actor may resolve: a Developer, or who opened the merge request.
std::optional<Response> CheckResolve(const Call& call) {
  const auto merge_request = MergeRequestOf(call);
  if (!merge_request) return NotFound("Noteable");
  const int level = call.world.Read([&](const State& state) {
    return state.AccessLevel(state.projects.at(merge_request->project), call.actor.user);
  });
  const bool may = level >= kDeveloper || merge_request->author == call.actor.user;
  return may ? std::nullopt : std::optional(Message(403, "403 Forbidden"));
}

Response Resolve(Call& call) {
  if (!Has(call.parameters, "resolved")) {
    return JsonResponse(400, {{"error", "resolved is missing"}});
  }
  const auto first = FirstNote(call);
  if (!first || !first->Resolvable()) return NotFound("Discussion");
  if (auto refusal = CheckResolve(call)) return *refusal;
  SetResolved(call, first->discussion, Flag(call.parameters, "resolved", false));
  return ShowThread(call, first->discussion, 200);
}

Response EditOne(Call& call) {
  const bool body = Has(call.parameters, "body");
  if (body == Has(call.parameters, "resolved")) {
    return JsonResponse(400, {{"error",
                               "body, resolved are missing, exactly one parameter must "
                               "be provided"}});
  }
  const auto note = FindNote(call, call.PathId("note_id"));
  if (!note) return NotFound("Note");
  if (body) {
    const Stored stored = EditNote(call, note->id);
    return stored.id == 0 ? stored.answer : ShowNote(call, stored.id, 200);
  }
  if (auto refusal = CheckResolve(call)) return *refusal;
  SetResolved(call, note->discussion, Flag(call.parameters, "resolved", false));
  return ShowNote(call, note->id, 200);
}

Response DeleteOne(Call& call) {
  const auto note = FindNote(call, call.PathId("note_id"));
  if (!note) return NotFound("Note");
  if (!MayEdit(call, *note)) return Message(403, "403 Forbidden");
  call.world.Write([&](State& state) { state.notes.erase(note->id); });
  return {.status = 204};
}

}  // namespace

std::vector<Route> DiscussionRoutes() {
  const char* const list = "projects/:id/merge_requests/:iid/discussions";
  const char* const one = "projects/:id/merge_requests/:iid/discussions/:discussion_id";
  const char* const notes = "projects/:id/merge_requests/:iid/discussions/:discussion_id/notes";
  const char* const note =
      "projects/:id/merge_requests/:iid/discussions/:discussion_id/notes/:note_id";
  return {{"GET", list, List},        {"POST", list, Create}, {"GET", one, Get},
          {"PUT", one, Resolve},      {"POST", notes, Reply}, {"PUT", note, EditOne},
          {"DELETE", note, DeleteOne}};
}

}  // namespace headwater::forge_double
