// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <functional>
#include <optional>
#include <string>

#include "headwater/ids.h"
#include "headwater/result.h"
#include "service/git/tree_parser.h"

namespace headwater::git {

class TreeStore;

/// A merge has three sides: base, ours, theirs.
inline constexpr size_t kMaxSides = 3;

/// What stands under one path on each side. Those present are all directories, or all none: a file
/// and a directory of the same name are two rows.
using TreeRow = std::array<std::optional<TreeEntry>, kMaxSides>;

/// Told of every row once, in the order of path bytes. For directories the answer says whether to
/// go inside; otherwise it is ignored.
using TreeVisitor = std::function<bool(const std::string& path, const TreeRow& row)>;

/// Walks up to three trees of one store in lockstep; a zero id is the empty tree. kInternal when a
/// tree was not checked before.
Status WalkTrees(TreeStore& store, const std::array<TreeId, kMaxSides>& roots,
                 const TreeVisitor& visit);

/// Walks what differs between two trees that nobody has checked: only those folders are read, so
/// that one commit of a large project costs little. kContent for what lies deeper than
/// kMaxTreeDepth, for more than kMaxTreeEntries rows, and for a tree that is missing or bad.
Status WalkDifferences(TreeStore& store, const TreeId& before, const TreeId& after,
                       const TreeVisitor& visit);

/// Whether two entries of a row are the same: both absent, or of one kind and id.
bool SameEntry(const std::optional<TreeEntry>& left, const std::optional<TreeEntry>& right);

}  // namespace headwater::git
