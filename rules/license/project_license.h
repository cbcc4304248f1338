// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "headwater/git.h"
#include "headwater/result.h"

namespace headwater::license {

/// The licence that a suggested header may name.
struct ProjectLicense {
  std::string license;  ///< An expression in canonical spelling, safe in one line of any comment.
};

/// legal.license of the root's publiccode.yml, else the only text in LICENSES/. Nothing when the
/// project does not say it, or says it in a way that does not fit into a comment. Never guessed
/// from the history: who wrote a line is not who holds the rights. Errors as GitView::Read.
Result<std::optional<ProjectLicense>> FindProjectLicense(GitView& view);

/// The holder whom the root's publiccode.yml names, fit for a comment; else empty. Errors as
/// GitView::Read.
Result<std::string> FindMainCopyrightOwner(GitView& view);

/// Whether the text can stand in a comment of any style: one line, nothing invisible, no
/// delimiter of comments, templates or continued lines.
bool FitsIntoComment(std::string_view text);

}  // namespace headwater::license
