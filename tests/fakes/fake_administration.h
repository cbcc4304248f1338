// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "headwater/administration.h"
#include "headwater/commanders.h"

namespace headwater::fakes {

/// A platform in memory, with one token's view of it. `refusal`: what every change is answered
/// with.
class FakeAdministration final : public Accounts, public Hooks, public Platform, public Commanders {
 public:
  Result<ForgeAccount> Whoami() override { return self; }
  Result<ForgeToken> OwnToken() override { return own_token; }
  Result<std::optional<ForgeAccount>> FindUser(const std::string& username) override {
    for (const ForgeAccount& user : users) {
      if (user.username.bytes() == username) return std::optional(user);
    }
    return std::optional<ForgeAccount>();
  }
  Result<ForgeAccount> CreateUser(const std::string& username, const std::string& /*name*/,
                                  const std::string& /*email*/) override {
    if (refusal) return *refusal;
    ++changes;
    ForgeAccount user;
    user.id = UserId{++last_id};
    user.username = Untrusted(username);
    users.push_back(user);
    return user;
  }
  Result<std::vector<ForgeToken>> TokensOf(UserId user) override {
    std::vector<ForgeToken> theirs;
    for (const auto& [value, token] : tokens) {
      if (token.user == user) theirs.push_back(token);
    }
    return theirs;
  }
  Result<Secret> CreateToken(const TokenOrder& order) override {
    if (refusal) return *refusal;
    ++changes;
    ForgeToken token;
    token.id = ++last_id;
    token.user = order.user;
    token.name = order.name;
    token.scopes = {order.scope};
    token.active = true;
    token.expires = order.expires;
    const std::string value = "glpat-" + std::to_string(token.id);
    tokens[value] = token;
    return Secret(value);
  }
  Status Revoke(int64_t id) override {
    if (refusal) return *refusal;
    ++changes;
    std::erase_if(tokens, [id](const auto& entry) { return entry.second.id == id; });
    return Ok{};
  }
  Status RevokeOwn() override { return Ok{}; }

  Result<std::vector<ForgeHook>> HooksOf(ProjectId project) override {
    if (hidden) return *hidden;
    return hooks[project.value];
  }
  Result<int64_t> CreateHook(ProjectId project, const HookOrder& order) override {
    if (refusal) return *refusal;
    ++changes;
    ForgeHook hook;
    hook.id = ++last_id;
    hook.url = order.url;
    hook.events = order.events;
    hooks[project.value].push_back(hook);
    return hook.id;
  }
  Status EditHook(ProjectId project, int64_t id, const HookOrder& order) override {
    if (refusal) return *refusal;
    ++changes;
    for (ForgeHook& hook : hooks[project.value]) {
      if (hook.id == id) hook.events = order.events;
    }
    return Ok{};
  }
  Status DeleteHook(ProjectId project, int64_t id) override {
    if (refusal) return *refusal;
    ++changes;
    std::erase_if(hooks[project.value], [id](const ForgeHook& hook) { return hook.id == id; });
    return Ok{};
  }
  Status TestHook(ProjectId /*project*/, int64_t hook) override {
    tested.push_back(hook);
    return test ? Status(*test) : Status(Ok{});
  }
  Result<size_t> FailuresOf(ProjectId /*project*/, int64_t /*hook*/) override { return failures; }

  Result<ForgeVersion> Version() override { return version; }
  Result<OutboundRules> Outbound() override { return outbound; }
  Result<std::vector<GateProject>> ProjectsSeen(bool /*only_own*/) override { return projects; }
  Status AddMember(ProjectId project, UserId user, AccessLevel level) override {
    if (refusal) return *refusal;
    ++changes;
    members[{project.value, user.value}] = level;
    return Ok{};
  }
  Result<bool> IsPushProtected(ProjectId /*project*/, const Untrusted& /*branch*/) override {
    return push_protected;
  }
  Result<std::vector<MergeRequestIid>> OpenMergeRequests(ProjectId /*project*/,
                                                         size_t /*most*/) override {
    return std::vector<MergeRequestIid>();
  }

  Result<ForgeComment> Comment(MailboxKey /*merge_request*/, NoteId /*note*/) override {
    return Error{Errc::kNotFound, "there are no comments here"};
  }
  Status React(MailboxKey /*merge_request*/, NoteId /*note*/,
               const std::string& /*reaction*/) override {
    return Ok{};
  }
  Result<AccessLevel> LevelIn(ProjectId project, UserId person) override {
    const auto found = members.find({project.value, person.value});
    return found == members.end() ? AccessLevel::kNone : found->second;
  }
  Result<AccessLevel> LevelInGroup(const std::string& /*group*/, UserId /*person*/) override {
    return AccessLevel::kNone;
  }
  Result<bool> IsProgram(UserId /*person*/) override { return false; }

  ForgeAccount self;
  ForgeToken own_token;
  ForgeVersion version;
  OutboundRules outbound;
  std::optional<Error> refusal;
  std::optional<Error> hidden;  ///< What whoever asks for webhooks is told.
  std::optional<Error> test;    ///< What became of a test delivery.
  std::vector<ForgeAccount> users;
  std::map<std::string, ForgeToken> tokens;  ///< By value.
  std::map<int64_t, std::vector<ForgeHook>> hooks;
  std::map<std::pair<int64_t, int64_t>, AccessLevel> members;
  std::vector<GateProject> projects;
  std::vector<int64_t> tested;
  size_t failures = 0;
  bool push_protected = true;
  int changes = 0;
  int64_t last_id = 0;
};

}  // namespace headwater::fakes
