// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string_view>

#include "headwater/git.h"
#include "headwater/ids.h"

namespace headwater::license {

/// Why REUSE 3.3 does not ask a file for licence information
/// (https://reuse.software/spec-3.3/#covered-files). Never silent: every exclusion has a name.
enum class Exclusion {
  kSymlink,
  kSubmodule,
  kEmptyFile,
  kLicenseFile,     ///< LICENSE, LICENCE, COPYING, alone or followed by `-` or `.` and anything.
  kLicensesFolder,  ///< LICENSES/ at the root.
  kReuseToml,
  kReuseFolder,      ///< .reuse/ at the root.
  kSpdxDocument,     ///< *.spdx, *.spdx.json and the like.
  kSideCar,          ///< X.license: it speaks for X.
  kOrphanSideCar,    ///< X.license without an X: it speaks for nothing. From Licensing only.
  kMesonSubproject,  ///< A project of its own. From Licensing only: it takes a look at the tree.
};

/// What the entry alone tells: nothing when by it the file is a Covered File. What git ignores is
/// not in git's objects, so that exclusion has no name here. Folders and endings are compared byte
/// by byte: `license` is no LICENSE.
std::optional<Exclusion> WhyNotCovered(const FileEntry& file);

}  // namespace headwater::license
