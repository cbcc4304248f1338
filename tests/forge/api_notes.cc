// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>

#include "tests/forge/comments.h"

// https://docs.gitlab.com/ee/api/notes.html and award_emoji.html

namespace headwater::forge_double {
namespace {

bool Fits(const std::string& filter, const Note& note) {
  if (filter == "only_comments") return !note.system;
  return filter != "only_activity" || note.system;
}

Response List(Call& call) {
  return call.See([&](const View& view) {
    if (view.state.FindMergeRequest(call.PathId("id"), call.PathId("iid")) == nullptr) {
      return Message(404, "404 Not found");
    }
    const std::string filter = Text(call.parameters, "activity_filter", "all_notes");
    std::vector<const Note*> notes;
    for (const auto& [id, note] : view.state.notes) {
      if (note.project != call.PathId("id") || note.iid != call.PathId("iid")) continue;
      if (Fits(filter, note)) notes.push_back(&note);
    }
    const bool by_update = Text(call.parameters, "order_by") == "updated_at";
    const bool descending = Text(call.parameters, "sort", "desc") == "desc";
    std::stable_sort(notes.begin(), notes.end(), [&](const Note* a, const Note* b) {
      if (descending) std::swap(a, b);
      if (by_update && a->updated_at != b->updated_at) return a->updated_at < b->updated_at;
      return a->id < b->id;
    });
    std::vector<Item> items;
    for (const Note* note : notes) {
      // Left out after the page was cut, as GitLab does with what the reader may not see.
      items.push_back(
          {note->id, [&view, note] { return note->hidden ? Json() : NoteJson(view, *note); }});
    }
    return Page(call, items);
  });
}

Response Show(const Call& call, int64_t id, int status) {
  return call.world.Read([&](const State& state) {
    return JsonResponse(status, NoteJson({state, call.url, call.actor.user}, state.notes.at(id)));
  });
}

Response Get(Call& call) {
  return call.See([&](const View& view) {
    const auto found = view.state.notes.find(call.PathId("note_id"));
    const bool here = found != view.state.notes.end() &&
                      found->second.project == call.PathId("id") &&
                      found->second.iid == call.PathId("iid") && !found->second.hidden;
    return here ? JsonResponse(200, NoteJson(view, found->second)) : NotFound("Note");
  });
}

Response Create(Call& call) {
  if (!MergeRequestOf(call)) return NotFound("Noteable");
  const Stored stored = StoreNote(call, {.project = call.PathId("id"), .iid = call.PathId("iid")});
  return stored.id == 0 ? stored.answer : Show(call, stored.id, 201);
}

Response Edit(Call& call) {
  const Stored stored = EditNote(call, call.PathId("note_id"));
  return stored.id == 0 ? stored.answer : Show(call, stored.id, 200);
}

Response Delete(Call& call) {
  const auto note = FindNote(call, call.PathId("note_id"));
  if (!note) return NotFound("Note");
  if (!MayEdit(call, *note)) return Message(403, "403 Forbidden");
  call.world.Write([&](State& state) { state.notes.erase(note->id); });
  return {.status = 204};
}

Response ListAwards(Call& call) {
  const auto note = FindNote(call, call.PathId("note_id"));
  if (!note) return NotFound("Note");
  return call.See([&](const View& view) {
    std::vector<Item> items;
    for (const Award& award : note->awards) {
      items.push_back({award.id, [&] { return AwardJson(view, *note, award); }});
    }
    return Page(call, items);
  });
}

Response CreateAward(Call& call) {
  const auto note = FindNote(call, call.PathId("note_id"));
  if (!note) return NotFound("Note");
  const std::string name = Text(call.parameters, "name");
  if (name.empty()) return JsonResponse(400, {{"error", "name is missing"}});
  return call.world.Write([&](State& state) {
    Note& target = state.notes.at(note->id);
    const bool again = std::any_of(
        target.awards.begin(), target.awards.end(),
        [&](const Award& award) { return award.name == name && award.user == call.actor.user; });
    if (again) return NotFound("Award Emoji Name has already been taken");
    target.awards.push_back({state.NextId(), call.actor.user, name});
    const View view{state, call.url, call.actor.user};
    return JsonResponse(201, AwardJson(view, target, target.awards.back()));
  });
}

}  // namespace

std::vector<Route> NoteRoutes() {
  const char* const list = "projects/:id/merge_requests/:iid/notes";
  const char* const one = "projects/:id/merge_requests/:iid/notes/:note_id";
  const char* const awards = "projects/:id/merge_requests/:iid/notes/:note_id/award_emoji";
  return {{"GET", list, List},          {"POST", list, Create},  {"GET", one, Get},
          {"PUT", one, Edit},           {"DELETE", one, Delete}, {"GET", awards, ListAwards},
          {"POST", awards, CreateAward}};
}

}  // namespace headwater::forge_double
