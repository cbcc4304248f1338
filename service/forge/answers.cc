// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/forge/answers.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "headwater/date.h"

namespace headwater::forge {
namespace {

/// Digits of the SHA-256 that GitLab may one day use; today they are 40.
constexpr size_t kMaxDiscussionDigits = 64;
constexpr std::string_view kHexDigits = "0123456789abcdef";

/// What is not known to be open to more is private.
Visibility VisibilityOf(std::string_view word) {
  if (word == "public") return Visibility::kPublic;
  if (word == "internal") return Visibility::kInternal;
  return Visibility::kPrivate;
}

/// A repository can only be open to fewer than its project is.
Visibility RepositoryVisibility(Visibility project, std::string_view level) {
  return level == "enabled" ? project : Visibility::kPrivate;
}

/// Where it lies, since when, and who may see what of it.
Status ReadPlace(const DataField& project, ForgeProject& read) {
  const DataField space = project["namespace"];
  const std::optional<int64_t> id = TRY(space["id"].OptionalId());
  read.namespace_id = id.value_or(0);
  const std::string kind = TRY(space["kind"].Text());
  read.in_group = kind != "user";
  read.created_at = TRY(ReadTime(project["created_at"]));
  read.visibility = VisibilityOf(TRY(project["visibility"].Text()));
  read.repository =
      RepositoryVisibility(read.visibility, TRY(project["repository_access_level"].Text()));
  return Ok{};
}

/// Which repository it is made from, and what happens to it by itself.
Status ReadOrigins(const DataField& project, ForgeProject& read) {
  const DataField parent = project["forked_from_project"];
  if (parent.present()) {
    read.parent = ForgeParent{.web_url = Untrusted(TRY(parent["web_url"].Text())),
                              .visibility = VisibilityOf(TRY(parent["visibility"].Text()))};
  }
  read.mirror = TRY(project["mirror"].Flag());
  // default_on and default_off leave it to the merge request.
  const std::string squash = TRY(project["squash_option"].Text());
  if (squash == "always" || squash == "never") read.squash = squash == "always";
  // Null where nobody has written one; not there before GitLab 14.6.
  const DataField squash_template = project["squash_commit_template"];
  if (squash_template.named()) read.squash_template = Untrusted(TRY(squash_template.Text()));
  return Ok{};
}

// More are on no project that a person has described.
constexpr size_t kMaxTopics = 100;

Status ReadTopics(const DataField& topics, ForgeProject& read) {
  if (!topics.present()) return Ok{};  // Versions before GitLab 14.0 call them tag_list.
  const size_t length = std::min(TRY(topics.Length()), kMaxTopics);
  for (size_t i = 0; i < length; ++i) {
    read.topics.emplace_back(TRY(topics.Item(i).RequiredText()));
  }
  return Ok{};
}

/// GitLab's levels from Maintainer on, and 0 for "no one".
/// https://docs.gitlab.com/ee/api/protected_branches.html#valid-access-levels
constexpr int64_t kNoOne = 0;
constexpr int64_t kMaintainerLevel = 40;

/// Whether an entry lets nobody below Maintainer do it. One that names a person, a group or a key
/// carries a level too, which says nothing of who that is.
Result<bool> IsForMaintainers(const DataField& entry) {
  for (const char* name : {"user_id", "group_id", "deploy_key_id"}) {
    if (entry[name].present()) return false;
  }
  const DataField level = entry["access_level"];
  if (!level.present()) return false;
  const int64_t number = TRY(level.Amount());
  return number == kNoOne || number >= kMaintainerLevel;
}

/// False also for a list that is not told.
Result<bool> AreForMaintainers(const DataField& entries) {
  if (!entries.present()) return false;
  const size_t length = TRY(entries.Length());
  bool all = true;
  for (size_t i = 0; i < length; ++i) {
    const bool one = TRY(IsForMaintainers(entries.Item(i)));
    all = all && one;
  }
  return all;
}

Result<MergeRequestState> StateOf(const DataField& state) {
  const std::string word = TRY(state.RequiredText());
  if (word == "opened") return MergeRequestState::kOpen;
  if (word == "closed") return MergeRequestState::kClosed;
  if (word == "merged") return MergeRequestState::kMerged;
  if (word == "locked") return MergeRequestState::kLocked;
  return Error{Errc::kInvalid, state.path() + ": a state we do not know"};
}

Result<std::optional<ForgePipeline>> ReadPipeline(const DataField& pipeline) {
  if (!pipeline.present()) return std::optional<ForgePipeline>();
  ForgePipeline read;
  read.id = PipelineId{TRY(pipeline["id"].Id())};
  read.head = TRY(pipeline["sha"].Commit());
  const std::optional<int64_t> project = TRY(pipeline["project_id"].OptionalId());
  read.project = ProjectId{project.value_or(0)};
  return std::optional<ForgePipeline>(read);
}

Result<Untrusted> ForeignText(const DataField& field) { return Untrusted(TRY(field.Text())); }

/// 0 for an account that is gone.
Result<UserId> AuthorOf(const DataField& author) {
  const std::optional<int64_t> id = TRY(author["id"].OptionalId());
  return UserId{id.value_or(0)};
}

/// From where it comes and where it goes.
Status ReadBranches(const DataField& merge_request, ForgeMergeRequest& read) {
  const std::optional<int64_t> source = TRY(merge_request["source_project_id"].OptionalId());
  read.source_project = ProjectId{source.value_or(0)};
  read.source_branch = TRY(ForeignText(merge_request["source_branch"]));
  read.target_branch = Untrusted(TRY(merge_request["target_branch"].RequiredText()));
  read.head = TRY(merge_request["sha"].Commit());
  return Ok{};
}

/// Old versions only tell what was ticked, whatever the project says of it.
Result<bool> ReadSquash(const DataField& merge_request) {
  const DataField on_merge = merge_request["squash_on_merge"];
  return on_merge.present() ? on_merge.Flag() : merge_request["squash"].Flag();
}

/// How far it is.
Status ReadState(const DataField& merge_request, ForgeMergeRequest& read) {
  read.state = TRY(StateOf(merge_request["state"]));
  read.draft = TRY(merge_request["draft"].Flag());
  read.first_contribution = TRY(merge_request["first_contribution"].Flag());
  read.squash = TRY(ReadSquash(merge_request));
  return Ok{};
}

/// What merging it has made.
Status ReadMerge(const DataField& merge_request, ForgeMergeRequest& read) {
  read.merge_commit = TRY(merge_request["merge_commit_sha"].Commit());
  read.squash_commit = TRY(merge_request["squash_commit_sha"].Commit());
  const DataField merger = merge_request["merge_user"];
  if (merger.present()) read.merger = TRY(AuthorOf(merger));
  return Ok{};
}

/// What people have written.
Status ReadTexts(const DataField& merge_request, ForgeMergeRequest& read) {
  read.title = TRY(ForeignText(merge_request["title"]));
  read.description = TRY(ForeignText(merge_request["description"]));
  read.web_url = TRY(ForeignText(merge_request["web_url"]));
  return Ok{};
}

}  // namespace

Result<std::optional<WallTime>> ReadTime(const DataField& field) {
  const std::string text = TRY(field.Text());
  const std::optional<WallTime> time = ParseTime(text);
  if (!text.empty() && !time) return Error{Errc::kInvalid, field.path() + ": expected a time"};
  return time;
}

Result<ForgeUser> ReadUser(const DataField& user) {
  ForgeUser read;
  read.id = UserId{TRY(user["id"].Id())};
  read.username = TRY(ForeignText(user["username"]));
  return read;
}

Result<ForgeProject> ReadProject(const DataField& project) {
  ForgeProject read;
  read.id = ProjectId{TRY(project["id"].Id())};
  read.path = Untrusted(TRY(project["path_with_namespace"].RequiredText()));
  read.default_branch = TRY(ForeignText(project["default_branch"]));
  read.web_url = TRY(ForeignText(project["web_url"]));
  TRY(ReadPlace(project, read));
  read.archived = TRY(project["archived"].Flag());
  read.empty = TRY(project["empty_repo"].Flag());
  read.sha256 = TRY(project["repository_object_format"].Text()) == "sha256";
  TRY(ReadOrigins(project, read));
  TRY(ReadTopics(project["topics"], read));
  return read;
}

Result<std::vector<ForgeProject>> ReadProjects(const DataField& page, ProjectId after) {
  if (!page.present()) return Error{Errc::kInvalid, "expected a list of projects"};
  const size_t length = TRY(page.Length());
  if (length > kProjectsAtOnce) return Error{Errc::kInvalid, "more projects than were asked for"};
  std::vector<ForgeProject> projects;
  projects.reserve(length);
  for (size_t i = 0; i < length; ++i) {
    ForgeProject project = TRY(ReadProject(page.Item(i)));
    if (project.id <= after) return Error{Errc::kInvalid, "projects that are not sorted by id"};
    after = project.id;
    projects.push_back(std::move(project));
  }
  return projects;
}

Result<ForgeMergeRequest> ReadMergeRequest(const DataField& merge_request) {
  ForgeMergeRequest read;
  TRY(ReadBranches(merge_request, read));
  TRY(ReadTexts(merge_request, read));
  TRY(ReadState(merge_request, read));
  TRY(ReadMerge(merge_request, read));
  read.project = ProjectId{TRY(merge_request["project_id"].Id())};
  read.iid = MergeRequestIid{TRY(merge_request["iid"].Id())};
  read.created_at = TRY(ReadTime(merge_request["created_at"]));
  read.head_pipeline = TRY(ReadPipeline(merge_request["head_pipeline"]));
  read.author = TRY(AuthorOf(merge_request["author"]));
  read.author_name = TRY(ForeignText(merge_request["author"]["username"]));
  return read;
}

Result<CommitId> ReadCommitId(const DataField& commit) {
  const DataField id = commit["id"];
  const std::optional<CommitId> read = TRY(id.Commit());
  if (!read) return Error{Errc::kInvalid, id.path() + ": expected an object id of SHA-1"};
  return *read;
}

Result<CommitId> ReadBranchHead(const DataField& branch) { return ReadCommitId(branch["commit"]); }

Result<ForgeProtectedBranch> ReadProtectedBranch(const DataField& rule) {
  ForgeProtectedBranch read;
  read.name = Untrusted(TRY(rule["name"].RequiredText()));
  const bool push = TRY(AreForMaintainers(rule["push_access_levels"]));
  const bool merge = TRY(AreForMaintainers(rule["merge_access_levels"]));
  read.maintainers_only = push && merge;
  return read;
}

Result<ForgeProtectedBranch> ReadPushGuard(const DataField& rule) {
  ForgeProtectedBranch read;
  read.name = Untrusted(TRY(rule["name"].RequiredText()));
  read.maintainers_only = TRY(AreForMaintainers(rule["push_access_levels"]));
  return read;
}

Result<NamedStatus> ReadStatus(const DataField& status) {
  NamedStatus read;
  read.name = TRY(status["name"].Text());
  read.status.id = TRY(status["id"].Id());
  const std::optional<int64_t> pipeline = TRY(status["pipeline_id"].OptionalId());
  read.status.pipeline = PipelineId{pipeline.value_or(0)};
  read.status.state = TRY(status["status"].RequiredText());
  read.status.text = TRY(status["description"].Text());
  read.status.author = TRY(AuthorOf(status["author"]));
  return read;
}

Result<ForgeNote> ReadNote(const DataField& note) {
  ForgeNote read;
  read.id = NoteId{TRY(note["id"].Id())};
  read.author = TRY(AuthorOf(note["author"]));
  read.body = TRY(note["body"].Text());
  read.resolved = TRY(note["resolved"].Flag());
  // What GitLab writes in somebody's name is no comment of theirs.
  if (TRY(note["system"].Flag())) read.author = UserId{};
  return read;
}

Result<std::optional<ForgeNote>> ReadThread(const DataField& discussion) {
  const bool alone = TRY(discussion["individual_note"].Flag());
  const DataField notes = discussion["notes"];
  const size_t length = TRY(notes.Length());
  if (alone || length == 0) return std::optional<ForgeNote>();
  ForgeNote first = TRY(ReadNote(notes.Item(0)));
  first.discussion = TRY(discussion["id"].Text());
  if (!IsDiscussionId(first.discussion)) {
    return Error{Errc::kInvalid, discussion["id"].path() + ": expected hexadecimal digits"};
  }
  return std::optional<ForgeNote>(std::move(first));
}

bool IsDiscussionId(std::string_view id) {
  return !id.empty() && id.size() <= kMaxDiscussionDigits &&
         id.find_first_not_of(kHexDigits) == std::string_view::npos;
}

}  // namespace headwater::forge
