// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "headwater/check.h"
#include "headwater/decision_book.h"
#include "headwater/ratchet_book.h"
#include "headwater/report_requests.h"

namespace headwater::jobs {

/// `headwater policy ratchet`: service/docs/policy.md. kExitUsage when a project or mark is named
/// that is not there; kExitUnknown when the store cannot be read or written now.
CommandResult RunRatchet(const RatchetRequest& request, RatchetBook& marks,
                         DecisionBook& decisions);

}  // namespace headwater::jobs
