// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include <string>
#include <utility>

#include "headwater/mention.h"
#include "hooks/payload_kinds.h"

// https://docs.gitlab.com/ee/user/project/integrations/webhook_events.html#comment-events

namespace headwater::hooks {
namespace {

/// Why a comment on a merge request is none that may hold a command; empty when it may.
Literal WhyNot(const Event& event, bool is_system, const Self& self) {
  if (is_system) return "a note that GitLab itself wrote";
  if (self.id.value != 0 && event.actor == self.id) return "our own comment";
  // Versions before 16.11 name no action and tell of new comments only. An edit names the author
  // as the actor, whoever edited: nothing may follow from it.
  if (!event.action.empty() && event.action != "create") {
    return "commands count only in new comments";
  }
  return {};
}

/// The part about the merge request that was commented on.
Result<Event> WithMergeRequest(Event event, const DataField& merge_request) {
  event.iid = MergeRequestIid{TRY(merge_request["iid"].Id())};
  event.head = TRY(merge_request["last_commit"]["id"].Commit());
  event.target_branch = Untrusted(TRY(merge_request["target_branch"].Text()));
  return event;
}

}  // namespace

Result<Event> ReadNote(const DataField& body, const Self& self) {
  const DataField attributes = body["object_attributes"];
  Event event;
  event.actor = TRY(UserOf(body["user"]["id"]));
  event.action = TRY(attributes["action"].Text());
  event.project = TRY(ProjectOf(body["project_id"], body["project"]["id"]));
  if (TRY(attributes["noteable_type"].RequiredText()) != "MergeRequest") {
    event.reason = "a comment on something else than a merge request";
    return event;
  }
  event = TRY(WithMergeRequest(std::move(event), body["merge_request"]));
  event.note = NoteId{TRY(attributes["id"].Id())};
  event.reason = WhyNot(event, TRY(attributes["system"].Flag()), self);
  if (!event.reason.view().empty()) return event;
  const std::string comment = TRY(attributes["note"].Text());
  if (!AfterMention(comment, self.name)) {
    event.reason = "a comment that does not begin by naming us";
    return event;
  }
  event.decision = EventDecision::kCommand;
  event.reason = "a new comment, which may hold a command";
  event.wakes.push_back(
      {.project = event.project, .iid = event.iid, .head = {}, .note = event.note});
  return event;
}

}  // namespace headwater::hooks
