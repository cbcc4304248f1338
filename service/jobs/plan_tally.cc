// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/jobs/plan_tally.h"

#include <algorithm>
#include <functional>
#include <optional>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>

#include "service/engine/outcome.h"

namespace headwater::jobs {
namespace {

template <typename T, size_t kSize, typename Enum>
T& At(std::array<T, kSize>& counts, Enum which) {
  return counts.at(static_cast<size_t>(which));
}

Mode ModeOn(const PlanRule& rule, std::chrono::sys_days day) {
  Mode mode = rule.mode;
  for (const ModeStep& step : rule.coming) {
    if (step.from <= day) mode = step.mode;
  }
  return mode;
}

bool FailsOn(const PlanRule& rule, std::chrono::sys_days day) {
  return !rule.unrecorded &&
         engine::OutcomeOf(ModeOn(rule, day), rule.verdict, rule.waived) == Outcome::kFail;
}

bool FailsNow(const PlanRule& rule) {
  return !rule.unrecorded &&
         engine::OutcomeOf(rule.mode, rule.verdict, rule.waived) == Outcome::kFail;
}

/// What the rules come to; none: a rule that would be shown asks for what is not recorded.
std::optional<Outcome> OutcomeThen(const PlanAnswer& answer) {
  if (!answer.refused.empty()) return Outcome::kUnknown;
  if (std::ranges::any_of(answer.rules, FailsNow)) return Outcome::kFail;
  Outcome outcome = Outcome::kPass;
  for (const PlanRule& rule : answer.rules) {
    if (rule.unrecorded && rule.written > Mode::kObserve) return std::nullopt;
    if (rule.unrecorded) continue;
    outcome = engine::Worse(outcome, engine::OutcomeOf(rule.mode, rule.verdict, rule.waived));
  }
  return outcome;
}

std::string WhyUnsaid(const PlanAnswer& answer) {
  if (!answer.unsaid.empty()) return answer.unsaid;
  std::string why = "the record does not hold what is asked for by";
  for (const PlanRule& rule : answer.rules) {
    if (rule.unrecorded && rule.written > Mode::kObserve) why += " " + rule.id;
  }
  return why;
}

RuleStand StandThen(const PlanRule& rule) { return StandOf(rule.mode, rule.verdict, rule.waived); }

bool HasNewHint(const PlanCase& one) {
  return std::ranges::any_of(one.then.rules, [&one](const PlanRule& rule) {
    if (rule.unrecorded || StandThen(rule) != RuleStand::kShown) return false;
    const auto before = one.rules_now.find(rule.id);
    return before == one.rules_now.end() || before->second < RuleStand::kShown;
  });
}

void CountChange(const PlanCase& one, Outcome then, ChangeTally& changes) {
  const bool turns = one.now != then;
  changes.red += turns && then == Outcome::kFail ? 1 : 0;
  changes.unknown += turns && then == Outcome::kUnknown ? 1 : 0;
  changes.green += turns && then == Outcome::kPass ? 1 : 0;
  changes.hints += HasNewHint(one) ? 1 : 0;
}

bool IsAny(const ChangeTally& changes) {
  return changes.red + changes.unknown + changes.green + changes.hints > 0;
}

void CountRules(const PlanCase& one, std::map<std::string, RuleTally>& rules) {
  std::set<std::string_view> unrecorded;
  for (const PlanRule& rule : one.then.rules) {
    RuleTally& tally = rules[rule.id];
    if (rule.unrecorded) {
      ++tally.unsaid;
      unrecorded.insert(rule.id);
    } else {
      ++At(tally.then, StandThen(rule));
    }
  }
  // Of what cannot be said neither side is counted.
  for (const auto& [id, stand] : one.rules_now) {
    if (!unrecorded.contains(id)) ++At(rules[id].now, stand);
  }
}

/// The first announced day on which it is red.
void CountDays(const PlanCase& one, PlanTally& tally) {
  std::set<std::chrono::sys_days> days;
  for (const PlanRule& rule : one.then.rules) {
    for (const ModeStep& step : rule.coming) days.insert(step.from);
  }
  for (const std::chrono::sys_days day : days) {
    if (!std::ranges::any_of(one.then.rules,
                             [day](const PlanRule& rule) { return FailsOn(rule, day); })) {
      continue;
    }
    DayTally& brought = tally.days[day];
    ++brought.red;
    for (const PlanRule& rule : one.then.rules) {
      if (FailsOn(rule, day)) ++brought.rules[rule.id];
    }
    return;
  }
}

void CountSaid(const PlanCase& one, Outcome then, PlanTally& tally) {
  ++tally.said;
  ++At(tally.now, one.now);
  ++At(tally.then, then);
  CountChange(one, then, tally.changes);
  ChangeTally changes;
  CountChange(one, then, changes);
  if (IsAny(changes)) CountChange(one, then, tally.projects[one.path]);
  if (then != Outcome::kFail) CountDays(one, tally);
}

void CountOne(const PlanCase& one, PlanTally& tally) {
  ++tally.all;
  if (one.subject.decision.hex.empty()) {
    ++tally.never_judged;
    return;
  }
  if (!one.left_out.empty()) {
    ++tally.left_out;
    return;
  }
  if (!one.then.refused.empty()) tally.refused.emplace(one.path, one.then.refused);
  if (one.then.unsaid.empty()) CountRules(one, tally.rules);
  const std::optional<Outcome> then =
      one.then.unsaid.empty() ? OutcomeThen(one.then) : std::nullopt;
  if (then) return CountSaid(one, *then, tally);
  tally.unsaid.push_back({one.path, one.subject.about.iid, WhyUnsaid(one.then)});
}

}  // namespace

RuleStand StandOf(Mode in_force, Verdict verdict, bool waived) {
  const bool is_quiet = verdict == Verdict::kPass || verdict == Verdict::kNotApplicable ||
                        (verdict == Verdict::kFail && waived) || in_force == Mode::kOff;
  if (is_quiet) return RuleStand::kGreen;
  if (in_force == Mode::kObserve) return RuleStand::kRecorded;
  if (verdict == Verdict::kUnknown) return RuleStand::kUnknown;
  return in_force == Mode::kGate ? RuleStand::kRed : RuleStand::kShown;
}

PlanTally TallyOf(const std::vector<PlanCase>& cases) {
  PlanTally tally;
  for (const PlanCase& one : cases) CountOne(one, tally);
  return tally;
}

std::vector<std::string> ProjectsFirst(const PlanTally& tally, size_t most) {
  std::vector<std::string> paths;
  for (const auto& [path, changes] : tally.projects) paths.push_back(path);
  std::ranges::stable_sort(paths, std::greater<>(), [&tally](const std::string& path) {
    const ChangeTally& changes = tally.projects.at(path);
    return std::tuple(changes.red, changes.unknown, changes.hints, changes.green);
  });
  if (paths.size() > most) paths.resize(most);
  return paths;
}

}  // namespace headwater::jobs
