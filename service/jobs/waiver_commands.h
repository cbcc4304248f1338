// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "headwater/check.h"
#include "headwater/clock.h"
#include "headwater/waiver_requests.h"
#include "service/config/effective_policy.h"

namespace headwater::jobs {

/// Carries out `headwater waivers`: service/docs/waivers.md. What is given or confirmed here is the
/// operator's, who is bound by the ceilings alone (kWaiverCeiling, kEmergencyMax); each entry of
/// the audit log says so. Exit codes: kExitUsage for what cannot be given, revoked or read,
/// kExitUnknown when the register cannot be used now.
CommandResult RunWaivers(const WaiverRequest& request, WaiverBook& book,
                         const config::Shipped& shipped, WallTime now);

}  // namespace headwater::jobs
