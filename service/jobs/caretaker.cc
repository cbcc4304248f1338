// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/jobs/caretaker.h"

#include "headwater/log.h"

namespace headwater::jobs {
namespace {

constexpr std::chrono::hours kEvery{1};
// In one transaction: others wait for it.
constexpr size_t kAtOnce = 100;

}  // namespace

Result<Removed> Caretaker::RemoveSome() {
  const WallTime now = clock_.Wall();
  RetentionTimes times{.operational = now - settings_.operational, .audit = {}};
  if (settings_.audit) times.audit = now - *settings_.audit;
  Removed removed = TRY(retention_.RemoveOld(times, kAtOnce));
  if (reads_ != nullptr) removed.records = TRY(reads_->RemoveBefore(times.operational, kAtOnce));
  return removed;
}

Status Caretaker::NoteHead() {
  const AuditHead head = TRY(retention_.HeadOfLog());
  if (head == noted_ || head.number == 0) return Ok{};
  noted_ = head;
  Log(LogLevel::kInfo, "audit_head",
      {{"number", static_cast<int64_t>(head.number)}, {"hash", Untrusted(head.hash)}});
  return Ok{};
}

Result<bool> Caretaker::Run() {
  if (next_ && clock_.Steady() < *next_) return false;
  const Removed removed = TRY(RemoveSome());
  if (removed == Removed()) {
    next_ = clock_.Steady() + kEvery;
    TRY(NoteHead());
    return false;
  }
  TRY(retention_.NoteRemoved(removed));
  return true;
}

}  // namespace headwater::jobs
