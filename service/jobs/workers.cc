// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/jobs/workers.h"

#include <exception>

#include "headwater/log.h"
#include "headwater/metrics.h"
#include "service/report/note.h"

namespace headwater::jobs {
namespace {

// What becomes due by time alone (a retry, a quiet time that ends) is seen this late at most.
constexpr std::chrono::milliseconds kLook{500};

// A store that fails is not asked again at once.
constexpr std::chrono::milliseconds kAfterFailure{1'000};

/// Leases end by themselves when a thread never comes back; each is longer than the work's own
/// deadlines together (reads of the forge; a clone, four evaluations and their fetches; writes).
constexpr std::chrono::minutes kAnnounceLease{5};
constexpr std::chrono::minutes kJudgeLease{60};
constexpr std::chrono::minutes kSlotLease{10};

constexpr Text kOverdue = {"the check did not end in time; it goes on",
                           "die Prüfung wurde nicht rechtzeitig fertig; sie läuft weiter"};

/// A stale epoch is no failure: somebody else has the work now.
Status IgnoreStale(Status status) {
  if (!status.ok() && status.error().code == Errc::kConflict) return Ok{};
  return status;
}

}  // namespace

Workers::Workers(const Services& services, const WorkerCounts& counts)
    : services_(services),
      counts_(counts),
      announcer_(services),
      judge_(services),
      status_sender_(services),
      comment_sender_(services) {}

Workers::~Workers() { Stop(); }

void Workers::Start() {
  StartMany(counts_.announcers, &Workers::AnnounceOne);
  StartMany(counts_.judges, &Workers::JudgeOne);
  StartMany(counts_.senders, &Workers::SendOne);
  StartMany(1, &Workers::SettleOverdue);
}

void Workers::StartMany(uint32_t count, Result<bool> (Workers::*step)()) {
  for (uint32_t i = 0; i < count; ++i) {
    threads_.emplace_back([this, step] { Loop([this, step] { return (this->*step)(); }); });
  }
}

void Workers::Nudge() {
  {
    const std::lock_guard lock(mutex_);
    ++nudges_;
  }
  wake_.notify_all();
}

void Workers::Stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  threads_.clear();
}

void Workers::WaitForWork(uint64_t seen) {
  std::unique_lock lock(mutex_);
  wake_.wait_for(lock, kLook, [&] { return stopping_ || nudges_ != seen; });
}

bool Workers::RunStep(const Step& step) {
  // The one barrier of these threads: what flies here (memory that ends) fails one job, whose
  // attempt is counted.
  Result<bool> worked = false;
  try {
    worked = step();
  } catch (const std::exception&) {
    worked = Error{Errc::kInternal, "an exception"};
  }
  if (worked.ok()) return worked.value();
  Count("headwater_worker_failures_total");
  Log(LogLevel::kError, "worker_failed", {{"problem", Untrusted(worked.error().message)}});
  std::unique_lock lock(mutex_);
  wake_.wait_for(lock, kAfterFailure, [&] { return stopping_; });
  return true;
}

void Workers::Loop(const Step& step) {
  for (;;) {
    uint64_t seen = 0;
    {
      const std::lock_guard lock(mutex_);
      if (stopping_) return;
      seen = nudges_;
    }
    if (!RunStep(step)) WaitForWork(seen);
  }
}

Result<bool> Workers::AnnounceOne() {
  const std::optional<MailboxClaim> claim =
      TRY(services_.mailboxes.Claim(Lane::kAnnounce, kAnnounceLease));
  if (!claim) return false;
  TRY(IgnoreStale(announcer_.Run(*claim)));
  Nudge();
  return true;
}

Result<bool> Workers::JudgeOne() {
  const std::optional<MailboxClaim> claim =
      TRY(services_.mailboxes.Claim(Lane::kJudge, kJudgeLease));
  if (!claim) return false;
  TRY(IgnoreStale(judge_.Run(*claim)));
  Nudge();
  return true;
}

Result<bool> Workers::SendOne() {
  const std::optional<SlotClaim> claim = TRY(services_.outbox.ClaimSlot(kSlotLease));
  if (!claim) return false;
  const bool is_status = claim->key.kind == SlotKind::kStatus;
  TRY(IgnoreStale(is_status ? status_sender_.Run(*claim) : comment_sender_.Run(*claim)));
  return true;
}

Result<bool> Workers::SettleOverdue() {
  const Language language = services_.settings.language;
  const StatusLine line =
      report::UncheckedStatus(Untrusted(std::string(kOverdue.In(language).view())), language);
  const std::vector<MailboxKey> settled = TRY(services_.mailboxes.SettleOverdue(line));
  for (const MailboxKey& key : settled) {
    Count("headwater_overdue_total");
    Log(LogLevel::kError, "settled_overdue",
        {{"project", key.project.value}, {"iid", key.iid.value}});
  }
  if (!settled.empty()) Nudge();
  return false;
}

}  // namespace headwater::jobs
