// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include <optional>
#include <string>
#include <string_view>

#include "hooks/payload_kinds.h"

// https://docs.gitlab.com/ee/user/project/integrations/webhook_events.html#pipeline-events

namespace headwater::hooks {
namespace {

/// A pipeline in one of these is on its way to another, of which we hear too.
bool IsPassing(std::string_view status) {
  return status == "preparing" || status == "waiting_for_resource" ||
         status == "waiting_for_callback" || status == "canceling";
}

bool IsKnown(std::string_view status) {
  for (const std::string_view known : {"created", "pending", "running", "success", "failed",
                                       "canceled", "skipped", "manual", "scheduled"}) {
    if (status == known) return true;
  }
  return false;
}

/// The merge request it ran for is named only for pipelines of merge requests. Their commit may be
/// a merge result, which is no head.
Result<Wake> WakeOf(const DataField& body, const Event& event) {
  if (!event.iid) return Wake{event.project, std::nullopt, event.head.value_or(CommitId{})};
  const std::optional<int64_t> target =
      TRY(body["merge_request"]["target_project_id"].OptionalId());
  return Wake{ProjectId{target.value_or(event.project.value)}, event.iid, CommitId{}};
}

struct Judgement {
  EventDecision decision = EventDecision::kRecord;
  Literal reason;
  bool wakes = false;
};

Judgement Judge(const Event& event, bool is_tag) {
  if (is_tag) return {EventDecision::kRecord, "a tag's pipeline"};
  if (IsPassing(event.action)) return {EventDecision::kRecord, "a pipeline between two states"};
  if (!IsKnown(event.action)) {
    return {EventDecision::kIgnore, "a pipeline status we do not know"};
  }
  if (!event.iid && !event.head) {
    return {EventDecision::kRecord, "a pipeline of a commit that we cannot name"};
  }
  return {EventDecision::kRecord, "a pipeline: the status must stand in the newest one", true};
}

}  // namespace

Result<Event> ReadPipeline(const DataField& body) {
  const DataField attributes = body["object_attributes"];
  const DataField merge_request = body["merge_request"];
  Event event;
  event.project = ProjectId{TRY(body["project"]["id"].Id())};
  event.action = TRY(attributes["status"].RequiredText());
  event.head = TRY(attributes["sha"].Commit());
  event.actor = TRY(UserOf(body["user"]["id"]));
  event.target_branch = Untrusted(TRY(merge_request["target_branch"].Text()));
  if (merge_request.present()) event.iid = MergeRequestIid{TRY(merge_request["iid"].Id())};
  const Wake wake = TRY(WakeOf(body, event));
  const Judgement judgement = Judge(event, TRY(attributes["tag"].Flag()));
  event.project = wake.project;
  event.decision = judgement.decision;
  event.reason = judgement.reason;
  if (judgement.wakes) event.wakes.push_back(wake);
  return event;
}

}  // namespace headwater::hooks
