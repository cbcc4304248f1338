// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <filesystem>
#include <string>

#include "tests/forge/http.h"

/// \file
/// A server that means harm, for tests of git clients: /_hostile/KIND/repo.git/...
/// Each stream ends by itself after at most 60 seconds or 64 MiB. A project that is moved to the
/// path _hostile/KIND/repo has such a server for its git, and the usual one for everything else.

namespace headwater::forge_double {

struct HostileOptions {
  std::filesystem::path folder;  ///< For what has to be made first.
  std::string redirect_to;  ///< "http://127.0.0.1:1"; the kind "redirect" sends everybody there.
};

/// Kinds: dumb, redirect, endless-refs, slow, wrong-type, junk-pack, pack-bomb, auth-loop.
/// Unknown ones: 404.
Response AnswerHostile(const HostileOptions& options, const Request& request);

}  // namespace headwater::forge_double
