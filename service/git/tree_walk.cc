// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/git/tree_walk.h"

#include <cstring>
#include <limits>

#include "service/git/tree_store.h"

namespace headwater::git {
namespace {

using Roots = std::array<TreeId, kMaxSides>;

class Walker {
 public:
  Walker(TreeStore& store, const TreeVisitor& visit, uint64_t max_rows)
      : store_(store), visit_(visit), rows_left_(max_rows) {}

  /// Recursive; `depth`: folders above.
  Status Walk(const Roots& roots, uint32_t depth = 0) {
    if (depth > kMaxTreeDepth) return Error{Errc::kContent, "folders lie too deep"};
    std::array<const ParsedTree*, kMaxSides> trees{};
    for (size_t side = 0; side < kMaxSides; ++side) trees[side] = TRY(store_.Load(roots[side]));
    std::array<size_t, kMaxSides> next{};
    while (true) {
      const TreeRow row = TakeRow(trees, next);
      const TreeEntry* any = Any(row);
      if (any == nullptr) return Ok{};
      if (rows_left_-- == 0) return Error{Errc::kContent, "too many files and folders differ"};
      const size_t parent_bytes = path_.size();
      if (parent_bytes > 0) path_ += '/';
      path_ += any->name;
      if (visit_(path_, row) && any->is_directory()) TRY(Walk(IdsOf(row), depth + 1));
      path_.resize(parent_bytes);
    }
  }

 private:
  static const TreeEntry* Any(const TreeRow& row) {
    for (const std::optional<TreeEntry>& entry : row) {
      if (entry) return &*entry;
    }
    return nullptr;
  }

  static Roots IdsOf(const TreeRow& row) {
    Roots ids{};
    for (size_t side = 0; side < kMaxSides; ++side) {
      if (row[side]) ids[side] = row[side]->id<TreeId>();
    }
    return ids;
  }

  /// The least entry of all sides, with its equals; steps over what it takes.
  static TreeRow TakeRow(const std::array<const ParsedTree*, kMaxSides>& trees,
                         std::array<size_t, kMaxSides>& next) {
    TreeRow row;
    for (size_t side = 0; side < kMaxSides; ++side) {
      if (next[side] == trees[side]->size()) continue;
      const TreeEntry entry = (*trees[side])[next[side]];
      const TreeEntry* least = Any(row);
      const int order = least == nullptr ? -1 : CompareEntries(entry, *least);
      if (order < 0) row = TreeRow();
      if (order <= 0) row[side] = entry;
    }
    for (size_t side = 0; side < kMaxSides; ++side) next[side] += row[side] ? 1 : 0;
    return row;
  }

  TreeStore& store_;
  const TreeVisitor& visit_;
  uint64_t rows_left_;
  std::string path_;
};

}  // namespace

Status WalkTrees(TreeStore& store, const Roots& roots, const TreeVisitor& visit) {
  for (const TreeId& root : roots) {
    if (!store.IsChecked(root)) return Error{Errc::kInternal, "a tree was not checked"};
  }
  return Walker(store, visit, std::numeric_limits<uint64_t>::max()).Walk(roots);
}

Status WalkDifferences(TreeStore& store, const TreeId& before, const TreeId& after,
                       const TreeVisitor& visit) {
  const TreeVisitor visit_different = [&visit](const std::string& path, const TreeRow& row) {
    return !SameEntry(row[0], row[1]) && visit(path, row);
  };
  return Walker(store, visit_different, kMaxTreeEntries).Walk({before, after});
}

bool SameEntry(const std::optional<TreeEntry>& left, const std::optional<TreeEntry>& right) {
  if (!left || !right) return left.has_value() == right.has_value();
  return left->kind == right->kind &&
         std::memcmp(left->id_bytes, right->id_bytes, kObjectIdBytes) == 0;
}

}  // namespace headwater::git
