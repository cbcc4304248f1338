// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "headwater/command_queue.h"
#include "headwater/fork_book.h"
#include "headwater/policy_book.h"
#include "headwater/ratchet_book.h"
#include "headwater/store.h"
#include "headwater/sweep.h"
#include "headwater/waiver.h"
#include "tests/service/store/store_fixture.h"

/// \file
/// What every store must do, written against the interfaces: each backend instantiates the suite.

namespace headwater::store {

class StoreBackend {
 public:
  virtual ~StoreBackend() = default;
  virtual Inbox& inbox() = 0;
  virtual Mailboxes& mailboxes() = 0;
  virtual Outbox& outbox() = 0;
  virtual Decisions& decisions() = 0;
  virtual StoreWatch& watch() = 0;
  virtual ForkBook& forks() = 0;
  virtual WaiverBook& waivers() = 0;
  virtual CommandQueue& commands() = 0;
  virtual PolicyBook& policies() = 0;
  virtual SweepBook& sweeps() = 0;
  virtual RatchetBook& ratchets() = 0;
  /// As another process reads it beside this one.
  virtual std::unique_ptr<AuditLog> OpenAudit() = 0;
  /// As after the end of the process: what it held is void.
  virtual void Reopen() = 0;
};

struct BackendMaker {
  const char* name;
  std::unique_ptr<StoreBackend> (*make)(const Clock& clock);
};

class StoreContract : public testing::TestWithParam<BackendMaker> {
 protected:
  Mailboxes& mailboxes() { return backend_->mailboxes(); }
  Outbox& outbox() { return backend_->outbox(); }
  SweepBook& sweeps() { return backend_->sweeps(); }

  Recorded Record(const std::string& key, const std::vector<Wake>& wakes) {
    const Result<Recorded> recorded = backend_->inbox().Record(key, wakes);
    EXPECT_TRUE(recorded.ok());
    return recorded.ok() ? recorded.value() : Recorded::kDuplicate;
  }
  void Event(int64_t iid) { EXPECT_EQ(Record("", {WakeOf(iid)}), Recorded::kNew); }

  std::optional<MailboxClaim> Claim(Lane lane) {
    Result<std::optional<MailboxClaim>> claim = mailboxes().Claim(lane, kLease);
    EXPECT_TRUE(claim.ok()) << (claim.ok() ? "" : claim.error().message);
    return claim.ok() ? claim.value() : std::nullopt;
  }
  MailboxClaim MustClaim(Lane lane) {
    const std::optional<MailboxClaim> claim = Claim(lane);
    EXPECT_TRUE(claim.has_value());
    return claim.value_or(MailboxClaim());
  }
  Status Announce(const MailboxClaim& claim, const MailboxRecord& record) {
    return mailboxes().Announce(claim, {.record = record, .settle_within = std::chrono::minutes(5)},
                                kSuperseded);
  }
  Status Publish(const MailboxClaim& claim, const MailboxRecord& record) {
    return mailboxes().Publish(claim, {.record = record, .decision = {}, .slots = {}}, kSuperseded);
  }
  /// An event, announced with this record.
  void Announced(int64_t iid, const MailboxRecord& record) {
    Event(iid);
    EXPECT_TRUE(Announce(MustClaim(Lane::kAnnounce), record).ok());
  }
  /// The same, and judged.
  void Judged(int64_t iid, const CommitId& head, const StatusLine& status) {
    Announced(iid, RecordOf(head, kRunningLine));
    EXPECT_TRUE(Publish(MustClaim(Lane::kJudge), RecordOf(head, status)).ok());
  }

  std::optional<SlotClaim> Slot() {
    Result<std::optional<SlotClaim>> claim = outbox().ClaimSlot(kLease);
    EXPECT_TRUE(claim.ok()) << (claim.ok() ? "" : claim.error().message);
    return claim.ok() ? claim.value() : std::nullopt;
  }
  SlotClaim MustSlot() {
    const std::optional<SlotClaim> claim = Slot();
    EXPECT_TRUE(claim.has_value());
    return claim.value_or(SlotClaim());
  }
  /// Sends everything that is due, and tells what.
  std::vector<SlotClaim> SendAll() {
    std::vector<SlotClaim> sent;
    while (const std::optional<SlotClaim> claim = Slot()) {
      EXPECT_TRUE(outbox().Settle(*claim, "remote").ok());
      sent.push_back(*claim);
    }
    return sent;
  }
  std::vector<AuditEntry> Audited(WallTime since) {
    constexpr size_t kMany = 100;
    const std::unique_ptr<AuditLog> log = backend_->OpenAudit();
    if (log == nullptr) return {};
    Result<std::vector<AuditEntry>> entries = log->Since(since, kMany);
    EXPECT_TRUE(entries.ok()) << (entries.ok() ? "" : entries.error().message);
    return entries.ok() ? entries.value() : std::vector<AuditEntry>();
  }
  /// A merge request whose note is wanted.
  void WantNote(int64_t iid, const std::string& text, std::chrono::milliseconds delay) {
    Announced(iid, RecordOf(Head(1), std::nullopt));
    EXPECT_TRUE(mailboxes()
                    .Publish(MustClaim(Lane::kJudge),
                             {.record = RecordOf(Head(1), std::nullopt),
                              .decision = {},
                              .slots = {{.kind = SlotKind::kNote,
                                         .content = {StatusState::kFailed, text, ""},
                                         .delay = delay}}},
                             kSuperseded)
                    .ok());
  }

  StoppedClock clock_;
  std::unique_ptr<StoreBackend> backend_ = GetParam().make(clock_);
};

inline void Expect(const Status& status) {
  EXPECT_TRUE(status.ok()) << (status.ok() ? "" : status.error().message);
}

inline Errc CodeOf(const Status& status) {
  EXPECT_FALSE(status.ok());
  return status.ok() ? Errc::kInternal : status.error().code;
}

}  // namespace headwater::store
