// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "headwater/check.h"
#include "service/cli/command_line.h"

namespace headwater {

/// `headwater audit list`: service/docs/serve.md, "The audit log". kExitUsage when there is no log
/// to read, kExitUnknown when it cannot be read now.
CommandResult ListAudit(const cli::AuditRequest& request);

}  // namespace headwater
