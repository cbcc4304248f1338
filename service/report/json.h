// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>

#include "headwater/report.h"

namespace headwater::report {

/// The whole report in our own schema `headwater.check/1`, described field by field in
/// service/docs/check-json.md. The language is that of the sentences; all else is language-free.
std::string RenderJson(const Report& report, Language language);

}  // namespace headwater::report
