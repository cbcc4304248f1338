// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/jobs/sweeper.h"

#include <algorithm>
#include <vector>

#include "headwater/log.h"
#include "headwater/metrics.h"

namespace headwater::jobs {
namespace {

/// Deliveries take a moment: what changed just now is left to them, and looked at by the next
/// sweep.
constexpr std::chrono::minutes kSettling{5};

/// A service that never swept begins here: what is older was never heard of.
constexpr std::chrono::hours kFirstLook{24};

/// After a refusal the list is asked again no sooner.
constexpr std::chrono::minutes kAfterFailure{1};

}  // namespace

Result<bool> Sweeper::Run() {
  if (!since_) {
    if (due_ && clock_.Steady() < *due_) return false;
    TRY(Begin());
  }
  return LookAtPage();
}

Status Sweeper::Begin() {
  const std::optional<WallTime> until = TRY(book_.SweptUntil());
  since_ = until.value_or(clock_.Wall() - kFirstLook) - kSettling;
  page_ = 1;
  Count("headwater_sweeps_total");
  return Ok{};
}

Result<bool> Sweeper::LookAtPage() {
  const Result<ListedPage> listed = list_.ChangedSince(*since_, page_);
  if (!listed.ok()) {
    Count("headwater_sweep_failures_total");
    Log(LogLevel::kWarning, "sweep_failed", {{"problem", Untrusted(listed.error().message)}});
    since_.reset();
    due_ = clock_.Steady() + std::max<std::chrono::milliseconds>(kAfterFailure, every_);
    return false;
  }
  std::vector<ListedMergeRequest> settled = listed.value().requests;
  const WallTime settled_until = clock_.Wall() - kSettling;
  std::erase_if(settled, [&](const auto& one) { return one.updated_at > settled_until; });
  const std::vector<MailboxKey> woken = TRY(book_.WakeMissed(settled));
  for (const MailboxKey& key : woken) {
    Count("headwater_missed_events_total");
    Log(LogLevel::kWarning, "missed_event",
        {{"project", key.project.value}, {"iid", key.iid.value}});
  }
  if (!settled.empty()) TRY(book_.SetSweptUntil(settled.back().updated_at));
  since_ = Next(listed.value());
  if (!since_) due_ = clock_.Steady() + every_;
  return since_.has_value() || !woken.empty();
}

/// Not by its page where that can be helped: what changes meanwhile moves to the list's end, and
/// everything behind it one place towards its beginning.
std::optional<WallTime> Sweeper::Next(const ListedPage& listed) {
  if (!listed.more) return std::nullopt;
  const WallTime last = listed.requests.empty() ? *since_ : listed.requests.back().updated_at;
  page_ = last > *since_ ? 1 : page_ + 1;
  return last;
}

}  // namespace headwater::jobs
