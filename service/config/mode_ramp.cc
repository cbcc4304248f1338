// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/config/mode_ramp.h"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <optional>
#include <set>
#include <string_view>

#include "headwater/clock.h"
#include "headwater/date.h"
#include "service/config/suggestion.h"

namespace headwater::config {
namespace {

constexpr std::string_view kStart = "start";
constexpr std::string_view kCohorts = "cohorts";
constexpr size_t kDayLength = 10;  // 2026-12-01, the beginning of a time.

Error Invalid(std::string sentence) { return {Errc::kInvalid, std::move(sentence)}; }

Result<Mode> ReadMode(const DataNode& node) {
  const std::optional<Mode> mode =
      node.kind == DataNode::Kind::kString ? ModeOf(node.scalar) : std::nullopt;
  if (mode) return *mode;
  std::vector<std::string_view> names;
  std::transform(kAllModes.begin(), kAllModes.end(), std::back_inserter(names),
                 [](Mode known) { return NameOf(known).view(); });
  return Invalid("a mode is one of off, observe, hint, ratchet, gate" +
                 DidYouMean(node.scalar, names));
}

Status ReadStep(const DataMember& member, ModeRamp& ramp) {
  const auto day = ParseDate(member.first.scalar);
  if (!day) {
    return Invalid("`" + member.first.scalar +
                   "` is neither `start`, `cohorts` nor a day such as 2027-03-01");
  }
  if (!ramp.steps.empty() && *day <= ramp.steps.back().from) {
    return Invalid("the days of a mode stand in order: `" + member.first.scalar +
                   "` comes too late");
  }
  const Mode mode = TRY(ReadMode(member.second));
  ramp.steps.push_back({*day, mode});
  return Ok{};
}

Status ReadCohorts(const DataNode& node, ModeRamp& ramp) {
  uint32_t cohorts = 0;
  const char* const end = node.scalar.data() + node.scalar.size();
  const auto read = std::from_chars(node.scalar.data(), end, cohorts);
  const bool fits = node.kind == DataNode::Kind::kInteger && read.ec == std::errc() &&
                    read.ptr == end && cohorts >= 1 && cohorts <= kMaxCohorts;
  if (!fits) return Invalid("`cohorts` is a number from 1 to " + std::to_string(kMaxCohorts));
  ramp.cohorts = cohorts;
  return Ok{};
}

/// Whoever begins later is never treated more strictly than whoever began before.
Status CheckCohorts(ModeRamp& ramp) {
  if (ramp.steps.empty()) ramp.cohorts = 1;
  Mode before = ramp.first;
  for (const ModeStep& step : ramp.steps) {
    if (ramp.cohorts > 1 && step.mode < before) {
      return Invalid("with `cohorts` a mode only becomes stricter");
    }
    before = step.mode;
  }
  return Ok{};
}

/// Of a ramp without steps every project has the same.
uint32_t FewerCohorts(const ModeRamp& a, const ModeRamp& b) {
  if (a.steps.empty()) return b.cohorts;
  return b.steps.empty() ? a.cohorts : std::min(a.cohorts, b.cohorts);
}

Status ReadSteps(const DataNode& node, ModeRamp& ramp) {
  for (const DataMember& member : node.members) {
    const std::string& key = member.first.scalar;
    if (key != kStart && key != kCohorts) TRY(ReadStep(member, ramp));
  }
  return Ok{};
}

}  // namespace

Mode ModeRamp::On(std::chrono::sys_days day) const {
  Mode mode = first;
  for (const ModeStep& step : steps) {
    if (step.from <= day) mode = step.mode;
  }
  return mode;
}

std::vector<ModeStep> ModeRamp::After(std::chrono::sys_days day) const {
  std::vector<ModeStep> coming;
  std::copy_if(steps.begin(), steps.end(), std::back_inserter(coming),
               [day](const ModeStep& step) { return step.from > day; });
  return coming;
}

Result<ModeRamp> ReadModeRamp(const DataNode& node) {
  ModeRamp ramp;
  if (node.kind != DataNode::Kind::kMap) {
    ramp.first = TRY(ReadMode(node));
    return ramp;
  }
  const DataNode* start = node.Find(kStart);
  if (start == nullptr) {
    return Invalid("a mode over time says with `start` what it is before the first day");
  }
  const DataNode* const cohorts = node.Find(kCohorts);
  if (node.members.size() > kMaxModeSteps + (cohorts == nullptr ? 1 : 2)) {
    return Invalid("more than " + std::to_string(kMaxModeSteps) + " changes of one mode");
  }
  ramp.first = TRY(ReadMode(*start));
  TRY(ReadSteps(node, ramp));
  if (cohorts != nullptr) TRY(ReadCohorts(*cohorts, ramp));
  TRY(CheckCohorts(ramp));
  return ramp;
}

ModeRamp StricterOf(const ModeRamp& a, const ModeRamp& b) {
  std::set<std::chrono::sys_days> days;
  for (const ModeRamp* ramp : {&a, &b}) {
    for (const ModeStep& step : ramp->steps) days.insert(step.from);
  }
  ModeRamp stricter{std::max(a.first, b.first), {}, 1};
  for (const std::chrono::sys_days day : days) {
    const Mode mode = std::max(a.On(day), b.On(day));
    const Mode before = stricter.steps.empty() ? stricter.first : stricter.steps.back().mode;
    if (mode != before) stricter.steps.push_back({day, mode});
  }
  if (!stricter.steps.empty()) stricter.cohorts = FewerCohorts(a, b);
  return stricter;
}

std::string ToText(const ModeRamp& ramp) {
  std::string text(NameOf(ramp.first).view());
  for (const ModeStep& step : ramp.steps) {
    text += ", ";
    text += NameOf(step.mode).view();
    text += " from " + DayText(step.from);
  }
  if (ramp.cohorts > 1) text += ", in " + std::to_string(ramp.cohorts) + " weekly cohorts";
  return text;
}

std::string DayText(std::chrono::sys_days day) {
  return FormatTime(WallTime(day)).substr(0, kDayLength);
}

}  // namespace headwater::config
