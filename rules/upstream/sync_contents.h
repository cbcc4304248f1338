// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <set>
#include <string>

#include "headwater/result.h"
#include "headwater/sync.h"
#include "rules/upstream/sync_lines.h"

namespace headwater::upstream {

/// Of all the merges of a change: what is beyond it is not looked into.
inline constexpr uint64_t kMaxSyncBytes = uint64_t{256} << 20U;
/// Of texts that are kept for the next question; their lines take as much again at most. What one
/// own commit left of a file is what the next one found.
inline constexpr uint64_t kMaxKeptSyncBytes = uint64_t{32} << 20U;

/// Contents of merges, within bounds; what is lacking is remembered.
class SyncContents {
 public:
  explicit SyncContents(SyncSource& source) : source_(source) {}

  /// Null: `unknown_because` says why. A zero id is an empty text.
  struct Text {
    std::shared_ptr<const std::string> bytes;
    Literal unknown_because;
  };
  /// Errors other than kContent and kNotFound, as SyncSource::Read.
  Result<Text> Read(const BlobId& blob);

  /// The same as lines: of what is not known none, and never null.
  struct Lines {
    std::shared_ptr<const LineSet> telling;
    Literal unknown_because;
  };
  Result<Lines> ReadLines(const BlobId& blob);
  /// Of a text that was read.
  std::shared_ptr<const LineSet> LinesOf(const BlobId& blob, const Text& text);

  const std::set<BlobId>& missing() const { return missing_; }

 private:
  struct Kept {
    std::shared_ptr<const std::string> bytes;
    std::shared_ptr<const LineSet> telling;  ///< Null until somebody asks.
  };

  Result<Text> ReadAnew(const BlobId& blob);
  void Keep(const BlobId& blob, std::shared_ptr<const std::string> bytes);

  SyncSource& source_;
  std::set<BlobId> missing_;
  uint64_t bytes_ = 0;  ///< Read so far.
  std::map<BlobId, Kept> kept_;
  std::deque<BlobId> order_;  ///< Of kept_, the oldest first.
  uint64_t kept_bytes_ = 0;
};

}  // namespace headwater::upstream
