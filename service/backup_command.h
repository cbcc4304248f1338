// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "headwater/check.h"
#include "headwater/record_requests.h"

namespace headwater {

/// `headwater backup`: service/docs/operations.md, "Backup and restore". kExitUsage for a folder
/// that is no store, or a target that is there already; kExitUnknown when nothing whole was made.
CommandResult RunBackup(const BackupRequest& request);

}  // namespace headwater
