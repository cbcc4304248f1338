// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/report/own_rule.h"

#include <algorithm>

namespace headwater::report {

const PolicyRule* OwnRuleOf(const Report& report, const RuleInfo& info) {
  for (const auto& own : report.own_rules) {
    const auto at = std::ranges::find_if(
        own->rules, [&info](const PolicyRulePointer& rule) { return &rule->entry.info == &info; });
    if (at != own->rules.end()) return at->get();
  }
  return nullptr;
}

const SafeUrl* SeeOf(const Report& report, const RuleInfo& info) {
  const PolicyRule* const own = OwnRuleOf(report, info);
  return own == nullptr || !own->words.see ? nullptr : &*own->words.see;
}

}  // namespace headwater::report
