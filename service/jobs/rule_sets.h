// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <span>
#include <vector>

#include "headwater/policy.h"
#include "headwater/result.h"
#include "service/config/effective_policy.h"
#include "service/engine/engine.h"

namespace headwater::jobs {

/// The policies as the engine wants them. They must outlive the result.
Result<std::vector<engine::RuleSet>> MakeRuleSets(std::span<const Policy> policies,
                                                  const config::Shipped& shipped);

}  // namespace headwater::jobs
