// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <stop_token>
#include <string>

#include "headwater/mirrors.h"
#include "headwater/secret.h"
#include "headwater/url.h"

/// \file
/// What the operator decides about fetching.

namespace headwater::git {

/// After these a fetch and everything it started is ended (security, 4.1).
struct FetchDeadlines {
  std::chrono::milliseconds clone{600'000};  ///< Into a mirror that is still empty.
  std::chrono::milliseconds fetch{60'000};   ///< Also how long a mirror is waited for.
  std::chrono::milliseconds blobs{60'000};
  std::chrono::milliseconds join{600'000};  ///< Putting small packs together; local.
};

struct GitOptions {
  /// "https://gitlab.example.org" or with a path. Plain http is spoken only when it says http.
  SafeUrl forge_url;
  /// A token with the scope read_repository; read again for each fetch. Null: none is sent. Must
  /// outlive whoever holds these options.
  const SecretFile* read_token = nullptr;
  std::string ca_file{};      ///< PEM, trusted beside the system's authorities. Empty: only those.
  std::string proxy{};        ///< As libcurl takes it. Empty: none, whatever the environment says.
  std::string no_proxy{};     ///< Hosts without proxy, as libcurl takes them.
  std::string mirror_root{};  ///< Absolute; made when absent, and kept private (mode 0700).
  uint64_t quota_bytes = uint64_t{50} << 30U;    ///< For all mirrors.
  uint64_t max_pack_bytes = uint64_t{2} << 30U;  ///< What one fetch may bring.
  /// What one mirror may hold, looked at while git runs: many fetches make many packs.
  uint64_t max_mirror_bytes = uint64_t{4} << 30U;
  /// Branches and tags of a project whose mirror is to have them all.
  size_t max_references = kMaxAllReferences;
  FetchDeadlines deadlines{};
  /// Requested when the service must end: what git is doing is ended, and nothing begins any more.
  std::stop_token stop{};
};

}  // namespace headwater::git
