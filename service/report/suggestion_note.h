// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "headwater/line_suggestion.h"
#include "headwater/report.h"

/// \file
/// The thread on the lines of a merge request that offers a fix.

namespace headwater::report {

/// The first line of the thread for a finding: by it and its author it is found again. The
/// fingerprint is hexadecimal digits.
std::string SuggestionMarker(std::string_view fingerprint);

/// The thread's text: what was found, why it matters, and the new lines to be applied by a click.
/// None when they cannot stand in a comment literally.
std::optional<std::string> RenderSuggestion(const RuleInfo& rule, const Finding& finding,
                                            const LineSuggestion& suggestion, Language language);

}  // namespace headwater::report
