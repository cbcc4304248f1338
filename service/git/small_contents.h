// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>

#include "headwater/ids.h"

namespace headwater::git {

/// The small contents that were read last: a changed file is read for its statements, and once more
/// for its lines, and unpacking it takes most of the time of both. When it is full those that have
/// been here longest go. Large ones are held by who compares them (RecentBlobs). Not thread-safe.
class SmallContents {
 public:
  static constexpr size_t kMaxBlobBytes = size_t{64} << 10U;
  static constexpr size_t kMaxBytes = size_t{8} << 20U;
  /// What each costs besides its bytes: a stranger's repository may have many that have hardly any.
  static constexpr size_t kOverheadBytes = 192;

  /// nullptr: not here. Valid until the next Keep.
  const std::string* Find(const BlobId& id) const;
  void Keep(const BlobId& id, std::string_view bytes);

 private:
  std::unordered_map<BlobId, std::string, ObjectIdHash> blobs_;
  std::deque<BlobId> order_;
  size_t bytes_ = 0;
};

}  // namespace headwater::git
