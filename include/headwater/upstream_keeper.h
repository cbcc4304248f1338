// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "headwater/forge.h"
#include "headwater/upstream.h"
#include "headwater/url.h"

/// \file
/// Copies of other people's repositories that the service keeps for all projects that take from
/// them.

namespace headwater {

/// What there is of a wanted upstream, now.
struct KeptUpstream {
  UpstreamState state = UpstreamState::kUnderWay;
  std::string repository;  ///< kReady: absolute path of the copy.
  std::string index;       ///< kReady: of the folder with its index.
  std::optional<std::chrono::sys_seconds> fetched;
  /// Of what the copy holds: another one when branches or tags have moved. Part of a decision's
  /// key.
  std::string id;
  /// Who may read what was copied: what is fetched without a credential over the public internet,
  /// or from the platform itself, is public. For the gate of discretion.h.
  Visibility visibility = Visibility::kPublic;
};

/// Thread-safe.
class UpstreamKeeper {
 public:
  virtual ~UpstreamKeeper() = default;
  /// Never waits: what is not there is fetched after this, if the platform allows it, and so is
  /// what has become old. A repository that is not allowed, cannot be read without a credential or
  /// does not exist is never told apart beyond kNotAllowed and kUnreachable.
  virtual KeptUpstream Ask(const SafeUrl& url) = 0;
};

}  // namespace headwater
