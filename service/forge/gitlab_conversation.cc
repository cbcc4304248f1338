// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include <algorithm>
#include <iterator>
#include <utility>

#include "service/forge/answers.h"
#include "service/forge/gitlab_client.h"
#include "service/forge/paths.h"
#include "service/forge/quick_action.h"

namespace headwater::forge {
namespace {

std::string NotesPath(const MailboxKey& merge_request) { return PathOf(merge_request) + "/notes"; }

std::string NotePath(const MailboxKey& merge_request, NoteId note) {
  return NotesPath(merge_request) + '/' + std::to_string(note.value);
}

std::string ThreadsPath(const MailboxKey& merge_request) {
  return PathOf(merge_request) + "/discussions";
}

/// The token may approve and merge; what we print shall do neither.
Status CheckBody(const std::string& body) {
  if (!HoldsQuickAction(body)) return Ok{};
  return Error{Errc::kInternal, "a comment of ours holds a quick action, and was not sent"};
}

/// Oldest first and each once: while we turn pages, comments come and go.
std::vector<ForgeNote> Ordered(std::vector<ForgeNote> notes) {
  const auto older = [](const ForgeNote& a, const ForgeNote& b) { return a.id < b.id; };
  const auto same = [](const ForgeNote& a, const ForgeNote& b) { return a.id == b.id; };
  std::stable_sort(notes.begin(), notes.end(), older);
  notes.erase(std::unique(notes.begin(), notes.end(), same), notes.end());
  return notes;
}

/// It was created; that we cannot read what it is called does not undo it.
Error CreatedButUnreadable(const Error& error) {
  return {Errc::kAmbiguous, "something was created, but " + error.message};
}

}  // namespace

Result<HttpReply> GitlabClient::Write(CallKind kind, std::string_view method,
                                      const std::string& path, const FormFields& form) {
  HttpReply reply = TRY(api_.Send(kind, method, path, form));
  TRY(Accept(reply).Context(std::string(method) + ' ' + path));
  return reply;
}

// https://docs.gitlab.com/ee/api/notes.html#list-all-merge-request-notes
Result<std::vector<ForgeNote>> GitlabClient::Notes(MailboxKey merge_request, UserId author) {
  std::vector<ForgeNote> notes;
  const auto take = [&](const DataField& item) -> Status {
    ForgeNote note = TRY(ReadNote(item));
    if (note.author == author) notes.push_back(std::move(note));
    return Ok{};
  };
  TRY(api_.GetAll(
      NotesPath(merge_request),
      {{"sort", "asc"}, {"order_by", "created_at"}, {"activity_filter", "only_comments"}}, take));
  return Ordered(std::move(notes));
}

// https://docs.gitlab.com/ee/api/notes.html#create-new-merge-request-note
Result<NoteId> GitlabClient::CreateNote(MailboxKey merge_request, const std::string& body) {
  TRY(CheckBody(body));
  const HttpReply reply =
      TRY(Write(CallKind::kNote, "POST", NotesPath(merge_request), {{"body", body}}));
  if (reply.status == kHttpAccepted) {
    return Error{Errc::kInternal, "GitLab took a comment of ours for commands"};
  }
  const Result<DataNode> answer = ParseAnswer(reply);
  if (!answer.ok()) return CreatedButUnreadable(answer.error());
  const Result<int64_t> id = DataField(answer.value())["id"].Id();
  if (!id.ok()) return CreatedButUnreadable(id.error());
  return NoteId{id.value()};
}

// https://docs.gitlab.com/ee/api/notes.html#modify-existing-merge-request-note
Status GitlabClient::EditNote(MailboxKey merge_request, NoteId note, const std::string& body) {
  TRY(CheckBody(body));
  TRY(Write(CallKind::kNote, "PUT", NotePath(merge_request, note), {{"body", body}}));
  return Ok{};
}

// https://docs.gitlab.com/ee/api/notes.html#delete-a-merge-request-note
Status GitlabClient::DeleteNote(MailboxKey merge_request, NoteId note) {
  TRY(Write(CallKind::kNote, "DELETE", NotePath(merge_request, note), {}));
  return Ok{};
}

// https://docs.gitlab.com/ee/api/discussions.html#list-project-merge-request-discussion-items
Result<std::vector<ForgeNote>> GitlabClient::Threads(MailboxKey merge_request, UserId author) {
  std::vector<ForgeNote> threads;
  const auto take = [&](const DataField& item) -> Status {
    std::optional<ForgeNote> thread = TRY(ReadThread(item));
    if (thread && thread->author == author) threads.push_back(*std::move(thread));
    return Ok{};
  };
  TRY(api_.GetAll(ThreadsPath(merge_request), {}, take));
  return Ordered(std::move(threads));
}

// https://docs.gitlab.com/ee/api/discussions.html#create-new-merge-request-thread
Result<ForgeNote> GitlabClient::CreateThread(MailboxKey merge_request, const std::string& body) {
  return PostThread(merge_request, body, {});
}

Result<ForgeNote> GitlabClient::PostThread(MailboxKey merge_request, const std::string& body,
                                           const FormFields& position) {
  TRY(CheckBody(body));
  FormFields form = {{"body", body}};
  form.insert(form.end(), position.begin(), position.end());
  const HttpReply reply = TRY(Write(CallKind::kNote, "POST", ThreadsPath(merge_request), form));
  const Result<DataNode> answer = ParseAnswer(reply);
  if (!answer.ok()) return CreatedButUnreadable(answer.error());
  Result<std::optional<ForgeNote>> thread = ReadThread(DataField(answer.value()));
  if (!thread.ok()) return CreatedButUnreadable(thread.error());
  if (!thread.value()) return CreatedButUnreadable({Errc::kContent, "it is no thread"});
  return *std::move(thread).value();
}

// https://docs.gitlab.com/ee/api/discussions.html#modify-an-existing-merge-request-thread-note
// https://docs.gitlab.com/ee/api/discussions.html#resolve-a-merge-request-thread
Status GitlabClient::EditThread(MailboxKey merge_request, const ForgeNote& thread) {
  if (!IsDiscussionId(thread.discussion)) {
    return Error{Errc::kInvalid, "a thread is named by hexadecimal digits"};
  }
  TRY(CheckBody(thread.body));
  const std::string path = ThreadsPath(merge_request) + '/' + thread.discussion;
  if (!thread.body.empty()) {
    TRY(Write(CallKind::kNote, "PUT", path + "/notes/" + std::to_string(thread.id.value),
              {{"body", thread.body}}));
  }
  TRY(Write(CallKind::kNote, "PUT", path, {{"resolved", thread.resolved ? "true" : "false"}}));
  return Ok{};
}

}  // namespace headwater::forge
