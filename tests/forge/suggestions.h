// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <vector>

#include "tests/forge/world.h"

/// \file
/// Suggestions: fenced blocks in a comment on a line, which a click turns into a commit.
/// https://docs.gitlab.com/ee/user/project/merge_requests/reviews/suggestions.html

namespace headwater::forge_double {

/// Those in the note's body, without ids: none unless it stands on a line of the new side. Reads
/// the lines they replace with git, outside the state's lock.
std::vector<Suggestion> SuggestionsIn(const World& world, const Note& note);

Json SuggestionJson(const Note& note, const Suggestion& suggestion);

}  // namespace headwater::forge_double
