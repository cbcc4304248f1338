// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "headwater/git.h"
#include "headwater/result.h"

namespace headwater::license {

/// The licence that a suggested header may name, in canonical spelling, safe in one line of any
/// comment: legal.license of the root's publiccode.yml, else what the root's package says, else
/// its licence text, else the only text in LICENSES/. Several: the text alone does not tell them
/// apart (`GPL-3.0-only`, `GPL-3.0-or-later`). Empty: the project does not say it, says different
/// things, says it in a way that does not fit into a comment, or its text is more or less than a
/// licence or could not be read. Never guessed from the history: who wrote a line is not who holds
/// the rights. Errors as GitView::Read.
Result<std::vector<std::string>> FindProjectLicense(GitView& view);

/// The holder whom the root's publiccode.yml names, fit for a comment; else empty. Errors as
/// GitView::Read.
Result<std::string> FindMainCopyrightOwner(GitView& view);

/// Whether the text can stand in a comment of any style: one line, nothing invisible, no
/// delimiter of comments, templates or continued lines.
bool FitsIntoComment(std::string_view text);

}  // namespace headwater::license
