// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/report/times.h"

#include <array>

namespace headwater::report {
namespace {

constexpr std::array<Text, 12> kMonths = {{{"January", "Januar"},
                                           {"February", "Februar"},
                                           {"March", "März"},
                                           {"April", "April"},
                                           {"May", "Mai"},
                                           {"June", "Juni"},
                                           {"July", "Juli"},
                                           {"August", "August"},
                                           {"September", "September"},
                                           {"October", "Oktober"},
                                           {"November", "November"},
                                           {"December", "Dezember"}}};

constexpr Text kAfterDay = {" ", ". "};
constexpr Text kEnd = {" (UTC)", " Uhr (UTC)"};
constexpr int64_t kTwoDigits = 10;

}  // namespace

Text MonthName(unsigned month) {
  return month >= 1 && month <= kMonths.size() ? kMonths.at(month - 1) : Text{};
}

template <Sink kSink>
Out<kSink> RenderLongDay(std::chrono::sys_days day, Language language) {
  const std::chrono::year_month_day date(day);
  Out<kSink> out;
  out << static_cast<unsigned>(date.day()) << kAfterDay.In(language)
      << MonthName(static_cast<unsigned>(date.month())).In(language) << " "
      << static_cast<int>(date.year());
  return out;
}

template <Sink kSink>
Out<kSink> RenderTime(WallTime time, Language language) {
  const auto day = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::hh_mm_ss clock(std::chrono::floor<std::chrono::minutes>(time - day));
  Out<kSink> out = RenderLongDay<kSink>(day, language);
  out << ", " << (clock.hours().count() < kTwoDigits ? Literal("0") : "") << clock.hours().count()
      << ":" << (clock.minutes().count() < kTwoDigits ? Literal("0") : "")
      << clock.minutes().count() << kEnd.In(language);
  return out;
}

template Out<Sink::kXml> RenderLongDay(std::chrono::sys_days, Language);
template Out<Sink::kXml> RenderTime(WallTime, Language);

}  // namespace headwater::report
