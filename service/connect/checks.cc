// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/connect/checks.h"

#include <algorithm>

#include "service/connect/wants.h"

namespace headwater::connect {

std::string DayText(std::chrono::sys_days day) {
  return FormatTime(WallTime(day)).substr(0, std::string_view("2026-11-22").size());
}

std::string NotReached(const Error& error, const std::string& url, const std::string& proxy) {
  switch (error.code) {
    case Errc::kInvalid:
      return "no GitLab answers at " + url + " (" + error.message +
             "): give --gitlab the address people use, with the path of a relative URL root if "
             "there is one";
    case Errc::kInternal:
      return "the certificate of " + url + " is not trusted (" + error.message +
             "): give --ca-file the certificate of your authority (gitlab.ca_file)";
    default:
      break;
  }
  const std::string way = proxy.empty() ? " directly" : " by the proxy " + proxy;
  return url + " cannot be reached" + way + " (" + error.message +
         "): check the address, the network and the proxy (--proxy, --no-proxy)";
}

void CheckVersion(const ForgeVersion& version, Table& table) {
  const std::string text = "GitLab " + version.text.bytes();
  if (version.major == 0) {
    table.Add(Standing::kNote, text + ": a version that is not understood");
  } else if (version.major < kOldestMajor) {
    table.Miss(text + " is older than " + std::to_string(kOldestMajor) + ", the oldest that works",
               "update GitLab");
  } else {
    table.Add(Standing::kOk, text);
  }
}

void CheckClock(const ForgeVersion& version, WallTime now, Table& table) {
  if (!version.date) {
    table.Add(Standing::kNote, "GitLab does not tell its time");
    return;
  }
  const auto ahead = std::chrono::floor<std::chrono::seconds>(now - *version.date);
  const std::string seconds = std::to_string(std::abs(ahead.count())) + " s";
  if (std::chrono::abs(ahead) <= kClockMargin) {
    table.Add(Standing::kOk, "the clocks differ by " + seconds);
    return;
  }
  table.Miss("this machine's clock is " + seconds +
                 (ahead.count() > 0 ? " ahead of GitLab's" : " behind GitLab's"),
             "set both clocks by NTP: timedatectl set-ntp true");
}

bool IsWornOut(const ForgeToken& token, WallTime now) {
  return !token.active || (token.expires && WallTime(*token.expires) < now + kTokenMargin);
}

void CheckToken(const Result<ForgeToken>& token, const TokenWish& wish, WallTime now,
                Table& table) {
  const std::string label(wish.label);
  const std::string renew(wish.renew);
  if (!token.ok()) {
    const bool refused = token.error().code == Errc::kDenied;
    table.Miss(
        label + (refused ? " is refused (" : " cannot be checked (") + token.error().message + ")",
        refused ? renew : "run the command again");
    return;
  }
  const ForgeToken& known = token.value();
  const std::string scope(wish.scope);
  if (!known.scopes.contains(scope)) {
    table.Miss(label + " lacks the scope " + scope, renew);
  } else if (IsWornOut(known, now)) {
    table.Miss(label + (known.expires ? " ends on " + DayText(*known.expires) : " is not active"),
               renew);
  } else {
    table.Add(Standing::kOk, label + ": scope " + scope + ", " +
                                 (known.expires ? "good until " + DayText(*known.expires)
                                                : std::string("without an end")));
  }
  if (known.scopes.contains(scope) && known.scopes.size() > 1) {
    table.Add(Standing::kNote, label + " may do more than it has to: it has other scopes, too");
  }
}

std::string OutboundMend(std::string_view host) {
  return "GitLab: Admin > Settings > Network > Outbound requests: add " + std::string(host) +
         " to the list of allowed addresses (or allow requests to the local network from webhooks "
         "and integrations)";
}

void CheckOutbound(const Result<OutboundRules>& rules, std::string_view host, bool system_hook,
                   Table& table) {
  if (!rules.ok()) {
    table.Add(Standing::kNote,
              "whether GitLab lets webhooks into its own network can only be read by an "
              "administrator");
    return;
  }
  const OutboundRules& known = rules.value();
  const bool open = system_hook ? known.local_system_hooks : known.local_webhooks;
  const bool named = std::ranges::find(known.allowed, host) != known.allowed.end();
  if (open || named) {
    table.Add(Standing::kOk, "GitLab lets webhooks call " + std::string(host));
  } else if (IsLocalHost(host)) {
    table.Miss("GitLab does not let webhooks call " + std::string(host) +
                   ", an address of its own network",
               OutboundMend(host));
  } else {
    table.Add(Standing::kNote, "GitLab does not let webhooks into its own network: " +
                                   std::string(host) + " must not lead there");
  }
}

}  // namespace headwater::connect
