// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <vector>

#include "headwater/clock.h"
#include "headwater/commanders.h"
#include "headwater/forge.h"
#include "headwater/http.h"
#include "headwater/issues.h"
#include "headwater/line_threads.h"
#include "headwater/pipeline_files.h"
#include "headwater/result.h"
#include "headwater/secret.h"
#include "headwater/sweep.h"
#include "service/forge/api.h"

namespace headwater::forge {

/// GitLab 17 and later, CE or EE. Everything is named by numeric id, which survives renames and
/// transfers. Pending writes are not repeated here: what is ambiguous is the caller's to settle.
///
/// Thread-safe. Borrows what it is given.
class GitlabClient final : public Forge,
                           public Conversation,
                           public LineThreads,
                           public Issues,
                           public PipelineFiles,
                           public Commanders,
                           public MergeRequestList {
 public:
  struct Options {
    std::string base_url;                   ///< See Api.
    std::string status_name = "headwater";  ///< The identity of our commit status.
  };

  GitlabClient(const Options& options, HttpClient& http, const SecretFile& token,
               const Clock& clock);

  Result<ForgeUser> Self() override;
  Result<ForgeProject> Project(ProjectId project) override;
  Result<std::vector<ForgeProject>> ProjectsAfter(ProjectId project) override;
  Result<ForgeMergeRequest> MergeRequest(ProjectId project, MergeRequestIid iid) override;
  Result<CommitId> BranchHead(ProjectId project, const Untrusted& branch) override;

  Result<ForgeProject> ProjectNamed(const Untrusted& path) override;
  Result<CommitId> CommitAt(ProjectId project, const Untrusted& name) override;
  Result<std::vector<ForgeProtectedBranch>> ProtectedBranches(ProjectId project) override;

  /// Posts once. When GitLab answers 400 ("Cannot transition") the statuses are read back, and it
  /// is success if the wanted state stands there; when the pipeline is full (422) the post is
  /// repeated without naming one. What is longer than kMaxStatusText is cut (the text) or left out
  /// (address and ref, which would be wrong ones).
  Result<PipelineId> SetStatus(const StatusPost& post) override;
  Result<std::vector<ForgeStatus>> Statuses(ProjectId project, CommitId head) override;

  Result<std::vector<ForgeNote>> Notes(MailboxKey merge_request, UserId author) override;
  Result<NoteId> CreateNote(MailboxKey merge_request, const std::string& body) override;
  Status EditNote(MailboxKey merge_request, NoteId note, const std::string& body) override;
  Status DeleteNote(MailboxKey merge_request, NoteId note) override;
  Result<std::vector<ForgeNote>> Threads(MailboxKey merge_request, UserId author) override;
  Result<ForgeNote> CreateThread(MailboxKey merge_request, const std::string& body) override;
  /// An empty body leaves the text as it is. Two requests: the text, then `resolved`.
  Status EditThread(MailboxKey merge_request, const ForgeNote& thread) override;

  Result<std::vector<ForgePipeline>> Pipelines(ProjectId project, CommitId head) override;
  Result<std::vector<ForgeJob>> Jobs(ProjectId project, PipelineId pipeline) override;
  Result<std::optional<ForgeRelease>> NewestRelease(ProjectId project) override;
  std::string AddressInArchive(ProjectId project, JobId job, std::string_view path) override;
  Result<std::string> Download(const std::string& address, uint64_t max_bytes) override;

  Result<DiffVersion> NewestVersion(MailboxKey merge_request) override;
  Result<ForgeNote> CreateThreadAt(MailboxKey merge_request, const DiffVersion& version,
                                   const DiffLine& line, const std::string& body) override;
  Result<LineThread> Thread(MailboxKey merge_request, const std::string& discussion) override;

  Result<ListedPage> ChangedSince(WallTime since, uint32_t page) override;

  Result<std::vector<ForgeIssue>> IssuesBy(ProjectId project, UserId author) override;
  Result<ForgeIssue> Issue(ProjectId project, IssueIid iid) override;
  Result<ForgeIssue> CreateIssue(ProjectId project, const std::string& title,
                                 const std::string& description) override;
  Result<ForgeIssue> EditIssue(ProjectId project, IssueIid iid,
                               const std::optional<std::string>& description,
                               IssueEvent event) override;

  Result<ForgeComment> Comment(MailboxKey merge_request, NoteId note) override;
  Status React(MailboxKey merge_request, NoteId note, const std::string& reaction) override;
  Result<AccessLevel> LevelIn(ProjectId project, UserId person) override;
  Result<AccessLevel> LevelInGroup(const std::string& group, UserId person) override;
  Result<bool> IsProgram(UserId person) override;

 private:
  /// Of a list of members, by its path in the API with a slash at the end.
  Result<AccessLevel> LevelAt(const std::string& path, UserId person);
  Result<HttpReply> PostStatus(const StatusPost& post);
  Result<PipelineId> AlreadyThere(const StatusPost& post, const HttpReply& reply);
  /// A new thread; `position`: the form's further fields.
  Result<ForgeNote> PostThread(MailboxKey merge_request, const std::string& body,
                               const FormFields& position);
  /// A writing call that must be answered with 2xx.
  Result<HttpReply> Write(CallKind kind, std::string_view method, const std::string& path,
                          const FormFields& form);

  const std::string status_name_;
  const Clock& clock_;
  Api api_;
};

}  // namespace headwater::forge
