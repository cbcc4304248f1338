// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <span>

#include "headwater/rule.h"

namespace headwater::policy {

extern const RuleEntry kWaiverAdded;

/// The rules of this family, sorted by id.
std::span<const RuleEntry* const> Rules();

}  // namespace headwater::policy
