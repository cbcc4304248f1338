// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/jobs/rule_sets.h"

#include <algorithm>
#include <utility>

#include "headwater/policy_rule.h"

namespace headwater::jobs {
namespace {

Status Enable(const RuleEntry& rule, const PolicyRule* own, const Policy& policy,
              engine::RuleSet& set) {
  const RulePolicy& settings = policy.rules.find(rule.info.id.view())->second;
  if (settings.mode.value == Mode::kOff) return Ok{};
  GlobSet only = TRY(GlobSet::Make(settings.only.value));
  GlobSet except = TRY(GlobSet::Make(settings.except.value));
  set.rules.push_back({.rule = &rule,
                       .policy = &settings,
                       .options = config::CompleteOptions(rule.info, settings),
                       .only = std::move(only),
                       .except = std::move(except),
                       .own = own});
  return Ok{};
}

Status EnableOwn(const Policy& policy, engine::RuleSet& set) {
  if (policy.own_rules == nullptr) return Ok{};
  for (const PolicyRulePointer& own : policy.own_rules->rules) {
    TRY(Enable(own->entry, own.get(), policy, set));
  }
  std::ranges::sort(set.rules, {}, [](const engine::EnabledRule& enabled) {
    return enabled.rule->info.id.view();
  });
  return Ok{};
}

}  // namespace

Result<std::vector<engine::RuleSet>> MakeRuleSets(std::span<const Policy> policies,
                                                  const config::Shipped& shipped) {
  std::vector<engine::RuleSet> sets;
  for (const Policy& policy : policies) {
    engine::RuleSet set;
    set.policy = &policy;
    set.generated = TRY(GlobSet::Make(policy.generated.value));
    for (const RuleEntry* rule : shipped.rules) TRY(Enable(*rule, nullptr, policy, set));
    TRY(EnableOwn(policy, set));
    sets.push_back(std::move(set));
  }
  return sets;
}

}  // namespace headwater::jobs
