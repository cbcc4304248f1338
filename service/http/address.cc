// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/http/address.h"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>
#include <system_error>

namespace headwater::http {
namespace {

// RFC 4291 section 2.5.5.2: ten bytes of zero and two of 0xFF before the IPv4 address.
constexpr size_t kV4Begin = 12;
constexpr int kV4Bits = 96;
constexpr int kAllBits = 128;
constexpr int kByteBits = 8;
constexpr int kSiteBitsV4 = 24;
constexpr int kSiteBitsV6 = 48;

std::optional<int> ParseBits(std::string_view text, int max) {
  int bits = -1;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), bits);
  if (read.ec != std::errc() || read.ptr != text.data() + text.size()) return std::nullopt;
  if (bits < 0 || bits > max) return std::nullopt;
  return bits;
}

}  // namespace

std::optional<Address> Address::Parse(std::string_view text) {
  const std::string terminated(text);
  if (terminated.size() != std::char_traits<char>::length(terminated.c_str())) return std::nullopt;
  Address address;
  if (inet_pton(AF_INET6, terminated.c_str(), address.bytes.data()) == 1) return address;
  address.bytes = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
  if (inet_pton(AF_INET, terminated.c_str(), &address.bytes[kV4Begin]) == 1) return address;
  return std::nullopt;
}

bool Address::IsV4() const {
  constexpr std::array<uint8_t, kV4Begin> kMapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
  return std::equal(kMapped.begin(), kMapped.end(), bytes.begin());
}

std::string Address::Text() const {
  std::array<char, INET6_ADDRSTRLEN> text{};
  const char* written =
      IsV4()
          ? inet_ntop(AF_INET, &bytes[kV4Begin], text.data(), static_cast<socklen_t>(text.size()))
          : inet_ntop(AF_INET6, bytes.data(), text.data(), static_cast<socklen_t>(text.size()));
  return written == nullptr ? std::string() : std::string(written);
}

std::optional<Network> Network::Parse(std::string_view text) {
  const size_t slash = text.find('/');
  const auto address = Address::Parse(text.substr(0, slash));
  if (!address) return std::nullopt;
  if (slash == std::string_view::npos) return Network{*address, kAllBits};
  const bool is_v4 = text.substr(0, slash).find(':') == std::string_view::npos;
  const int before = is_v4 ? kV4Bits : 0;
  const auto bits = ParseBits(text.substr(slash + 1), kAllBits - before);
  if (!bits) return std::nullopt;
  const Network network = Around(*address, before + *bits);
  if (network.first != *address) return std::nullopt;
  return network;
}

Network Network::Around(const Address& address, int bits) {
  Network network{address, bits};
  for (size_t i = 0; i < address.bytes.size(); ++i) {
    const int kept = std::clamp(bits - static_cast<int>(i) * kByteBits, 0, kByteBits);
    const unsigned mask = 0xFFU << static_cast<unsigned>(kByteBits - kept);
    network.first.bytes[i] = static_cast<uint8_t>(address.bytes[i] & mask);
  }
  return network;
}

bool Network::Contains(const Address& address) const {
  return Around(address, bits).first == first;
}

Address SiteOf(const Address& address) {
  return Network::Around(address, address.IsV4() ? kV4Bits + kSiteBitsV4 : kSiteBitsV6).first;
}

}  // namespace headwater::http
