// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "headwater/fix.h"
#include "headwater/report.h"

namespace headwater::jobs {

/// What is to be done to one file.
struct PlannedFile {
  bool create = false;         ///< Then `edits` has one, whose text is the file.
  std::vector<Edit> edits;     ///< In the report's order; lines as in the file that was judged.
  std::vector<Literal> rules;  ///< Of each edit.
  std::vector<const Finding*> findings;  ///< Of each edit; part of the report.
};

/// By path.
using FixPlan = std::map<std::string, PlannedFile>;

/// The fixes of a report that can be made without a person: text, of rules that are not merely
/// observed. Each only once in all plans that share `seen`: a fix that did not mend its finding
/// would not do so the second time. `report` must outlive the plan.
FixPlan PlanFixes(const Report& report, std::set<std::string>& seen);

}  // namespace headwater::jobs
