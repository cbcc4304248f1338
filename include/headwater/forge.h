// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "headwater/clock.h"
#include "headwater/event.h"
#include "headwater/ids.h"
#include "headwater/result.h"
#include "headwater/untrusted.h"

/// \file
/// The calls we make to the platform, as values. Names of branches and projects are bytes of
/// strangers. Implemented by service/forge (GitLab's REST API) and by fakes.
///
/// Errors of every call: kNotFound (404), kDenied (401, 403), kInvalid (400, 422), kConflict (409),
/// kTransient (429, no connection, and for reading calls every failure that may pass), kAmbiguous
/// (a writing call that may have happened), kContent (an answer that is no answer).
/// Thread-safe.

namespace headwater {

enum class Visibility { kPrivate, kInternal, kPublic };

/// The project that another one is a fork of.
struct ForgeParent {
  Untrusted web_url;
  /// Of the project, and so of its address. GitLab tells of a parent in its short form, which says
  /// nothing of its repository: whoever tells of that asks for the parent itself.
  Visibility visibility = Visibility::kPrivate;
};

struct ForgeProject {
  ProjectId id;
  Untrusted path;            ///< "group/name", now; ids survive renames, paths do not.
  Untrusted default_branch;  ///< Empty: no branch yet.
  Untrusted web_url;
  Visibility visibility = Visibility::kPrivate;
  /// Who may read its code: the visibility, unless the repository is for members only or switched
  /// off; then, and when that is not told, kPrivate.
  /// https://docs.gitlab.com/ee/api/projects.html `repository_access_level`
  Visibility repository = Visibility::kPrivate;
  int64_t namespace_id = 0;  ///< Of the group or user it lies in; 0: not told.
  bool in_group = true;      ///< That is a group; false: a user's own namespace.
  std::vector<Untrusted> topics{};
  std::optional<WallTime> created_at;
  bool archived = false;
  bool empty = false;
  bool sha256 = false;                ///< Its object ids are SHA-256.
  std::optional<ForgeParent> parent;  ///< As far as the bot may see it; not every reader may.
  bool mirror = false;                ///< The platform itself keeps it equal to another repository.
  /// Whether merging makes one commit of all, where the project leaves no choice.
  std::optional<bool> squash;
  /// Of the message of such a commit, at most 500 characters with GitLab's `%{variables}`
  /// (https://docs.gitlab.com/ee/user/project/merge_requests/commit_templates.html). Empty:
  /// GitLab's own, the title. None: not told.
  std::optional<Untrusted> squash_template;
};

struct ForgePipeline {
  PipelineId id;
  ProjectId project;  ///< A fork's own, when it ran there.
  std::optional<CommitId> head;
};

enum class MergeRequestState { kOpen, kClosed, kMerged, kLocked };

struct ForgeMergeRequest {
  ProjectId project;  ///< The target's.
  MergeRequestIid iid;
  ProjectId source_project;  ///< 0 when the source was deleted.
  MergeRequestState state = MergeRequestState::kOpen;
  bool draft = false;
  bool first_contribution = false;
  Untrusted title;
  Untrusted description;  ///< Markdown; empty: none.
  Untrusted source_branch;
  Untrusted target_branch;
  std::optional<CommitId> head;  ///< None while GitLab has not computed it.
  std::optional<ForgePipeline> head_pipeline;
  UserId author;
  Untrusted author_name;  ///< The user name, which people may change.
  Untrusted web_url;
  bool squash = false;  ///< Merging makes one commit of all, as was chosen for it.
  /// What merging it has made; none: it was not merged, or by a fast-forward.
  std::optional<CommitId> merge_commit{};
  std::optional<CommitId> squash_commit{};
  UserId merger{};  ///< 0: not merged, or an account that is gone.
  std::optional<WallTime> created_at{};

  bool from_fork() const { return source_project != project; }
};

/// What a commit status says. GitLab's `pending`, `canceled` and `skipped` are never written by us:
/// the first adds a transition that can fail, the others may count as passed.
enum class StatusState {
  kRunning,
  kSuccess,
  kFailed,
};

Literal NameOf(StatusState state);

/// Characters GitLab keeps of a status description.
/// https://docs.gitlab.com/ee/api/commits.html "Set the pipeline status of a commit"
inline constexpr size_t kMaxStatusText = 255;

struct StatusPost {
  ProjectId project;
  CommitId head;
  StatusState state = StatusState::kRunning;
  std::string text;  ///< Ours, at most kMaxStatusText characters, encoded for plain text.
  std::string url;   ///< Empty: none.
  Untrusted ref;     ///< The source branch; used when no pipeline is named.
  std::optional<PipelineId> pipeline;
};

struct ForgeStatus {
  PipelineId pipeline;
  std::string state;  ///< GitLab's word; may be one we never write.
  std::string text;
  UserId author;
  int64_t id = 0;  ///< Of this one post.
};

struct ForgeUser {
  UserId id;
  Untrusted username;
};

/// A rule of the forge about branches of this name.
struct ForgeProtectedBranch {
  Untrusted name;  ///< `*` in it stands for any run of bytes, `/` included.
  /// Nobody below Maintainer may push or merge: every access level is Maintainer, administrator or
  /// "no one". A person, group or deploy key that is named may be anybody, so then it is false.
  bool maintainers_only = false;
};

/// Whether only Maintainers bring anything into the branch. Of several rules for a name GitLab
/// lets the most permissive count, so all of them must say so, and there must be one.
/// https://docs.gitlab.com/ee/user/project/repository/branches/protected.html
bool IsProtected(const std::vector<ForgeProtectedBranch>& rules, const Untrusted& branch);

/// The largest page that GitLab gives.
/// https://docs.gitlab.com/ee/api/rest/#pagination "per_page"
inline constexpr size_t kProjectsAtOnce = 100;

/// Reading what is to be judged, and setting its status.
class Forge {
 public:
  virtual ~Forge() = default;
  /// Whose token it is.
  virtual Result<ForgeUser> Self() = 0;
  virtual Result<ForgeProject> Project(ProjectId project) = 0;
  /// Of the projects that the bot can see, archived ones too, the next at most kProjectsAtOnce
  /// behind this id, by id. Empty: there are no more; fewer than that many do not mean it.
  virtual Result<std::vector<ForgeProject>> ProjectsAfter(ProjectId project) = 0;
  virtual Result<ForgeMergeRequest> MergeRequest(ProjectId project, MergeRequestIid iid) = 0;
  /// The commit a branch points to.
  virtual Result<CommitId> BranchHead(ProjectId project, const Untrusted& branch) = 0;
  /// By its path, "group/name".
  virtual Result<ForgeProject> ProjectNamed(const Untrusted& path) = 0;
  /// The commit that a branch or tag of this name points to.
  virtual Result<CommitId> CommitAt(ProjectId project, const Untrusted& name) = 0;
  /// kDenied where the bot's role may not read them: older versions ask for Maintainer.
  virtual Result<std::vector<ForgeProtectedBranch>> ProtectedBranches(ProjectId project) = 0;
  /// The pipeline GitLab put it into. kConflict: another update of this commit is in progress.
  /// A state that is already there is success.
  virtual Result<PipelineId> SetStatus(const StatusPost& post) = 0;
  /// The latest statuses of our name on this commit, one for each pipeline.
  virtual Result<std::vector<ForgeStatus>> Statuses(ProjectId project, CommitId head) = 0;
};

struct ForgeNote {
  NoteId id;
  UserId author;
  std::string body;
  std::string discussion;  ///< Hexadecimal; empty where the call does not tell it.
  bool resolved = false;
};

/// Comments on one merge request. Bodies are Markdown that was encoded before (sink.h); as a last
/// line of defence a body in which a line outside our own fences begins with a quick action is
/// refused with kInternal and not sent.
class Conversation {
 public:
  virtual ~Conversation() = default;
  /// Every comment of this author, oldest first, over all pages.
  virtual Result<std::vector<ForgeNote>> Notes(MailboxKey merge_request, UserId author) = 0;
  virtual Result<NoteId> CreateNote(MailboxKey merge_request, const std::string& body) = 0;
  virtual Status EditNote(MailboxKey merge_request, NoteId note, const std::string& body) = 0;
  virtual Status DeleteNote(MailboxKey merge_request, NoteId note) = 0;
  /// The first notes of every thread of this author.
  virtual Result<std::vector<ForgeNote>> Threads(MailboxKey merge_request, UserId author) = 0;
  /// A thread that can be resolved: its first note, with the thread's id.
  virtual Result<ForgeNote> CreateThread(MailboxKey merge_request, const std::string& body) = 0;
  virtual Status EditThread(MailboxKey merge_request, const ForgeNote& thread) = 0;
};

}  // namespace headwater
