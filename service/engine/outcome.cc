// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/engine/outcome.h"

namespace headwater::engine {

Mode EffectiveMode(Mode mode, const Circumstances& circumstances) {
  if (mode == Mode::kRatchet) mode = circumstances.target_passes ? Mode::kGate : Mode::kHint;
  if (mode != Mode::kGate) return mode;
  if (circumstances.subject == Subject::kProject && !circumstances.project_may_gate) {
    return Mode::kHint;
  }
  return circumstances.advisory_only ? Mode::kHint : Mode::kGate;
}

Outcome OutcomeOf(Mode effective, Verdict verdict, bool waived) {
  if (effective != Mode::kGate) return Outcome::kPass;
  switch (verdict) {
    case Verdict::kNotApplicable:
    case Verdict::kPass:
      return Outcome::kPass;
    case Verdict::kFail:
      return waived ? Outcome::kPass : Outcome::kFail;
    case Verdict::kUnknown:
      return Outcome::kUnknown;
  }
  return Outcome::kUnknown;
}

Outcome Worse(Outcome a, Outcome b) {
  const auto rank = [](Outcome outcome) {
    return outcome == Outcome::kFail ? 2 : outcome == Outcome::kUnknown ? 1 : 0;
  };
  return rank(a) >= rank(b) ? a : b;
}

Outcome OutcomeOf(const RuleResult& result) {
  return OutcomeOf(result.effective_mode, result.answer.verdict, result.waived);
}

void SumUp(Report& report) {
  report.outcome = Outcome::kPass;
  Outcome ended = Outcome::kPass;
  for (const RuleResult& result : report.rules) {
    const Outcome outcome = OutcomeOf(result);
    report.outcome = Worse(report.outcome, outcome);
    if (result.answer.lacks != Lacks::kUnderWay) ended = Worse(ended, outcome);
  }
  report.waiting = report.outcome != Outcome::kPass && ended == Outcome::kPass;
}

int ExitCode(Outcome outcome) {
  switch (outcome) {
    case Outcome::kPass:
      return 0;
    case Outcome::kFail:
      return 1;
    case Outcome::kUnknown:
      return 3;
  }
  return 3;
}

StatusState StatusStateOf(Outcome outcome) {
  return outcome == Outcome::kPass ? StatusState::kSuccess : StatusState::kFailed;
}

}  // namespace headwater::engine
