// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/forge/gitlab_client.h"

#include <map>
#include <utility>

#include "headwater/sink.h"
#include "service/forge/answers.h"
#include "service/forge/paths.h"

namespace headwater::forge {
namespace {

template <typename T>
Result<T> AsAnswer(Result<T> read) {
  if (read.ok()) return read;
  return NoAnswer(std::move(read).error());
}

bool BeginsCharacter(char byte) {
  constexpr unsigned kContinuationMask = 0xc0;
  constexpr unsigned kContinuation = 0x80;  // RFC 3629 section 3.
  return (static_cast<unsigned char>(byte) & kContinuationMask) != kContinuation;
}

/// The part of UTF-8 text that has at most kMaxStatusText characters.
std::string_view Cut(std::string_view text) {
  size_t characters = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    if (BeginsCharacter(text[i]) && ++characters > kMaxStatusText) return text.substr(0, i);
  }
  return text;
}

/// GitLab would refuse the whole post for a ref or address that is too long or no UTF-8.
bool IsTaken(const std::string& text) {
  return !text.empty() && Cut(text).size() == text.size() && ToValidUtf8(Untrusted(text)) == text;
}

/// Git allows neither name, and both would leave the path they stand in.
bool LeavesPath(const std::string& branch) {
  return branch.empty() || branch == "." || branch == "..";
}

}  // namespace

GitlabClient::GitlabClient(const Options& options, HttpClient& http, const SecretFile& token,
                           const Clock& clock)
    : status_name_(options.status_name),
      clock_(clock),
      api_(http, token, clock, options.base_url) {}

// https://docs.gitlab.com/ee/api/users.html#get-the-current-user
Result<ForgeUser> GitlabClient::Self() {
  const DataNode answer = TRY(api_.Get("/user"));
  return AsAnswer(ReadUser(DataField(answer)));
}

// https://docs.gitlab.com/ee/api/projects.html#get-a-single-project
Result<ForgeProject> GitlabClient::Project(ProjectId project) {
  const DataNode answer = TRY(api_.Get(PathOf(project)));
  ForgeProject read = TRY(AsAnswer(ReadProject(DataField(answer))));
  if (read.id != project) return NoAnswer({Errc::kInvalid, "id: another project's"});
  return read;
}

// https://docs.gitlab.com/ee/api/projects.html#list-all-projects
// https://docs.gitlab.com/ee/api/rest/#keyset-based-pagination
Result<std::vector<ForgeProject>> GitlabClient::ProjectsAfter(ProjectId project) {
  const DataNode answer = TRY(api_.Get("/projects", {{"pagination", "keyset"},
                                                     {"order_by", "id"},
                                                     {"sort", "asc"},
                                                     {"per_page", std::to_string(kProjectsAtOnce)},
                                                     {"id_after", std::to_string(project.value)}}));
  return AsAnswer(ReadProjects(DataField(answer), project));
}

// https://docs.gitlab.com/ee/api/merge_requests.html#get-single-mr
Result<ForgeMergeRequest> GitlabClient::MergeRequest(ProjectId project, MergeRequestIid iid) {
  const DataNode answer = TRY(api_.Get(PathOf(MailboxKey{project, iid})));
  ForgeMergeRequest read = TRY(AsAnswer(ReadMergeRequest(DataField(answer))));
  if (read.project != project || read.iid != iid) {
    return NoAnswer({Errc::kInvalid, "iid: another merge request's"});
  }
  return read;
}

// https://docs.gitlab.com/ee/api/branches.html#get-single-repository-branch
Result<CommitId> GitlabClient::BranchHead(ProjectId project, const Untrusted& branch) {
  if (LeavesPath(branch.bytes())) return Error{Errc::kNotFound, "there can be no such branch"};
  const DataNode answer =
      TRY(api_.Get(PathOf(project) + "/repository/branches/" + EncodeUrlComponent(branch.bytes())));
  return AsAnswer(ReadBranchHead(DataField(answer)));
}

// https://docs.gitlab.com/ee/api/rest/#namespaced-paths
Result<ForgeProject> GitlabClient::ProjectNamed(const Untrusted& path) {
  if (LeavesPath(path.bytes())) return Error{Errc::kNotFound, "there can be no such project"};
  const DataNode answer = TRY(api_.Get("/projects/" + EncodeUrlComponent(path.bytes())));
  return AsAnswer(ReadProject(DataField(answer)));
}

// https://docs.gitlab.com/ee/api/commits.html#get-a-single-commit
Result<CommitId> GitlabClient::CommitAt(ProjectId project, const Untrusted& name) {
  if (LeavesPath(name.bytes())) return Error{Errc::kNotFound, "there can be no such name"};
  const DataNode answer =
      TRY(api_.Get(PathOf(project) + "/repository/commits/" + EncodeUrlComponent(name.bytes())));
  return AsAnswer(ReadCommitId(DataField(answer)));
}

// https://docs.gitlab.com/ee/api/protected_branches.html#list-protected-branches
Result<std::vector<ForgeProtectedBranch>> GitlabClient::ProtectedBranches(ProjectId project) {
  std::vector<ForgeProtectedBranch> rules;
  const auto take = [&rules](const DataField& item) -> Status {
    rules.push_back(TRY(ReadProtectedBranch(item)));
    return Ok{};
  };
  TRY(api_.GetAll(PathOf(project) + "/protected_branches", {}, take));
  return rules;
}

// https://docs.gitlab.com/ee/api/commits.html#set-the-pipeline-status-of-a-commit
Result<HttpReply> GitlabClient::PostStatus(const StatusPost& post) {
  FormFields form = {{"state", std::string(NameOf(post.state).view())},
                     {"name", status_name_},
                     {"description", std::string(Cut(post.text))}};
  if (IsTaken(post.url)) form.emplace_back("target_url", post.url);
  if (post.pipeline) {
    form.emplace_back("pipeline_id", std::to_string(post.pipeline->value));
  } else if (IsTaken(post.ref.bytes())) {
    form.emplace_back("ref", post.ref.bytes());
  }
  return api_.Send(CallKind::kStatus, "POST", PathOf(post.project) + "/statuses/" + post.head.Hex(),
                   form);
}

Result<PipelineId> GitlabClient::AlreadyThere(const StatusPost& post, const HttpReply& reply) {
  for (const ForgeStatus& status : TRY(Statuses(post.project, post.head))) {
    const bool ours = !post.pipeline || status.pipeline == *post.pipeline;
    if (ours && status.state == NameOf(post.state).view()) return status.pipeline;
  }
  return Accept(reply).Context("the status was not taken").error();
}

Result<PipelineId> GitlabClient::SetStatus(const StatusPost& post) {
  StatusPost sent = post;
  HttpReply reply = TRY(PostStatus(sent));
  if (reply.status == kHttpUnprocessable && sent.pipeline) {
    sent.pipeline.reset();
    reply = TRY(PostStatus(sent));
  }
  if (reply.status == kHttpBadRequest) return AlreadyThere(sent, reply);
  TRY(Accept(reply).Context("set the status of a commit"));
  const Result<DataNode> answer = ParseAnswer(reply);
  const Result<std::optional<int64_t>> pipeline =
      answer.ok() ? DataField(answer.value())["pipeline_id"].OptionalId() : answer.error();
  if (!pipeline.ok()) return Error{Errc::kAmbiguous, pipeline.error().message};
  return PipelineId{pipeline.value().value_or(sent.pipeline.value_or(PipelineId{}).value)};
}

// https://docs.gitlab.com/ee/api/commits.html#list-the-statuses-of-a-commit
Result<std::vector<ForgeStatus>> GitlabClient::Statuses(ProjectId project, CommitId head) {
  std::map<PipelineId, NamedStatus> latest;
  const auto take = [&](const DataField& item) -> Status {
    NamedStatus status = TRY(ReadStatus(item));
    if (status.name != status_name_) return Ok{};
    NamedStatus& known = latest[status.status.pipeline];
    if (status.status.id > known.status.id) known = std::move(status);
    return Ok{};
  };
  TRY(api_.GetAll(PathOf(project) + "/repository/commits/" + head.Hex() + "/statuses",
                  {{"name", status_name_}}, take));
  std::vector<ForgeStatus> statuses;
  statuses.reserve(latest.size());
  for (auto& [pipeline, status] : latest) statuses.push_back(std::move(status.status));
  return statuses;
}

}  // namespace headwater::forge
