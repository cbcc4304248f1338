// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <deque>
#include <memory>

#include "headwater/ids.h"
#include "headwater/result.h"
#include "service/git/object_reader.h"

namespace headwater::git {

/// Bytes of contents that are kept for the next question.
inline constexpr uint64_t kRecentBlobBytes = uint64_t{8} << 20U;

/// Contents that were read a moment ago: what one commit made of a file is what the next one
/// changes, and a large file takes a millisecond to unpack. Not thread-safe.
class RecentBlobs {
 public:
  explicit RecentBlobs(const ObjectReader& reader) : reader_(reader) {}

  /// As ObjectReader::HoldBlob.
  Result<std::shared_ptr<const HeldBlob>> Hold(const BlobId& id, uint64_t max_bytes);

 private:
  struct Kept {
    BlobId id;
    uint64_t max_bytes = 0;
    std::shared_ptr<const HeldBlob> blob;
  };

  const ObjectReader& reader_;
  std::deque<Kept> kept_;  ///< The newest last.
  uint64_t bytes_ = 0;     ///< Of all of them.
};

}  // namespace headwater::git
