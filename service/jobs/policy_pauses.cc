// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/jobs/policy_pauses.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace headwater::jobs {
namespace {

using Day = std::chrono::sys_days;

bool IsWritten(const StopCondition& condition, const PauseQuestion& question) {
  return std::ranges::find(question.conditions, condition) != question.conditions.end();
}

class Decider {
 public:
  Decider(const PauseQuestion& question, WallTime now)
      : question_(question),
        now_(now),
        today_(std::chrono::floor<std::chrono::days>(now)),
        tomorrow_(today_ + std::chrono::days(1)) {}

  PauseChanges Decide() && {
    for (const StopCondition& condition : question_.conditions) Look(condition);
    for (const Pause& pause : question_.pauses) {
      if (!pause.until && !IsWritten(pause.condition, question_)) Release(pause);
    }
    return std::move(changes_);
  }

 private:
  void Look(const StopCondition& condition) {
    const auto counts = std::ranges::find(question_.counts, condition.rule, &RuleCounts::rule);
    const bool is_above = counts != question_.counts.end() && IsAbove(condition, *counts);
    const auto open = std::ranges::find_if(question_.pauses, [&](const Pause& pause) {
      return pause.condition == condition && !pause.until;
    });
    const bool is_open = open != question_.pauses.end();
    if (is_above && !is_open) Begin(condition);
    if (!is_above && is_open) End(*open);
  }

  /// Whichever of this rule and measure is over tomorrow, or is not written any more, goes on.
  void Begin(const StopCondition& condition) {
    Pause begun{condition, tomorrow_, std::nullopt};
    for (const Pause& pause : question_.pauses) {
      const bool is_over_tomorrow = pause.condition == condition && pause.until == tomorrow_;
      const bool is_followed = !pause.until && pause.condition.rule == condition.rule &&
                               pause.condition.measure == condition.measure &&
                               !IsWritten(pause.condition, question_);
      if (is_over_tomorrow || is_followed) begun.since = std::min(begun.since, pause.since);
    }
    changes_.put.push_back(std::move(begun));
    Note(AuditKind::kPromotionsPaused, condition);
  }

  void End(Pause pause) {
    const bool had_no_effect = pause.since >= tomorrow_;
    pause.until = tomorrow_;
    Note(AuditKind::kPromotionsResumed, pause.condition);
    (had_no_effect ? changes_.drop : changes_.put).push_back(std::move(pause));
  }

  void Release(Pause pause) {
    const bool had_no_effect = pause.since >= today_;
    pause.until = today_;
    Note(AuditKind::kPromotionsResumed, pause.condition);
    (had_no_effect ? changes_.drop : changes_.put).push_back(std::move(pause));
  }

  void Note(AuditKind kind, const StopCondition& condition) {
    AuditEvent event;
    event.kind = kind;
    event.detail = FormatTime(now_) + " " + ToText(condition);
    changes_.because.push_back(std::move(event));
  }

  const PauseQuestion& question_;
  const WallTime now_;
  const Day today_;
  const Day tomorrow_;
  PauseChanges changes_;
};

bool IsSame(const Pause& a, const Pause& b) {
  return a.condition == b.condition && a.since == b.since;
}

}  // namespace

PauseChanges DecidePauses(const PauseQuestion& question, WallTime now) {
  return Decider(question, now).Decide();
}

std::vector<Pause> WithChanges(std::vector<Pause> pauses, const PauseChanges& changes) {
  for (const std::vector<Pause>* gone : {&changes.drop, &changes.put}) {
    for (const Pause& pause : *gone) {
      std::erase_if(pauses, [&pause](const Pause& one) { return IsSame(one, pause); });
    }
  }
  pauses.insert(pauses.end(), changes.put.begin(), changes.put.end());
  std::ranges::sort(pauses, {},
                    [](const Pause& pause) { return std::tuple(pause.since, pause.condition); });
  return pauses;
}

std::vector<Pause> PausesOf(const config::PolicyStack& stack) {
  std::vector<Pause> pauses;
  if (stack.ramps().pauses == nullptr) return pauses;
  for (const Pause& pause : *stack.ramps().pauses) {
    // The rule may be one of an earlier version.
    if (stack.catalogue()->Find(pause.condition.rule) == nullptr) continue;
    const std::vector<StopCondition> asked = stack.ConditionsOf(pause.condition.rule);
    if (std::ranges::find(asked, pause.condition) != asked.end()) pauses.push_back(pause);
  }
  return pauses;
}

std::string ToText(const StopCondition& condition) {
  std::string text = condition.rule + ": ";
  text += NameOf(condition.measure).view();
  text += " above " + std::to_string(condition.above);
  return condition.measure == StopMeasure::kWrong ? text : text + "%";
}

}  // namespace headwater::jobs
