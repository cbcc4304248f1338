// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace headwater::store {

inline constexpr unsigned kVarintBits = 7;
inline constexpr uint64_t kVarintMore = 0x80;

/// Seven bits a byte, the lowest first; the highest bit of a byte says that another one follows.
inline void AppendVarint(std::string& to, uint64_t number) {
  for (; number >= kVarintMore; number >>= kVarintBits) {
    to.push_back(static_cast<char>(number | kVarintMore));
  }
  to.push_back(static_cast<char>(number));
}

/// Takes one from the front; none when it is cut or has more than 64 bits.
inline std::optional<uint64_t> TakeVarint(std::string_view& from) {
  uint64_t number = 0;
  for (unsigned shift = 0; !from.empty() && shift < 64; shift += kVarintBits) {
    const auto byte = static_cast<uint8_t>(from.front());
    from.remove_prefix(1);
    const uint64_t bits = byte & (kVarintMore - 1);
    if (bits << shift >> shift != bits) return std::nullopt;
    number |= bits << shift;
    if ((byte & kVarintMore) == 0) return number;
  }
  return std::nullopt;
}

}  // namespace headwater::store
