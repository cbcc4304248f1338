// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include <utility>

#include "headwater/date.h"
#include "service/forge/gitlab_administration.h"

namespace headwater::forge {
namespace {

// More accounts, tokens or scopes than these belong to nobody we ask for.
constexpr size_t kMaxScopes = 100;

template <typename T>
Result<T> AsAnswer(Result<T> read) {
  if (!read.ok()) return NoAnswer(std::move(read).error());
  return read;
}

Result<ForgeAccount> ReadAccount(const DataField& user) {
  ForgeAccount read;
  read.id = UserId{TRY(user["id"].Id())};
  read.username = Untrusted(TRY(user["username"].RequiredText()));
  read.admin = TRY(user["is_admin"].Flag());
  return read;
}

Status ReadScopes(const DataField& scopes, ForgeToken& read) {
  const size_t length = TRY(scopes.Length());
  if (length > kMaxScopes) return Error{Errc::kInvalid, scopes.path() + ": more than there can be"};
  for (size_t i = 0; i < length; ++i) read.scopes.insert(TRY(scopes.Item(i).RequiredText()));
  return Ok{};
}

Result<ForgeToken> ReadToken(const DataField& token) {
  ForgeToken read;
  read.id = TRY(token["id"].Id());
  const std::optional<int64_t> user = TRY(token["user_id"].OptionalId());
  read.user = UserId{user.value_or(0)};
  read.name = TRY(token["name"].Text());
  read.active = TRY(token["active"].Flag());
  TRY(ReadScopes(token["scopes"], read));
  const DataField expires = token["expires_at"];
  const std::string day = TRY(expires.Text());
  read.expires = ParseDate(day);
  if (!day.empty() && !read.expires) {
    return Error{Errc::kInvalid, expires.path() + ": expected a day"};
  }
  return read;
}

std::string DayOf(std::chrono::sys_days day) {
  return FormatTime(WallTime(day)).substr(0, std::string_view("2026-11-22").size());
}

}  // namespace

// https://docs.gitlab.com/ee/api/users.html#get-the-current-user
Result<ForgeAccount> GitlabAdministration::Whoami() {
  const DataNode answer = TRY(api_.Get("/user"));
  return AsAnswer(ReadAccount(DataField(answer)));
}

// https://docs.gitlab.com/ee/api/personal_access_tokens.html "Self-inform"
Result<ForgeToken> GitlabAdministration::OwnToken() {
  const DataNode answer = TRY(api_.Get("/personal_access_tokens/self"));
  return AsAnswer(ReadToken(DataField(answer)));
}

// https://docs.gitlab.com/ee/api/users.html#list-users "username"
Result<std::optional<ForgeAccount>> GitlabAdministration::FindUser(const std::string& username) {
  std::optional<ForgeAccount> found;
  const auto take = [&](const DataField& item) -> Status {
    found = TRY(ReadAccount(item));
    return Ok{};
  };
  TRY(api_.GetAll("/users", {{"username", username}}, take));
  return found;
}

// https://docs.gitlab.com/ee/api/users.html#create-a-user
Result<ForgeAccount> GitlabAdministration::CreateUser(const std::string& username,
                                                      const std::string& name,
                                                      const std::string& email) {
  const HttpReply reply = TRY(api_.Send(CallKind::kAdministration, "POST", "/users",
                                        {{"username", username},
                                         {"name", name},
                                         {"email", email},
                                         {"force_random_password", "true"},
                                         {"skip_confirmation", "true"},
                                         {"can_create_group", "false"},
                                         {"projects_limit", "0"}}));
  TRY(Accept(reply).Context("create the account " + username));
  const DataNode answer = TRY(ParseAnswer(reply));
  return AsAnswer(ReadAccount(DataField(answer)));
}

// https://docs.gitlab.com/ee/api/personal_access_tokens.html#list-all-personal-access-tokens
Result<std::vector<ForgeToken>> GitlabAdministration::TokensOf(UserId user) {
  std::vector<ForgeToken> tokens;
  const auto take = [&](const DataField& item) -> Status {
    tokens.push_back(TRY(ReadToken(item)));
    return Ok{};
  };
  TRY(api_.GetAll("/personal_access_tokens", {{"user_id", std::to_string(user.value)}}, take));
  return tokens;
}

// https://docs.gitlab.com/ee/api/user_tokens.html#create-a-personal-access-token-for-a-user
Result<Secret> GitlabAdministration::CreateToken(const TokenOrder& order) {
  HttpReply reply =
      TRY(api_.Send(CallKind::kAdministration, "POST",
                    "/users/" + std::to_string(order.user.value) + "/personal_access_tokens",
                    {{"name", order.name},
                     {"description", order.description},
                     {"scopes[]", order.scope},
                     {"expires_at", DayOf(order.expires)}}));
  TRY(Accept(reply).Context("create the token " + order.name));
  DataNode answer = TRY(ParseAnswer(reply));
  Wipe(reply.body);
  Secret secret(TRY(AsAnswer(DataField(answer)["token"].RequiredText())));
  for (DataMember& member : answer.members) {
    if (member.first.scalar == "token") Wipe(member.second.scalar);
  }
  return secret;
}

// https://docs.gitlab.com/ee/api/personal_access_tokens.html#revoke-a-personal-access-token
Status GitlabAdministration::Revoke(int64_t token) {
  const HttpReply reply = TRY(api_.Send(CallKind::kAdministration, "DELETE",
                                        "/personal_access_tokens/" + std::to_string(token), {}));
  return Accept(reply).Context("revoke token " + std::to_string(token));
}

// The same, "Self-revoke": any scope will do.
Status GitlabAdministration::RevokeOwn() {
  const HttpReply reply =
      TRY(api_.Send(CallKind::kAdministration, "DELETE", "/personal_access_tokens/self", {}));
  return Accept(reply).Context("revoke the token");
}

}  // namespace headwater::forge
