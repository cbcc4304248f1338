// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "headwater/git.h"
#include "headwater/ids.h"
#include "headwater/result.h"
#include "service/git/object_reader.h"
#include "service/git/tree_parser.h"

namespace headwater::git {

/// Bounds of what one tree may unfold to (security, 4.4): a repository of twenty objects can
/// describe more files than a disk holds, and a path longer than any stack.
inline constexpr uint32_t kMaxTreeDepth = 128;
inline constexpr uint64_t kMaxTreeEntries = 1'000'000;
/// All paths of one tree, written out. Linux 6.6 has 3.4 MB.
inline constexpr uint64_t kMaxTreePathBytes = uint64_t{128} << 20U;
/// Raw bytes of all trees one store keeps: head, target and bases together.
inline constexpr uint64_t kMaxStoredTreeBytes = uint64_t{128} << 20U;

/// Reads and parses one tree; the zero id is the empty tree. kContent when it is missing or bad.
Result<ParsedTree> ReadParsedTree(const ObjectReader& reader, const TreeId& id);

/// The trees of one repository, each read and parsed once. Nothing is enumerated before Check has
/// found that it can be. The zero id stands for the empty tree. Not thread-safe.
class TreeStore {
 public:
  explicit TreeStore(ObjectReader reader) : reader_(reader) {}

  /// Looks at every tree below `root` once, whatever it unfolds to: names, order and modes (see
  /// ParsedTree), depth, length of paths, number of entries. kContent with the path at fault.
  Status Check(const TreeId& root);

  bool IsChecked(const TreeId& root) const { return root.IsZero() || extents_.contains(root); }

  /// A tree's entries; the pointer is good as long as the store. kContent when it is missing or
  /// bad.
  Result<const ParsedTree*> Load(const TreeId& id);

  /// Every entry of a checked tree that is not a directory, sorted by path bytes.
  Result<std::vector<FileEntry>> List(const TreeId& root);

  /// Which of `wanted` are files or symlinks somewhere below a checked tree. Looks at every tree
  /// once.
  Result<std::unordered_set<BlobId, ObjectIdHash>> FindBlobs(
      const TreeId& root, const std::unordered_set<BlobId, ObjectIdHash>& wanted);

 private:
  /// What a tree unfolds to.
  struct Extent {
    uint64_t entries = 0;
    uint64_t files = 0;
    uint64_t path_bytes = 0;  ///< Of the files' paths, relative to the tree.
    uint64_t longest_path = 0;
    uint32_t depth = 0;  ///< Parts of the longest path.
  };
  /// A tree being looked at, down from the root.
  struct Frame {
    TreeId id;
    const ParsedTree* tree = nullptr;
    size_t next = 0;
    Extent extent;
  };

  Result<Frame> Enter(const TreeId& id, const std::vector<Frame>& above);
  /// Takes the next entry of the innermost frame, or leaves it.
  Status Step(std::vector<Frame>& frames);
  static void AddEntry(Extent& extent, std::string_view name, const Extent& below);
  static Status CheckExtent(const Extent& extent, const std::vector<Frame>& frames);
  static std::string PathOf(const std::vector<Frame>& frames);

  ObjectReader reader_;
  std::unordered_map<TreeId, ParsedTree, ObjectIdHash> trees_;
  std::unordered_map<TreeId, Extent, ObjectIdHash> extents_;
  uint64_t stored_bytes_ = 0;
};

}  // namespace headwater::git
