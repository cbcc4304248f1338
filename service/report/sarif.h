// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>

#include "headwater/report.h"

namespace headwater::report {

/// The report as a SARIF 2.1.0 log with one run
/// (https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/sarif-v2.1.0-errata01-os-complete.html).
///
/// Level: `error` for what is required, `warning` for what is recommended, `note` for what is only
/// observed. A rule or file that could not be checked, findings that were not kept, and notices are
/// tool execution notifications; the execution counts as unsuccessful when the outcome is unknown.
/// Fixes are the replacements of lines; new files and commands have no form in SARIF.
std::string RenderSarif(const Report& report, Language language);

}  // namespace headwater::report
