// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "headwater/policy_rule.h"

#include <algorithm>

namespace headwater {
namespace {

bool IsNameByte(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

}  // namespace

bool IsPatternId(std::string_view id) {
  const bool is_external = id.starts_with(kExternalFamily);
  if (!is_external && !id.starts_with(kPatternFamily)) return false;
  const std::string_view name =
      id.substr(is_external ? kExternalFamily.size() : kPatternFamily.size());
  if (name.empty() || name.size() > kMaxPatternName) return false;
  char before = '-';
  for (const char c : name) {
    if (!IsNameByte(c) && (c != '-' || before == '-')) return false;
    before = c;
  }
  return before != '-';
}

const PolicyRule* PolicyRules::Find(std::string_view id) const {
  const auto found = std::find_if(rules.begin(), rules.end(),
                                  [id](const PolicyRulePointer& rule) { return rule->id() == id; });
  return found == rules.end() ? nullptr : found->get();
}

}  // namespace headwater
