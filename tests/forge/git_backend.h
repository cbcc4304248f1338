// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "tests/forge/api.h"

namespace headwater::forge_double {

/// Whether the target is git's: "/group/name.git/...".
bool IsGitTarget(const std::string& target);

/// git over smart HTTP, by `git http-backend`: Basic authentication with a token as the password,
/// public projects readable by all. What a push has moved is taken up before its answer ends.
/// https://git-scm.com/docs/git-http-backend
Response AnswerGit(World& world, const Request& request);

}  // namespace headwater::forge_double
