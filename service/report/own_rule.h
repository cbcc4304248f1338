// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "headwater/policy_rule.h"
#include "headwater/report.h"
#include "headwater/url.h"

namespace headwater::report {

/// The rule of a policy that the information belongs to; nullptr: of a shipped rule.
const PolicyRule* OwnRuleOf(const Report& report, const RuleInfo& info);

/// Where a policy says more of its rule; nullptr: nowhere.
const SafeUrl* SeeOf(const Report& report, const RuleInfo& info);

}  // namespace headwater::report
