// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/http/public_address.h"

#include <netdb.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstring>
#include <optional>
#include <span>
#include <string_view>

#include "headwater/handle.h"

namespace headwater::http {
namespace {

constexpr size_t kMaxAddresses = 16;
constexpr size_t kV4Begin = 12;
constexpr size_t kV4Bytes = 4;

constexpr std::array<std::string_view, 17> kSpecialV4 = {
    "0.0.0.0/8",      "10.0.0.0/8",     "100.64.0.0/10",   "127.0.0.0/8",     "169.254.0.0/16",
    "172.16.0.0/12",  "192.0.0.0/24",   "192.0.2.0/24",    "192.31.196.0/24", "192.52.193.0/24",
    "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15",   "198.51.100.0/24",
    "203.0.113.0/24", "224.0.0.0/3"};

/// Of IPv6 only this is given out; what lies inside and is not public follows.
constexpr std::string_view kGlobalV6 = "2000::/3";
constexpr std::array<std::string_view, 4> kSpecialV6 = {"2001::/23", "2001:db8::/32", "3fff::/20",
                                                        "2620:4f:8000::/48"};

/// Prefixes behind which an IPv4 address stands, and at which byte.
struct Carrier {
  std::string_view network;
  size_t begin;
};
constexpr std::array<Carrier, 2> kCarriers = {{
    {"64:ff9b::/96", kV4Begin},  // NAT64, RFC 6052.
    {"2002::/16", 2},            // 6to4, RFC 3056.
}};

bool IsIn(const Address& address, std::string_view network) {
  const auto parsed = Network::Parse(network);
  return parsed && parsed->Contains(address);
}

bool IsInAny(const Address& address, std::span<const std::string_view> networks) {
  return std::ranges::any_of(networks,
                             [&](std::string_view network) { return IsIn(address, network); });
}

Address V4At(const Address& address, size_t begin) {
  Address inner;
  inner.bytes = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
  std::copy_n(address.bytes.begin() + static_cast<ptrdiff_t>(begin), kV4Bytes,
              inner.bytes.begin() + kV4Begin);
  return inner;
}

std::optional<Address> AddressOf(const addrinfo& found) {
  Address address;
  if (found.ai_family == AF_INET6) {
    sockaddr_in6 socket{};
    std::memcpy(&socket, found.ai_addr, sizeof socket);
    std::memcpy(address.bytes.data(), &socket.sin6_addr, address.bytes.size());
    return address;
  }
  if (found.ai_family != AF_INET) return std::nullopt;
  sockaddr_in socket{};
  std::memcpy(&socket, found.ai_addr, sizeof socket);
  address.bytes = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
  std::memcpy(&address.bytes[kV4Begin], &socket.sin_addr, kV4Bytes);
  return address;
}

}  // namespace

bool IsPublic(const Address& address) {
  if (address.IsV4()) return !IsInAny(address, kSpecialV4);
  for (const Carrier& carrier : kCarriers) {
    if (IsIn(address, carrier.network)) return IsPublic(V4At(address, carrier.begin));
  }
  return IsIn(address, kGlobalV6) && !IsInAny(address, kSpecialV6);
}

Result<std::vector<Address>> ResolveHost(const std::string& host) {
  addrinfo wanted{};
  wanted.ai_socktype = SOCK_STREAM;
  addrinfo* raw = nullptr;
  if (getaddrinfo(host.c_str(), nullptr, &wanted, &raw) != 0) {
    return Error{Errc::kTransient, host + ": there is no such host, or no answer"};
  }
  const Handle<addrinfo, freeaddrinfo> found(raw);
  std::vector<Address> addresses;
  for (const addrinfo* next = found.get(); next != nullptr; next = next->ai_next) {
    if (const std::optional<Address> address = AddressOf(*next)) addresses.push_back(*address);
  }
  return addresses;
}

Result<std::vector<std::string>> AddressesToCall(const std::string& host, Networks networks,
                                                 const Resolver& resolve) {
  const std::vector<Address> found = TRY(resolve(host));
  std::vector<std::string> addresses;
  for (const Address& address : found) {
    if (networks == Networks::kPublic && !IsPublic(address)) {
      return Error{Errc::kDenied, host + " leads to " + address.Text() +
                                      ", which is no address of the public internet"};
    }
    if (addresses.size() < kMaxAddresses) addresses.push_back(address.Text());
  }
  if (addresses.empty()) return Error{Errc::kTransient, host + ": no address"};
  return addresses;
}

}  // namespace headwater::http
