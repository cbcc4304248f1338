// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/engine/budget.h"

namespace headwater::engine {
namespace {

// What is kept for the next rule. Enough for the sources of an ordinary change; a larger one is
// read again, which costs time and no memory.
constexpr uint64_t kCacheBytes = uint64_t{32} << 20U;

}  // namespace

void BudgetedView::Renew() {
  used_ = 0;
  exhausted_ = Exhausted::kNo;
  deadline_ = std::chrono::steady_clock::now() + budget_.time;
}

Result<BlobAnswer> BudgetedView::Read(const FileEntry& file) {
  if (exhausted_ == Exhausted::kNo && std::chrono::steady_clock::now() > deadline_) {
    exhausted_ = Exhausted::kTime;
  }
  if (exhausted_ != Exhausted::kNo) return Error{Errc::kContent, "the rule's budget is used up"};
  BlobAnswer answer = TRY(Fetch(file));
  used_ += answer.bytes.size();
  if (used_ > budget_.bytes) {
    exhausted_ = Exhausted::kBytes;
    return Error{Errc::kContent, "the rule's budget is used up"};
  }
  return answer;
}

Result<BlobAnswer> BudgetedView::Fetch(const FileEntry& file) {
  if (const auto kept = cache_.find(file.blob); IsFile(file.mode) && kept != cache_.end()) {
    return BlobAnswer{BlobState::kPresent, kept->second, kept->second.size()};
  }
  BlobAnswer answer = TRY(view_.Read(file));
  if (answer.state != BlobState::kPresent) return answer;
  ++blobs_read_;
  bytes_read_ += answer.bytes.size();
  if (cached_bytes_ + answer.bytes.size() <= kCacheBytes) {
    cached_bytes_ += answer.bytes.size();
    cache_.emplace(file.blob, answer.bytes);
  }
  return answer;
}

}  // namespace headwater::engine
