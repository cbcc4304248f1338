// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <map>
#include <string>
#include <vector>

#include "headwater/report.h"
#include "headwater/store.h"
#include "service/report/audit_report.h"

/// \file
/// What the rules of one decision add to the record of a project.

namespace headwater::jobs {

/// What each rule said of the default branch.
std::vector<report::RuleState> RuleStatesOf(const Report& report, Language language);

/// Counts what each rule came to; by id.
void CountRules(const Report& report, Language language,
                std::map<std::string, report::RuleCount>& counts);

/// What could not be checked. Of rules that are only observed the numbers in `CountRules` tell.
void AddGaps(const Decision& decision, const Report& report, Language language,
             std::vector<report::Gap>& gaps);

}  // namespace headwater::jobs
