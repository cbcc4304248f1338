// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <span>

#include "headwater/rule.h"

namespace headwater::sbom {

extern const RuleEntry kIdentity;
extern const RuleEntry kLicensesAllowed;
extern const RuleEntry kPresent;
extern const RuleEntry kProfile;
extern const RuleEntry kRoot;
extern const RuleEntry kValid;
extern const RuleEntry kVulnerabilityData;

/// The rules of this family, sorted by id.
std::span<const RuleEntry* const> Rules();

}  // namespace headwater::sbom
