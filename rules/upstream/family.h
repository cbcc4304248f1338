// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <span>

#include "headwater/rule.h"

namespace headwater::upstream {

extern const RuleEntry kAlreadyHere;
extern const RuleEntry kAlreadyUpstream;
extern const RuleEntry kAuthorshipKept;
extern const RuleEntry kClaimEqual;
extern const RuleEntry kClaimExists;
extern const RuleEntry kDeclarationTrue;
extern const RuleEntry kDifferenceExplained;
extern const RuleEntry kFixesTarget;
extern const RuleEntry kFollowUpFixes;
extern const RuleEntry kHistoryKept;
extern const RuleEntry kLicenseKept;
extern const RuleEntry kLostCarry;
extern const RuleEntry kMirrorOf;
extern const RuleEntry kObsoleteCarry;
extern const RuleEntry kPartialPick;
extern const RuleEntry kPureSyncMerge;

/// The rules of this family, sorted by id.
std::span<const RuleEntry* const> Rules();

}  // namespace headwater::upstream
