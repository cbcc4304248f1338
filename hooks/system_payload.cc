// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "hooks/payload_kinds.h"

// https://docs.gitlab.com/ee/administration/system_hooks.html

namespace headwater::hooks {

Result<Event> ReadProjectChange(const DataField& body) {
  Event event;
  event.project = ProjectId{TRY(body["project_id"].Id())};
  event.decision = EventDecision::kIndex;
  event.reason = "a project came, went, moved or changed";
  // Who may read it may be others now: at once.
  event.wakes.push_back({.project = event.project, .iid = kBranchMailbox, .head = {}});
  return event;
}

Result<Event> ReadNamespaceChange(const DataField& body) {
  Event event;
  event.actor = TRY(UserOf(body["user_id"]));
  event.decision = EventDecision::kIndex;
  event.reason = "the paths of all projects below changed";
  return event;
}

}  // namespace headwater::hooks
