// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "headwater/promotion.h"

namespace headwater {
namespace {

constexpr uint64_t kPercent = 100;

uint64_t CountOf(StopMeasure measure, const RuleCounts& counts) {
  switch (measure) {
    case StopMeasure::kRed:
      return counts.red;
    case StopMeasure::kUnknown:
      return counts.unknown;
    case StopMeasure::kWaived:
      return counts.waived;
    case StopMeasure::kWrong:
      return counts.wrong;
  }
  return 0;
}

}  // namespace

Literal NameOf(StopMeasure measure) {
  switch (measure) {
    case StopMeasure::kRed:
      return "red";
    case StopMeasure::kUnknown:
      return "unknown";
    case StopMeasure::kWaived:
      return "waived";
    case StopMeasure::kWrong:
      return "wrong";
  }
  return "";
}

std::optional<StopMeasure> StopMeasureOf(std::string_view name) {
  for (const StopMeasure measure : kAllStopMeasures) {
    if (NameOf(measure).view() == name) return measure;
  }
  return std::nullopt;
}

bool IsAbove(const StopCondition& condition, const RuleCounts& counts) {
  const uint64_t count = CountOf(condition.measure, counts);
  const auto above = static_cast<uint64_t>(condition.above);
  if (condition.measure == StopMeasure::kWrong) return count > above;
  return counts.judged >= kLeastJudged && count * kPercent > above * counts.judged;
}

}  // namespace headwater
