// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>

#include "headwater/git.h"

namespace headwater::engine {

/// How much a rule may read and how long it may take before it is "could not check".
struct Budget {
  /// Per rule. Far above what an honest project holds: the Linux kernel's tree is 1.3 GiB.
  uint64_t bytes = uint64_t{4} << 30U;
  /// Per rule, wall clock. A rule that computes without reading is stopped by the evaluator
  /// child's processor limit instead.
  std::chrono::milliseconds time = std::chrono::seconds(60);
};

/// Why a budget ended.
enum class Exhausted { kNo, kBytes, kTime };

/// A GitView that counts and bounds what is read through it, and keeps what several rules read, so
/// that each blob is inflated once. Lives for one change; the budget is renewed for each rule.
class BudgetedView final : public GitView {
 public:
  BudgetedView(GitView& view, const Budget& budget) : view_(view), budget_(budget) {}

  std::span<const FileEntry> Files() const override { return view_.Files(); }
  std::span<const BlobId> Missing() const override { return view_.Missing(); }
  /// As the view behind it; kContent once the budget is used up.
  Result<BlobAnswer> Read(const FileEntry& file) override {
    return ReadWithin(file, &GitView::Read);
  }
  Result<BlobAnswer> ReadLarge(const FileEntry& file) override {
    return ReadWithin(file, &GitView::ReadLarge);
  }

  void Renew();
  Exhausted exhausted() const { return exhausted_; }
  uint64_t blobs_read() const { return blobs_read_; }
  uint64_t bytes_read() const { return bytes_read_; }

 private:
  using ReadCall = Result<BlobAnswer> (GitView::*)(const FileEntry& file);
  Result<BlobAnswer> ReadWithin(const FileEntry& file, ReadCall read);
  Result<BlobAnswer> Fetch(const FileEntry& file, ReadCall read);

  GitView& view_;
  const Budget budget_;
  std::chrono::steady_clock::time_point deadline_ = std::chrono::steady_clock::time_point::max();
  uint64_t used_ = 0;
  Exhausted exhausted_ = Exhausted::kNo;
  uint64_t blobs_read_ = 0;
  uint64_t bytes_read_ = 0;
  uint64_t cached_bytes_ = 0;
  std::unordered_map<BlobId, std::string, ObjectIdHash> cache_;
};

/// Opens the state before the change when a rule first asks for it.
using OpenView = std::function<Result<GitView*>()>;

/// What one judgement reads: head, and the state before it. Each has the budget for itself.
class BudgetedViews {
 public:
  /// `before` may be empty: there is nothing before.
  BudgetedViews(GitView& head, OpenView before, const Budget& budget);

  BudgetedView& head() { return head_; }
  /// Without files where there is nothing before. Errors as `before`.
  Result<GitView*> Before();

  void Renew();
  Exhausted exhausted() const;
  uint64_t blobs_read() const;
  uint64_t bytes_read() const;

 private:
  const Budget budget_;
  BudgetedView head_;
  OpenView open_before_;
  std::optional<BudgetedView> before_;
};

}  // namespace headwater::engine
