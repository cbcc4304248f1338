// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <optional>
#include <span>

#include "headwater/change.h"
#include "headwater/policy.h"
#include "headwater/ratchet_book.h"
#include "headwater/report.h"
#include "headwater/rule.h"
#include "service/engine/budget.h"

/// \file
/// Runs the enabled rules on a change. Truth first: a rule that throws, errs or runs out of its
/// budget is kUnknown, never silence; so is a change that could not be read.

namespace headwater::engine {

/// More findings than a person reads; the others are counted.
inline constexpr size_t kMaxFindings = 1000;

/// One rule under one policy, with its options complete.
struct EnabledRule {
  const RuleEntry* rule = nullptr;
  const RulePolicy* policy = nullptr;
  Options options;
  GlobSet only;
  GlobSet except;
  const PolicyRule* own = nullptr;  ///< RuleContext::own_rule.
};

/// One policy made ready. A change that edits the project's policy is judged by two: the target's
/// and its own; of the two answers to a rule the worse one counts.
struct RuleSet {
  const Policy* policy = nullptr;
  std::vector<EnabledRule> rules;  ///< Sorted by id, without those in mode off.
  GlobSet generated;
};

struct Subjects {
  Change& change;
  GitView& view;
  LineChanges& lines;
  /// The target's files, for ratchets: asked only when one fails. nullptr: there is no target yet,
  /// and a project without history is clean.
  OpenView target_view;
  /// The files of the first best merge base, for rules that compare. nullptr: there is none.
  OpenView before_view;
};

struct Terms {
  std::span<const RuleSet> rule_sets;  ///< One or two.
  const Facts& facts;
  std::chrono::sys_days as_of;
  Budget budget;
  /// Since when the target is held to rules that it has passed; nullptr: nothing is noted, and a
  /// ratchet looks at the target as it is.
  const CleanSince* clean_since = nullptr;
};

/// Judges the change. Marks its origins first.
Report Judge(const Subjects& subjects, const Terms& terms);

/// The report of a change that could not be read at all: every rule kUnknown for this reason.
Report Unreadable(const Untrusted& problem, std::span<const RuleSet> rule_sets);

/// Whether the policy lets a project-subject rule fail a change to this branch.
bool ProjectMayGate(const RulePolicy& policy, const Change& change);

}  // namespace headwater::engine
