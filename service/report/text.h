// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>

#include "headwater/report.h"

namespace headwater::report {

/// No line of the text report is longer, in bytes: longer ones are cut and marked with `...`.
inline constexpr size_t kMaxLineBytes = 4096;

/// The report as lines a user of compilers can read and an editor can jump to:
///
///     src/a.c:1: license/header-missing: no licence header [required]
///       fix: insert at line 1: // SPDX-FileCopyrightText: ...
///       why: ...
///       how to fix: ...
///     headwater: fail: 1 required, 0 recommended, 0 not checked (12 files, ...)
///
/// Findings in mode observe are only counted. One line per fact whatever the names contain; every
/// line ends with a newline; valid UTF-8.
std::string RenderText(const Report& report, Language language);

/// The same without notices and the last line.
std::string RenderFindings(const Report& report, Language language);

}  // namespace headwater::report
