// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include <limits>

#include "headwater/sink.h"
#include "service/config/mode_ramp.h"
#include "service/jobs/plan_text.h"

namespace headwater::jobs {
namespace {

using Json = Out<Sink::kJson>;

template <typename Items, typename Render>
Json List(const Items& items, Render render) {
  Json list;
  list << "[";
  Literal separator = "";
  for (const auto& item : items) {
    list << separator << render(item);
    separator = ",";
  }
  return std::move(list << "]");
}

Json Text(const std::string& text) {
  Json json;
  return std::move(json << "\"" << Untrusted(text) << "\"");
}

Json Outcomes(const std::array<uint64_t, 3>& counts) {
  Json json;
  json << "{\"green\":" << counts.at(static_cast<size_t>(Outcome::kPass))
       << ",\"red\":" << counts.at(static_cast<size_t>(Outcome::kFail))
       << ",\"unknown\":" << counts.at(static_cast<size_t>(Outcome::kUnknown)) << "}";
  return json;
}

Json Stands(const std::array<uint64_t, kRuleStands>& counts) {
  const auto at = [&counts](RuleStand stand) { return counts.at(static_cast<size_t>(stand)); };
  Json json;
  json << "{\"red\":" << at(RuleStand::kRed) << ",\"unknown\":" << at(RuleStand::kUnknown)
       << ",\"shown\":" << at(RuleStand::kShown) << ",\"recorded\":" << at(RuleStand::kRecorded)
       << ",\"green\":" << at(RuleStand::kGreen) << "}";
  return json;
}

/// Members without braces.
Json Changes(const ChangeTally& changes) {
  Json json;
  json << "\"turn_red\":" << changes.red << ",\"turn_unknown\":" << changes.unknown
       << ",\"turn_green\":" << changes.green << ",\"new_hints\":" << changes.hints;
  return json;
}

Json RuleObject(const std::pair<const std::string, RuleTally>& rule) {
  Json json;
  json << "{\"rule\":" << Text(rule.first) << ",\"now\":" << Stands(rule.second.now)
       << ",\"then\":" << Stands(rule.second.then) << ",\"unsaid\":" << rule.second.unsaid << "}";
  return json;
}

Json DayObject(const std::pair<const std::chrono::sys_days, DayTally>& day) {
  Json json;
  json << "{\"from\":" << Text(config::DayText(day.first)) << ",\"turn_red\":" << day.second.red
       << ",\"rules\":"
       << List(day.second.rules,
               [](const auto& rule) {
                 Json one;
                 one << "{\"rule\":" << Text(rule.first) << ",\"red\":" << rule.second << "}";
                 return one;
               })
       << "}";
  return json;
}

Json TallyObject(const PlanTally& tally) {
  const auto projects = ProjectsFirst(tally, std::numeric_limits<size_t>::max());
  Json json;
  json << "{\"merge_requests\":" << tally.all << ",\"said\":" << tally.said
       << ",\"never_judged\":" << tally.never_judged << ",\"left_out\":" << tally.left_out
       << ",\"now\":" << Outcomes(tally.now) << ",\"then\":" << Outcomes(tally.then) << ","
       << Changes(tally.changes) << ",\"rules\":" << List(tally.rules, RuleObject)
       << ",\"days\":" << List(tally.days, DayObject) << ",\"projects\":"
       << List(projects,
               [&tally](const std::string& path) {
                 Json one;
                 one << "{\"path\":" << Text(path) << "," << Changes(tally.projects.at(path))
                     << "}";
                 return one;
               })
       << ",\"refused\":"
       << List(tally.refused,
               [](const auto& project) {
                 Json one;
                 one << "{\"path\":" << Text(project.first) << ",\"why\":" << Text(project.second)
                     << "}";
                 return one;
               })
       << ",\"unsaid\":"
       << List(tally.unsaid,
               [](const UnsaidCase& unsaid) {
                 Json one;
                 one << "{\"path\":" << Text(unsaid.path) << ",\"iid\":" << unsaid.iid.value
                     << ",\"why\":" << Text(unsaid.why) << "}";
                 return one;
               })
       << "}";
  return json;
}

}  // namespace

std::string RenderPlanJson(const PlanReport& report) {
  Json json;
  json << "{\"schema\":\"headwater.policy-plan/1\",\"policy\":" << Text(report.policy)
       << ",\"as_of\":" << Text(config::DayText(report.as_of))
       << ",\"projects_that_may_join\":" << report.may_join
       << ",\"open\":" << TallyObject(report.open)
       << ",\"sample\":{\"days\":" << report.days.count() << ",\"of\":" << report.sampled_of
       << ",\"merge_requests\":" << TallyObject(report.closed) << "}}";
  return json.text() + "\n";
}

}  // namespace headwater::jobs
