// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include <utility>

#include "service/forge/answers.h"
#include "service/forge/gitlab_client.h"
#include "service/forge/paths.h"

namespace headwater::forge {
namespace {

Result<CommitId> RequiredCommit(const DataField& field) {
  const std::optional<CommitId> id = TRY(field.Commit());
  if (!id) return Error{Errc::kInvalid, field.path() + ": expected an object id of SHA-1"};
  return *id;
}

Result<DiffVersion> ReadVersion(const DataField& version) {
  DiffVersion read;
  read.base = TRY(RequiredCommit(version["base_commit_sha"]));
  read.start = TRY(RequiredCommit(version["start_commit_sha"]));
  read.head = TRY(RequiredCommit(version["head_commit_sha"]));
  read.created_at = TRY(ReadTime(version["created_at"]));
  return read;
}

/// What ReadThread does not tell.
Result<LineThread> ReadLineThread(const DataField& discussion) {
  std::optional<ForgeNote> first = TRY(ReadThread(discussion));
  if (!first) return Error{Errc::kInvalid, discussion.path() + ": expected a thread"};
  LineThread read;
  read.first = *std::move(first);
  const DataField note = discussion["notes"].Item(0);
  const std::optional<int64_t> by = TRY(note["resolved_by"]["id"].OptionalId());
  read.resolved_by = UserId{by.value_or(0)};
  const DataField suggestions = note["suggestions"];
  const size_t count = TRY(suggestions.Length());
  for (size_t i = 0; i < count; ++i) {
    const bool applied = TRY(suggestions.Item(i)["applied"].Flag());
    read.applied = read.applied || applied;
  }
  return read;
}

}  // namespace

// https://docs.gitlab.com/ee/api/merge_requests.html#get-merge-request-diff-versions
Result<DiffVersion> GitlabClient::NewestVersion(MailboxKey merge_request) {
  const DataNode answer = TRY(api_.Get(PathOf(merge_request) + "/versions", {{"per_page", "1"}}));
  const DataField versions(answer);
  const Result<size_t> count = versions.Length();
  if (!count.ok()) return NoAnswer(count.error());
  if (count.value() == 0) return Error{Errc::kNotFound, "the diff is not computed yet"};
  Result<DiffVersion> newest = ReadVersion(versions.Item(0));
  if (!newest.ok()) return NoAnswer(std::move(newest).error());
  return newest;
}

// https://docs.gitlab.com/ee/api/discussions.html#create-a-new-thread-in-the-merge-request-diff
Result<ForgeNote> GitlabClient::CreateThreadAt(MailboxKey merge_request, const DiffVersion& version,
                                               const DiffLine& line, const std::string& body) {
  FormFields position = {{"position[position_type]", "text"},
                         {"position[base_sha]", version.base.Hex()},
                         {"position[start_sha]", version.start.Hex()},
                         {"position[head_sha]", version.head.Hex()},
                         {"position[old_path]", line.path.bytes()},
                         {"position[new_path]", line.path.bytes()},
                         {"position[new_line]", std::to_string(line.new_line)}};
  // A line that both sides have is named by both numbers.
  if (line.old_line != 0) {
    position.emplace_back("position[old_line]", std::to_string(line.old_line));
  }
  return PostThread(merge_request, body, position);
}

// https://docs.gitlab.com/ee/api/discussions.html#get-single-merge-request-discussion-item
Result<LineThread> GitlabClient::Thread(MailboxKey merge_request, const std::string& discussion) {
  if (!IsDiscussionId(discussion)) {
    return Error{Errc::kInvalid, "a thread is named by hexadecimal digits"};
  }
  const DataNode answer = TRY(api_.Get(PathOf(merge_request) + "/discussions/" + discussion));
  Result<LineThread> read = ReadLineThread(DataField(answer));
  if (!read.ok()) return NoAnswer(std::move(read).error());
  return read;
}

}  // namespace headwater::forge
