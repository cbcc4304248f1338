// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include <string>
#include <string_view>

#include "hooks/payload_kinds.h"

// https://docs.gitlab.com/ee/user/project/integrations/webhook_events.html#push-events
// https://docs.gitlab.com/ee/administration/system_hooks.html

namespace headwater::hooks {
namespace {

constexpr std::string_view kBranchPrefix = "refs/heads/";

/// The name of a branch; empty for tags and other refs.
std::string_view BranchOf(std::string_view ref) {
  return ref.starts_with(kBranchPrefix) ? ref.substr(kBranchPrefix.size()) : std::string_view();
}

/// Git writes "no such commit" as zeros: 40 of them, or 64 where ids are SHA-256.
bool IsDeleted(std::string_view after) {
  return after.find_first_not_of('0') == std::string_view::npos;
}

/// What pushes of branches and tags have in common; `after` as text goes to `after`.
Result<Event> ReadRefPush(const DataField& body, std::string& after) {
  Event event;
  event.project = TRY(ProjectOf(body["project_id"], body["project"]["id"]));
  event.actor = TRY(UserOf(body["user_id"]));
  event.head = TRY(body["after"].Commit());
  after = TRY(body["after"].RequiredText());
  event.decision = EventDecision::kIndex;
  return event;
}

/// What belongs together is read from all branches and tags; nobody waits for that.
void WakeQuietly(Event& event) {
  event.wakes.push_back(
      {.project = event.project, .iid = kBranchMailbox, .head = {}, .quiet = true});
}

}  // namespace

Result<Event> ReadPush(const DataField& body) {
  std::string after;
  Event event = TRY(ReadRefPush(body, after));
  const std::string ref = TRY(body["ref"].RequiredText());
  const std::string default_branch = TRY(body["project"]["default_branch"].Text());
  const std::string_view branch = BranchOf(ref);
  event.target_branch = Untrusted(std::string(branch));
  if (IsDeleted(after)) {
    event.reason = "a branch was deleted";
    WakeQuietly(event);
    return event;
  }
  // Where the default branch is not named this may be it; what is not will be found unchanged.
  if (branch.empty() || (!default_branch.empty() && branch != default_branch)) {
    event.reason = "a branch changed; its merge requests report their own events";
    WakeQuietly(event);
    return event;
  }
  event.decision = EventDecision::kEvaluate;
  event.reason = "the default branch changed";
  event.wakes.push_back({event.project, kBranchMailbox, event.head.value_or(CommitId{})});
  return event;
}

Result<Event> ReadTagPush(const DataField& body) {
  std::string after;
  Event event = TRY(ReadRefPush(body, after));
  TRY(body["ref"].RequiredText());
  event.reason = IsDeleted(after) ? Literal("a tag was deleted") : Literal("a tag came or moved");
  WakeQuietly(event);
  return event;
}

Result<Event> ReadRepositoryUpdate(const DataField& body) {
  Event event;
  event.project = TRY(ProjectOf(body["project_id"], body["project"]["id"]));
  event.actor = TRY(UserOf(body["user_id"]));
  event.decision = EventDecision::kIndex;
  event.reason = "branches or tags changed";
  const std::string default_branch = TRY(body["project"]["default_branch"].Text());
  const DataField changes = body["changes"];
  const size_t count = TRY(changes.Length());
  for (size_t i = 0; i < count && !default_branch.empty(); ++i) {
    const DataField change = changes.Item(i);
    const std::optional<CommitId> after = TRY(change["after"].Commit());
    if (BranchOf(TRY(change["ref"].Text())) != default_branch) continue;
    // A push of more than three refs fires no push hook at all, only this one.
    event.reason = "the default branch is among what changed";
    event.wakes.push_back({event.project, kBranchMailbox, after.value_or(CommitId{})});
    break;
  }
  if (event.wakes.empty()) WakeQuietly(event);
  return event;
}

}  // namespace headwater::hooks
