// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "headwater/data.h"
#include "headwater/policy.h"
#include "headwater/promotion.h"
#include "headwater/result.h"

/// \file
/// A rule's mode over time: what a policy announces beforehand.

namespace headwater::config {

/// More changes of one mode than anybody announces.
inline constexpr size_t kMaxModeSteps = 8;

struct ModeRamp {
  Mode first = Mode::kOff;      ///< Until the day of the first step.
  std::vector<ModeStep> steps;  ///< By day; each day once.
  /// Into how many parts the projects go, each of which begins every step a week after the part
  /// before it (promotion.h). With more than one the mode only becomes stricter.
  uint32_t cohorts = 1;

  Mode On(std::chrono::sys_days day) const;
  /// The steps after the day.
  std::vector<ModeStep> After(std::chrono::sys_days day) const;

  bool operator==(const ModeRamp&) const = default;
};

/// `gate`, or `{start: observe, 2026-12-01: hint, 2027-03-01: gate}`: each day is the first on
/// which its mode is in force; days stand in order. With `cohorts: 4` in there the steps come in
/// four cohorts. kInvalid with a sentence without a place.
Result<ModeRamp> ReadModeRamp(const DataNode& node);

/// On every day the stricter mode of the two, for the projects of every cohort.
ModeRamp StricterOf(const ModeRamp& a, const ModeRamp& b);

/// "observe, hint from 2026-12-01, gate from 2027-03-01, in 4 weekly cohorts".
std::string ToText(const ModeRamp& ramp);

/// "2026-12-01".
std::string DayText(std::chrono::sys_days day);

}  // namespace headwater::config
