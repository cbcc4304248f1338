// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "headwater/clock.h"
#include "headwater/command_queue.h"
#include "headwater/fork_book.h"
#include "headwater/policy_book.h"
#include "headwater/ratchet_book.h"
#include "headwater/result.h"
#include "headwater/retention.h"
#include "headwater/store.h"
#include "headwater/sweep.h"
#include "headwater/waiver.h"

namespace headwater::store {

struct StoreOptions {
  /// The database; made when it is absent, in a folder that exists. Beside it stand its write-ahead
  /// log (`-wal`, `-shm`) and `.lock`.
  std::filesystem::path path;
  /// SQLite's name of a file system; empty: the usual one. Tests let it fail.
  std::string vfs;
  /// Pages of 4 KiB after which the log is carried over to the database. 16 MiB are read back in
  /// well under 0.1 s after a crash.
  int checkpoint_pages = 4096;
};

/// Everything that must survive, in one SQLite file.
///
/// One thread writes and commits what several callers want together (Writer); reading calls have
/// connections of their own and never wait for it. Only one process may have the file open.
/// https://www.sqlite.org/wal.html (SQLite 3.40)
class SqliteStore final : public Inbox,
                          public Mailboxes,
                          public Outbox,
                          public Decisions,
                          public ForkBook,
                          public WaiverBook,
                          public CommandQueue,
                          public Retention,
                          public PolicyBook,
                          public SweepBook,
                          public RatchetBook,
                          public StoreWatch {
 public:
  /// Opens or makes the database and voids what an earlier process held. kConflict: another process
  /// has it. kInvalid: it was written by a newer version, or is not ours. kTransient, kInternal: it
  /// cannot be read.
  static Result<std::unique_ptr<SqliteStore>> Open(const StoreOptions& options, const Clock& clock);

  SqliteStore(const SqliteStore&) = delete;
  SqliteStore& operator=(const SqliteStore&) = delete;
  /// Waits for what is being written. No call may be under way.
  ~SqliteStore() override;

  Result<Recorded> Record(std::string_view delivery_key, std::span<const Wake> wakes) override;

  Result<std::optional<MailboxClaim>> Claim(Lane lane, std::chrono::milliseconds lease) override;
  Status Announce(const MailboxClaim& claim, const Announcement& announcement,
                  const StatusLine& superseded) override;
  Status Publish(const MailboxClaim& claim, const Publication& publication,
                 const StatusLine& superseded) override;
  Status Retry(const MailboxClaim& claim, std::chrono::milliseconds delay) override;
  Status HandBack(const MailboxClaim& claim) override;
  Result<std::vector<MailboxKey>> SettleOverdue(const StatusLine& line) override;
  Result<std::vector<KnownSuggestion>> Suggestions(const MailboxKey& key) override;
  Status WakeUp(const MailboxKey& key) override;

  Result<std::optional<SlotClaim>> ClaimSlot(std::chrono::milliseconds lease) override;
  Status Intend(const SlotClaim& claim, std::string_view intent,
                const std::optional<AuditEvent>& because) override;
  Status Settle(const SlotClaim& claim, std::string_view remembered) override;
  Status Postpone(const SlotClaim& claim, std::string_view remembered,
                  std::chrono::milliseconds delay, bool keep_intent) override;
  Status LookAgain(const SlotKey& key) override;

  Result<std::optional<Decision>> Find(const DecisionId& id) override;
  Result<std::vector<Decision>> About(const MailboxKey& key, size_t limit) override;
  Result<std::string> FixPatch(const DecisionId& id) override;

  Result<std::vector<ForkPlace>> Places() override;
  Result<std::optional<ForkPlace>> PlaceOf(ProjectId project) override;
  Status Place(const ForkPlace& place, const std::optional<AuditEvent>& because) override;
  Status Drop(ProjectId project) override;
  Result<WallTime> BegunAt() override;
  Result<std::optional<MergeRequestIid>> ToldIn(ProjectId project, UserId person) override;
  Status NoteTold(ProjectId project, UserId person, MergeRequestIid merge_request) override;
  Status WakeAll(const std::vector<ProjectId>& projects) override;

  Result<std::vector<Waiver>> Find(const WaiverQuery& query, size_t limit) override;
  Result<uint64_t> Add(const Waiver& waiver) override;
  Status Revoke(uint64_t number, UserId by, WallTime at) override;
  Result<uint64_t> Expire(std::chrono::sys_days today, size_t limit) override;

  Result<std::optional<CommandClaim>> ClaimCommand(std::chrono::milliseconds lease) override;
  Status FinishCommand(const CommandClaim& claim, const CommandEffects& effects) override;
  Status RetryCommand(const CommandClaim& claim, std::chrono::milliseconds delay) override;
  Result<Wishes> WishesOf(const MailboxKey& merge_request) override;
  Result<std::vector<std::string>> ForkAnswersOf(ProjectId project) override;
  Result<uint64_t> CountRemarks(RemarkKind kind, const std::string& rule) override;
  Result<Removed> RemoveOld(const RetentionTimes& times, size_t limit) override;
  Status NoteRemoved(const Removed& removed) override;
  Result<AuditHead> HeadOfLog() override;
  Result<WallTime> PoliciesBegunAt() override;
  Result<std::vector<ProjectStanding>> Standings() override;
  Result<std::optional<ProjectStanding>> StandingOf(ProjectId project) override;
  Status PutStanding(const ProjectStanding& place,
                     const std::optional<AuditEvent>& because) override;
  Status NotePolicy(const AuditEvent& event) override;
  Result<uint64_t> MarkStale(const std::vector<ProjectId>& projects,
                             std::chrono::milliseconds window) override;
  Result<bool> WakeStale(const StaleTerms& terms) override;
  Result<uint64_t> CountStale() override;
  Result<std::vector<RuleCounts>> CountRules(WallTime since) override;
  Result<std::vector<Pause>> Pauses() override;
  Status ChangePauses(const PauseChanges& changes) override;
  Status WantPolicyIssue(ProjectId project, const SlotContent& content) override;

  Result<std::optional<WallTime>> SweptUntil() override;
  Status SetSweptUntil(WallTime until) override;
  Result<std::vector<MailboxKey>> WakeMissed(std::span<const ListedMergeRequest> listed) override;

  Result<std::vector<RatchetMark>> Marks(const std::optional<ProjectId>& project) override;
  Result<CleanSince> MarksOf(ProjectId project, const std::string& branch) override;
  Result<std::vector<std::string>> ResetMark(ProjectId project, const std::string& rule,
                                             const std::string& because) override;

  Result<StoreHealth> Health() override;

 private:
  struct State;
  std::unique_ptr<State> state_;

 public:
  /// For Open only: nobody else can name a State.
  explicit SqliteStore(std::unique_ptr<State> state);
};

}  // namespace headwater::store
