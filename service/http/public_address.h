// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "headwater/result.h"
#include "service/http/address.h"

/// \file
/// Whom we may be sent to by an address that somebody else wrote: the public internet, never a
/// machine of the platform's own network (server-side request forgery).

namespace headwater::http {

/// Whether the internet's routers would carry it: not one of the IANA registries of special-purpose
/// addresses (RFC 6890), and no IPv6 address that carries such an IPv4 one.
/// https://www.iana.org/assignments/iana-ipv4-special-registry
/// https://www.iana.org/assignments/iana-ipv6-special-registry
bool IsPublic(const Address& address);

/// Asks for the addresses of a host: the system, or a test.
using Resolver = std::function<Result<std::vector<Address>>(const std::string& host)>;

/// What the system's resolver says now; numeric notations of every kind (octal, hexadecimal, one
/// number) are what the system takes them for. Waits as long as the system does. kTransient when
/// there is no answer.
Result<std::vector<Address>> ResolveHost(const std::string& host);

/// Which addresses are taken.
enum class Networks {
  kPublic,  ///< Of the public internet.
  kAny,     ///< One's own network as well: the operator says so.
};

/// The addresses to call a host by, at most 16. To be called by these alone: the next answer may be
/// another one. kTransient when there is no answer; kDenied when one of them is not allowed:
/// whoever mixes them means no good.
Result<std::vector<std::string>> AddressesToCall(const std::string& host, Networks networks,
                                                 const Resolver& resolve = ResolveHost);

}  // namespace headwater::http
