// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "tests/service/store/store_contract.h"

/// \file
/// The contract of RatchetBook, and of Publication::clean.

namespace headwater::store {

class RatchetContract : public StoreContract {
 protected:
  /// The default branch was judged and passes these.
  void Passes(const std::vector<std::string>& rules, const std::string& decision) {
    Event(0);
    MailboxRecord record;
    record.head = Head(9);
    record.decision = {decision};
    EXPECT_TRUE(Announce(MustClaim(Lane::kAnnounce), record).ok());
    Publication publication{.record = record, .decision = {}, .slots = {}};
    publication.clean = CleanBranch{.branch = "main", .rules = rules};
    EXPECT_TRUE(mailboxes().Publish(MustClaim(Lane::kJudge), publication, kSuperseded).ok());
  }
  /// Ends the work on everything that waits; merge requests, and 0 for the branch.
  std::set<int64_t> TakeWoken() {
    std::set<int64_t> woken;
    for (int i = 0; i < 5; ++i) {
      clock_.Advance(std::chrono::seconds(1));
      while (const std::optional<MailboxClaim> claim = Claim(Lane::kAnnounce)) {
        woken.insert(claim->key.iid.value);
        EXPECT_TRUE(Announce(*claim, claim->record).ok());
      }
      while (const std::optional<MailboxClaim> claim = Claim(Lane::kJudge)) {
        EXPECT_TRUE(Publish(*claim, claim->record).ok());
      }
    }
    return woken;
  }
  ProjectId Project() { return WakeOf(0).project; }
  RatchetBook& book() { return backend_->ratchets(); }
};

TEST_P(RatchetContract, WhatABranchHasPassedStaysMarkedByTheFirstDecision) {
  Passes({"license/a", "sbom/b"}, "d1");
  clock_.Advance(std::chrono::hours(48));
  Passes({"sbom/b"}, "d2");
  backend_->Reopen();
  const std::vector<RatchetMark> marks = book().Marks(Project()).value();
  ASSERT_EQ(marks.size(), 2U);
  EXPECT_EQ(marks[0].rule, "license/a");
  EXPECT_EQ(marks[1].decision.hex, "d1");
  EXPECT_EQ(book().MarksOf(Project(), "main").value().size(), 2U);
  EXPECT_TRUE(book().MarksOf(Project(), "other").value().empty());
  EXPECT_TRUE(book().MarksOf({999}, "main").value().empty());
  EXPECT_TRUE(book().Marks(ProjectId{999}).value().empty());
  EXPECT_EQ(book().Marks(std::nullopt).value().size(), 2U);
}

TEST_P(RatchetContract, AMarkIsWrittenIntoTheLogOnce) {
  Passes({"license/a"}, "d1");
  Passes({"license/a"}, "d2");
  const std::vector<AuditEntry> entries = Audited(WallTime{});
  ASSERT_EQ(entries.size(), 1U);
  EXPECT_EQ(entries[0].event.kind, AuditKind::kRatchetSet);
  EXPECT_EQ(entries[0].event.detail, "main: license/a, decision d1");
}

TEST_P(RatchetContract, AResetIsAuditedWithItsReasonAndEveryResetIsOne) {
  for (int i = 0; i < 2; ++i) {
    Passes({"license/a", "sbom/b"}, "d" + std::to_string(i));
    clock_.Advance(std::chrono::hours(1));
    const auto branches = book().ResetMark(Project(), "license/a", "old debt of a takeover");
    ASSERT_TRUE(branches.ok()) << branches.error().message;
    EXPECT_EQ(branches.value(), std::vector<std::string>{"main"});
  }
  EXPECT_EQ(book().MarksOf(Project(), "main").value().size(), 1U) << "the other stays";
  std::vector<AuditEntry> resets = Audited(WallTime{});
  std::erase_if(
      resets, [](const AuditEntry& entry) { return entry.event.kind != AuditKind::kRatchetReset; });
  ASSERT_EQ(resets.size(), 2U);
  EXPECT_NE(resets[1].event.detail.find("license/a on main, because old debt of a takeover"),
            std::string::npos);
}

TEST_P(RatchetContract, WhatIsNotMarkedOrHasNoReasonIsNotReset) {
  Passes({"license/a"}, "d1");
  EXPECT_EQ(book().ResetMark(Project(), "license/b", "x").error().code, Errc::kNotFound);
  EXPECT_EQ(book().ResetMark({999}, "license/a", "x").error().code, Errc::kNotFound);
  EXPECT_EQ(book().ResetMark(Project(), "license/a", "").error().code, Errc::kInvalid);
  EXPECT_EQ(
      book().ResetMark(Project(), "license/a", std::string(kMaxResetReason + 1, 'x')).error().code,
      Errc::kInvalid);
  EXPECT_EQ(book().Marks(std::nullopt).value().size(), 1U);
}

TEST_P(RatchetContract, AMarkAndItsResetLookAgainAtWhatIsOpen) {
  Judged(3, Head(1), kGreenLine);
  Passes({"license/a"}, "d1");
  EXPECT_TRUE(TakeWoken().contains(3));
  EXPECT_TRUE(TakeWoken().empty());
  ASSERT_TRUE(book().ResetMark(Project(), "license/a", "x").ok());
  EXPECT_TRUE(TakeWoken().contains(3));
  Passes({"license/b"}, "d2");
  TakeWoken();
  Passes({"license/b"}, "d3");
  EXPECT_TRUE(TakeWoken().empty()) << "nothing is new";
}

}  // namespace headwater::store
