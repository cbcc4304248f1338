// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "tests/forge/json.h"

/// \file
/// What the double remembers: plain values, copied as a whole for stale reads. Times are
/// milliseconds since 1970; zero is "not yet", an id of zero is "none".

namespace headwater::forge_double {

/// Access levels. https://docs.gitlab.com/ee/api/members.html "Roles"
inline constexpr int kGuest = 10;
inline constexpr int kReporter = 20;
inline constexpr int kDeveloper = 30;
inline constexpr int kMaintainer = 40;
inline constexpr int kOwner = 50;
inline constexpr int kAdmin = 60;

struct User {
  int64_t id = 0;
  std::string username;
  std::string name;
  bool admin = false;
  bool bot = false;
  int64_t created_at = 0;
};

struct Token {
  int64_t id = 0;
  std::string value;
  int64_t user = 0;
  std::set<std::string> scopes;  ///< api, read_api, read_repository, write_repository
  int64_t created_at = 0;
  std::string name = "token";
  std::string description;
  std::string expires_at = "2099-12-31";  ///< A day; empty: never.
};

struct Project {
  int64_t id = 0;
  std::string path;  ///< "group/name"
  std::string description;
  std::string visibility = "private";
  std::string repository_access_level = "enabled";  ///< disabled, private (for members), enabled
  std::string default_branch;                       ///< Empty: no branch yet.
  int64_t creator = 0;
  int64_t forked_from = 0;
  bool archived = false;
  bool pipeline_must_succeed = false;  ///< only_allow_merge_if_pipeline_succeeds
  bool issues_enabled = true;
  bool discussions_must_resolve = false;      ///< only_allow_merge_if_all_discussions_are_resolved
  bool allow_skipped_pipeline = false;        ///< allow_merge_on_skipped_pipeline
  std::string squash_option = "default_off";  ///< never, always, default_on, default_off
  std::optional<std::string> squash_commit_template;  ///< None: GitLab's own.
  bool mirror = false;                                ///< Kept equal to another repository.
  std::string ci = "none";            ///< Pipelines of its own: none, branch or merge_request.
  std::string ci_status = "success";  ///< What such a pipeline starts with.
  std::set<std::string> protected_branches;  ///< Maintainers push and merge.
  std::set<std::string> developer_branches;  ///< Of these: Developers merge, too.
  std::map<int64_t, int> members;            ///< User to access level.
  std::vector<std::string> topics;
  int64_t created_at = 0;
  int64_t updated_at = 0;
  int64_t last_merge_request = 0;  ///< iid
  int64_t last_issue = 0;          ///< iid

  std::string Name() const { return path.substr(path.rfind('/') + 1); }
  std::string Namespace() const { return path.substr(0, path.rfind('/')); }
};

struct Commit {
  std::string id;
  std::vector<std::string> parents;
  std::string author_name;
  std::string author_email;
  std::string timestamp;  ///< RFC 3339, as git writes it.
  std::string message;
  std::vector<std::string> added;
  std::vector<std::string> modified;
  std::vector<std::string> removed;

  std::string Title() const { return message.substr(0, message.find('\n')); }
};

struct Version {
  int64_t id = 0;
  std::string head;
  std::string base;
  std::string start;
  int64_t created_at = 0;
  int64_t files = 0;
};

struct MergeRequest {
  int64_t id = 0;
  int64_t iid = 0;
  int64_t project = 0;  ///< The target's.
  int64_t source_project = 0;
  int64_t author = 0;
  std::string title;
  std::string description;
  std::string state = "opened";
  std::string source_branch;
  std::string target_branch;
  std::vector<std::string> labels;
  std::vector<int64_t> assignees;
  std::vector<int64_t> reviewers;
  std::vector<int64_t> approved_by;
  Commit head;                    ///< Empty id: not computed yet.
  std::vector<Version> versions;  ///< Newest first.
  std::string merge_commit;
  int64_t merge_user = 0;
  bool locked_discussion = false;
  bool squash = false;  ///< As chosen; the project may decide otherwise.
  int64_t created_at = 0;
  int64_t updated_at = 0;
  int64_t prepared_at = 0;
  int64_t merged_at = 0;
  int64_t closed_at = 0;
  int64_t edited_at = 0;
  int64_t edited_by = 0;

  bool Draft() const;
};

struct Issue {
  int64_t id = 0;
  int64_t iid = 0;
  int64_t project = 0;
  int64_t author = 0;
  std::string title;
  std::string description;
  std::string state = "opened";
  std::vector<std::string> labels;
  bool confidential = false;
  int64_t closed_by = 0;
  int64_t moved_to = 0;  ///< The id of what it became in another project.
  int64_t created_at = 0;
  int64_t updated_at = 0;
  int64_t closed_at = 0;
};

struct Award {
  int64_t id = 0;
  int64_t user = 0;
  std::string name;
};

/// Lines of a file at the note's head, and what is to stand in their place.
struct Suggestion {
  int64_t id = 0;
  int64_t from_line = 0;
  int64_t to_line = 0;
  std::string from_content;
  std::string to_content;
  bool applied = false;
};

struct Note {
  int64_t id = 0;
  int64_t project = 0;
  int64_t iid = 0;
  std::string discussion;
  std::string type;  ///< Empty, DiscussionNote or DiffNote.
  int64_t author = 0;
  std::string body;
  Json position;  ///< As sent; null: none.
  bool system = false;
  bool hidden = false;  ///< Counted while paging, then left out: a page gets short.
  bool internal = false;
  bool imported = false;
  bool resolved = false;
  int64_t resolved_by = 0;
  int64_t resolved_at = 0;
  int64_t created_at = 0;
  int64_t updated_at = 0;
  int64_t updated_by = 0;
  std::vector<Award> awards;
  std::vector<Suggestion> suggestions;

  bool Resolvable() const { return !type.empty(); }
};

struct Pipeline {
  int64_t id = 0;
  int64_t project = 0;
  std::string sha;
  std::string ref;
  std::string source;  ///< push, merge_request_event, external ...
  int64_t user = 0;
  int64_t created_at = 0;
  int64_t updated_at = 0;
};

/// A job of a pipeline, whether CI ran it or an outsider posted it.
struct CommitStatus {
  int64_t id = 0;
  int64_t project = 0;
  int64_t pipeline = 0;
  std::string sha;
  std::string ref;
  std::string name;
  std::string state;
  std::string target_url;
  std::string description;
  int64_t user = 0;
  bool retried = false;
  std::string stage;  ///< "external" when posted.
  int64_t created_at = 0;
  int64_t started_at = 0;
  int64_t finished_at = 0;
};

/// What a job has uploaded.
struct JobFiles {
  std::string report;       ///< Its `cyclonedx` reports as GitLab stores them: a gzip stream.
  int64_t report_size = 0;  ///< As it is told.
  std::map<std::string, std::string> archive;  ///< Contents by path.
};

struct Release {
  int64_t project = 0;
  std::string tag;
  std::string sha;
  Json links = Json::array();  ///< {name, url}
};

struct Hook {
  int64_t id = 0;
  int64_t project = 0;  ///< Zero: a system hook.
  std::string url;
  std::string token;
  std::string signing_token;     ///< "whsec_" and Base64; empty: no signature.
  std::set<std::string> events;  ///< push_events, merge_requests_events ...
  std::string name;
  std::string description;
  bool verify_tls = true;
  /// What GitLab thinks of it: executable, temporarily_disabled or disabled.
  std::string alert_status = "executable";
  int64_t created_at = 0;
};

/// A quick action that was executed, or a person that was called.
struct Effect {
  std::string kind;  ///< "quick_action" or "mention"
  std::string text;  ///< "/label ~bug", "@user"
  int64_t project = 0;
  int64_t iid = 0;
  int64_t user = 0;
  bool done = false;  ///< The user was entitled to it.
};

struct Settings {
  int64_t prepare_delay = 0;   ///< Milliseconds until a new merge request has its diff.
  int64_t ref_lag = 0;         ///< Milliseconds until a push reaches refs/merge-requests/N/head.
  int64_t pipeline_delay = 0;  ///< Milliseconds until CI has a pipeline.
  int64_t stale_reads = 0;     ///< GET answers are this many milliseconds old.
  int64_t max_jobs = 0;        ///< Per pipeline; zero: no limit.
  bool legacy_quick_actions = false;
  bool local_webhooks = true;              ///< allow_local_requests_from_web_hooks_and_services
  std::vector<std::string> local_allowed;  ///< outbound_local_requests_whitelist
  std::string version = "18.4.2";
  int64_t clock_ahead = 0;  ///< Seconds that the `Date` of answers is ahead of the machine.
};

struct State {
  Settings settings;
  std::map<int64_t, User> users;
  std::map<std::string, Token> tokens;
  std::map<int64_t, Project> projects;
  std::map<std::string, int64_t> moved;  ///< Old paths.
  std::map<std::pair<int64_t, int64_t>, MergeRequest> merge_requests;
  std::map<std::pair<int64_t, int64_t>, Issue> issues;  ///< By project and iid.
  std::map<int64_t, Note> notes;
  std::map<int64_t, Pipeline> pipelines;
  std::map<int64_t, CommitStatus> statuses;
  std::map<int64_t, JobFiles> job_files;        ///< By job.
  std::vector<Release> releases;                ///< Oldest first.
  std::map<std::string, std::string> packages;  ///< "PROJECT/NAME/VERSION/FILE"
  std::map<int64_t, Hook> hooks;
  std::vector<Effect> effects;
  int64_t last_id = 0;

  int64_t NextId() { return ++last_id; }
  const User* FindUser(const std::string& username) const;
  const Project* FindProject(const std::string& id_or_path) const;
  const MergeRequest* FindMergeRequest(int64_t project, int64_t iid) const;
  User UserOf(int64_t id) const;  ///< A ghost when there is none.
  /// Of that user in that project; zero: none. Administrators have kAdmin.
  int AccessLevel(const Project& project, int64_t user) const;
  bool MayRead(const Project& project, int64_t user) const;
  /// Its branches, files and git.
  bool MayReadCode(const Project& project, int64_t user) const;
};

/// Computed from its latest statuses: running, pending, failed, canceled, skipped, success.
std::string PipelineStatus(const State& state, int64_t pipeline);
/// The newest pipeline of this head; null: none.
const Pipeline* HeadPipeline(const State& state, const MergeRequest& merge_request);
/// GitLab's `detailed_merge_status`.
std::string MergeStatus(const State& state, const MergeRequest& merge_request);
bool DiscussionsResolved(const State& state, const MergeRequest& merge_request);
std::string MergeRequestRef(int64_t iid);
/// Hook bodies' number of a state.
int64_t StateId(const std::string& state);

}  // namespace headwater::forge_double
