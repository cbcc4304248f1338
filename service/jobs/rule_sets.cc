// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/jobs/rule_sets.h"

#include <utility>

namespace headwater::jobs {

Result<std::vector<engine::RuleSet>> MakeRuleSets(std::span<const Policy> policies,
                                                  const config::Shipped& shipped) {
  std::vector<engine::RuleSet> sets;
  for (const Policy& policy : policies) {
    engine::RuleSet set;
    set.policy = &policy;
    set.generated = TRY(GlobSet::Make(policy.generated.value));
    for (const RuleEntry* rule : shipped.rules) {
      const RulePolicy& settings = policy.rules.find(rule->info.id.view())->second;
      if (settings.mode.value == Mode::kOff) continue;
      GlobSet only = TRY(GlobSet::Make(settings.only.value));
      GlobSet except = TRY(GlobSet::Make(settings.except.value));
      set.rules.push_back({.rule = rule,
                           .policy = &settings,
                           .options = config::CompleteOptions(rule->info, settings),
                           .only = std::move(only),
                           .except = std::move(except)});
    }
    sets.push_back(std::move(set));
  }
  return sets;
}

}  // namespace headwater::jobs
