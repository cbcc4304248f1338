// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <unordered_map>
#include <vector>

#include "headwater/ids.h"
#include "headwater/result.h"
#include "service/git/object_reader.h"
#include "service/git/tree_parser.h"

namespace headwater::git {

/// Bounds of what is read of one project's folders in all its history. Linux 6.6 has some five
/// million folders; curl, with 40,000 commits, 106,000 of 440 MB.
inline constexpr size_t kMaxKeyedTrees = 8'000'000;
inline constexpr uint64_t kMaxKeyedTreeBytes = uint64_t{16} << 30U;

/// Which folders have the same content, whatever files of it may be executed: an import from an
/// archive loses that. Each tree of a history is read once. Not thread-safe.
class TreeKeys {
 public:
  /// What is known of a folder.
  struct Folder {
    /// The id that git would give it if none of its files, at any depth, were executable and all
    /// modes were written as git writes them today. Mostly the folder's own.
    TreeId canonical;
    bool counts = false;  ///< At least kMinTreeEntries entries.
    bool old = false;     ///< It was first met below another one, while SetOld was on.
  };

  /// Told of each tree once, when all below it are known.
  using TreeTaker = std::function<Status(const ParsedTree&)>;

  TreeKeys(ObjectReader reader, TreeTaker take) : reader_(reader), take_(std::move(take)) {}

  void SetOld(bool old) { old_ = old; }
  bool is_old() const { return old_; }

  /// Reads what is new of a folder. kContent for a tree that is missing or bad, and beyond
  /// kMaxTreeDepth or the bounds above.
  Result<Folder> Look(const TreeId& root);

  /// A folder that Look has seen.
  const Folder& of(const TreeId& id) const { return folders_.find(id)->second; }

 private:
  struct Frame {
    TreeId id;
    ParsedTree tree;
    size_t next = 0;
  };

  Result<Frame> Enter(const TreeId& id);
  /// Takes entries of the innermost frame until one leads down, or leaves it.
  Status Step(std::vector<Frame>& frames);
  Result<TreeId> CanonicalOf(const Frame& frame) const;
  bool IsCanonical(const ParsedTree& tree) const;

  ObjectReader reader_;
  TreeTaker take_;
  std::unordered_map<TreeId, Folder, ObjectIdHash> folders_;
  uint64_t read_bytes_ = 0;
  bool old_ = false;
};

}  // namespace headwater::git
