// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/jobs/issue_sender.h"

#include <utility>
#include <vector>

#include "headwater/log.h"
#include "headwater/metrics.h"
#include "service/jobs/comment_slots.h"
#include "service/report/policy_issue.h"
#include "service/report/project_issue.h"

namespace headwater::jobs {
namespace {

using State = IssueMemory::State;

constexpr Literal kEditIntent = "edit";

std::string DescriptionOf(const SlotClaim& claim) { return claim.wanted.text + claim.wanted.url; }

bool IsAboutPolicy(const SlotKey& key) { return key.kind == SlotKind::kPolicyIssue; }

std::string MarkerOf(const SlotKey& key) {
  return IsAboutPolicy(key) ? report::PolicyIssueMarker(key.project)
                            : report::ProjectIssueMarker(key.project);
}

std::string TitleOf(const SlotKey& key, Language language) {
  return std::string(IsAboutPolicy(key) ? report::PolicyIssueTitle(language)
                                        : report::ProjectIssueTitle(language));
}

/// Whether somebody else closed it.
bool IsTheirs(const ForgeIssue& issue, UserId self) {
  return !issue.open && issue.closed_by != self;
}

/// What has to happen to it so that it is as open as wanted. What a person did last stands.
IssueEvent EventFor(StatusState wanted, const ForgeIssue& issue, State before, UserId self) {
  // What we closed is open: a person has opened it again, and we have nothing new to say.
  const bool theirs = IsTheirs(issue, self) || (issue.open && before == State::kDone);
  if (wanted == StatusState::kFailed && !issue.open && !theirs) return IssueEvent::kReopen;
  if (wanted == StatusState::kSuccess && issue.open && !theirs) return IssueEvent::kClose;
  return IssueEvent::kNone;
}

State StateAfter(StatusState wanted, const ForgeIssue& issue, State before, UserId self) {
  if (!issue.open) return IsTheirs(issue, self) ? State::kTheirs : State::kDone;
  return before == State::kDone && wanted != StatusState::kFailed ? State::kDone : State::kOpen;
}

bool IsRefusal(const Error& error) {
  return error.code == Errc::kNotFound || error.code == Errc::kDenied;
}

}  // namespace

Status IssueSender::Run(const SlotClaim& claim) {
  const std::chrono::milliseconds wait = StillPossible(claim, services_.clock);
  if (claim.intent == kCreateIntent.view() && wait.count() > 0) {
    return services_.outbox.Postpone(claim, claim.remembered, wait, /*keep_intent=*/true);
  }
  Memory memory = IssueMemory::Read(claim.remembered);
  const Status sent = Send(claim, memory);
  if (!sent.ok()) return Fail(claim, memory, sent.error());
  if (memory) memory->wanted = HashOfIssue(claim.wanted);
  return services_.outbox.Settle(claim, memory ? memory->Text() : "");
}

Status IssueSender::Send(const SlotClaim& claim, Memory& memory) {
  if (claim.intent == kCreateIntent.view()) memory.reset();
  const bool same = memory && memory->wanted == HashOfIssue(claim.wanted);
  if (same && claim.intent.empty()) return Ok{};
  if (memory && memory->state == State::kMoved) return Ok{};
  std::optional<ForgeIssue> issue = TRY(Known(claim, memory));
  if (!issue) issue = TRY(FindOurs(claim));
  if (issue) {
    if (!memory || memory->iid != issue->iid) memory.emplace().iid = issue->iid;
    return Edit(claim, *issue, *memory);
  }
  // Who deletes it is not answered with another one before there is something else to say.
  const bool deleted = memory && memory->state != State::kGone;
  if (deleted) return Error{Errc::kNotFound, "the issue is not there any more"};
  memory.emplace().state = State::kGone;
  return claim.wanted.state == StatusState::kFailed ? Create(claim, memory) : Status(Ok{});
}

Result<std::optional<ForgeIssue>> IssueSender::Known(const SlotClaim& claim, const Memory& memory) {
  if (!memory || memory->state == State::kGone) return std::optional<ForgeIssue>();
  Result<ForgeIssue> found = services_.issues.Issue(claim.key.project, memory->iid);
  if (found.ok()) return std::optional(std::move(found).value());
  if (found.error().code == Errc::kNotFound) return std::optional<ForgeIssue>();
  return std::move(found).error();
}

Result<std::optional<ForgeIssue>> IssueSender::FindOurs(const SlotClaim& claim) {
  const std::string marker = MarkerOf(claim.key);
  const std::vector<ForgeIssue> all =
      TRY(services_.issues.IssuesBy(claim.key.project, services_.self));
  std::optional<ForgeIssue> oldest;
  for (const ForgeIssue& issue : all) {
    if (issue.author != services_.self || !issue.description.starts_with(marker)) continue;
    if (!oldest) {
      oldest = issue;
      continue;
    }
    if (!issue.open) continue;
    TRY(BusyIsTransient(
        services_.issues.EditIssue(claim.key.project, issue.iid, {}, IssueEvent::kClose)));
    Count("headwater_extra_issues_closed_total");
  }
  return oldest;
}

Status IssueSender::Create(const SlotClaim& claim, Memory& memory) {
  const std::string title = TitleOf(claim.key, services_.settings.language);
  TRY(services_.outbox.Intend(claim, kCreateIntent.view(), {}));
  const ForgeIssue created = TRY(BusyIsTransient(
      services_.issues.CreateIssue(claim.key.project, title, DescriptionOf(claim))));
  memory.emplace().iid = created.iid;
  memory->stored = HashOfDescription(created.description);
  Count("headwater_issues_created_total");
  return Ok{};
}

Status IssueSender::Edit(const SlotClaim& claim, const ForgeIssue& issue, IssueMemory& memory) {
  if (issue.moved) {
    memory.state = State::kMoved;
    Count("headwater_issues_given_up_total");
    Log(LogLevel::kInfo, "issue_moved",
        {{"project", claim.key.project.value}, {"issue", issue.iid.value}});
    return Ok{};
  }
  const bool edited = !memory.stored.empty() && claim.intent.empty() &&
                      HashOfDescription(issue.description) != memory.stored;
  const StatusState wanted = claim.wanted.state;
  // After a crash nobody knows who opened it.
  const State before = claim.intent.empty() ? memory.state : State::kOpen;
  const IssueEvent event = EventFor(wanted, issue, before, services_.self);
  TRY(services_.outbox.Intend(claim, kEditIntent.view(), {}));
  const ForgeIssue now = TRY(BusyIsTransient(
      services_.issues.EditIssue(claim.key.project, issue.iid, DescriptionOf(claim), event)));
  memory.state = StateAfter(wanted, now, before, services_.self);
  memory.stored = HashOfDescription(now.description);
  Count("headwater_issues_edited_total");
  if (!edited) return Ok{};
  Count("headwater_issue_texts_restored_total");
  Log(LogLevel::kInfo, "issue_text_restored",
      {{"project", claim.key.project.value}, {"issue", issue.iid.value}});
  return Ok{};
}

Status IssueSender::Fail(const SlotClaim& claim, const Memory& memory, const Error& error) {
  // A token that works, and a project that wants none of our issues: nobody has to mend that.
  if (IsRefusal(error) && services_.forge.Self().ok()) {
    Count("headwater_issues_given_up_total");
    Log(LogLevel::kInfo, "issue_given_up",
        {{"project", claim.key.project.value}, {"problem", Untrusted(error.message)}});
    IssueMemory gone;
    gone.state = State::kGone;
    gone.wanted = HashOfIssue(claim.wanted);
    return services_.outbox.Settle(claim, gone.Text());
  }
  return EndFailed(services_, claim, memory ? memory->Text() : "", error);
}

}  // namespace headwater::jobs
