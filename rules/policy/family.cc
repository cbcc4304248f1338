// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/policy/family.h"

namespace headwater::policy {

std::span<const RuleEntry* const> Rules() {
  static constexpr const RuleEntry* kRules[] = {&kWaiverAdded};
  return kRules;
}

}  // namespace headwater::policy
