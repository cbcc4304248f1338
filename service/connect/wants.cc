// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/connect/wants.h"

#include <algorithm>
#include <utility>

namespace headwater::connect {
namespace {

/// RFC 1918, RFC 3927, RFC 4193, loopback.
constexpr std::string_view kLocalPrefixes[] = {"127.", "10.", "192.168.", "169.254.",
                                               "[::1", "[fc", "[fd",      "0.0.0.0"};

/// 172.16.0.0/12.
bool IsInTwelve(std::string_view host) {
  if (!host.starts_with("172.")) return false;
  const std::string second(host.substr(4, host.find('.', 4) - 4));
  static constexpr int kFirst = 16;
  static constexpr int kLast = 31;
  for (int number = kFirst; number <= kLast; ++number) {
    if (second == std::to_string(number)) return true;
  }
  return false;
}

}  // namespace

HookEvents ProjectEvents(bool beside_system_hook) {
  if (beside_system_hook) return {"note_events", "pipeline_events"};
  return {"merge_requests_events", "note_events", "push_events", "tag_push_events",
          "pipeline_events"};
}

HookEvents SystemEvents() {
  return {"merge_requests_events", "push_events", "tag_push_events", "repository_update_events"};
}

std::string HookAddress(const SafeUrl& service) { return service.Below("/hooks/gitlab").text(); }

HookOrder OrderFor(const SafeUrl& service, const Secret& secret, HookEvents events) {
  HookOrder order;
  order.url = HookAddress(service);
  order.secret = secret;
  order.events = std::move(events);
  order.name = "Headwater";
  order.description =
      "Headwater checks merge requests for licence headers, SBOM, upstream first and forks, and "
      "hears of them by this webhook. Made by the platform's operators (headwater connect); they "
      "remove it with headwater disconnect.";
  order.verify_tls = true;
  return order;
}

std::string HostOf(const SafeUrl& url) {
  const std::string_view host = url.host_and_port();
  const size_t bracket = host.find(']');
  const size_t colon = host.find(':', bracket == std::string_view::npos ? 0 : bracket);
  return std::string(host.substr(0, colon));
}

bool IsLocalHost(std::string_view host) {
  if (host == "localhost" || IsInTwelve(host)) return true;
  return std::any_of(std::begin(kLocalPrefixes), std::end(kLocalPrefixes),
                     [host](std::string_view prefix) { return host.starts_with(prefix); });
}

}  // namespace headwater::connect
