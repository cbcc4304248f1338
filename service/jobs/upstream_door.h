// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "headwater/result.h"
#include "headwater/url.h"
#include "service/config/allowed_upstreams.h"
#include "service/http/public_address.h"

/// \file
/// The one door through which the service goes to somebody else's repository (security, A20, A21).

namespace headwater::jobs {

/// How a repository is reached: directly, by addresses that the child looks at and pins, or through
/// a proxy that looks by itself.
struct UpstreamRoute {
  http::Networks networks = http::Networks::kPublic;
  std::string proxy{};  ///< Empty: none is used, whatever the environment says.
};

/// Thread-safe.
class UpstreamDoor {
 public:
  struct Options {
    SafeUrl forge;  ///< Whose projects may lie on a private network, like the service itself.
    std::vector<config::AllowedUpstream> allowed;
    std::string proxy{};     ///< As http::ClientOptions.
    std::string no_proxy{};  ///< As http::ClientOptions.
  };

  explicit UpstreamDoor(Options options) : options_(std::move(options)) {}

  /// The address in its one form, when the operator allows it; asks nobody.
  std::optional<SafeUrl> Admit(const SafeUrl& url) const;

  /// Whether it is a project of the forge that the service works for.
  bool IsOwn(const SafeUrl& admitted) const;

  /// kDenied for what Admit does not give. Asks nobody.
  Result<UpstreamRoute> RouteTo(const SafeUrl& admitted) const;

 private:
  const Options options_;
};

/// Without the port.
std::string HostOf(const SafeUrl& url);

/// Whether NO_PROXY excepts a host: "*", the host itself, or a domain it lies in.
bool IsExcepted(std::string_view no_proxy, std::string_view host);

}  // namespace headwater::jobs
