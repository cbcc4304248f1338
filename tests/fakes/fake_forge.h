// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "headwater/clock.h"
#include "headwater/forge.h"
#include "headwater/issues.h"
#include "headwater/line_threads.h"

/// \file
/// A forge and its comments in memory, honest about errors: `fail` is asked before every call by
/// its name, and what it answers is what the caller gets. `after` is asked when the call has had
/// its effect: an error there is an answer that was lost.

namespace headwater::fakes {

class FakeClock final : public Clock {
 public:
  WallTime Wall() const override { return wall; }
  SteadyTime Steady() const override { return steady; }
  void Advance(std::chrono::milliseconds time) {
    wall += time;
    steady += time;
  }

  WallTime wall{std::chrono::sys_days(std::chrono::year(2026) / 11 / 21)};
  SteadyTime steady{std::chrono::hours(1)};
};

inline CommitId Commit(char digit) { return *CommitId::FromHex(std::string(40, digit)); }

class FakeForge final : public Forge, public Conversation, public LineThreads, public Issues {
 public:
  static constexpr UserId kSelf{64};

  std::function<std::optional<Error>(const std::string& call)> fail;
  std::function<std::optional<Error>(const std::string& call)> after;
  std::vector<std::string> calls;

  ForgeProject project;
  std::map<ProjectId, ForgeProject> projects;  ///< Empty: every number is that of `project`.
  ForgeMergeRequest merge_request;
  std::map<std::string, CommitId> branches;
  std::vector<ForgeProtectedBranch> protected_branches;
  std::vector<StatusPost> posts;
  std::vector<ForgeStatus> statuses;
  std::vector<ForgeNote> notes;
  std::vector<ForgeNote> threads;
  std::vector<ForgeIssue> issues;
  DiffVersion version{Commit('5'), Commit('9'), Commit('1'), {}};
  std::vector<DiffLine> lines;  ///< Where threads were begun.
  UserId resolver;              ///< Who resolved the threads that are.
  bool applied = false;         ///< A suggestion of theirs was.
  int64_t next_id = 100;

  FakeForge() {
    project.id = {7};
    project.path = Untrusted("group/project");
    project.default_branch = Untrusted("main");
    project.visibility = Visibility::kPublic;
    project.repository = Visibility::kPublic;
    merge_request.project = {7};
    merge_request.iid = {3};
    merge_request.source_project = {7};
    merge_request.source_branch = Untrusted("feature");
    merge_request.target_branch = Untrusted("main");
    merge_request.head = Commit('1');
    branches["main"] = Commit('9');
  }

  void SetPipeline(int64_t id, CommitId head) {
    ForgePipeline pipeline;
    pipeline.id = {id};
    pipeline.project = {7};
    pipeline.head = head;
    merge_request.head_pipeline = pipeline;
  }

  Result<ForgeUser> Self() override {
    return Answer("self", [] { return ForgeUser{kSelf, Untrusted("headwater-bot")}; });
  }

  Result<ForgeProject> Project(ProjectId number) override {
    if (projects.empty()) return Answer("project", [&] { return project; });
    const auto at = projects.find(number);
    if (at == projects.end()) return Error{Errc::kNotFound, "no such project"};
    return Answer("project", [&] { return at->second; });
  }
  Result<std::vector<ForgeProject>> ProjectsAfter(ProjectId last) override {
    return Answer("projects", [&] {
      std::vector<ForgeProject> page;  // Of one.
      if (projects.empty() && last < project.id) page.push_back(project);
      const auto at = projects.upper_bound(last);
      if (at != projects.end()) page.push_back(at->second);
      return page;
    });
  }
  Result<ForgeMergeRequest> MergeRequest(ProjectId, MergeRequestIid) override {
    return Answer("merge_request", [&] { return merge_request; });
  }
  Result<CommitId> BranchHead(ProjectId, const Untrusted& branch) override {
    return Answer("branch", [&] { return branches[branch.bytes()]; });
  }
  Result<ForgeProject> ProjectNamed(const Untrusted& path) override {
    for (const auto& [number, one] : projects) {
      if (one.path == path) return Answer("project", [&one = one] { return one; });
    }
    if (project.path != path) return Error{Errc::kNotFound, "no such project"};
    return Answer("project", [&] { return project; });
  }
  Result<CommitId> CommitAt(ProjectId, const Untrusted& name) override {
    return Answer("commit_at", [&] { return branches[name.bytes()]; });
  }
  Result<std::vector<ForgeProtectedBranch>> ProtectedBranches(ProjectId) override {
    return Answer("protected_branches", [&] { return protected_branches; });
  }
  Result<PipelineId> SetStatus(const StatusPost& post) override {
    return Answer("set_status", [&] {
      posts.push_back(post);
      return post.pipeline.value_or(PipelineId{next_id++});
    });
  }
  Result<std::vector<ForgeStatus>> Statuses(ProjectId, CommitId) override {
    return Answer("statuses", [&] { return statuses; });
  }

  Result<std::vector<ForgeNote>> Notes(MailboxKey, UserId) override {
    return Answer("notes", [&] { return notes; });
  }
  Result<NoteId> CreateNote(MailboxKey, const std::string& body) override {
    return Answer("create_note", [&] {
      notes.push_back({NoteId{next_id}, kSelf, body, "", false});
      return NoteId{next_id++};
    });
  }
  Status EditNote(MailboxKey, NoteId id, const std::string& body) override {
    ForgeNote* note = Find(notes, id) != nullptr ? Find(notes, id) : Find(threads, id);
    if (note == nullptr) return Error{Errc::kNotFound, "no such note"};
    return Answer("edit_note", [&] {
      note->body = body;
      return Ok{};
    });
  }
  Status DeleteNote(MailboxKey, NoteId id) override {
    return Answer("delete_note", [&] {
      std::erase_if(notes, [&](const ForgeNote& note) { return note.id == id; });
      std::erase_if(threads, [&](const ForgeNote& note) { return note.id == id; });
      return Ok{};
    });
  }
  Result<std::vector<ForgeNote>> Threads(MailboxKey, UserId) override {
    return Answer("threads", [&] { return threads; });
  }
  Result<ForgeNote> CreateThread(MailboxKey, const std::string& body) override {
    return Answer("create_thread", [&] {
      threads.push_back({NoteId{next_id}, kSelf, body, "d" + std::to_string(next_id), false});
      ++next_id;
      return threads.back();
    });
  }
  Status EditThread(MailboxKey, const ForgeNote& thread) override {
    return Answer("edit_thread", [&] {
      ForgeNote* there = Find(threads, thread.id);
      if (there == nullptr) return Ok{};
      if (thread.resolved && !there->resolved) resolver = kSelf;
      const std::string body = thread.body.empty() ? there->body : thread.body;
      *there = thread;
      there->body = body;
      return Ok{};
    });
  }

  Result<DiffVersion> NewestVersion(MailboxKey) override {
    return Answer("version", [&] { return version; });
  }
  Result<ForgeNote> CreateThreadAt(MailboxKey, const DiffVersion&, const DiffLine& line,
                                   const std::string& body) override {
    return Answer("create_thread_at", [&] {
      lines.push_back(line);
      threads.push_back({NoteId{next_id}, kSelf, body, "d" + std::to_string(next_id), false});
      ++next_id;
      return threads.back();
    });
  }
  Result<LineThread> Thread(MailboxKey, const std::string& discussion) override {
    for (const ForgeNote& thread : threads) {
      if (thread.discussion != discussion) continue;
      const UserId by = thread.resolved ? resolver : UserId{};
      return Answer("thread", [&] { return LineThread{thread, by, applied}; });
    }
    return Error{Errc::kNotFound, "no such thread"};
  }

  Result<std::vector<ForgeIssue>> IssuesBy(ProjectId, UserId author) override {
    return Answer("issues", [&] {
      std::vector<ForgeIssue> theirs = issues;
      std::erase_if(theirs, [&](const ForgeIssue& issue) { return issue.author != author; });
      return theirs;
    });
  }
  Result<ForgeIssue> Issue(ProjectId, IssueIid iid) override {
    const ForgeIssue* issue = Find(iid);
    if (issue == nullptr) return Error{Errc::kNotFound, "no such issue"};
    return Answer("issue", [&] { return *issue; });
  }
  Result<ForgeIssue> CreateIssue(ProjectId, const std::string& title,
                                 const std::string& description) override {
    return Answer("create_issue " + title, [&] {
      ForgeIssue issue;
      issue.iid = {next_id++};
      issue.author = kSelf;
      issue.description = description;
      issues.push_back(issue);
      return issue;
    });
  }
  Result<ForgeIssue> EditIssue(ProjectId, IssueIid iid,
                               const std::optional<std::string>& description,
                               IssueEvent event) override {
    ForgeIssue* issue = Find(iid);
    if (issue == nullptr) return Error{Errc::kNotFound, "no such issue"};
    return Answer("edit_issue", [&] {
      if (description) issue->description = *description;
      if (event != IssueEvent::kNone) issue->open = event == IssueEvent::kReopen;
      if (event != IssueEvent::kNone) issue->closed_by = issue->open ? UserId{} : kSelf;
      return *issue;
    });
  }

 private:
  ForgeIssue* Find(IssueIid iid) {
    for (ForgeIssue& issue : issues) {
      if (issue.iid == iid) return &issue;
    }
    return nullptr;
  }
  static ForgeNote* Find(std::vector<ForgeNote>& all, NoteId id) {
    for (ForgeNote& note : all) {
      if (note.id == id) return &note;
    }
    return nullptr;
  }

  template <typename Make>
  auto Answer(const std::string& call, Make make) -> Result<decltype(make())> {
    const std::lock_guard lock(mutex_);
    calls.push_back(call);
    if (fail) {
      if (std::optional<Error> error = fail(call)) return *error;
    }
    auto answer = make();
    if (after) {
      if (std::optional<Error> error = after(call)) return *error;
    }
    return answer;
  }

  std::mutex mutex_;
};

}  // namespace headwater::fakes
