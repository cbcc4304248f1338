// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/sbom/family.h"

namespace headwater::sbom {

std::span<const RuleEntry* const> Rules() {
  static constexpr const RuleEntry* kRules[] = {
      &kIdentity, &kLicensesAllowed, &kPresent, &kProfile, &kRoot, &kValid, &kVulnerabilityData,
  };
  return kRules;
}

}  // namespace headwater::sbom
