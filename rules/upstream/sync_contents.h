// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>

#include "headwater/result.h"
#include "headwater/sync.h"
#include "rules/upstream/sync_lines.h"

namespace headwater::upstream {

/// Of all the merges of a change: what is beyond it is not looked into.
inline constexpr uint64_t kMaxSyncBytes = uint64_t{256} << 20U;

/// Contents of merges, within bounds; what is lacking is remembered.
class SyncContents {
 public:
  explicit SyncContents(SyncSource& source) : source_(source) {}

  /// None: `unknown_because` says why. A zero id is an empty text.
  struct Text {
    std::optional<std::string> bytes;
    Literal unknown_because;
  };
  /// Errors other than kContent and kNotFound, as SyncSource::Read.
  Result<Text> Read(const BlobId& blob);

  /// The same as lines.
  struct Lines {
    LineSet telling;
    Literal unknown_because;
  };
  Result<Lines> ReadLines(const BlobId& blob);

  const std::set<BlobId>& missing() const { return missing_; }

 private:
  SyncSource& source_;
  std::set<BlobId> missing_;
  uint64_t bytes_ = 0;
};

}  // namespace headwater::upstream
