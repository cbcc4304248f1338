// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "headwater/administration.h"
#include "headwater/forge.h"
#include "headwater/ids.h"
#include "headwater/untrusted.h"
#include "headwater/url.h"
#include "service/connect/keys.h"
#include "service/connect/table.h"

namespace headwater::connect {

/// A head whose status was still to change when the service ended.
struct OpenStatus {
  int64_t slot = 0;  ///< Of the store.
  ProjectId project;
  MergeRequestIid iid;  ///< 0: a branch.
  CommitId head;
};

struct DisconnectOrder {
  SafeUrl forge;
  SafeUrl service;
  KeyPaths paths;
  bool dry_run = false;
  Language language = Language::kGerman;
  std::string proxy{};
};

struct DisconnectParts {
  Hooks& hooks;        ///< With the lent token.
  Platform& platform;  ///< The same.
  Forge& forge;        ///< With the bot's: only whoever set a status can end it.
  std::vector<OpenStatus> open;
  /// Writes down that a status has ended.
  std::function<Status(int64_t slot)> settled;
  LookAtToken look;
  /// Revokes the token in a file. kDenied: it was refused, as one that is revoked already is.
  std::function<Status(const std::string& file)> revoke;
};

/// Takes back what connect has set up, and says what remains. Called again it finds nothing to do.
/// An error means that GitLab could not be spoken with.
Result<Table> Disconnect(const DisconnectOrder& order, const DisconnectParts& parts);

}  // namespace headwater::connect
