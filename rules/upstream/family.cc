// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/upstream/family.h"

namespace headwater::upstream {

std::span<const RuleEntry* const> Rules() {
  static constexpr const RuleEntry* kRules[] = {
      &kAlreadyHere,   &kAlreadyUpstream, &kAuthorshipKept,      &kClaimEqual,
      &kClaimExists,   &kDeclarationTrue, &kDifferenceExplained, &kFixesTarget,
      &kFollowUpFixes, &kHistoryKept,     &kLicenseKept,         &kLostCarry,
      &kMirrorOf,      &kObsoleteCarry,   &kPartialPick,         &kPureSyncMerge,
  };
  return kRules;
}

}  // namespace headwater::upstream
