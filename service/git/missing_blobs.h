// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <span>
#include <vector>

#include "headwater/ids.h"

namespace headwater::git {

/// Blobs that a partial clone turned out to lack. Sorted when asked for, because there may be tens
/// of thousands.
class MissingBlobs {
 public:
  void Add(const BlobId& id) { ids_.push_back(id); }

  /// Sorted, each once.
  std::span<const BlobId> ids() const {
    std::ranges::sort(ids_);
    ids_.erase(std::unique(ids_.begin(), ids_.end()), ids_.end());
    return ids_;
  }

 private:
  mutable std::vector<BlobId> ids_;  ///< Mutable: sorting changes nothing one can see.
};

}  // namespace headwater::git
