// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/config/promotion.h"

#include <algorithm>
#include <charconv>

#include "headwater/hash.h"

namespace headwater::config {
namespace {

using Day = std::chrono::sys_days;

// Of the hash, hexadecimal: 32 bits.
constexpr size_t kHashDigits = 8;
constexpr int kHexadecimal = 16;
constexpr uint32_t kHashBits = 32;

std::optional<int64_t> NumberIn(std::string_view text, int64_t most) {
  int64_t number = 0;
  const char* const end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, number);
  const bool fits = read.ec == std::errc() && read.ptr == end && number >= 0 && number <= most;
  return fits ? std::optional(number) : std::nullopt;
}

/// The first pause that the day lies in.
const Pause* PauseOn(Day day, const std::vector<StopCondition>& conditions,
                     const std::vector<Pause>& pauses) {
  const auto covers = [&](const Pause& pause) {
    return pause.since <= day && (!pause.until || day < *pause.until) &&
           std::find(conditions.begin(), conditions.end(), pause.condition) != conditions.end();
  };
  const auto at = std::find_if(pauses.begin(), pauses.end(), covers);
  return at == pauses.end() ? nullptr : &*at;
}

/// When a step of that day begins: behind all pauses that it falls into, one after the other.
std::optional<Day> BeginningOf(Day day, const std::vector<StopCondition>& conditions,
                               const std::vector<Pause>& pauses) {
  // Each turn leads to a later day, behind one pause.
  for (size_t turns = 0; turns <= pauses.size(); ++turns) {
    const Pause* const pause = PauseOn(day, conditions, pauses);
    if (pause == nullptr) return day;
    if (!pause->until) return std::nullopt;
    day = *pause->until;
  }
  return std::nullopt;
}

}  // namespace

Result<OptionValue> ReadStopValue(StopMeasure measure, const DataNode& node) {
  std::string_view text = node.scalar;
  if (measure == StopMeasure::kWrong) {
    const auto people = NumberIn(text, kMaxStopPeople);
    if (node.kind == DataNode::Kind::kInteger && people) return OptionValue(*people);
    return Error{Errc::kInvalid,
                 "expected a number of people, at most " + std::to_string(kMaxStopPeople)};
  }
  const bool is_share = node.kind == DataNode::Kind::kString && text.ends_with('%');
  if (is_share) text.remove_suffix(1);
  const auto percent = is_share ? NumberIn(text, kMaxStopPercent) : std::nullopt;
  if (percent) return OptionValue(*percent);
  return Error{Errc::kInvalid, "expected a share such as 20%"};
}

uint32_t CohortOf(ProjectId project, uint32_t cohorts) {
  if (project.value == 0 || cohorts < 2) return 0;
  // Hashed, so that old projects with small numbers are in no cohort of their own.
  const std::string hash = Sha256Hex("headwater-cohort/1\n" + std::to_string(project.value));
  uint32_t place = 0;
  std::from_chars(hash.data(), hash.data() + kHashDigits, place, kHexadecimal);
  return static_cast<uint32_t>(uint64_t{place} * cohorts >> kHashBits);
}

ModeRamp RampFor(const ModeRamp& ramp, ProjectId project) {
  ModeRamp own = ramp;
  own.cohorts = 1;
  const std::chrono::weeks later(CohortOf(project, ramp.cohorts));
  for (ModeStep& step : own.steps) step.from += later;
  return own;
}

Mode DatedRamp::On(std::chrono::sys_days day) const {
  Mode mode = first;
  for (const DatedStep& step : steps) {
    if (step.begins && *step.begins <= day) mode = step.mode;
  }
  return mode;
}

std::vector<ModeStep> DatedRamp::After(std::chrono::sys_days day) const {
  std::vector<ModeStep> coming;
  for (const DatedStep& step : steps) {
    // What is held back has no day; what is not due yet is announced for its own.
    const Day from = step.begins.value_or(step.day);
    if (from <= day) continue;
    if (!coming.empty() && coming.back().from >= from) {
      coming.back().mode = step.mode;
    } else {
      coming.push_back({from, step.mode});
    }
  }
  return coming;
}

bool DatedRamp::IsHeld(std::chrono::sys_days day) const {
  return std::any_of(steps.begin(), steps.end(),
                     [day](const DatedStep& step) { return step.day <= day && !step.begins; });
}

std::string DatedRamp::Text() const {
  std::string text(NameOf(first).view());
  for (const DatedStep& step : steps) {
    text += ", ";
    text += NameOf(step.mode).view();
    text += " from " + DayText(step.day);
    if (step.begins == step.day) continue;
    text += step.begins ? " held until " + DayText(*step.begins) : " held";
  }
  return text;
}

DatedRamp DateRamp(const ModeRamp& ramp, const std::vector<StopCondition>& conditions,
                   const RampTerms& terms) {
  const ModeRamp own = RampFor(ramp, terms.project);
  DatedRamp dated{own.first, {}};
  Mode before = own.first;
  for (const ModeStep& step : own.steps) {
    const bool may_be_held = terms.pauses != nullptr && step.mode > before;
    dated.steps.push_back(
        {step.from,
         may_be_held ? BeginningOf(step.from, conditions, *terms.pauses) : std::optional(step.from),
         step.mode});
    before = step.mode;
  }
  return dated;
}

}  // namespace headwater::config
