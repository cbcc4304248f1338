// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <span>

#include "headwater/rule.h"

namespace headwater::fork {

extern const RuleEntry kChangeExistsElsewhere;
extern const RuleEntry kDeclared;
extern const RuleEntry kDuplicateProject;
extern const RuleEntry kOriginHint;
extern const RuleEntry kVendoredCopy;

/// The rules of this family, sorted by id.
std::span<const RuleEntry* const> Rules();

}  // namespace headwater::fork
