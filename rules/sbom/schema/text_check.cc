// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/sbom/schema/text_check.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cmath>
#include <limits>

namespace headwater::sbom::schema {
namespace {

constexpr size_t kMaxShown = 80;  // Bytes of a text in a message: about one line.
constexpr std::string_view kSpaces = "\t\n\r ";

bool IsContinuation(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

unsigned Digits(std::string_view text, size_t begin, size_t count) {
  unsigned value = 0;
  std::from_chars(text.data() + begin, text.data() + begin + count, value);
  return value;
}

}  // namespace

bool Matches(const Pattern& pattern, std::string_view text) {
  const uint8_t* const classes = kTables.byte_classes.data() + pattern.byte_classes;
  const uint16_t* const steps = kTables.steps.data() + pattern.steps;
  uint32_t state = 0;
  for (const char c : text) {
    state = steps[state * pattern.columns + classes[static_cast<unsigned char>(c)]];
    if (state == kDeadState) return false;
  }
  return kTables.accepts[pattern.accepts + state] != 0;
}

bool IsInCalendar(std::string_view date) {
  constexpr size_t kMonth = 1;  // Behind the year: `-MM-DD`.
  constexpr size_t kDay = 4;
  const size_t year_end = date.find('-', 1);  // XML Schema has years before ours.
  if (year_end == std::string_view::npos || date.size() < year_end + kDay + 2) return false;
  // The calendar repeats itself every 400 years, so four digits of a longer year will do.
  constexpr size_t kYearDigits = 4;
  if (year_end < kYearDigits) return false;
  const auto year = static_cast<int>(Digits(date, year_end - kYearDigits, kYearDigits));
  return std::chrono::year_month_day(std::chrono::year(year),
                                     std::chrono::month(Digits(date, year_end + kMonth, 2)),
                                     std::chrono::day(Digits(date, year_end + kDay, 2)))
      .ok();
}

bool IsInteger(std::string_view number) {
  if (number.find_first_of(".eE") == std::string_view::npos) return true;
  const double value = NumberOf(number);
  return std::isinf(value) || std::trunc(value) == value;
}

double NumberOf(std::string_view number) {
  if (number.starts_with('+')) number.remove_prefix(1);
  double value = 0;
  const auto end = std::from_chars(number.data(), number.data() + number.size(), value);
  if (end.ec != std::errc::result_out_of_range) return value;
  const size_t exponent = number.find_first_of("eE");
  const bool is_small =
      exponent != std::string_view::npos && number.substr(exponent + 1).starts_with('-');
  if (is_small) return std::numeric_limits<double>::min();
  const double infinite = std::numeric_limits<double>::infinity();
  return number.starts_with('-') ? -infinite : infinite;
}

size_t Characters(std::string_view text) {
  return text.size() - static_cast<size_t>(std::count_if(text.begin(), text.end(), IsContinuation));
}

std::string Spaced(std::string_view text, Space space) {
  std::string spaced;
  spaced.reserve(text.size());
  for (const char c : text) {
    const bool is_space = kSpaces.find(c) != std::string_view::npos;
    const bool is_more = space == Space::kCollapse && (spaced.empty() || spaced.back() == ' ');
    if (!is_space) {
      spaced += c;
    } else if (!is_more) {
      spaced += ' ';
    }
  }
  if (space == Space::kCollapse && spaced.ends_with(' ')) spaced.pop_back();
  return spaced;
}

bool IsInList(const Check& list, std::string_view text) {
  const std::span<const uint16_t> texts = kTables.text_lists.subspan(list.first, list.count);
  const auto found =
      std::lower_bound(texts.begin(), texts.end(), text,
                       [](uint16_t id, std::string_view key) { return kTables.texts[id] < key; });
  return found != texts.end() && kTables.texts[*found] == text;
}

std::string Shortened(std::string_view text) {
  if (text.size() <= kMaxShown) return std::string(text);
  size_t end = kMaxShown;
  while (end > 0 && IsContinuation(text[end])) --end;
  return std::string(text.substr(0, end)) + "…";
}

}  // namespace headwater::sbom::schema
