// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <ostream>

#include "headwater/check.h"
#include "headwater/report_requests.h"
#include "service/jobs/report_collect.h"

namespace headwater::jobs {

/// Made, but the audit log is not as it was written.
inline constexpr int kExitLogBroken = 1;

/// `headwater report`: service/docs/report.md. The document goes to `out`, or whole to the file
/// that was named. kExitUsage when something is named that is not there; kExitUnknown when the
/// store cannot be read or the file not written.
CommandResult RunReport(const AuditReportRequest& request, const ReportSources& sources,
                        WallTime now, std::ostream& out);

}  // namespace headwater::jobs
