// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include <optional>
#include <string>
#include <string_view>

#include "hooks/payload_kinds.h"

// https://docs.gitlab.com/ee/user/project/integrations/webhook_events.html#merge-request-events

namespace headwater::hooks {
namespace {

struct Judgement {
  EventDecision decision = EventDecision::kRecord;
  Literal reason;
};

/// Whether an update says that this attribute changed.
bool Changed(const DataField& body, std::string_view attribute) {
  return body["changes"][attribute].present();
}

/// The attributes besides the code that rules may read. `work_in_progress` is what old versions
/// call `draft`.
bool MetadataChanged(const DataField& body) {
  for (const std::string_view attribute :
       {"title", "description", "draft", "work_in_progress", "labels"}) {
    if (Changed(body, attribute)) return true;
  }
  return false;
}

/// What an update may be about that nobody judges, as far as GitLab says it. Squashing, which rules
/// may read, is none of the attributes that it reports as changed: then none of these is there.
/// https://gitlab.com/gitlab-org/gitlab/-/blob/master/lib/gitlab/hook_data/merge_request_builder.rb
/// "safe_hook_attributes", "safe_hook_relations"
bool SaysWhatElse(const DataField& body) {
  for (const std::string_view attribute :
       {"assignees", "assignee_id", "reviewers", "reviewer_ids", "milestone_id", "time_estimate",
        "total_time_spent", "time_change", "head_pipeline_id", "merge_params", "merge_user_id",
        "merge_when_pipeline_succeeds", "merge_commit_sha", "merge_error", "state_id",
        "blocking_discussions_resolved", "source_branch", "prepared_at"}) {
    if (Changed(body, attribute)) return true;
  }
  return false;
}

Result<Judgement> JudgeUpdate(const DataField& body) {
  TRY(body["changes"].Object());
  const std::string old_head = TRY(body["object_attributes"]["oldrev"].Text());
  if (!old_head.empty()) return Judgement{EventDecision::kEvaluate, "new commits"};
  if (Changed(body, "target_branch")) {
    return Judgement{EventDecision::kEvaluate, "another target branch"};
  }
  if (MetadataChanged(body)) {
    return Judgement{EventDecision::kMetadata, "title, description, draft or labels changed"};
  }
  if (Changed(body, "merge_status")) {
    return Judgement{EventDecision::kEvaluate,
                     "only the mergeability is new, as old versions report another target branch"};
  }
  if (Changed(body, "updated_at") && !SaysWhatElse(body)) {
    return Judgement{EventDecision::kMetadata, "an update that does not say of what"};
  }
  return Judgement{EventDecision::kRecord, "an update of nothing that is judged"};
}

/// Some versions' system hooks name no action; the state then says what to look at.
Judgement JudgeState(std::string_view state) {
  if (state == "merged" || state == "closed") {
    return {EventDecision::kClose, "no action named; it is no longer open"};
  }
  return {EventDecision::kEvaluate, "no action named; looked at as if it were new"};
}

Result<Judgement> Judge(const DataField& body, std::string_view action) {
  if (action == "open") return Judgement{EventDecision::kEvaluate, "opened"};
  if (action == "reopen") return Judgement{EventDecision::kEvaluate, "reopened"};
  if (action == "update") return JudgeUpdate(body);
  if (action == "merge") return Judgement{EventDecision::kClose, "merged"};
  if (action == "close") return Judgement{EventDecision::kClose, "closed"};
  if (action == "approved" || action == "approval" || action == "unapproved" ||
      action == "unapproval") {
    return Judgement{EventDecision::kRecord, "approvals are not judged"};
  }
  if (action.empty()) return JudgeState(TRY(body["object_attributes"]["state"].Text()));
  return Judgement{EventDecision::kIgnore, "an action we do not know"};
}

/// The target's project stands in two places; a body in which they differ is none of GitLab's.
Result<ProjectId> TargetProject(const DataField& body) {
  const DataField target = body["object_attributes"]["target_project_id"];
  const DataField project = body["project"]["id"];
  const std::optional<int64_t> one = TRY(target.OptionalId());
  const std::optional<int64_t> other = TRY(project.OptionalId());
  if (one && other && one != other) {
    return Error{Errc::kInvalid, project.path() + ": differs from " + target.path()};
  }
  return ProjectOf(target, project);
}

}  // namespace

Result<Event> ReadMergeRequest(const DataField& body, const Self& self) {
  const DataField attributes = body["object_attributes"];
  Event event;
  event.project = TRY(TargetProject(body));
  event.iid = MergeRequestIid{TRY(attributes["iid"].Id())};
  event.action = TRY(attributes["action"].Text());
  event.head = TRY(attributes["last_commit"]["id"].Commit());
  event.target_branch = Untrusted(TRY(attributes["target_branch"].Text()));
  event.actor = TRY(UserOf(body["user"]["id"]));

  Judgement judgement = TRY(Judge(body, event.action));
  if (judgement.decision == EventDecision::kMetadata && self.id.value != 0 &&
      event.actor == self.id) {
    judgement = {EventDecision::kRecord, "our own change of its metadata"};
  }
  event.decision = judgement.decision;
  event.reason = judgement.reason;
  if (event.decision == EventDecision::kEvaluate || event.decision == EventDecision::kMetadata ||
      event.decision == EventDecision::kClose) {
    event.wakes.push_back({event.project, event.iid, event.head.value_or(CommitId{})});
  }
  return event;
}

}  // namespace headwater::hooks
