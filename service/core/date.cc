// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "headwater/date.h"

#include <charconv>

namespace headwater {

std::optional<std::chrono::sys_days> ParseDate(std::string_view text) {
  constexpr size_t kLength = 10;  // 2026-11-21
  if (text.size() != kLength || text[4] != '-' || text[7] != '-') return std::nullopt;
  unsigned parts[3] = {};
  const std::string_view digits[3] = {text.substr(0, 4), text.substr(5, 2), text.substr(8, 2)};
  for (size_t i = 0; i < 3; ++i) {
    const char* const end = digits[i].data() + digits[i].size();
    const auto [at, error] = std::from_chars(digits[i].data(), end, parts[i]);
    if (error != std::errc{} || at != end) return std::nullopt;
  }
  const std::chrono::year_month_day date{std::chrono::year(static_cast<int>(parts[0])),
                                         std::chrono::month(parts[1]), std::chrono::day(parts[2])};
  if (!date.ok()) return std::nullopt;
  return std::chrono::sys_days(date);
}

}  // namespace headwater
