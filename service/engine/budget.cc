// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/engine/budget.h"

#include <utility>

namespace headwater::engine {
namespace {

// What is kept for the next rule. Enough for the sources of an ordinary change; a larger one is
// read again, which costs time and no memory.
constexpr uint64_t kCacheBytes = uint64_t{8} << 20U;

/// Nothing at all.
class EmptyView final : public GitView {
 public:
  std::span<const FileEntry> Files() const override { return {}; }
  std::span<const BlobId> Missing() const override { return {}; }
  Result<BlobAnswer> Read(const FileEntry& /*file*/) override {
    return Error{Errc::kInternal, "an empty view has no files"};
  }
};

}  // namespace

void BudgetedView::Renew() {
  used_ = 0;
  exhausted_ = Exhausted::kNo;
  deadline_ = std::chrono::steady_clock::now() + budget_.time;
}

Result<BlobAnswer> BudgetedView::ReadWithin(const FileEntry& file, ReadCall read) {
  if (exhausted_ == Exhausted::kNo && std::chrono::steady_clock::now() > deadline_) {
    exhausted_ = Exhausted::kTime;
  }
  if (exhausted_ != Exhausted::kNo) return Error{Errc::kContent, "the rule's budget is used up"};
  BlobAnswer answer = TRY(Fetch(file, read));
  used_ += answer.bytes.size();
  if (used_ > budget_.bytes) {
    exhausted_ = Exhausted::kBytes;
    return Error{Errc::kContent, "the rule's budget is used up"};
  }
  return answer;
}

Result<BlobAnswer> BudgetedView::Fetch(const FileEntry& file, ReadCall read) {
  if (const auto kept = cache_.find(file.blob); IsFile(file.mode) && kept != cache_.end()) {
    return BlobAnswer{BlobState::kPresent, kept->second, kept->second.size()};
  }
  BlobAnswer answer = TRY((view_.*read)(file));
  if (answer.state != BlobState::kPresent) return answer;
  ++blobs_read_;
  bytes_read_ += answer.bytes.size();
  if (cached_bytes_ + answer.bytes.size() <= kCacheBytes) {
    cached_bytes_ += answer.bytes.size();
    cache_.emplace(file.blob, answer.bytes);
  }
  return answer;
}

BudgetedViews::BudgetedViews(GitView& head, OpenView before, const Budget& budget)
    : budget_(budget), head_(head, budget), open_before_(std::move(before)) {}

Result<GitView*> BudgetedViews::Before() {
  static EmptyView empty;
  if (before_) return &*before_;
  GitView* const view = open_before_ ? TRY(open_before_()) : &empty;
  before_.emplace(*view, budget_);
  before_->Renew();
  return &*before_;
}

void BudgetedViews::Renew() {
  head_.Renew();
  if (before_) before_->Renew();
}

Exhausted BudgetedViews::exhausted() const {
  if (head_.exhausted() != Exhausted::kNo || !before_) return head_.exhausted();
  return before_->exhausted();
}

uint64_t BudgetedViews::blobs_read() const {
  return head_.blobs_read() + (before_ ? before_->blobs_read() : 0);
}

uint64_t BudgetedViews::bytes_read() const {
  return head_.bytes_read() + (before_ ? before_->bytes_read() : 0);
}

}  // namespace headwater::engine
