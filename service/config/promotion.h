// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "headwater/data.h"
#include "headwater/options.h"
#include "headwater/promotion.h"
#include "headwater/result.h"
#include "service/config/mode_ramp.h"

/// \file
/// When the announced steps of a mode begin for one project: in its cohort, and not while
/// `stop_if` holds them back. Pure functions.

namespace headwater::config {

/// What a `stop_if` is that nobody wrote: nothing is ever above it.
inline constexpr int64_t kStopNever = 1'000'000;
inline constexpr int64_t kMaxStopPercent = 100;
inline constexpr int64_t kMaxStopPeople = 1'000;

/// A number as an option, so that it is compared and locked like these: the higher, the stricter.
inline constexpr OptionInfo kStopIfOption = {
    .name = "stop_if",
    .type = OptionType::kInteger,
    .stricter = Stricter::kHigher,
    .doc = "No step of the mode begins while this is exceeded.",
    .default_value = "1000000",
    .choices = {},
    .minimum = 0,
    .maximum = kStopNever,
};

/// `20%`, or a number of people. kInvalid with a sentence without a place.
Result<OptionValue> ReadStopValue(StopMeasure measure, const DataNode& node);

/// 0 to cohorts - 1: by the project's number, which no rename changes. Fewer cohorts never give a
/// later one.
uint32_t CohortOf(ProjectId project, uint32_t cohorts);

/// The ramp with the project's own days: each step one week later for each cohort before its own.
ModeRamp RampFor(const ModeRamp& ramp, ProjectId project);

/// A step as it is for one project.
struct DatedStep {
  std::chrono::sys_days day{};                    ///< Its own.
  std::optional<std::chrono::sys_days> begins{};  ///< None: it is held back, for now.
  Mode mode = Mode::kOff;

  bool operator==(const DatedStep&) const = default;
};

/// A mode over time as it is for one project.
struct DatedRamp {
  Mode first = Mode::kOff;
  std::vector<DatedStep> steps;  ///< In order.

  Mode On(std::chrono::sys_days day) const;
  /// What is announced after the day, by day, each once.
  std::vector<ModeStep> After(std::chrono::sys_days day) const;
  /// A step's own day has come, and it does not begin.
  bool IsHeld(std::chrono::sys_days day) const;
  /// As ToText(ModeRamp), where nothing is held back.
  std::string Text() const;
};

/// `conditions`: of the rule. Only steps to a stricter mode are held back: nothing that was in
/// force is taken back, and what has begun stays.
DatedRamp DateRamp(const ModeRamp& ramp, const std::vector<StopCondition>& conditions,
                   const RampTerms& terms);

}  // namespace headwater::config
