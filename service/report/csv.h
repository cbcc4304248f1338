// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>

#include "headwater/untrusted.h"

namespace headwater::report {

/// One cell of a table (RFC 4180): always in quotation marks, one line, and never a formula where a
/// spreadsheet opens it
/// (https://owasp.org/www-community/attacks/CSV_Injection): what begins like one gets an
/// apostrophe.
std::string CsvCell(const Untrusted& text);

}  // namespace headwater::report
