// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "headwater/plan_book.h"
#include "headwater/report.h"
#include "service/jobs/plan_work.h"

/// \file
/// What another policy would change, counted: merge requests, rules and projects, never people.
/// Pure functions.

namespace headwater::jobs {

/// How a rule stands in a merge request.
enum class RuleStand {
  kGreen,     ///< Nothing to say: it passes, does not apply, or is waived.
  kRecorded,  ///< In mode observe, and not green otherwise.
  kShown,     ///< Recommended.
  kUnknown,   ///< Could not be checked, and that is shown.
  kRed,       ///< Fails the check.
};
inline constexpr size_t kRuleStands = 5;

RuleStand StandOf(Mode in_force, Verdict verdict, bool waived);

/// One merge request, as it is and as it would be.
struct PlanCase {
  PlanSubject subject;
  std::string path{};      ///< Of its project; empty: never judged.
  std::string left_out{};  ///< Why its project would take no part; empty: it would.
  Outcome now = Outcome::kUnknown;
  std::map<std::string, RuleStand> rules_now{};
  PlanAnswer then{};
};

struct RuleTally {
  std::array<uint64_t, kRuleStands> now{};   ///< By RuleStand.
  std::array<uint64_t, kRuleStands> then{};  ///< Likewise.
  uint64_t unsaid = 0;                       ///< It asks for what is not recorded.
};

/// Merge requests that change.
struct ChangeTally {
  uint64_t red = 0;
  uint64_t unknown = 0;
  uint64_t green = 0;
  uint64_t hints = 0;  ///< Get a recommendation that they have not now.
};

/// What an announced day brings, as far as the rules judge today.
struct DayTally {
  uint64_t red = 0;                       ///< Merge requests that turn red on it.
  std::map<std::string, uint64_t> rules;  ///< By which rules; several may do it.
};

struct UnsaidCase {
  std::string path;
  MergeRequestIid iid;
  std::string why;
};

struct PlanTally {
  uint64_t all = 0;
  uint64_t said = 0;  ///< Of these there is something to say; what follows counts them only.
  uint64_t never_judged = 0;       ///< There is no decision about them.
  uint64_t left_out = 0;           ///< Their projects would take no part any more.
  std::array<uint64_t, 3> now{};   ///< By Outcome.
  std::array<uint64_t, 3> then{};  ///< Likewise.
  ChangeTally changes;
  std::map<std::string, RuleTally> rules;
  std::map<std::string, ChangeTally> projects;  ///< By path; those where anything changes.
  std::map<std::chrono::sys_days, DayTally> days;
  std::vector<UnsaidCase> unsaid;              ///< By project and number.
  std::map<std::string, std::string> refused;  ///< Projects whose own policy would be refused: why.
};

PlanTally TallyOf(const std::vector<PlanCase>& cases);

/// Projects by what turns red, then unknown, then by new hints; then by name. At most `most`.
std::vector<std::string> ProjectsFirst(const PlanTally& tally, size_t most);

}  // namespace headwater::jobs
