// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/git/tree_walk.h"

#include <cstring>

#include "service/git/tree_store.h"

namespace headwater::git {
namespace {

using Roots = std::array<TreeId, kMaxSides>;

class Walker {
 public:
  Walker(TreeStore& store, const TreeVisitor& visit) : store_(store), visit_(visit) {}

  /// Recursive: Check has bounded the depth to kMaxTreeDepth.
  Status Walk(const Roots& roots) {
    std::array<const ParsedTree*, kMaxSides> trees{};
    for (size_t side = 0; side < kMaxSides; ++side) trees[side] = TRY(store_.Load(roots[side]));
    std::array<size_t, kMaxSides> next{};
    while (true) {
      const TreeRow row = TakeRow(trees, next);
      const TreeEntry* any = Any(row);
      if (any == nullptr) return Ok{};
      const size_t parent_bytes = path_.size();
      if (parent_bytes > 0) path_ += '/';
      path_ += any->name;
      if (visit_(path_, row) && any->is_directory()) TRY(Walk(IdsOf(row)));
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
  std::string path_;
};

}  // namespace

Status WalkTrees(TreeStore& store, const Roots& roots, const TreeVisitor& visit) {
  for (const TreeId& root : roots) {
    if (!store.IsChecked(root)) return Error{Errc::kInternal, "a tree was not checked"};
  }
  return Walker(store, visit).Walk(roots);
}

bool SameEntry(const std::optional<TreeEntry>& left, const std::optional<TreeEntry>& right) {
  if (!left || !right) return left.has_value() == right.has_value();
  return left->kind == right->kind &&
         std::memcmp(left->id_bytes, right->id_bytes, kObjectIdBytes) == 0;
}

}  // namespace headwater::git
