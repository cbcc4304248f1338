// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "headwater/registry.h"

#include <algorithm>
#include <vector>

#include "rules/fork/family.h"
#include "rules/license/family.h"
#include "rules/policy/family.h"
#include "rules/project/family.h"
#include "rules/sbom/family.h"
#include "rules/upstream/family.h"

namespace headwater {
namespace {

bool ById(const RuleEntry* a, const RuleEntry* b) { return a->info.id.view() < b->info.id.view(); }

std::vector<const RuleEntry*> Join() {
  std::vector<const RuleEntry*> rules;
  for (const auto family : {fork::Rules(), license::Rules(), policy::Rules(), project::Rules(),
                            sbom::Rules(), upstream::Rules()}) {
    rules.insert(rules.end(), family.begin(), family.end());
  }
  std::sort(rules.begin(), rules.end(), ById);
  return rules;
}

}  // namespace

std::span<const RuleEntry* const> AllRules() {
  static const std::vector<const RuleEntry*> kRules = Join();
  return kRules;
}

const RuleEntry* FindRule(std::string_view id) {
  const auto rules = AllRules();
  const auto found = std::find_if(rules.begin(), rules.end(), [id](const RuleEntry* rule) {
    return rule->info.id.view() == id;
  });
  return found == rules.end() ? nullptr : *found;
}

}  // namespace headwater
