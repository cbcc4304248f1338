// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "headwater/clock.h"
#include "headwater/commanders.h"
#include "headwater/forge.h"
#include "headwater/ids.h"
#include "headwater/result.h"
#include "headwater/secret.h"
#include "headwater/untrusted.h"

/// \file
/// What is asked of a platform before and after Headwater works for it: accounts, tokens,
/// memberships, webhooks, settings. The running service needs none of it. Implemented by
/// service/forge and by fakes. Errors as in headwater/forge.h. Thread-safe.

namespace headwater {

/// A token as the platform describes it; never its value.
struct ForgeToken {
  int64_t id = 0;
  UserId user;
  std::string name;
  std::set<std::string> scopes;                  ///< "api", "read_repository" ...
  bool active = false;                           ///< Neither revoked nor over.
  std::optional<std::chrono::sys_days> expires;  ///< The first day it is good for nothing.
};

/// A token to be made.
struct TokenOrder {
  UserId user;
  std::string name;
  std::string description;
  std::string scope;
  std::chrono::sys_days expires{};
};

struct ForgeAccount {
  UserId id;
  Untrusted username;
  bool admin = false;  ///< Told only of oneself.
};

/// https://docs.gitlab.com/ee/api/users.html, user_tokens.html, personal_access_tokens.html
class Accounts {
 public:
  virtual ~Accounts() = default;
  /// Whose token is used.
  virtual Result<ForgeAccount> Whoami() = 0;
  /// The token that is used; every scope may ask.
  virtual Result<ForgeToken> OwnToken() = 0;
  virtual Result<std::optional<ForgeAccount>> FindUser(const std::string& username) = 0;
  /// Administrators only. The account gets a password that nobody knows.
  virtual Result<ForgeAccount> CreateUser(const std::string& username, const std::string& name,
                                          const std::string& email) = 0;
  /// Of one account, whatever their state. Administrators, and oneself.
  virtual Result<std::vector<ForgeToken>> TokensOf(UserId user) = 0;
  /// Administrators only. The only time its value is told.
  virtual Result<Secret> CreateToken(const TokenOrder& order) = 0;
  virtual Status Revoke(int64_t token) = 0;
  /// The token that is used. Afterwards every call is kDenied.
  virtual Status RevokeOwn() = 0;
};

/// What a webhook tells of: GitLab's names of the triggers, "merge_requests_events" ...
using HookEvents = std::set<std::string>;

struct ForgeHook {
  int64_t id = 0;
  std::string url;
  HookEvents events;
  /// "executable", "temporarily_disabled", "disabled"; empty: not told (system hooks).
  std::string alert_status;
};

/// A webhook to be made.
struct HookOrder {
  std::string url;
  Secret secret;  ///< Comes as X-Gitlab-Token.
  HookEvents events;
  std::string name;
  std::string description;
  bool verify_tls = true;
};

/// Webhooks of a project, or those of the whole instance (project 0: administrators only).
/// https://docs.gitlab.com/ee/api/project_webhooks.html, system_hooks.html
class Hooks {
 public:
  virtual ~Hooks() = default;
  virtual Result<std::vector<ForgeHook>> HooksOf(ProjectId project) = 0;
  /// kInvalid where GitLab refuses the address.
  virtual Result<int64_t> CreateHook(ProjectId project, const HookOrder& order) = 0;
  virtual Status EditHook(ProjectId project, int64_t hook, const HookOrder& order) = 0;
  virtual Status DeleteHook(ProjectId project, int64_t hook) = 0;
  /// Lets GitLab send an example now. kInvalid: it was not taken, and why. Of a system hook GitLab
  /// does not say what became of it. At most five a minute.
  virtual Status TestHook(ProjectId project, int64_t hook) = 0;
  /// Deliveries of the last days that were refused or not answered, as far as one page shows them.
  /// kNotFound before GitLab 17.3.
  virtual Result<size_t> FailuresOf(ProjectId project, int64_t hook) = 0;
};

struct ForgeVersion {
  Untrusted text;                ///< "18.4.2-ee".
  int major = 0;                 ///< 0: not understood.
  std::optional<WallTime> date;  ///< The server's clock, to the second.
};

/// What GitLab's own requests may reach.
/// https://docs.gitlab.com/ee/security/webhooks.html
struct OutboundRules {
  bool local_webhooks = false;
  bool local_system_hooks = true;
  std::vector<std::string> allowed;  ///< Hosts and addresses that are allowed all the same.
};

/// A project with what decides whether a status holds anything.
struct GateProject {
  ForgeProject project;
  bool pipelines_must_succeed = false;
  bool skipped_is_success = false;
  bool threads_must_be_resolved = false;
  bool may_be_forked = true;
};

/// https://docs.gitlab.com/ee/api/metadata.html, settings.html, projects.html, members.html
class Platform {
 public:
  virtual ~Platform() = default;
  /// kTransient: nobody answers; kInternal: its certificate is not trusted; kDenied: the token is
  /// refused; kInvalid: what answers is no GitLab.
  virtual Result<ForgeVersion> Version() = 0;
  /// Administrators only.
  virtual Result<OutboundRules> Outbound() = 0;
  /// All that can be seen, or only those one is a member of; archived ones left out. By id.
  virtual Result<std::vector<GateProject>> ProjectsSeen(bool only_own) = 0;
  /// Makes them a member; who is one already gets this level.
  virtual Status AddMember(ProjectId project, UserId user, AccessLevel level) = 0;
  /// Whether nobody below Maintainer pushes to the branch. kDenied: may not be read.
  virtual Result<bool> IsPushProtected(ProjectId project, const Untrusted& branch) = 0;
  /// The open ones that changed last, newest first.
  virtual Result<std::vector<MergeRequestIid>> OpenMergeRequests(ProjectId project,
                                                                 size_t most) = 0;
};

}  // namespace headwater
