// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "headwater/check.h"
#include "headwater/policy_requests.h"
#include "service/config/effective_policy.h"

namespace headwater::jobs {

/// `headwater policy`: which policy files are valid, what counts for a project, and the schema of
/// the files. Exit codes: 0 valid, 1 a file is not, kExitUsage.
CommandResult RunPolicy(const PolicyRequest& request, const config::Shipped& shipped);

}  // namespace headwater::jobs
