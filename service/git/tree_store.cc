// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/git/tree_store.h"

#include <algorithm>
#include <utility>

#include "service/git/entry_name.h"
#include "service/git/tree_walk.h"

namespace headwater::git {

Result<ParsedTree> ReadParsedTree(const ObjectReader& reader, const TreeId& id) {
  if (id.IsZero()) return ParsedTree();
  Result<std::string> raw = reader.ReadTree(id);
  if (!raw.ok()) return Error{Errc::kContent, raw.error().message};
  return ParsedTree::Parse(std::move(raw).value()).Context("tree " + id.Hex());
}

Result<const ParsedTree*> TreeStore::Load(const TreeId& id) {
  if (const auto found = trees_.find(id); found != trees_.end()) return &found->second;
  ParsedTree tree = TRY(ReadParsedTree(reader_, id));
  stored_bytes_ += tree.raw_bytes();
  if (stored_bytes_ > kMaxStoredTreeBytes) {
    return Error{Errc::kContent, "the trees have more than " + std::to_string(kMaxStoredTreeBytes) +
                                     " bytes in all"};
  }
  return &trees_.emplace(id, std::move(tree)).first->second;
}

Status TreeStore::Check(const TreeId& root) {
  if (IsChecked(root)) return Ok{};
  std::vector<Frame> frames;
  frames.push_back(TRY(Enter(root, frames)));
  while (!frames.empty()) TRY(Step(frames));
  return Ok{};
}

Result<TreeStore::Frame> TreeStore::Enter(const TreeId& id, const std::vector<Frame>& above) {
  const ParsedTree* tree =
      TRY(Load(id).Context(above.empty() ? "top folder" : "folder \"" + PathOf(above) + "\""));
  return Frame{.id = id, .tree = tree, .next = 0, .extent = {}};
}

Status TreeStore::Step(std::vector<Frame>& frames) {
  Frame& frame = frames.back();
  if (frame.next == frame.tree->size()) {
    const Extent below = frame.extent;
    extents_.emplace(frame.id, below);
    frames.pop_back();
    if (frames.empty()) return Ok{};
    Frame& parent = frames.back();
    AddEntry(parent.extent, (*parent.tree)[parent.next - 1].name, below);
    return CheckExtent(parent.extent, frames);
  }
  const TreeEntry entry = (*frame.tree)[frame.next++];
  if (!entry.is_directory()) {
    AddEntry(frame.extent, entry.name, {.files = 1});
    return CheckExtent(frame.extent, frames);
  }
  const auto id = entry.id<TreeId>();
  if (const auto known = extents_.find(id); known != extents_.end()) {
    AddEntry(frame.extent, entry.name, known->second);
    return CheckExtent(frame.extent, frames);
  }
  // The way down is a path that really is there: without this a chain would be read to its end.
  if (frames.size() == kMaxTreeDepth) {
    return Error{Errc::kContent, "folders nested more than " + std::to_string(kMaxTreeDepth) +
                                     " deep: \"" + PathOf(frames) + "\""};
  }
  frames.push_back(TRY(Enter(id, frames)));
  return Ok{};
}

void TreeStore::AddEntry(Extent& extent, std::string_view name, const Extent& below) {
  const uint64_t slash = below.depth > 0 ? 1 : 0;
  extent.entries += 1 + below.entries;
  extent.files += below.files;
  extent.path_bytes += below.path_bytes + below.files * (name.size() + slash);
  extent.longest_path = std::max(extent.longest_path, name.size() + slash + below.longest_path);
  extent.depth = std::max(extent.depth, 1 + below.depth);
}

// Called after each entry, so that no sum can overflow: a tree has fewer than 2^20 entries (16
// MiB), each adding less than the bounds.
Status TreeStore::CheckExtent(const Extent& extent, const std::vector<Frame>& frames) {
  const char* problem = nullptr;
  if (extent.depth > kMaxTreeDepth) problem = "folders nested too deep";
  if (extent.longest_path > kMaxPathBytes) problem = "a path that is too long";
  if (extent.entries > kMaxTreeEntries) problem = "more files than can be judged";
  if (extent.path_bytes > kMaxTreePathBytes) problem = "longer paths in all than can be judged";
  if (problem == nullptr) return Ok{};
  return Error{Errc::kContent, std::string(problem) + ": \"" + PathOf(frames) + "\""};
}

std::string TreeStore::PathOf(const std::vector<Frame>& frames) {
  std::string path;
  for (const Frame& frame : frames) {
    if (frame.next == 0) break;
    if (!path.empty()) path += '/';
    path += (*frame.tree)[frame.next - 1].name;
  }
  if (path.size() > kMaxPathBytes) path.resize(kMaxPathBytes);
  return path;
}

Result<std::vector<FileEntry>> TreeStore::List(const TreeId& root) {
  std::vector<FileEntry> files;
  if (const auto known = extents_.find(root); known != extents_.end()) {
    files.reserve(known->second.files);
  }
  TRY(WalkTrees(*this, {root}, [&](const std::string& path, const TreeRow& row) {
    const TreeEntry& entry = *row[0];
    if (entry.is_directory()) return true;
    files.push_back({Untrusted(path), entry.id<BlobId>(), ToFileMode(entry.kind)});
    return false;
  }));
  return files;
}

Result<std::unordered_set<BlobId, ObjectIdHash>> TreeStore::FindBlobs(
    const TreeId& root, const std::unordered_set<BlobId, ObjectIdHash>& wanted) {
  std::unordered_set<BlobId, ObjectIdHash> found;
  std::unordered_set<TreeId, ObjectIdHash> seen = {root};
  std::vector<TreeId> open = {root};
  while (!open.empty() && found.size() < wanted.size()) {
    const TreeId id = open.back();
    open.pop_back();
    const ParsedTree& tree = *TRY(Load(id));
    for (size_t i = 0; i < tree.size(); ++i) {
      const TreeEntry entry = tree[i];
      if (entry.is_directory()) {
        const auto below = entry.id<TreeId>();
        if (seen.insert(below).second) open.push_back(below);
      } else if (entry.kind != EntryKind::kSubmodule && wanted.contains(entry.id<BlobId>())) {
        found.insert(entry.id<BlobId>());
      }
    }
  }
  return found;
}

}  // namespace headwater::git
