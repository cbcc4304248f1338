// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>

#include "headwater/report.h"

namespace headwater::report {

/// The report as JUnit XML, as GitLab's test widget reads it
/// (https://docs.gitlab.com/ci/testing/unit_test_reports/): one suite, one test case per rule. A
/// case fails when the rule found what is required, is an error when a gate could not be checked,
/// and is skipped when the rule does not apply. What is only recommended or observed passes: JUnit
/// knows no hints. A change that could not be read is an error by itself.
std::string RenderJunit(const Report& report, Language language);

}  // namespace headwater::report
