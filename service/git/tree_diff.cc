// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/git/tree_diff.h"

#include <utility>

namespace headwater::git {
namespace {

DiffEntry Removed(const FileEntry& file) {
  return {.path = file.path,
          .old_mode = file.mode,
          .new_mode = {},
          .old_blob = file.blob,
          .new_blob = {}};
}

DiffEntry Added(const FileEntry& file) {
  return {.path = file.path,
          .old_mode = {},
          .new_mode = file.mode,
          .old_blob = {},
          .new_blob = file.blob};
}

}  // namespace

DiffEntry ToDiffEntry(const std::string& path, const TreeRow& row) {
  DiffEntry entry{
      .path = Untrusted(path), .old_mode = {}, .new_mode = {}, .old_blob = {}, .new_blob = {}};
  if (row[0]) {
    entry.old_mode = ToFileMode(row[0]->kind);
    entry.old_blob = row[0]->id<BlobId>();
  }
  if (row[1]) {
    entry.new_mode = ToFileMode(row[1]->kind);
    entry.new_blob = row[1]->id<BlobId>();
  }
  return entry;
}

Result<TreeDiff> DiffTrees(TreeStore& store, const TreeId& base, const TreeId& head) {
  TreeDiff diff;
  TRY(WalkTrees(store, {base, head}, [&](const std::string& path, const TreeRow& row) {
    if (SameEntry(row[0], row[1])) return false;
    if (row[1] && row[1]->odd_mode && diff.odd_modes.size() < kMaxOddModes) {
      diff.odd_modes.push_back(
          {NoticeKind::kOddMode, Untrusted(path), Untrusted(std::string(row[1]->mode))});
    }
    const bool directory = row[1] ? row[1]->is_directory() : row[0]->is_directory();
    if (!directory) diff.entries.push_back(ToDiffEntry(path, row));
    return directory;
  }));
  return diff;
}

std::vector<DiffEntry> DiffLists(std::span<const FileEntry> base, std::span<const FileEntry> head) {
  std::vector<DiffEntry> entries;
  size_t old_at = 0;
  size_t new_at = 0;
  while (old_at < base.size() || new_at < head.size()) {
    if (new_at == head.size() || (old_at < base.size() && base[old_at].path < head[new_at].path)) {
      entries.push_back(Removed(base[old_at++]));
      continue;
    }
    const FileEntry& added = head[new_at++];
    if (old_at == base.size() || added.path < base[old_at].path) {
      entries.push_back(Added(added));
      continue;
    }
    const FileEntry& removed = base[old_at++];
    if (removed.mode == added.mode && removed.blob == added.blob) continue;
    DiffEntry entry = Removed(removed);
    entry.new_mode = added.mode;
    entry.new_blob = added.blob;
    entries.push_back(std::move(entry));
  }
  return entries;
}

Result<std::vector<Untrusted>> PathsOfMerge(TreeStore& store, const TreeId& base,
                                            const TreeId& ours, const TreeId& theirs) {
  std::vector<Untrusted> paths;
  TRY(WalkTrees(store, {base, ours, theirs}, [&](const std::string& path, const TreeRow& row) {
    if (!row[2] || SameEntry(row[2], row[0]) || SameEntry(row[2], row[1])) return false;
    if (!row[2]->is_directory()) paths.emplace_back(path);
    return true;
  }));
  return paths;
}

}  // namespace headwater::git
