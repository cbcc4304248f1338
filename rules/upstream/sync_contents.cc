// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/upstream/sync_contents.h"

#include <utility>

namespace headwater::upstream {

Result<SyncContents::Text> SyncContents::Read(const BlobId& blob) {
  if (blob.IsZero()) return Text{.bytes = std::make_shared<std::string>(), .unknown_because = {}};
  if (const auto kept = kept_.find(blob); kept != kept_.end()) {
    return Text{.bytes = kept->second.bytes, .unknown_because = {}};
  }
  Text text = TRY(ReadAnew(blob));
  if (text.bytes) Keep(blob, text.bytes);
  return text;
}

Result<SyncContents::Text> SyncContents::ReadAnew(const BlobId& blob) {
  Text text{.bytes = {}, .unknown_because = "beyond-bounds"};
  if (bytes_ > kMaxSyncBytes) return text;
  Result<BlobAnswer> answer = source_.Read(blob);
  if (!answer.ok()) {
    const Errc code = answer.error().code;
    if (code != Errc::kContent && code != Errc::kNotFound) return std::move(answer).error();
    return text;
  }
  BlobAnswer read = std::move(answer).value();
  if (read.state == BlobState::kMissing) {
    missing_.insert(blob);
    text.unknown_because = "missing-content";
  }
  if (read.state != BlobState::kPresent) return text;
  bytes_ += read.bytes.size();
  return Text{.bytes = std::make_shared<std::string>(std::move(read.bytes)), .unknown_because = {}};
}

void SyncContents::Keep(const BlobId& blob, std::shared_ptr<const std::string> bytes) {
  kept_bytes_ += bytes->size();
  kept_.emplace(blob, Kept{.bytes = std::move(bytes), .telling = {}});
  order_.push_back(blob);
  while (kept_bytes_ > kMaxKeptSyncBytes && order_.size() > 1) {
    const auto oldest = kept_.find(order_.front());
    kept_bytes_ -= oldest->second.bytes->size();
    kept_.erase(oldest);
    order_.pop_front();
  }
}

Result<SyncContents::Lines> SyncContents::ReadLines(const BlobId& blob) {
  const Text text = TRY(Read(blob));
  return Lines{.telling = LinesOf(blob, text), .unknown_because = text.unknown_because};
}

std::shared_ptr<const LineSet> SyncContents::LinesOf(const BlobId& blob, const Text& text) {
  const auto kept = kept_.find(blob);
  if (kept != kept_.end() && kept->second.telling) return kept->second.telling;
  auto lines = std::make_shared<const LineSet>(text.bytes ? TellingLines(*text.bytes) : LineSet());
  if (kept != kept_.end()) kept->second.telling = lines;
  return lines;
}

}  // namespace headwater::upstream
