// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <cstddef>
#include <set>
#include <utility>
#include <vector>

namespace headwater {

/// The keys of one map, to find duplicates. `Key` is std::string, or std::string_view where the
/// text outlives the set.
///
/// A list while there are few keys, because most maps are small; then a balanced tree. Not a hash
/// table: the seed of std::hash is known, so a file could make all its keys collide and take
/// quadratic time.
template <typename Key>
class KeySet {
 public:
  /// False when the key is there already.
  bool Insert(Key key) {
    if (many_.empty() && few_.size() < kFew) {
      if (std::find(few_.begin(), few_.end(), key) != few_.end()) return false;
      few_.push_back(std::move(key));
      return true;
    }
    if (many_.empty()) many_.insert(few_.begin(), few_.end());
    return many_.insert(std::move(key)).second;
  }

 private:
  static constexpr size_t kFew = 8;

  std::vector<Key> few_;
  std::set<Key> many_;
};

}  // namespace headwater
