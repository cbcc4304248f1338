// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/upstream/sync_contents.h"

#include <utility>

namespace headwater::upstream {

Result<SyncContents::Text> SyncContents::Read(const BlobId& blob) {
  Text text{.bytes = "", .unknown_because = {}};
  if (blob.IsZero()) return text;
  text = {.bytes = {}, .unknown_because = "beyond-bounds"};
  if (bytes_ > kMaxSyncBytes) return text;
  Result<BlobAnswer> answer = source_.Read(blob);
  if (!answer.ok()) {
    const Errc code = answer.error().code;
    if (code != Errc::kContent && code != Errc::kNotFound) return std::move(answer).error();
    return text;
  }
  if (answer.value().state == BlobState::kMissing) {
    missing_.insert(blob);
    text.unknown_because = "missing-content";
  }
  if (answer.value().state != BlobState::kPresent) return text;
  bytes_ += answer.value().bytes.size();
  return Text{.bytes = std::move(answer.value().bytes), .unknown_because = {}};
}

Result<SyncContents::Lines> SyncContents::ReadLines(const BlobId& blob) {
  const Text text = TRY(Read(blob));
  Lines lines{.telling = {}, .unknown_because = text.unknown_because};
  if (text.bytes) lines.telling = TellingLines(*text.bytes);
  return lines;
}

}  // namespace headwater::upstream
