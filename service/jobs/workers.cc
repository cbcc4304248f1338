// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/jobs/workers.h"

#include <exception>

#include "headwater/job_scope.h"
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
constexpr std::chrono::minutes kCommandLease{5};

constexpr Text kOverdue = {"the check did not end in time; it goes on",
                           "die Prüfung wurde nicht rechtzeitig fertig; sie läuft weiter"};

/// Whether both are the same claim of the same work.
bool Same(const MailboxClaim& a, const MailboxClaim& b) {
  return a.key == b.key && a.lane == b.lane && a.epoch == b.epoch;
}

std::string JobName(std::string_view kind, int64_t project, int64_t number, uint64_t epoch) {
  return std::string(kind) + "-" + std::to_string(project) + "-" + std::to_string(number) + "-" +
         std::to_string(epoch);
}

Job JobOf(const MailboxClaim& claim) {
  const auto& [project, iid] = claim.key;
  const std::string_view kind = claim.lane == Lane::kAnnounce ? "announce" : "judge";
  return {.id = JobName(kind, project.value, iid.value, claim.epoch),
          .project = project,
          .iid = iid,
          .head = claim.record.head,
          .trace_id = claim.trace_id};
}

Job JobOf(const SlotClaim& claim) {
  return {.id = JobName("send", claim.key.project.value, claim.key.iid.value, claim.epoch),
          .project = claim.key.project,
          .iid = claim.key.iid,
          .head = claim.key.head,
          .trace_id = ""};
}

Job JobOf(const CommandClaim& claim) {
  return {.id = JobName("obey", claim.about.project.value, claim.note.value, claim.epoch),
          .project = claim.about.project,
          .iid = claim.about.iid,
          .head = {},
          .trace_id = ""};
}

/// A stale epoch is no failure: somebody else has the work now.
Status IgnoreStale(Status status) {
  if (!status.ok() && status.error().code == Errc::kConflict) return Ok{};
  return status;
}

}  // namespace

/// A claim that is under way, for as long as this lives.
class Workers::Held {
 public:
  Held(Workers& workers, const MailboxClaim& claim) : workers_(workers), claim_(claim) {
    const std::lock_guard lock(workers_.mutex_);
    too_late_ = workers_.late_;
    if (!too_late_) workers_.held_.push_back(claim_);
  }
  Held(const Held&) = delete;
  Held& operator=(const Held&) = delete;
  ~Held() {
    const std::lock_guard lock(workers_.mutex_);
    std::erase_if(workers_.held_, [&](const MailboxClaim& held) { return Same(held, claim_); });
  }

  /// Claimed when the grace was over already.
  bool too_late() const { return too_late_; }

 private:
  Workers& workers_;
  const MailboxClaim& claim_;
  bool too_late_ = false;
};

Workers::Workers(const Services& services, const WorkerCounts& counts)
    : services_(services),
      counts_(counts),
      announcer_(services),
      judge_(services),
      status_sender_(services),
      comment_sender_(services),
      suggestion_sender_(services),
      reply_sender_(services),
      issue_sender_(services),
      command_worker_(services),
      waiver_sweep_(services.waivers, services.mailboxes, services.clock) {
  if (services.retention != nullptr) {
    caretaker_.emplace(*services.retention, services.reads, services.clock, services.settings.keep);
  }
  if (services.listed != nullptr && services.swept != nullptr) {
    sweeper_.emplace(*services.listed, *services.swept, services.clock,
                     services.settings.sweep_every);
  }
}

Workers::~Workers() { Stop(); }

void Workers::Start() {
  StartMany(counts_.announcers, &Workers::AnnounceOne);
  StartMany(counts_.judges, &Workers::JudgeOne);
  StartMany(counts_.senders, &Workers::SendOne);
  StartMany(1, &Workers::SettleOverdue);
  if (services_.commands != nullptr) StartMany(1, &Workers::ObeyOne);
  if (services_.reads != nullptr) StartMany(1, &Workers::PutReadsAway);
  if (caretaker_) StartMany(1, &Workers::TakeCare);
  if (services_.waivers != nullptr) StartMany(1, &Workers::EndWaivers);
  if (sweeper_) StartMany(1, &Workers::Sweep);
}

void Workers::StartMany(uint32_t count, Result<bool> (Workers::*step)()) {
  for (uint32_t i = 0; i < count; ++i) {
    {
      const std::lock_guard lock(mutex_);
      ++running_;
    }
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

void Workers::Drain(std::chrono::milliseconds grace) {
  std::vector<MailboxClaim> unfinished;
  {
    std::unique_lock lock(mutex_);
    stopping_ = true;
    wake_.notify_all();
    wake_.wait_for(lock, grace, [&] { return running_ == 0; });
    late_ = true;
    unfinished.swap(held_);
  }
  for (const MailboxClaim& claim : unfinished) HandBack(claim);
}

void Workers::HandBack(const MailboxClaim& claim) {
  const Status status = services_.mailboxes.HandBack(claim);
  // Its thread was quicker.
  if (!status.ok() && status.error().code == Errc::kConflict) return;
  Log(status.ok() ? LogLevel::kInfo : LogLevel::kError,
      status.ok() ? Literal("handed_back") : Literal("not_handed_back"),
      {{"project", claim.key.project.value}, {"iid", claim.key.iid.value}});
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
      if (stopping_) break;
      seen = nudges_;
    }
    if (!RunStep(step)) WaitForWork(seen);
  }
  {
    const std::lock_guard lock(mutex_);
    --running_;
  }
  wake_.notify_all();
}

Result<bool> Workers::WorkOn(Lane lane, std::chrono::milliseconds lease,
                             const std::function<Status(const MailboxClaim&)>& run) {
  const std::optional<MailboxClaim> claim = TRY(services_.mailboxes.Claim(lane, lease));
  if (!claim) return false;
  const Held held(*this, *claim);
  if (held.too_late()) {
    HandBack(*claim);
    return true;
  }
  const JobScope scope(JobOf(*claim));
  TRY(IgnoreStale(run(*claim)));
  Nudge();
  return true;
}

Result<bool> Workers::AnnounceOne() {
  return WorkOn(Lane::kAnnounce, kAnnounceLease,
                [this](const MailboxClaim& claim) { return announcer_.Run(claim); });
}

Result<bool> Workers::JudgeOne() {
  return WorkOn(Lane::kJudge, kJudgeLease,
                [this](const MailboxClaim& claim) { return judge_.Run(claim); });
}

Result<bool> Workers::SendOne() {
  const std::optional<SlotClaim> claim = TRY(services_.outbox.ClaimSlot(kSlotLease));
  if (!claim) return false;
  const JobScope scope(JobOf(*claim));
  TRY(IgnoreStale(Send(*claim)));
  return true;
}

Status Workers::Send(const SlotClaim& claim) {
  switch (claim.key.kind) {
    case SlotKind::kStatus:
      return status_sender_.Run(claim);
    case SlotKind::kNote:
    case SlotKind::kThread:
      return comment_sender_.Run(claim);
    case SlotKind::kSuggestion:
      return suggestion_sender_.Run(claim);
    case SlotKind::kReply:
      return reply_sender_.Run(claim);
    case SlotKind::kIssue:
    case SlotKind::kPolicyIssue:
      break;
  }
  return issue_sender_.Run(claim);
}

Result<bool> Workers::ObeyOne() {
  const std::optional<CommandClaim> claim = TRY(services_.commands->ClaimCommand(kCommandLease));
  if (!claim) return false;
  const JobScope scope(JobOf(*claim));
  TRY(IgnoreStale(command_worker_.Run(*claim)));
  Nudge();
  return true;
}
Result<bool> Workers::PutReadsAway() { return services_.reads->PutOneAway(); }

Result<bool> Workers::TakeCare() { return caretaker_->Run(); }

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

Result<bool> Workers::EndWaivers() {
  const bool changed = TRY(waiver_sweep_.Run());
  if (changed) Nudge();
  return false;
}

Result<bool> Workers::Sweep() {
  const bool worked = TRY(sweeper_->Run());
  if (worked) Nudge();
  return worked;
}

}  // namespace headwater::jobs
