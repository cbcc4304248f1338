// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "headwater/finding.h"
#include "headwater/forge.h"
#include "headwater/policy.h"
#include "headwater/report.h"
#include "headwater/rule.h"

/// \file
/// What a verdict means: the one table behind exit codes, statuses and notes. Pure functions.

namespace headwater::engine {

/// What else decides whether a mode gates here.
struct Circumstances {
  Subject subject = Subject::kChange;
  /// A project-subject rule may fail this change: the policy names its target branch, or the
  /// project itself is what is judged.
  bool project_may_gate = false;
  /// The target branch passes the rule: a ratchet gates.
  bool target_passes = false;
  /// Every finding is advisory.
  bool advisory_only = false;
};

/// The mode that is in force. Never kRatchet: it becomes kGate or kHint. A merge request answers
/// only for itself, so a gate about the project is a hint unless `project_may_gate`.
Mode EffectiveMode(Mode mode, const Circumstances& circumstances);

/// What one rule contributes. Only a gate can hold a change; "could not check" under a gate holds
/// it as kUnknown, and no waiver turns that green.
Outcome OutcomeOf(Mode effective, Verdict verdict, bool waived);

Outcome OutcomeOf(const RuleResult& result);

/// Sets what the rules come to together: `outcome` and `waiting`.
void SumUp(Report& report);

/// kFail over kUnknown over kPass.
Outcome Worse(Outcome a, Outcome b);

/// The command's exit code: documented in the README, relied upon by scripts.
int ExitCode(Outcome outcome);

/// The state of a commit status on the forge. Always terminal: kUnknown holds the gate.
StatusState StatusStateOf(Outcome outcome);

}  // namespace headwater::engine
