// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <string_view>

#include "headwater/result.h"

/// \file
/// The git command of this machine.

namespace headwater::git {

struct GitProgram {
  std::string path;  ///< Absolute.

  /// Looks where distributions put it; no search path is asked. kInternal when there is none, or
  /// one older than 2.39.4.
  static Result<GitProgram> Find();
};

/// Judges what `git --version` prints. Versions before 2.39.4 do not know GIT_NO_LAZY_FETCH,
/// without which a server can make a fetch start itself again for ever (security, E1).
/// https://git-scm.com/docs/git#Documentation/git.txt-GITNOLAZYFETCH
Status CheckGitVersion(std::string_view printed);

}  // namespace headwater::git
