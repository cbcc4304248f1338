// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "headwater/check.h"
#include "headwater/policy_requests.h"
#include "service/config/effective_policy.h"

namespace headwater {

/// `headwater policy plan`: reads the store, and has children that hold nothing of it judge what
/// strangers wrote.
CommandResult RunPlan(const PolicyPlanRequest& request, const config::Shipped& shipped);

}  // namespace headwater
