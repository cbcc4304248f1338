// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>

#include "headwater/report.h"

namespace headwater::report {

/// The whole report in our own schema `headwater.check/1`, described field by field in
/// service/docs/check-json.md. The language is that of the sentences; all else is language-free.
std::string RenderJson(const Report& report, Language language);

/// The same, in English, with what a program needs to read the report back (ReportFrom in
/// evaluation_json.h) and to say it in another language: `policy_hash`, and for every message its
/// `key` and `args`.
std::string RenderRecord(const Report& report);

}  // namespace headwater::report
