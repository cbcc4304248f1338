// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <span>
#include <vector>

#include "headwater/change.h"
#include "headwater/git.h"
#include "headwater/policy.h"
#include "headwater/report.h"
#include "headwater/result.h"
#include "headwater/rule.h"
#include "service/config/effective_policy.h"
#include "service/engine/engine.h"

/// \file
/// The one place through which everything passes that policies and rules read. A judgement reads a
/// repository through it, a recorder (recorder.h) writes down what it sees there, and a replay
/// (replay.h) answers it from a record.

namespace headwater::jobs {

struct Evaluation;

/// What one judgement reads. Borrowed.
struct JudgementReads {
  Change& change;
  GitView& head;
  LineChanges& lines;
  /// The target's root folder, and all of it. nullptr: there is no target.
  engine::OpenView target_root = nullptr;
  engine::OpenView target = nullptr;
  /// Likewise of the default branch, where that is not the target.
  engine::OpenView default_root = nullptr;
  engine::OpenView default_branch = nullptr;
  /// The first best merge base. nullptr: there is none, or it does not count.
  engine::OpenView before = nullptr;
};

/// The policies that the change is judged by: the one that was given, else the project's.
Result<std::vector<Policy>> PoliciesFor(const Evaluation& evaluation, const JudgementReads& reads,
                                        const config::Shipped& shipped);

/// Adds what the policy says of the project (Facts::variant, ::own, ::policy_upstreams). kInvalid:
/// a glob that is none.
Status AddPolicyFacts(const Policy& policy, Facts& facts);

struct JudgementTerms {
  std::span<const engine::RuleSet> rule_sets;
  const Facts& facts;
  std::chrono::sys_days as_of;
  const CleanSince* clean_since = nullptr;  ///< As engine::Terms.
};

/// Runs the rules.
Report JudgeReads(const JudgementReads& reads, const JudgementTerms& terms);

}  // namespace headwater::jobs
