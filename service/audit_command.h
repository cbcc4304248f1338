// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "headwater/check.h"
#include "headwater/record_requests.h"

namespace headwater {

/// `headwater audit`: service/docs/serve.md, "The audit log". kExitUsage when there is no log to
/// read, kExitUnknown when it cannot be read now, 1 when it is not as it was written.
CommandResult RunAudit(const AuditRequest& request);

}  // namespace headwater
