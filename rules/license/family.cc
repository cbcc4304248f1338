// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/license/family.h"

namespace headwater::license {

std::span<const RuleEntry* const> Rules() {
  static constexpr const RuleEntry* kRules[] = {
      &kHeaderMissing,
  };
  return kRules;
}

}  // namespace headwater::license
