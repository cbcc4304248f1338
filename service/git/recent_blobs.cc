// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/git/recent_blobs.h"

#include <utility>

namespace headwater::git {

Result<std::shared_ptr<const HeldBlob>> RecentBlobs::Hold(const BlobId& id, uint64_t max_bytes) {
  for (const Kept& kept : kept_) {
    if (kept.id == id && kept.max_bytes == max_bytes) return kept.blob;
  }
  auto blob = std::make_shared<const HeldBlob>(TRY(reader_.HoldBlob(id, max_bytes)));
  bytes_ += blob->text().size();
  kept_.push_back({.id = id, .max_bytes = max_bytes, .blob = blob});
  while (bytes_ > kRecentBlobBytes) {
    bytes_ -= kept_.front().blob->text().size();
    kept_.pop_front();
  }
  return std::shared_ptr<const HeldBlob>(std::move(blob));
}

}  // namespace headwater::git
