// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "headwater/administration.h"
#include "headwater/clock.h"
#include "headwater/http.h"
#include "headwater/result.h"
#include "headwater/secret.h"
#include "service/forge/api.h"

namespace headwater::forge {

/// What `connect`, `doctor` and `disconnect` ask of GitLab 17 and later, with whichever token they
/// are given: GitLab says what it may.
///
/// Thread-safe. Borrows what it is given.
class GitlabAdministration final : public Accounts, public Hooks, public Platform {
 public:
  GitlabAdministration(HttpClient& http, const SecretFile& token, const Clock& clock,
                       std::string_view base_url)
      : api_(http, token, clock, base_url) {}

  Result<ForgeAccount> Whoami() override;
  Result<ForgeToken> OwnToken() override;
  Result<std::optional<ForgeAccount>> FindUser(const std::string& username) override;
  Result<ForgeAccount> CreateUser(const std::string& username, const std::string& name,
                                  const std::string& email) override;
  Result<std::vector<ForgeToken>> TokensOf(UserId user) override;
  Result<Secret> CreateToken(const TokenOrder& order) override;
  Status Revoke(int64_t token) override;
  Status RevokeOwn() override;

  Result<std::vector<ForgeHook>> HooksOf(ProjectId project) override;
  Result<int64_t> CreateHook(ProjectId project, const HookOrder& order) override;
  Status EditHook(ProjectId project, int64_t hook, const HookOrder& order) override;
  Status DeleteHook(ProjectId project, int64_t hook) override;
  Status TestHook(ProjectId project, int64_t hook) override;
  Result<size_t> FailuresOf(ProjectId project, int64_t hook) override;

  Result<ForgeVersion> Version() override;
  Result<OutboundRules> Outbound() override;
  Result<std::vector<GateProject>> ProjectsSeen(bool only_own) override;
  Status AddMember(ProjectId project, UserId user, AccessLevel level) override;
  Result<bool> IsPushProtected(ProjectId project, const Untrusted& branch) override;
  Result<std::vector<MergeRequestIid>> OpenMergeRequests(ProjectId project, size_t most) override;

 private:
  Api api_;
};

}  // namespace headwater::forge
