// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include <charconv>
#include <ctime>
#include <utility>

#include "service/forge/answers.h"
#include "service/forge/gitlab_administration.h"
#include "service/forge/paths.h"

namespace headwater::forge {
namespace {

// RFC 9110 section 15.
constexpr int kOk = 200;
constexpr int kUnauthorized = 401;
constexpr int kForbidden = 403;
constexpr int kHttpConflict = 409;

// More than an administrator lists by hand.
constexpr size_t kMaxAllowed = 1'000;

/// "Sun, 22 Nov 2026 21:54:48 GMT": RFC 9110 section 5.6.7, the one form that is sent.
std::optional<WallTime> ReadHttpDate(std::string_view text) {
  tm parts = {};
  const std::string copy(text);
  const char* end = strptime(copy.c_str(), "%a, %d %b %Y %H:%M:%S GMT", &parts);
  if (end == nullptr || *end != '\0') return std::nullopt;
  return WallTime(std::chrono::seconds(timegm(&parts)));
}

int MajorOf(const std::string& version) {
  int major = 0;
  const char* end = version.data() + version.size();
  const auto read = std::from_chars(version.data(), end, major);
  return read.ec == std::errc() && read.ptr != end && *read.ptr == '.' ? major : 0;
}

Result<GateProject> ReadGateProject(const DataField& project) {
  GateProject read;
  read.project = TRY(ReadProject(project));
  read.pipelines_must_succeed = TRY(project["only_allow_merge_if_pipeline_succeeds"].Flag());
  read.skipped_is_success = TRY(project["allow_merge_on_skipped_pipeline"].Flag());
  read.threads_must_be_resolved =
      TRY(project["only_allow_merge_if_all_discussions_are_resolved"].Flag());
  const std::string forking = TRY(project["forking_access_level"].Text());
  read.may_be_forked = forking != "disabled";
  return read;
}

Status ReadAllowed(const DataField& list, OutboundRules& rules) {
  const size_t length = std::min(TRY(list.Length()), kMaxAllowed);
  for (size_t i = 0; i < length; ++i) rules.allowed.push_back(TRY(list.Item(i).Text()));
  return Ok{};
}

Result<OutboundRules> ReadOutbound(const DataField& settings) {
  OutboundRules rules;
  rules.local_webhooks = TRY(settings["allow_local_requests_from_web_hooks_and_services"].Flag());
  rules.local_system_hooks = TRY(settings["allow_local_requests_from_system_hooks"].Flag());
  TRY(ReadAllowed(settings["outbound_local_requests_whitelist"], rules));
  return rules;
}

Result<std::string> ReadVersion(const HttpReply& reply) {
  const DataNode answer = TRY(ParseAnswer(reply));
  return DataField(answer)["version"].RequiredText();
}

}  // namespace

// https://docs.gitlab.com/ee/api/version.html
Result<ForgeVersion> GitlabAdministration::Version() {
  Result<HttpReply> asked = api_.Ask("/version");
  if (!asked.ok()) {
    Error error = std::move(asked).error();
    // A refusal of the token is a reply; this one is the certificate's, or the token file's.
    if (error.code == Errc::kDenied) error.code = Errc::kInternal;
    return error;
  }
  const HttpReply& reply = asked.value();
  if (reply.status == kUnauthorized || reply.status == kForbidden) return Accept(reply).error();
  const Result<std::string> text = ReadVersion(reply);
  if (reply.status != kOk || !text.ok()) {
    const Status refused = Accept(reply);
    return Error{Errc::kInvalid, refused.ok() ? text.error().message : refused.error().message};
  }
  ForgeVersion version;
  version.text = Untrusted(text.value());
  version.major = MajorOf(text.value());
  const auto date = FindHeader(reply.headers, "date");
  if (date) version.date = ReadHttpDate(*date);
  return version;
}

// https://docs.gitlab.com/ee/api/settings.html#get-details-on-current-application-settings
Result<OutboundRules> GitlabAdministration::Outbound() {
  const DataNode answer = TRY(api_.Get("/application/settings"));
  Result<OutboundRules> rules = ReadOutbound(DataField(answer));
  if (!rules.ok()) return NoAnswer(std::move(rules).error());
  return rules;
}

// https://docs.gitlab.com/ee/api/projects.html#list-all-projects
Result<std::vector<GateProject>> GitlabAdministration::ProjectsSeen(bool only_own) {
  std::vector<GateProject> projects;
  FormFields query = {
      {"pagination", "keyset"}, {"order_by", "id"}, {"sort", "asc"}, {"archived", "false"}};
  if (only_own) query.emplace_back("membership", "true");
  const auto take = [&](const DataField& item) -> Status {
    projects.push_back(TRY(ReadGateProject(item)));
    return Ok{};
  };
  TRY(api_.GetAll("/projects", std::move(query), take));
  return projects;
}

// https://docs.gitlab.com/ee/api/project_members.html#add-a-member-to-a-project
Status GitlabAdministration::AddMember(ProjectId project, UserId user, AccessLevel level) {
  const std::string members = PathOf(project) + "/members";
  const std::string number = std::to_string(static_cast<int>(level));
  const HttpReply added =
      TRY(api_.Send(CallKind::kAdministration, "POST", members,
                    {{"user_id", std::to_string(user.value)}, {"access_level", number}}));
  if (added.status != kHttpConflict) return Accept(added).Context("add the member");
  const HttpReply raised =
      TRY(api_.Send(CallKind::kAdministration, "PUT", members + "/" + std::to_string(user.value),
                    {{"access_level", number}}));
  return Accept(raised).Context("change the member's role");
}

// https://docs.gitlab.com/ee/api/protected_branches.html#list-protected-branches
Result<bool> GitlabAdministration::IsPushProtected(ProjectId project, const Untrusted& branch) {
  std::vector<ForgeProtectedBranch> rules;
  const auto take = [&](const DataField& item) -> Status {
    rules.push_back(TRY(ReadPushGuard(item)));
    return Ok{};
  };
  TRY(api_.GetAll(PathOf(project) + "/protected_branches", {}, take));
  return IsProtected(rules, branch);
}

// https://docs.gitlab.com/ee/api/merge_requests.html#list-project-merge-requests
Result<std::vector<MergeRequestIid>> GitlabAdministration::OpenMergeRequests(ProjectId project,
                                                                             size_t most) {
  const std::string path = PathOf(project) + "/merge_requests";
  const size_t wanted = std::min(most, kProjectsAtOnce);
  const DataNode answer = TRY(api_.Get(path, {{"state", "opened"},
                                              {"order_by", "updated_at"},
                                              {"sort", "desc"},
                                              {"per_page", std::to_string(wanted)}}));
  const DataField list(answer);
  std::vector<MergeRequestIid> found;
  const Result<size_t> length = list.Length();
  if (!length.ok()) return NoAnswer(length.error());
  for (size_t i = 0; i < std::min(length.value(), wanted); ++i) {
    const Result<int64_t> iid = list.Item(i)["iid"].Id();
    if (!iid.ok()) return NoAnswer(iid.error());
    found.push_back(MergeRequestIid{iid.value()});
  }
  return found;
}

}  // namespace headwater::forge
