// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>

#include "headwater/report.h"

namespace headwater::report {

/// The report as a JSON array for GitLab's Code Quality widget
/// (https://docs.gitlab.com/ci/testing/code_quality/, "Code Quality report format").
///
/// Severity: `major` for what is required, `minor` for what is recommended, `info` for what is only
/// observed. GitLab insists on a path and a line: a finding about a whole file stands at line 1,
/// one without a file at `.` (the root; there is no link to follow). What a gate could not check is
/// an entry of its own, severity `major`, or the widget would show a clean change.
std::string RenderCodeClimate(const Report& report, Language language);

}  // namespace headwater::report
