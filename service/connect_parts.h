// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <memory>
#include <string>

#include "headwater/check.h"
#include "headwater/http.h"
#include "headwater/result.h"
#include "headwater/secret.h"
#include "service/config/service_config.h"
#include "service/connect/keys.h"
#include "service/connect/table.h"
#include "service/forge/gitlab_administration.h"
#include "service/forge/gitlab_client.h"

/// \file
/// What the commands of the first evening have in common: ways to the forge, and the configuration.

namespace headwater {

/// Exit codes of connect, doctor, disconnect and preview; with kExitUsage.
inline constexpr int kExitThere = 0;
inline constexpr int kExitMissing = 1;
inline constexpr int kExitNotReached = 3;

/// The configuration's file, with the environment's proxy. kInvalid as config::ReadServiceConfig.
Result<config::ServiceConfig> ReadConfigFile(const std::string& path);
/// HTTPS_PROXY and NO_PROXY, in upper or lower case.
config::ProxyEnvironment ProxyOfEnvironment();

/// One token's way to the forge.
class ForgeLine {
 public:
  /// Borrows the client.
  ForgeLine(HttpClient& http, const SafeUrl& forge, const std::string& status_name,
            std::unique_ptr<SecretFile> token);

  forge::GitlabAdministration& administration() { return administration_; }
  forge::GitlabClient& client() { return client_; }

 private:
  std::unique_ptr<SecretFile> token_;
  forge::GitlabAdministration administration_;
  forge::GitlabClient client_;
};

/// Looks at the token in a file, by itself.
connect::LookAtToken TokenLooker(HttpClient& http, const SafeUrl& forge);

/// A command that could not be carried out at all.
CommandResult Failed(Literal command, const std::string& why, int exit_code);
/// For an operator: the lines, and how many are missing.
CommandResult Told(const connect::Table& table, const std::string& farewell = "");

}  // namespace headwater
