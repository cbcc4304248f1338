// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>

#include "headwater/finding.h"
#include "rules/common/source_text.h"
#include "rules/license/statements.h"

namespace headwater::license {

/// The replacement of a statement's line by the same line with another value; everything around the
/// value stays. Nothing where that is not certain: UTF-16, lines that end with CR alone, bytes that
/// are no UTF-8, a value that stands there twice, was shortened or spans lines.
std::optional<Fix> ReplaceValue(const SourceText& text, const LicenseStatement& statement,
                                const std::string& value);

}  // namespace headwater::license
