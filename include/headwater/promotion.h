// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <chrono>
#include <compare>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "headwater/ids.h"
#include "headwater/untrusted.h"

/// \file
/// What holds back the announced steps of a rule's mode: `stop_if` of the platform's policy, and
/// what is counted for it. service/docs/policy.md, "Step by step".

namespace headwater {

/// Of weekly cohorts: a year.
inline constexpr uint32_t kMaxCohorts = 52;

/// What is counted of a rule. Stored, never renumber.
enum class StopMeasure {
  kRed = 1,      ///< Percent of the merge requests judged: it finds something that is not waived.
  kUnknown = 2,  ///< Percent of them: it could not check.
  kWaived = 3,   ///< Percent of them: everything that it finds is waived.
  kWrong = 4,    ///< People with a role in their project who have said that it is wrong.
};
inline constexpr std::array kAllStopMeasures = {StopMeasure::kRed, StopMeasure::kUnknown,
                                                StopMeasure::kWaived, StopMeasure::kWrong};

/// As written in policies: red, unknown, waived, wrong.
Literal NameOf(StopMeasure measure);
std::optional<StopMeasure> StopMeasureOf(std::string_view name);

/// No step of the rule begins while the measure is above this number.
struct StopCondition {
  std::string rule;
  StopMeasure measure = StopMeasure::kRed;
  int64_t above = 0;  ///< Percent, or people.

  auto operator<=>(const StopCondition&) const = default;  // NOLINT(modernize-use-nullptr)
};

/// Days on which no step of the rule began: from `since` to the day before `until`.
struct Pause {
  StopCondition condition;
  std::chrono::sys_days since{};
  std::optional<std::chrono::sys_days> until{};  ///< None: it lasts.

  bool operator==(const Pause&) const = default;
};

/// For whom the steps of a mode are worked out.
struct RampTerms {
  ProjectId project{};  ///< 0: not known; of the first cohort then, which is the strictest.
  /// By whoever knows the platform's; shared with all projects. nullptr: there were none.
  std::shared_ptr<const std::vector<Pause>> pauses{};
};

/// What was counted of a rule in the last days.
struct RuleCounts {
  std::string rule;
  uint64_t judged = 0;  ///< Merge requests, each by its last decision.
  uint64_t red = 0;
  uint64_t unknown = 0;
  uint64_t waived = 0;
  uint64_t wrong = 0;  ///< People.

  bool operator==(const RuleCounts&) const = default;
};

/// What is counted reaches so far back.
inline constexpr std::chrono::days kCountedDays{7};
/// Of fewer merge requests no share is worked out: two out of three say nothing.
inline constexpr uint64_t kLeastJudged = 20;

/// Whether what was counted is above the condition's number.
bool IsAbove(const StopCondition& condition, const RuleCounts& counts);

}  // namespace headwater
