// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <vector>

#include "headwater/sync.h"

namespace headwater::upstream {

/// The folders, each the topmost, whose added files are to a large part an upstream's, of an
/// upstream of which the change has no commit. What stood in the target branch before, wherever, is
/// not added; nor is what a revert brings back. Sorted by folder.
std::vector<Import> FindImports(const SyncQuestion& question, const std::vector<bool>& has_commits);

}  // namespace headwater::upstream
