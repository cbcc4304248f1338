// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/jobs/upstream_door.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace headwater::jobs {
namespace {

constexpr std::string_view kGit = ".git";

}  // namespace

std::string HostOf(const SafeUrl& url) {
  const std::string_view host = url.host_and_port();
  return std::string(host.substr(0, host.find(':')));
}

bool IsExcepted(std::string_view no_proxy, std::string_view host) {
  constexpr std::string_view kBlanks = " \t";
  while (!no_proxy.empty()) {
    std::string_view entry = no_proxy.substr(0, no_proxy.find(','));
    no_proxy.remove_prefix(std::min(entry.size() + 1, no_proxy.size()));
    entry.remove_prefix(std::min(entry.find_first_not_of(kBlanks), entry.size()));
    entry = entry.substr(0, entry.find_last_not_of(kBlanks) + 1);
    if (entry == "*") return true;
    if (entry.starts_with('.')) entry.remove_prefix(1);
    if (entry.empty() || !host.ends_with(entry)) continue;
    if (host.size() == entry.size() || host[host.size() - entry.size() - 1] == '.') return true;
  }
  return false;
}

std::optional<SafeUrl> UpstreamDoor::Admit(const SafeUrl& url) const {
  if (config::FindAllowed(options_.allowed, url) == nullptr) return std::nullopt;
  SafeUrl plain = config::PlainRepository(url);
  // GitLab answers with a redirect where it is left out.
  if (!url.text().ends_with(kGit) && !IsOwn(plain)) return plain;
  Result<SafeUrl> with_suffix = SafeUrl::Parse(plain.text() + std::string(kGit));
  return with_suffix.ok() ? std::move(with_suffix).value() : plain;
}

bool UpstreamDoor::IsOwn(const SafeUrl& admitted) const {
  return config::IsSameHost(admitted, options_.forge);
}

Result<UpstreamRoute> UpstreamDoor::RouteTo(const SafeUrl& admitted) const {
  const config::AllowedUpstream* const entry = config::FindAllowed(options_.allowed, admitted);
  if (entry == nullptr) return Error{Errc::kDenied, admitted.text() + ": not allowed"};
  UpstreamRoute route;
  const bool may_be_private = entry->may_be_private || IsOwn(admitted);
  route.networks = may_be_private ? http::Networks::kAny : http::Networks::kPublic;
  // Decided here, and not once more by whoever calls: an address that nobody has looked at is
  // called by the proxy alone.
  if (!IsExcepted(options_.no_proxy, HostOf(admitted))) route.proxy = options_.proxy;
  return route;
}

}  // namespace headwater::jobs
