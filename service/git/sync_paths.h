// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <vector>

#include "headwater/ids.h"
#include "headwater/result.h"
#include "headwater/sync.h"
#include "service/git/tree_diff.h"
#include "service/git/tree_store.h"

namespace headwater::git {

/// The trees of a merge; a zero id is the empty tree.
struct MergeTrees {
  TreeId base;
  TreeId own;
  TreeId upstream;
  TreeId merged;
  TreeId head;
};

/// The files that differ between two trees that nobody has checked, sorted by path. kContent as
/// WalkDifferences, and for paths beyond kMaxPathBytes.
Result<std::vector<DiffEntry>> DiffUnchecked(TreeStore& store, const TreeId& before,
                                             const TreeId& after);

/// Every path at which the first four are not all the same. Errors as DiffUnchecked.
Result<std::vector<MergePath>> PathsOfTrees(TreeStore& store, const MergeTrees& trees);

}  // namespace headwater::git
