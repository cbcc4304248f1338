// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "headwater/date.h"

#include <charconv>

namespace headwater {
namespace {

using std::chrono::milliseconds;
using std::chrono::minutes;

constexpr unsigned kLastHour = 23;
constexpr unsigned kLastMinute = 59;
constexpr unsigned kLastSecond = 59;
constexpr char kLowerCase = 0x20;  // The bit that makes a small letter of a large one.

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

bool Take(std::string_view& text, char wanted) {
  if (!text.starts_with(wanted)) return false;
  text.remove_prefix(1);
  return true;
}

std::optional<unsigned> TakeTwoDigits(std::string_view& text, unsigned last) {
  if (text.size() < 2 || !IsDigit(text[0]) || !IsDigit(text[1])) return std::nullopt;
  const auto number = static_cast<unsigned>((text[0] - '0') * 10 + (text[1] - '0'));
  text.remove_prefix(2);
  return number <= last ? std::optional(number) : std::nullopt;
}

/// "16:08".
std::optional<minutes> TakeClock(std::string_view& text) {
  const auto hour = TakeTwoDigits(text, kLastHour);
  const auto minute = hour && Take(text, ':') ? TakeTwoDigits(text, kLastMinute) : std::nullopt;
  if (!minute) return std::nullopt;
  return std::chrono::hours(*hour) + minutes(*minute);
}

/// ".123456", or nothing.
std::optional<milliseconds> TakeFraction(std::string_view& text) {
  milliseconds fraction{0};
  if (!Take(text, '.')) return fraction;
  if (text.empty() || !IsDigit(text.front())) return std::nullopt;
  milliseconds unit{100};
  for (; !text.empty() && IsDigit(text.front()); text.remove_prefix(1)) {
    fraction += unit * (text.front() - '0');
    unit /= 10;
  }
  return fraction;
}

/// "Z", "+01:00".
std::optional<minutes> TakeOffset(std::string_view& text) {
  if (Take(text, 'Z') || Take(text, 'z')) return minutes(0);
  const bool is_west = text.starts_with('-');
  if (!is_west && !text.starts_with('+')) return std::nullopt;
  text.remove_prefix(1);
  const auto offset = TakeClock(text);
  if (!offset) return std::nullopt;
  return is_west ? -*offset : *offset;
}

}  // namespace

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

std::optional<std::chrono::sys_time<std::chrono::milliseconds>> ParseTime(std::string_view text) {
  constexpr size_t kDateLength = 10;
  const auto date = ParseDate(text.substr(0, kDateLength));
  if (!date || text.size() == kDateLength || (text[kDateLength] | kLowerCase) != 't') {
    return std::nullopt;
  }
  text.remove_prefix(kDateLength + 1);
  const auto clock = TakeClock(text);
  const auto second = clock && Take(text, ':') ? TakeTwoDigits(text, kLastSecond) : std::nullopt;
  const auto fraction = TakeFraction(text);
  const auto offset = TakeOffset(text);
  if (!second || !fraction || !offset || !text.empty()) return std::nullopt;
  return *date + *clock + std::chrono::seconds(*second) + *fraction - *offset;
}

}  // namespace headwater
