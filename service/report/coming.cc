// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/report/coming.h"

#include <algorithm>

#include "headwater/clock.h"
#include "service/report/level.h"
#include "service/report/times.h"

namespace headwater::report {
namespace {

constexpr size_t kDayLength = 10;  // 2027-03-01, the beginning of a time.

constexpr Text kFrom = {"required from ", "ab "};
constexpr Text kAfterDay = {" ", ". "};
constexpr Text kRequired = {"", " erforderlich"};
constexpr Text kWhereClean = {" where the target branch is free of such findings",
                              ", wo der Zielzweig frei von solchen Befunden ist"};

bool Holds(Mode mode) { return mode == Mode::kGate || mode == Mode::kRatchet; }

}  // namespace

std::string DayText(std::chrono::sys_days day) {
  return FormatTime(WallTime(day)).substr(0, kDayLength);
}

std::optional<ModeStep> ComingGate(const RuleResult& result) {
  if (LevelOf(result.effective_mode) == Level::kRequired) return std::nullopt;
  const auto at =
      std::ranges::find_if(result.coming, [](const ModeStep& step) { return Holds(step.mode); });
  if (at == result.coming.end()) return std::nullopt;
  // A ratchet that holds nothing today announces only the day on which it is none any more.
  if (result.mode.value != Mode::kRatchet || at->mode == Mode::kGate) return *at;
  const auto gate = std::ranges::find(result.coming, Mode::kGate, &ModeStep::mode);
  return gate == result.coming.end() ? std::nullopt : std::optional(*gate);
}

template <Sink kSink>
Out<kSink> RenderComing(const RuleResult& result, Language language) {
  Out<kSink> out;
  const std::optional<ModeStep> step = ComingGate(result);
  if (!step) return out;
  const std::chrono::year_month_day day(step->from);
  out << kFrom.In(language) << static_cast<unsigned>(day.day()) << kAfterDay.In(language)
      << MonthName(static_cast<unsigned>(day.month())).In(language) << " "
      << static_cast<int>(day.year()) << kRequired.In(language);
  if (step->mode == Mode::kRatchet) out << kWhereClean.In(language);
  return out;
}

template Out<Sink::kTerminal> RenderComing(const RuleResult& result, Language language);
template Out<Sink::kMarkdown> RenderComing(const RuleResult& result, Language language);
template Out<Sink::kXml> RenderComing(const RuleResult& result, Language language);

}  // namespace headwater::report
