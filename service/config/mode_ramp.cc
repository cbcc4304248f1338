// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/config/mode_ramp.h"

#include <algorithm>
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
    return Invalid("`" + member.first.scalar + "` is neither `start` nor a day such as 2027-03-01");
  }
  if (!ramp.steps.empty() && *day <= ramp.steps.back().from) {
    return Invalid("the days of a mode stand in order: `" + member.first.scalar +
                   "` comes too late");
  }
  const Mode mode = TRY(ReadMode(member.second));
  ramp.steps.push_back({*day, mode});
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
  if (node.members.size() > kMaxModeSteps + 1) {
    return Invalid("more than " + std::to_string(kMaxModeSteps) + " changes of one mode");
  }
  ramp.first = TRY(ReadMode(*start));
  for (const DataMember& member : node.members) {
    if (member.first.scalar != kStart) TRY(ReadStep(member, ramp));
  }
  return ramp;
}

ModeRamp StricterOf(const ModeRamp& a, const ModeRamp& b) {
  std::set<std::chrono::sys_days> days;
  for (const ModeRamp* ramp : {&a, &b}) {
    for (const ModeStep& step : ramp->steps) days.insert(step.from);
  }
  ModeRamp stricter{std::max(a.first, b.first), {}};
  for (const std::chrono::sys_days day : days) {
    const Mode mode = std::max(a.On(day), b.On(day));
    const Mode before = stricter.steps.empty() ? stricter.first : stricter.steps.back().mode;
    if (mode != before) stricter.steps.push_back({day, mode});
  }
  return stricter;
}

std::string ToText(const ModeRamp& ramp) {
  std::string text(NameOf(ramp.first).view());
  for (const ModeStep& step : ramp.steps) {
    text += ", ";
    text += NameOf(step.mode).view();
    text += " from " + DayText(step.from);
  }
  return text;
}

std::string DayText(std::chrono::sys_days day) {
  return FormatTime(WallTime(day)).substr(0, kDayLength);
}

}  // namespace headwater::config
