// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace headwater::http {

/// An IPv4 or IPv6 address. IPv4 stands as "::ffff:a.b.c.d", so both are one kind and an address
/// has one form however a socket gives it.
struct Address {
  std::array<uint8_t, 16> bytes{};

  /// Numeric notation only; no port, no brackets, no zone.
  static std::optional<Address> Parse(std::string_view text);

  bool IsV4() const;
  std::string Text() const;
  auto operator<=>(const Address&) const = default;  // NOLINT(modernize-use-nullptr)
};

/// The addresses that begin with the same bits.
struct Network {
  Address first;
  int bits = 128;  ///< Of `first`, so an IPv4 /24 has 120.

  /// "10.0.0.0/8", "2001:db8::/32", or one address. Bits beyond the prefix must be zero.
  static std::optional<Network> Parse(std::string_view text);
  /// The first address of the network of `bits` bits around an address.
  static Network Around(const Address& address, int bits);

  bool Contains(const Address& address) const;
};

/// What one sender is likely to hold as a whole: /24 of IPv4, /48 of IPv6 (the size of an end
/// site, RFC 6177).
Address SiteOf(const Address& address);

struct AddressHash {
  size_t operator()(const Address& address) const {
    const auto* text = reinterpret_cast<const char*>(address.bytes.data());
    return std::hash<std::string_view>()({text, address.bytes.size()});
  }
};

}  // namespace headwater::http
