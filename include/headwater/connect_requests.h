// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "headwater/untrusted.h"

/// \file
/// What the first evening asks for: service/docs/connect.md.

namespace headwater {

/// How the platform is reached; what the configuration says otherwise.
struct ForgeReach {
  std::string ca_file;
  std::string proxy;     ///< Empty: HTTPS_PROXY.
  std::string no_proxy;  ///< Empty: NO_PROXY.
};

/// `headwater connect`.
struct ConnectRequest {
  std::string gitlab;
  std::string token_file;
  std::string config_file;
  std::string url;  ///< Under which GitLab reaches us.
  std::string listen = "127.0.0.1:8080";
  std::string store = "/var/lib/headwater";
  std::vector<std::string> projects;  ///< Globs of paths.
  bool system_hook = false;
  bool no_hook_admin = false;
  bool dry_run = false;
  Language language = Language::kGerman;
  ForgeReach reach;
};

/// `headwater doctor`.
struct DoctorRequest {
  std::string config_file = "/etc/headwater/headwater.yml";
  bool json = false;
};

/// `headwater disconnect`.
struct DisconnectRequest {
  std::string config_file;
  std::string token_file;
  bool dry_run = false;
};

/// How many merge requests of a project `preview` looks at, at most: GitLab's largest page.
inline constexpr size_t kMostPreviewed = 100;

/// `headwater preview`.
struct PreviewRequest {
  std::string gitlab;
  std::string token_file;
  std::vector<std::string> projects;  ///< Paths; empty: those the token's owner is a member of.
  size_t last = 50;                   ///< In each.
  std::string policy_file;            ///< Of the platform; empty: the preset.
  std::string preset = "preset:opencode";
  Language language = Language::kEnglish;
  ForgeReach reach;
};

}  // namespace headwater
