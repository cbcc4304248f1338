// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/store/sqlite_store.h"

#include <algorithm>
#include <functional>
#include <system_error>
#include <utility>

#include "service/store/audit.h"
#include "service/store/audit_chain.h"
#include "service/store/command_end.h"
#include "service/store/command_rows.h"
#include "service/store/connections.h"
#include "service/store/decisions.h"
#include "service/store/deliveries.h"
#include "service/store/file_lock.h"
#include "service/store/fork_book.h"
#include "service/store/mailboxes.h"
#include "service/store/pauses.h"
#include "service/store/policy_book.h"
#include "service/store/ratchets.h"
#include "service/store/records.h"
#include "service/store/retention.h"
#include "service/store/schema.h"
#include "service/store/slots.h"
#include "service/store/sqlite.h"
#include "service/store/store_clock.h"
#include "service/store/sweep_rows.h"
#include "service/store/waiver_rows.h"
#include "service/store/work.h"
#include "service/store/writer.h"

namespace headwater::store {
namespace {

/// Mailboxes settled in one transaction: others wait for it.
constexpr size_t kSettledAtOnce = 200;

/// Nothing that was held by an earlier process is held any more.
Status VoidLeases(Connection& connection, const Now& now) {
  TRY(connection.Run("BEGIN IMMEDIATE"));
  TRY(VoidWorkLeases(connection, now));
  TRY(VoidSlotLeases(connection));
  TRY(VoidCommandLeases(connection));
  TRY(SaveClock(connection, now));
  TRY(connection.Run("COMMIT"));
  return Ok{};
}

Status WakeOne(Connection& connection, const Wake& wake, const Now& now) {
  const auto delay = wake.quiet ? kQuietDelay : std::chrono::seconds(0);
  if (wake.iid && wake.note) {
    return AddCommand(connection, {.project = wake.project, .iid = *wake.iid}, *wake.note, now);
  }
  if (wake.iid) {
    return WakeMailbox(connection, {.project = wake.project, .iid = *wake.iid}, now, delay,
                       wake.trace_id);
  }
  for (const MailboxKey& key : TRY(OpenWithHead(connection, wake.project, wake.head))) {
    TRY(WakeMailbox(connection, key, now, delay, wake.trace_id));
  }
  return Ok{};
}

bool HasStatusSlot(const Publication& publication) {
  return std::any_of(publication.slots.begin(), publication.slots.end(),
                     [](const WantedSlot& slot) { return slot.kind == SlotKind::kStatus; });
}

}  // namespace

struct SqliteStore::State {
  State(FileLock file_lock, const StoreClock& store_clock, Connection writing,
        const std::filesystem::path& file, const std::string& vfs)
      : lock(std::move(file_lock)),
        clock(store_clock),
        readers(file, vfs, Access::kReadOnly),
        writer(std::move(writing), clock) {}

  /// Runs `work` on the writing thread; its value is durable when this returns.
  template <typename T>
  Result<T> Write(const std::function<Result<T>(Connection&, const Now&)>& work) {
    std::optional<Result<T>> answer;
    TRY(writer.Do([&](Connection& connection, const Now& now) -> Status {
      answer.emplace(work(connection, now));
      if (!answer->ok()) return answer->error();
      return Ok{};
    }));
    return std::move(*answer);
  }

  FileLock lock;
  StoreClock clock;
  Connections readers;
  Writer writer;
};

SqliteStore::SqliteStore(std::unique_ptr<State> state) : state_(std::move(state)) {}

SqliteStore::~SqliteStore() = default;

Result<std::unique_ptr<SqliteStore>> SqliteStore::Open(const StoreOptions& options,
                                                       const Clock& clock) {
  std::error_code code;
  // Absolute, because SQLite may take a name that begins with "file:" for a URL.
  const std::filesystem::path file = std::filesystem::absolute(options.path, code);
  if (code) return Error{Errc::kInternal, "store: " + code.message()};
  FileLock lock = TRY(FileLock::Take(file));
  TRY(CreateDurably(file));
  Connection connection =
      TRY(Connection::Open(file, options.vfs, Access::kReadWrite).Context(file.string()));
  TRY(connection.CheckpointAfter(options.checkpoint_pages));
  TRY(Migrate(connection).Context(file.string()));
  const Now saved = TRY(LoadClock(connection).Context(file.string()));
  const StoreClock store_clock(clock, saved);
  TRY(VoidLeases(connection, store_clock.Read()).Context(file.string()));
  return std::unique_ptr<SqliteStore>(std::make_unique<SqliteStore>(std::make_unique<State>(
      std::move(lock), store_clock, std::move(connection), file, options.vfs)));
}

Result<Recorded> SqliteStore::Record(std::string_view delivery_key, std::span<const Wake> wakes) {
  return state_->Write<Recorded>([&](Connection& connection, const Now& now) -> Result<Recorded> {
    if (!delivery_key.empty()) {
      const Recorded recorded = TRY(NoteDelivery(connection, delivery_key, now.store));
      if (recorded == Recorded::kDuplicate) return recorded;
    }
    for (const Wake& wake : wakes) TRY(WakeOne(connection, wake, now));
    return Recorded::kNew;
  });
}

Result<std::optional<MailboxClaim>> SqliteStore::Claim(Lane lane, std::chrono::milliseconds lease) {
  using Claimed = std::optional<MailboxClaim>;
  return state_->Write<Claimed>([&](Connection& connection, const Now& now) -> Result<Claimed> {
    Claimed claim = TRY(ClaimWork(connection, lane, lease, now));
    if (!claim) return claim;
    claim->record = TRY(LoadRecord(connection, claim->key)).record;
    return claim;
  });
}

Status SqliteStore::Announce(const MailboxClaim& claim, const Announcement& announcement,
                             const StatusLine& superseded) {
  return state_->writer.Do([&](Connection& connection, const Now& now) {
    return EndAnnouncing(connection, claim, announcement, superseded, now);
  });
}

Status SqliteStore::Publish(const MailboxClaim& claim, const Publication& publication,
                            const StatusLine& superseded) {
  if (HasStatusSlot(publication)) {
    return Error{Errc::kInvalid, "a status is published by the record, not as a slot"};
  }
  const bool published = TRY(state_->Write<bool>([&](Connection& connection, const Now& now) {
    return EndJudging(connection, claim, publication, superseded, now);
  }));
  if (published) return Ok{};
  return Error{Errc::kConflict, "another change was announced since the claim"};
}

Status SqliteStore::Retry(const MailboxClaim& claim, std::chrono::milliseconds delay) {
  return state_->writer.Do([&](Connection& connection, const Now& now) {
    return RetryWork(connection, claim, delay, now);
  });
}

Status SqliteStore::HandBack(const MailboxClaim& claim) {
  return state_->writer.Do(
      [&](Connection& connection, const Now& now) { return HandBackWork(connection, claim, now); });
}

Result<std::vector<MailboxKey>> SqliteStore::SettleOverdue(const StatusLine& line) {
  using Keys = std::vector<MailboxKey>;
  Keys settled;
  while (true) {
    const Keys some = TRY(state_->Write<Keys>([&](Connection& connection, const Now& now) {
      return SettleSome(connection, line, kSettledAtOnce, now);
    }));
    settled.insert(settled.end(), some.begin(), some.end());
    if (some.size() < kSettledAtOnce) return settled;
  }
}

Result<std::vector<KnownSuggestion>> SqliteStore::Suggestions(const MailboxKey& key) {
  return state_->readers.Use<std::vector<KnownSuggestion>>(
      [&](Connection& connection) { return SuggestionSlots(connection, key); });
}

Status SqliteStore::WakeUp(const MailboxKey& key) {
  return state_->writer.Do(
      [&](Connection& connection, const Now& now) { return WakeMailbox(connection, key, now); });
}

Result<std::optional<SlotClaim>> SqliteStore::ClaimSlot(std::chrono::milliseconds lease) {
  using Claimed = std::optional<SlotClaim>;
  return state_->Write<Claimed>(
      [&](Connection& connection, const Now& now) { return NextSlot(connection, lease, now); });
}

Status SqliteStore::Intend(const SlotClaim& claim, std::string_view intent,
                           const std::optional<AuditEvent>& because) {
  const auto intend = [&](Connection& connection, const Now& now) -> Result<bool> {
    const bool is_intended = TRY(IntendSlot(connection, claim, intent, now));
    if (is_intended && because) TRY(AddAudit(connection, *because, now));
    return is_intended;
  };
  const bool intended = TRY(state_->Write<bool>(intend));
  if (intended) return Ok{};
  return Error{Errc::kConflict, "something else is wanted since the claim"};
}

Status SqliteStore::Settle(const SlotClaim& claim, std::string_view remembered) {
  return state_->writer.Do([&](Connection& connection, const Now& /*now*/) {
    return SettleSlot(connection, claim, remembered);
  });
}

Status SqliteStore::Postpone(const SlotClaim& claim, std::string_view remembered,
                             std::chrono::milliseconds delay, bool keep_intent) {
  return state_->writer.Do([&](Connection& connection, const Now& now) {
    return PostponeSlot(
        connection, claim,
        {.remembered = remembered, .due = now.store + delay, .keep_intent = keep_intent});
  });
}

Status SqliteStore::LookAgain(const SlotKey& key) {
  return state_->writer.Do([&](Connection& connection, const Now& now) {
    return LookAtSlotAgain(connection, key, now);
  });
}

Result<std::optional<Decision>> SqliteStore::Find(const DecisionId& id) {
  return state_->readers.Use<std::optional<Decision>>(
      [&](Connection& connection) { return FindDecision(connection, id); });
}

Result<std::vector<Decision>> SqliteStore::About(const MailboxKey& key, size_t limit) {
  return state_->readers.Use<std::vector<Decision>>(
      [&](Connection& connection) { return DecisionsAbout(connection, key, limit); });
}

Result<std::string> SqliteStore::FixPatch(const DecisionId& id) {
  return state_->readers.Use<std::string>(
      [&](Connection& connection) { return FindPatch(connection, id); });
}

Result<std::vector<ForkPlace>> SqliteStore::Places() {
  return state_->readers.Use<std::vector<ForkPlace>>(ForkPlaces);
}

Result<std::optional<ForkPlace>> SqliteStore::PlaceOf(ProjectId project) {
  return state_->readers.Use<std::optional<ForkPlace>>(
      [&](Connection& connection) { return FindForkPlace(connection, project); });
}

Status SqliteStore::Place(const ForkPlace& place, const std::optional<AuditEvent>& because) {
  return state_->writer.Do([&](Connection& connection, const Now& now) -> Status {
    TRY(PutForkPlace(connection, place));
    if (because) TRY(AddAudit(connection, *because, now));
    return Ok{};
  });
}

Status SqliteStore::Drop(ProjectId project) {
  return state_->writer.Do([&](Connection& connection, const Now& /*now*/) {
    return DropForkPlace(connection, project);
  });
}

Result<WallTime> SqliteStore::BegunAt() { return state_->Write<WallTime>(ForksBegunAt); }

Result<std::optional<MergeRequestIid>> SqliteStore::ToldIn(ProjectId project, UserId person) {
  return state_->readers.Use<std::optional<MergeRequestIid>>([&](Connection& connection) {
    return ForkToldIn(connection, project, person, state_->clock.Read());
  });
}

Status SqliteStore::NoteTold(ProjectId project, UserId person, MergeRequestIid merge_request) {
  return state_->writer.Do([&](Connection& connection, const Now& now) {
    return PutForkTold(connection, project, person, merge_request, now);
  });
}

Status SqliteStore::WakeAll(const std::vector<ProjectId>& projects) {
  return state_->writer.Do([&](Connection& connection, const Now& now) -> Status {
    for (const ProjectId project : projects) TRY(WakeOpenMailboxes(connection, project, now));
    return Ok{};
  });
}

Result<std::vector<Waiver>> SqliteStore::Find(const WaiverQuery& query, size_t limit) {
  return state_->readers.Use<std::vector<Waiver>>(
      [&](Connection& connection) { return FindWaivers(connection, query, limit); });
}

Result<uint64_t> SqliteStore::Add(const Waiver& waiver) {
  return state_->Write<uint64_t>(
      [&](Connection& connection, const Now& now) { return AddWaiver(connection, waiver, now); });
}

Status SqliteStore::Revoke(uint64_t number, UserId by, WallTime at) {
  return state_->writer.Do([&](Connection& connection, const Now& now) {
    return RevokeWaiver(connection, number, by, at, now);
  });
}

Result<uint64_t> SqliteStore::Expire(std::chrono::sys_days today, size_t limit) {
  return state_->Write<uint64_t>([&](Connection& connection, const Now& now) {
    return ExpireWaivers(connection, today, limit, now);
  });
}

Result<std::optional<CommandClaim>> SqliteStore::ClaimCommand(std::chrono::milliseconds lease) {
  using Claimed = std::optional<CommandClaim>;
  return state_->Write<Claimed>(
      [&](Connection& connection, const Now& now) { return NextCommand(connection, lease, now); });
}

Status SqliteStore::FinishCommand(const CommandClaim& claim, const CommandEffects& effects) {
  return state_->writer.Do([&](Connection& connection, const Now& now) {
    return CarryOutCommand(connection, claim, effects, now);
  });
}

Status SqliteStore::RetryCommand(const CommandClaim& claim, std::chrono::milliseconds delay) {
  return state_->writer.Do([&](Connection& connection, const Now& now) {
    return PostponeCommand(connection, claim, now.store + delay);
  });
}

Result<Wishes> SqliteStore::WishesOf(const MailboxKey& merge_request) {
  return state_->readers.Use<Wishes>(
      [&](Connection& connection) { return LoadWishes(connection, merge_request); });
}

Result<std::vector<std::string>> SqliteStore::ForkAnswersOf(ProjectId project) {
  return state_->readers.Use<std::vector<std::string>>(
      [&](Connection& connection) { return ForkAnswers(connection, project); });
}

Result<uint64_t> SqliteStore::CountRemarks(RemarkKind kind, const std::string& rule) {
  return state_->readers.Use<uint64_t>(
      [&](Connection& connection) { return RemarkCount(connection, kind, rule); });
}
Result<Removed> SqliteStore::RemoveOld(const RetentionTimes& times, size_t limit) {
  return state_->Write<Removed>([&](Connection& connection, const Now& /*now*/) {
    return RemoveOldRows(connection, times, limit);
  });
}

Status SqliteStore::NoteRemoved(const Removed& removed) {
  return state_->writer.Do(
      [&](Connection& connection, const Now& now) { return AddRemoved(connection, removed, now); });
}

Result<AuditHead> SqliteStore::HeadOfLog() { return state_->readers.Use<AuditHead>(HeadOfAudit); }
Result<WallTime> SqliteStore::PoliciesBegunAt() { return state_->Write<WallTime>(PolicyBegunAt); }

Result<std::vector<ProjectStanding>> SqliteStore::Standings() {
  return state_->readers.Use<std::vector<ProjectStanding>>(AllStandings);
}

Result<std::optional<ProjectStanding>> SqliteStore::StandingOf(ProjectId project) {
  return state_->readers.Use<std::optional<ProjectStanding>>(
      [&](Connection& connection) { return FindStanding(connection, project); });
}

Status SqliteStore::PutStanding(const ProjectStanding& place,
                                const std::optional<AuditEvent>& because) {
  return state_->writer.Do([&](Connection& connection, const Now& now) -> Status {
    TRY(SaveStanding(connection, place));
    if (because) TRY(AddAudit(connection, *because, now));
    return Ok{};
  });
}

Status SqliteStore::NotePolicy(const AuditEvent& event) {
  return state_->writer.Do(
      [&](Connection& connection, const Now& now) { return AddAudit(connection, event, now); });
}

Result<uint64_t> SqliteStore::MarkStale(const std::vector<ProjectId>& projects,
                                        std::chrono::milliseconds window) {
  return state_->Write<uint64_t>([&](Connection& connection, const Now& now) {
    return MarkProjectsStale(connection, projects, window, now);
  });
}

Result<bool> SqliteStore::WakeStale(const StaleTerms& terms) {
  return state_->Write<bool>(
      [&](Connection& connection, const Now& now) { return WakeOneStale(connection, terms, now); });
}

Result<uint64_t> SqliteStore::CountStale() { return state_->readers.Use<uint64_t>(CountStaleRows); }

Result<std::optional<WallTime>> SqliteStore::SweptUntil() {
  return state_->readers.Use<std::optional<WallTime>>(LoadSwept);
}

Status SqliteStore::SetSweptUntil(WallTime until) {
  return state_->writer.Do(
      [&](Connection& connection, const Now& /*now*/) { return SaveSwept(connection, until); });
}

Result<std::vector<MailboxKey>> SqliteStore::WakeMissed(
    std::span<const ListedMergeRequest> listed) {
  return state_->Write<std::vector<MailboxKey>>(
      [&](Connection& connection, const Now& now) { return WakeListed(connection, listed, now); });
}

Result<std::vector<RatchetMark>> SqliteStore::Marks(const std::optional<ProjectId>& project) {
  return state_->readers.Use<std::vector<RatchetMark>>(
      [&](Connection& connection) { return FindMarks(connection, project); });
}

Result<CleanSince> SqliteStore::MarksOf(ProjectId project, const std::string& branch) {
  return state_->readers.Use<CleanSince>(
      [&](Connection& connection) { return FindMarksOf(connection, project, branch); });
}

Result<std::vector<std::string>> SqliteStore::ResetMark(ProjectId project, const std::string& rule,
                                                        const std::string& because) {
  return state_->Write<std::vector<std::string>>([&](Connection& connection, const Now& now) {
    return DropMarks(connection, project, rule, because, now);
  });
}

Result<std::vector<RuleCounts>> SqliteStore::CountRules(WallTime since) {
  return state_->readers.Use<std::vector<RuleCounts>>(
      [&](Connection& connection) { return CountVerdicts(connection, since); });
}

Result<std::vector<Pause>> SqliteStore::Pauses() {
  return state_->readers.Use<std::vector<Pause>>(AllPauses);
}

Status SqliteStore::ChangePauses(const PauseChanges& changes) {
  return state_->writer.Do(
      [&](Connection& connection, const Now& now) { return SavePauses(connection, changes, now); });
}

Status SqliteStore::WantPolicyIssue(ProjectId project, const SlotContent& content) {
  return state_->writer.Do([&](Connection& connection, const Now& now) {
    SlotKey key;
    key.kind = SlotKind::kPolicyIssue;
    key.project = project;
    return WantSlot(connection, key, content, now.store);
  });
}

Result<StoreHealth> SqliteStore::Health() {
  return state_->readers.Use<StoreHealth>([](Connection& connection) -> Result<StoreHealth> {
    StoreHealth health;
    TRY(CountWork(connection, health));
    TRY(CountSlots(connection, health));
    return health;
  });
}

}  // namespace headwater::store
