// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>

#include "headwater/git.h"
#include "headwater/report.h"

namespace headwater::jobs {

/// A patch that is larger mends what a person would not look through; what does not fit is left for
/// `headwater fix`.
inline constexpr size_t kMaxFixPatchBytes = size_t{1} << 20U;

/// Every fix of the report that needs no person, as one patch for `git apply`: whole files only, at
/// most kMaxFixPatchBytes. Empty: there is none. `head`: the files that were judged; one that
/// cannot be read is left out.
std::string FixPatchOf(const Report& report, GitView& head);

}  // namespace headwater::jobs
