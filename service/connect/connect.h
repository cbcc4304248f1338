// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "headwater/administration.h"
#include "headwater/clock.h"
#include "headwater/commanders.h"
#include "headwater/glob.h"
#include "headwater/url.h"
#include "service/connect/installer.h"
#include "service/connect/keys.h"
#include "service/connect/table.h"

namespace headwater::connect {

struct ConnectOrder {
  SafeUrl forge;
  SafeUrl service;     ///< Under which GitLab reaches us.
  GlobSet projects{};  ///< By path; empty: none.
  bool system_hook = false;
  bool hook_admin = true;  ///< An account that looks after webhooks is made, too.
  bool dry_run = false;
  KeyPaths paths{};
  std::string folder{};      ///< Of the files that are written.
  std::string token_file{};  ///< Of the lent token, for the last line.
  std::string proxy{};       ///< Empty: none.
  std::string ca_file{};     ///< Empty: only the system's authorities.
};

struct ConnectParts {
  Accounts& accounts;
  Hooks& hooks;
  Platform& platform;
  Commanders& people;
  LookAtToken look;
  OpenEar listen;
  const Clock& clock;
};

/// Connects the platform with the service, step by step; a step that fails says what is missing and
/// lets the others go on. Called again it goes on where it was. An error means that GitLab could
/// not be spoken with at all: one sentence for the operator.
Result<Table> Connect(const ConnectOrder& order, const ConnectParts& parts);

/// The lines that end the work: what becomes of the lent token.
std::string FarewellTo(const ConnectOrder& order);

}  // namespace headwater::connect
