// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/git/small_contents.h"

namespace headwater::git {

const std::string* SmallContents::Find(const BlobId& id) const {
  const auto found = blobs_.find(id);
  return found == blobs_.end() ? nullptr : &found->second;
}

void SmallContents::Keep(const BlobId& id, std::string_view bytes) {
  if (bytes.size() > kMaxBlobBytes || !blobs_.try_emplace(id, bytes).second) return;
  order_.push_back(id);
  bytes_ += bytes.size() + kOverheadBytes;
  while (bytes_ > kMaxBytes) {
    const auto oldest = blobs_.find(order_.front());
    bytes_ -= oldest->second.size() + kOverheadBytes;
    blobs_.erase(oldest);
    order_.pop_front();
  }
}

}  // namespace headwater::git
