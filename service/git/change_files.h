// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "headwater/change.h"
#include "headwater/result.h"
#include "service/git/line_changes.h"
#include "service/git/tree_diff.h"
#include "service/git/tree_store.h"

/// \file
/// From comparisons of trees to the files of a change. Private to the change builder.

namespace headwater::git {

struct ChangeFiles {
  std::vector<ChangedFile> files;  ///< Sorted by path.
  OldSides old_sides;
};

/// Unites the differences to each base. `target_has` says whether a path stands in the target's
/// tree; asked only when there are several bases.
ChangeFiles UniteDiffs(const std::vector<std::vector<DiffEntry>>& diffs,
                       const std::function<bool(std::string_view path)>& target_has);

/// Fills in renamed_from of added files. For wording only.
void MarkRenames(std::vector<ChangedFile>& files);

/// Fills in new_content of added files: their blob stands nowhere in the (checked) target tree.
Status MarkNewContent(TreeStore& store, const TreeId& target, std::vector<ChangedFile>& files);

/// kSubmodule for every submodule that was added or moved.
std::vector<Notice> SubmoduleNotices(const std::vector<ChangedFile>& files);

/// kContent when a path that the merge would write is not among the files.
Status CheckMergePaths(const std::vector<Untrusted>& merged, const std::vector<ChangedFile>& files);

}  // namespace headwater::git
