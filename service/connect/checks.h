// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "headwater/administration.h"
#include "headwater/clock.h"
#include "service/connect/table.h"

/// \file
/// What connect and doctor look at in the same way. Each adds its lines to the table.

namespace headwater::connect {

/// Why nothing could be asked of GitLab at all, as one sentence with what mends it.
std::string NotReached(const Error& error, const std::string& url, const std::string& proxy);

void CheckVersion(const ForgeVersion& version, Table& table);
/// GitLab's clock and ours.
void CheckClock(const ForgeVersion& version, WallTime now, Table& table);

/// What a token should be.
struct TokenWish {
  std::string_view label;  ///< "the api token"
  std::string_view scope;
  std::string_view renew;  ///< The command that makes a new one.
};
/// Its state, scopes and end.
void CheckToken(const Result<ForgeToken>& token, const TokenWish& wish, WallTime now, Table& table);
/// Whether it would have to be made anew before long, or at once.
bool IsWornOut(const ForgeToken& token, WallTime now);

/// Whether GitLab lets its webhooks call this host.
void CheckOutbound(const Result<OutboundRules>& rules, std::string_view host, bool system_hook,
                   Table& table);
/// The setting that lets it.
std::string OutboundMend(std::string_view host);

/// "2026-11-22"
std::string DayText(std::chrono::sys_days day);

}  // namespace headwater::connect
