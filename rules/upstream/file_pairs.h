// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "rules/upstream/patch_table.h"

namespace headwater::upstream {

/// For each of `theirs` the index of the file of ours that takes over its changes, each at most
/// once: paths differ where packages were renamed, so that lines in common count first, and the
/// path between equals.
std::vector<std::optional<size_t>> PairFiles(std::span<const FileLines> theirs,
                                             std::span<const FileLines> ours);

}  // namespace headwater::upstream
