// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/fork/family.h"

namespace headwater::fork {

std::span<const RuleEntry* const> Rules() {
  static constexpr const RuleEntry* kRules[] = {
      &kChangeExistsElsewhere, &kDeclared, &kDuplicateProject, &kOriginHint, &kVendoredCopy,
  };
  return kRules;
}

}  // namespace headwater::fork
