// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>

#include "headwater/finding.h"
#include "rules/license/licensing.h"

namespace headwater::license {

/// The insertion of `notice` as a line of its own above `license`, the tag that stands in a
/// file's own text, with what stands
/// around the tag in its line. Nothing when that line is not made for it (code before it, a block
/// that is opened there and closed elsewhere), or the file's encoding or line ends might suffer.
std::optional<Fix> SuggestCopyrightLine(const Untrusted& path, const SourceText& source,
                                        const LicenseStatement& license, const std::string& notice);

}  // namespace headwater::license
