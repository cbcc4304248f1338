// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "headwater/finding.h"
#include "headwater/line_suggestion.h"
#include "headwater/report.h"
#include "headwater/result.h"
#include "service/git/change_builder.h"
#include "service/git/line_changes.h"

namespace headwater::jobs {

/// Findings for which a suggestion is looked for. More than a merge request gets threads, so that
/// some may be there already or be impossible; few, because for each a file is compared.
inline constexpr size_t kMaxSuggestions = 50;

/// The fixes of gates' findings that a platform can apply on lines its diff shows, in the order of
/// the findings; of two that do the same the first. Errors of GitView::Read.
Result<std::vector<LineSuggestion>> SuggestionsFor(const Report& report,
                                                   const git::BuiltChange& built);

/// The suggestion that makes of the text what the fix (kReplace) makes of it; none when no lines of
/// `shown` can carry one. Lines that are inserted are put beside a line that is shown, which is
/// replaced by itself. Pure.
std::optional<LineSuggestion> Suggest(std::string_view text, const Fix& fix,
                                      std::span<const git::ShownLine> shown);

}  // namespace headwater::jobs
