// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/jobs/command_day.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>

#include "headwater/date.h"
#include "service/jobs/command_words.h"

namespace headwater::jobs {
namespace {

constexpr std::string_view kDigits = "0123456789";
constexpr std::array<std::string_view, 6> kUnits = {"d", "day", "days", "tag", "tage", "tagen"};

std::optional<unsigned> NumberIn(std::string_view digits, size_t max_digits) {
  unsigned number = 0;
  const bool is_number = !digits.empty() && digits.size() <= max_digits &&
                         digits.find_first_not_of(kDigits) == std::string_view::npos;
  if (!is_number) return std::nullopt;
  (void)std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return number;
}

/// 30.06.2027
std::optional<std::chrono::sys_days> GermanDay(std::string_view word) {
  const size_t first = word.find('.');
  const size_t second = first == std::string_view::npos ? first : word.find('.', first + 1);
  if (second == std::string_view::npos) return std::nullopt;
  const auto day = NumberIn(word.substr(0, first), 2);
  const auto month = NumberIn(word.substr(first + 1, second - first - 1), 2);
  const std::string_view year_digits = word.substr(second + 1);
  const auto year = NumberIn(year_digits, 4);
  if (!day || !month || !year || year_digits.size() != 4) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(static_cast<int>(*year)),
                                         std::chrono::month(*month), std::chrono::day(*day)};
  if (!date.ok()) return std::nullopt;
  return std::chrono::sys_days(date);
}

}  // namespace

WrittenDay ReadDay(std::string_view word, std::string_view unit, std::chrono::sys_days today) {
  constexpr size_t kMaxDayDigits = 5;
  if (const auto date = ParseDate(word)) return {date, false};
  if (const auto date = GermanDay(word)) return {date, false};
  const bool has_letter = word.ends_with('d') || word.ends_with('D');
  const auto days = NumberIn(has_letter ? word.substr(0, word.size() - 1) : word, kMaxDayDigits);
  const bool has_unit = !has_letter && std::ranges::find(kUnits, FoldWord(unit)) != kUnits.end();
  if (!days || (!has_letter && !has_unit)) return {};
  return {today + std::chrono::days(*days), has_unit};
}

}  // namespace headwater::jobs
