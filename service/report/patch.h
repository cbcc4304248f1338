// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <vector>

#include "headwater/fix.h"
#include "headwater/untrusted.h"

namespace headwater::report {

/// What becomes of one file.
struct FilePatch {
  Untrusted path;
  bool created = false;     ///< Then the edits are one insertion into nothing.
  std::string before;       ///< The file as it is.
  std::vector<Edit> edits;  ///< As EditPlan::edits.
};

/// A patch in git's unified format, three lines of context, that `git apply` takes. Lines are given
/// byte by byte, as any patch has them: what a terminal makes of them is not looked at. Names are
/// quoted as git quotes them.
std::string RenderPatch(const FilePatch& file);

}  // namespace headwater::report
