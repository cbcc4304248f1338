// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/git/sync_paths.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "service/git/entry_name.h"
#include "service/git/tree_walk.h"

namespace headwater::git {
namespace {

enum Side : size_t { kBase, kOwn, kUpstream, kMerged };
constexpr size_t kSides = 4;

/// Two sides that are compared. What is not among their differences is the same on both.
struct Pair {
  Side before;
  Side after;
};
constexpr std::array<Pair, kSides> kPairs = {
    {{kBase, kOwn}, {kBase, kUpstream}, {kOwn, kMerged}, {kUpstream, kMerged}}};

/// What is known of one path so far.
struct Row {
  std::array<std::optional<BlobId>, kSides> blobs;
  std::array<bool, kSides> differs{};  ///< By pair.
  bool plain = true;
};

bool IsPlain(const std::optional<FileMode>& mode) { return !mode || IsFile(*mode); }

/// The pairs form a ring, of which a path that differs anywhere breaks at least two: so three sides
/// are known, and the fourth is equal to one of them.
void FillIn(Row& row) {
  for (size_t pair = 0; pair < kPairs.size(); ++pair) {
    if (row.differs[pair]) continue;
    std::optional<BlobId>& before = row.blobs[kPairs[pair].before];
    std::optional<BlobId>& after = row.blobs[kPairs[pair].after];
    if (before && !after) after = before;
    if (after && !before) before = after;
  }
}

MergePath ToMergePath(const std::string& path, Row row) {
  FillIn(row);
  return {.path = Untrusted(path),
          .base = row.blobs[kBase].value_or(BlobId()),
          .own = row.blobs[kOwn].value_or(BlobId()),
          .upstream = row.blobs[kUpstream].value_or(BlobId()),
          .merged = row.blobs[kMerged].value_or(BlobId()),
          .head = row.blobs[kMerged].value_or(BlobId()),
          .plain = row.plain};
}

}  // namespace

Result<std::vector<DiffEntry>> DiffUnchecked(TreeStore& store, const TreeId& before,
                                             const TreeId& after) {
  std::vector<DiffEntry> entries;
  bool too_long = false;
  TRY(WalkDifferences(store, before, after, [&](const std::string& path, const TreeRow& row) {
    too_long |= path.size() > kMaxPathBytes;
    if (too_long) return false;
    const bool directory = row[0] ? row[0]->is_directory() : row[1]->is_directory();
    if (!directory) entries.push_back(ToDiffEntry(path, row));
    return directory;
  }));
  if (too_long) return Error{Errc::kContent, "a path is too long"};
  return entries;
}

Result<std::vector<MergePath>> PathsOfTrees(TreeStore& store, const MergeTrees& trees) {
  const std::array<TreeId, kSides> roots = {trees.base, trees.own, trees.upstream, trees.merged};
  std::map<std::string, Row> rows;
  for (size_t pair = 0; pair < kPairs.size(); ++pair) {
    const auto [before, after] = kPairs[pair];
    for (const DiffEntry& entry : TRY(DiffUnchecked(store, roots[before], roots[after]))) {
      Row& row = rows[entry.path.bytes()];
      row.differs[pair] = true;
      row.blobs[before] = entry.old_blob;
      row.blobs[after] = entry.new_blob;
      row.plain = row.plain && IsPlain(entry.old_mode) && IsPlain(entry.new_mode);
    }
  }
  std::vector<MergePath> paths;
  paths.reserve(rows.size());
  for (const auto& [path, row] : rows) paths.push_back(ToMergePath(path, row));
  for (const DiffEntry& entry : TRY(DiffUnchecked(store, trees.merged, trees.head))) {
    const auto path = std::ranges::lower_bound(paths, entry.path, {}, &MergePath::path);
    if (path != paths.end() && path->path == entry.path) path->head = entry.new_blob;
  }
  return paths;
}

}  // namespace headwater::git
