// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include <algorithm>
#include <utility>

#include "service/forge/answers.h"
#include "service/forge/gitlab_client.h"
#include "service/forge/paths.h"
#include "service/forge/quick_action.h"

// https://docs.gitlab.com/ee/api/issues.html

namespace headwater::forge {
namespace {

std::string IssuesPath(ProjectId project) { return PathOf(project) + "/issues"; }

std::string IssuePath(ProjectId project, IssueIid iid) {
  return IssuesPath(project) + '/' + std::to_string(iid.value);
}

Result<UserId> UserOf(const DataField& user) {
  const std::optional<int64_t> id = TRY(user["id"].OptionalId());
  return UserId{id.value_or(0)};
}

Result<ForgeIssue> ReadIssue(const DataField& issue) {
  ForgeIssue read;
  read.iid = IssueIid{TRY(issue["iid"].Id())};
  read.author = TRY(UserOf(issue["author"]));
  read.description = TRY(issue["description"].Text());
  const std::string state = TRY(issue["state"].RequiredText());
  if (state != "opened" && state != "closed") {
    return Error{Errc::kInvalid, issue["state"].path() + ": a state we do not know"};
  }
  read.open = state == "opened";
  read.closed_by = TRY(UserOf(issue["closed_by"]));
  const std::optional<int64_t> moved_to = TRY(issue["moved_to_id"].OptionalId());
  read.moved = moved_to.has_value();
  return read;
}

Status CheckDescription(const std::string& description) {
  if (!HoldsQuickAction(description)) return Ok{};
  return Error{Errc::kInternal, "an issue of ours holds a quick action, and was not sent"};
}

/// What was done, as the forge tells it.
Result<ForgeIssue> ReadWritten(const HttpReply& reply) {
  const Result<DataNode> answer = ParseAnswer(reply);
  Result<ForgeIssue> issue =
      answer.ok() ? ReadIssue(DataField(answer.value())) : Result<ForgeIssue>(answer.error());
  if (issue.ok()) return issue;
  // It was done; that we cannot read how does not undo it.
  return Error{Errc::kAmbiguous, "an issue was written, but " + issue.error().message};
}

}  // namespace

Result<std::vector<ForgeIssue>> GitlabClient::IssuesBy(ProjectId project, UserId author) {
  std::vector<ForgeIssue> issues;
  const auto take = [&](const DataField& item) -> Status {
    ForgeIssue issue = TRY(ReadIssue(item));
    if (issue.author == author) issues.push_back(std::move(issue));
    return Ok{};
  };
  // Without the scope, tokens of other users than the author get an empty list.
  TRY(api_.GetAll(IssuesPath(project),
                  {{"scope", "all"},
                   {"state", "all"},
                   {"author_id", std::to_string(author.value)},
                   {"order_by", "created_at"},
                   {"sort", "asc"}},
                  take));
  // Each once: while we turn pages, issues come.
  std::ranges::sort(issues, {}, &ForgeIssue::iid);
  const auto same = [](const ForgeIssue& a, const ForgeIssue& b) { return a.iid == b.iid; };
  issues.erase(std::unique(issues.begin(), issues.end(), same), issues.end());
  return issues;
}

Result<ForgeIssue> GitlabClient::Issue(ProjectId project, IssueIid iid) {
  const DataNode answer = TRY(api_.Get(IssuePath(project, iid)));
  Result<ForgeIssue> issue = ReadIssue(DataField(answer));
  if (!issue.ok()) return NoAnswer(std::move(issue).error());
  return issue;
}

Result<ForgeIssue> GitlabClient::CreateIssue(ProjectId project, const std::string& title,
                                             const std::string& description) {
  TRY(CheckDescription(description));
  const HttpReply reply = TRY(Write(CallKind::kIssue, "POST", IssuesPath(project),
                                    {{"title", title}, {"description", description}}));
  return ReadWritten(reply);
}

Result<ForgeIssue> GitlabClient::EditIssue(ProjectId project, IssueIid iid,
                                           const std::optional<std::string>& description,
                                           IssueEvent event) {
  FormFields form;
  if (description) {
    TRY(CheckDescription(*description));
    form.emplace_back("description", *description);
  }
  if (event != IssueEvent::kNone) {
    form.emplace_back("state_event", event == IssueEvent::kClose ? "close" : "reopen");
  }
  const HttpReply reply = TRY(Write(CallKind::kIssue, "PUT", IssuePath(project, iid), form));
  return ReadWritten(reply);
}

}  // namespace headwater::forge
