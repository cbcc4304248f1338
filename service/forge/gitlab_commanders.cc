// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "headwater/date.h"
#include "service/forge/gitlab_client.h"
#include "service/forge/paths.h"

namespace headwater::forge {
namespace {

// RFC 9110 section 15.5.5.
constexpr int kHttpNotFound = 404;

constexpr std::array kLevels = {AccessLevel::kOwner, AccessLevel::kMaintainer,
                                AccessLevel::kDeveloper, AccessLevel::kReporter,
                                AccessLevel::kGuest};

/// GitLab adds levels between those we know.
AccessLevel LevelOf(int64_t number) {
  const auto* known = std::ranges::find_if(
      kLevels, [&](AccessLevel level) { return number >= static_cast<int64_t>(level); });
  return known == kLevels.end() ? AccessLevel::kNone : *known;
}

Result<std::optional<WallTime>> TimeOf(const DataField& field) {
  const std::string text = TRY(field.Text());
  const std::optional<WallTime> time = ParseTime(text);
  if (!text.empty() && !time) return Error{Errc::kInvalid, field.path() + ": expected a time"};
  return time;
}

/// What says that it is no plain comment of a person.
Status ReadNature(const DataField& note, ForgeComment& read) {
  read.system = TRY(note["system"].Flag());
  read.imported = TRY(note["imported"].Flag());
  const bool internal = TRY(note["internal"].Flag());
  const bool confidential = TRY(note["confidential"].Flag());
  read.internal = internal || confidential;
  const std::string type = TRY(note["type"].Text());
  read.in_thread = !type.empty();
  return Ok{};
}

Result<ForgeComment> ReadComment(const DataField& note) {
  ForgeComment read;
  read.id = NoteId{TRY(note["id"].Id())};
  const std::optional<int64_t> author = TRY(note["author"]["id"].OptionalId());
  read.author = UserId{author.value_or(0)};
  read.author_name = Untrusted(TRY(note["author"]["username"].Text()));
  read.body = Untrusted(TRY(note["body"].Text()));
  read.created_at = TRY(TimeOf(note["created_at"]));
  read.updated_at = TRY(TimeOf(note["updated_at"]));
  TRY(ReadNature(note, read));
  return read;
}

/// Whether the word is absent or as it is of people who may act.
Result<bool> IsActive(const DataField& member) {
  const std::string account = TRY(member["state"].Text());
  const std::string membership = TRY(member["membership_state"].Text());
  const auto active = [](const std::string& word) { return word.empty() || word == "active"; };
  return active(account) && active(membership);
}

/// A membership has ended on the day on which it expires; GitLab removes it some time later.
/// https://docs.gitlab.com/ee/api/members.html "expires_at"
Result<AccessLevel> ReadLevel(const DataField& member, WallTime now) {
  const bool active = TRY(IsActive(member));
  const DataField expires = member["expires_at"];
  const std::string day = TRY(expires.Text());
  const auto end = ParseDate(day);
  if (!day.empty() && !end) return Error{Errc::kInvalid, expires.path() + ": expected a day"};
  if (!active || (end && now >= WallTime(*end))) return AccessLevel::kNone;
  const std::optional<int64_t> level = TRY(member["access_level"].OptionalId());
  return LevelOf(level.value_or(0));
}

std::string NotePath(const MailboxKey& merge_request, NoteId note) {
  return PathOf(merge_request) + "/notes/" + std::to_string(note.value);
}

}  // namespace

// https://docs.gitlab.com/ee/api/notes.html#get-single-merge-request-note
Result<ForgeComment> GitlabClient::Comment(MailboxKey merge_request, NoteId note) {
  const DataNode answer = TRY(api_.Get(NotePath(merge_request, note)));
  Result<ForgeComment> read = ReadComment(DataField(answer));
  if (!read.ok()) return NoAnswer(std::move(read).error());
  if (read.value().id != note) return NoAnswer({Errc::kInvalid, "id: another comment's"});
  return read;
}

// https://docs.gitlab.com/ee/api/award_emoji.html#add-a-new-emoji-reaction-to-a-comment
Status GitlabClient::React(MailboxKey merge_request, NoteId note, const std::string& reaction) {
  const HttpReply reply =
      TRY(api_.Send(CallKind::kNote, "POST", NotePath(merge_request, note) + "/award_emoji",
                    {{"name", reaction}}));
  // GitLab says "has already been taken" with the same status.
  if (reply.status == kHttpNotFound) return Ok{};
  return Accept(reply).Context("react to a comment");
}

Result<AccessLevel> GitlabClient::LevelAt(const std::string& path, UserId person) {
  const Result<DataNode> answer = api_.Get(path + std::to_string(person.value));
  if (!answer.ok() && answer.error().code == Errc::kNotFound) return AccessLevel::kNone;
  if (!answer.ok()) return answer.error();
  Result<AccessLevel> level = ReadLevel(DataField(answer.value()), clock_.Wall());
  if (!level.ok()) return NoAnswer(std::move(level).error());
  return level;
}

// https://docs.gitlab.com/ee/api/members.html
// "Get a member of a group or project, including inherited and invited members"
Result<AccessLevel> GitlabClient::LevelIn(ProjectId project, UserId person) {
  return LevelAt(PathOf(project) + "/members/all/", person);
}

// https://docs.gitlab.com/ee/api/members.html "Get a member of a group or project"
Result<AccessLevel> GitlabClient::LevelInGroup(const std::string& group, UserId person) {
  return LevelAt("/groups/" + EncodeUrlComponent(group) + "/members/", person);
}

// https://docs.gitlab.com/ee/api/users.html#get-a-single-user
Result<bool> GitlabClient::IsProgram(UserId person) {
  const Result<DataNode> answer = api_.Get("/users/" + std::to_string(person.value));
  if (!answer.ok()) return answer.error();
  Result<bool> bot = DataField(answer.value())["bot"].Flag();
  if (!bot.ok()) return NoAnswer(std::move(bot).error());
  return bot;
}

}  // namespace headwater::forge
