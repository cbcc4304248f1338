// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "tests/forge/comments.h"

#include <algorithm>
#include <utility>

#include "tests/forge/events.h"
#include "tests/forge/quick_actions.h"
#include "tests/forge/suggestions.h"

namespace headwater::forge_double {
namespace {

// https://docs.gitlab.com/ee/administration/instance_limits.html "Size of comments"
constexpr size_t kMostCharacters = 1000000;

size_t Characters(const std::string& text) {
  return static_cast<size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;  // Not a UTF-8 continuation.
  }));
}

/// The text of the call, after its quick actions were executed.
struct Body {
  std::string text;
  Json outcome;  ///< {"commands_changes":…,"summary":[…]}
  bool only_actions = false;
  std::optional<Response> refusal;
};

Body ReadBody(Call& call, const MergeRequestKey& key) {
  const std::string body = Text(call.parameters, "body");
  if (body.empty()) return {.refusal = JsonResponse(400, {{"error", "body is missing"}})};
  if (Characters(body) > kMostCharacters) {
    return {.refusal = Message(400,
                               "Note {:note=>[\"is too long (maximum is 1000000 "
                               "characters)\"]}")};
  }
  const bool legacy =
      call.world.Read([](const State& state) { return state.settings.legacy_quick_actions; });
  CommentText comment = ReadComment(body, legacy);
  call.world.Write([&](State& state) {
    for (const std::string& mention : comment.mentions) {
      state.effects.push_back({"mention", mention, key.project, key.iid, call.actor.user, true});
    }
  });
  // Without actions the text stays as it is, to the byte.
  Body read{.text = comment.actions.empty() ? body : comment.rest};
  if (comment.actions.empty()) return read;
  ChangeMergeRequest(
      call.world, key, call.actor.user, [&](State& state, MergeRequest& merge_request) {
        read.outcome = Execute(state, merge_request, call.actor.user, comment.actions);
      });
  // "/merge" needs the head from the caller: https://docs.gitlab.com/ee/api/notes.html
  const bool merge = std::any_of(comment.actions.begin(), comment.actions.end(),
                                 [](const QuickAction& action) { return action.name == "merge"; });
  const std::string head = Text(call.parameters, "merge_request_diff_head_sha");
  if (merge && !head.empty()) Merge(call.world, key, call.actor.user, head);
  read.only_actions = comment.rest.empty();
  return read;
}

}  // namespace

Stored StoreNote(Call& call, Note note) {
  Body body = ReadBody(call, {note.project, note.iid});
  if (body.refusal) return {0, *body.refusal};
  if (body.only_actions) return {0, JsonResponse(202, body.outcome)};
  note.body = std::move(body.text);
  note.author = call.actor.user;
  note.internal = Flag(call.parameters, "internal", false);
  note.created_at = note.updated_at = Now();
  note.suggestions = SuggestionsIn(call.world, note);
  note.id = call.world.Write([&](State& state) {
    const int64_t id = state.NextId();
    note.id = id;
    if (note.discussion.empty()) {
      std::string digits = RandomUuid() + RandomUuid();
      std::erase(digits, '-');
      note.discussion = digits.substr(0, 40);
    }
    for (Suggestion& suggestion : note.suggestions) suggestion.id = state.NextId();
    state.notes[id] = note;
    const auto merge_request = state.merge_requests.find({note.project, note.iid});
    if (merge_request != state.merge_requests.end()) merge_request->second.updated_at = Now();
    return id;
  });
  EmitNote(call.world, note.id, "create");
  return {note.id, {}};
}

Stored EditNote(Call& call, int64_t id) {
  const auto note = FindNote(call, id);
  if (!note) return {0, NotFound("Note")};
  if (!MayEdit(call, *note)) return {0, Message(403, "403 Forbidden")};
  Body body = ReadBody(call, {note->project, note->iid});
  if (body.refusal) return {0, *body.refusal};
  if (body.only_actions) {
    call.world.Write([&](State& state) { state.notes.erase(id); });
    return {0, JsonResponse(202, body.outcome)};
  }
  Note with_body = *note;
  with_body.body = std::move(body.text);
  // What was suggested goes, and what is suggested now is new.
  with_body.suggestions = SuggestionsIn(call.world, with_body);
  call.world.Write([&](State& state) {
    Note& edited = state.notes.at(id);
    edited.body = with_body.body;
    edited.suggestions = with_body.suggestions;
    for (Suggestion& suggestion : edited.suggestions) suggestion.id = state.NextId();
    edited.updated_at = Now();
    edited.updated_by = call.actor.user;
  });
  EmitNote(call.world, id, "update");
  return {id, {}};
}

std::optional<Note> FindNote(const Call& call, int64_t id) {
  return call.world.Read([&](const State& state) -> std::optional<Note> {
    const auto found = state.notes.find(id);
    if (found == state.notes.end()) return std::nullopt;
    const Note& note = found->second;
    const bool here = note.project == call.PathId("id") && note.iid == call.PathId("iid");
    return here ? std::optional(note) : std::nullopt;
  });
}

bool MayEdit(const Call& call, const Note& note) {
  return note.author == call.actor.user || call.world.Read([&](const State& state) {
    return state.AccessLevel(state.projects.at(note.project), call.actor.user) >= kMaintainer;
  });
}

}  // namespace headwater::forge_double
