// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/jobs/announcer.h"

#include <gtest/gtest.h>

#include "tests/service/jobs/service_fixture.h"

namespace headwater::jobs {
namespace {

using fakes::Commit;

class AnnouncerTest : public testing::Test, protected ServiceFixture {
 protected:
  void Run(const MailboxClaim& claim) {
    const Status status = Announcer(services).Run(claim);
    ASSERT_TRUE(status.ok()) << status.error().message;
  }

  /// The mailbox of a merge request that was judged fine at its present head and target.
  MailboxClaim Judged() const {
    MailboxClaim claim = Claim(Lane::kAnnounce);
    claim.record.head = Commit('1');
    claim.record.target_branch = "main";
    claim.record.status = StatusLine{StatusState::kSuccess, "fine", ""};
    return claim;
  }
};

TEST_F(AnnouncerTest, ANewMergeRequestRunsAndMustSettle) {
  Run(Claim(Lane::kAnnounce));
  ASSERT_TRUE(mailboxes.announced);
  const MailboxRecord& record = mailboxes.announced->record;
  EXPECT_EQ(Commit('1'), record.head);
  EXPECT_EQ("main", record.target_branch);
  EXPECT_EQ("feature", record.source_branch);
  EXPECT_EQ(clock.wall, record.head_since);
  ASSERT_TRUE(record.status);
  EXPECT_EQ(StatusState::kRunning, record.status->state);
  EXPECT_GE(*mailboxes.announced->settle_within, services.settings.patience);
}

TEST_F(AnnouncerTest, ANewHeadTakesTheGreenAway) {
  forge.merge_request.head = Commit('2');
  Run(Judged());
  EXPECT_EQ(StatusState::kRunning, mailboxes.announced->record.status->state);
  EXPECT_EQ(Commit('2'), mailboxes.announced->record.head);
}

TEST_F(AnnouncerTest, ANewTargetTakesTheGreenAwayAndIsNoNewPush) {
  forge.merge_request.target_branch = Untrusted("release");
  MailboxClaim claim = Judged();
  claim.record.head_since = clock.wall - std::chrono::hours(1);
  Run(claim);
  EXPECT_EQ(StatusState::kRunning, mailboxes.announced->record.status->state);
  EXPECT_EQ(claim.record.head_since, mailboxes.announced->record.head_since);
}

TEST_F(AnnouncerTest, WhatIsUnchangedKeepsItsStatusAndIsComparedWithTheForge) {
  Run(Judged());
  EXPECT_EQ(StatusState::kSuccess, mailboxes.announced->record.status->state);
  ASSERT_EQ(1U, outbox.looked_again.size());
  EXPECT_EQ(Commit('1'), outbox.looked_again[0].head);
}

TEST_F(AnnouncerTest, AClosedMergeRequestSaysNothingMore) {
  for (const MergeRequestState state : {MergeRequestState::kClosed, MergeRequestState::kMerged}) {
    forge.merge_request.state = state;
    Run(Judged());
    EXPECT_FALSE(mailboxes.announced->record.open);
    EXPECT_FALSE(mailboxes.announced->record.status);
  }
}

TEST_F(AnnouncerTest, WhatMergingItHasMadeIsHandedOver) {
  forge.merge_request.state = MergeRequestState::kMerged;
  forge.merge_request.merge_commit = Commit('7');
  forge.merge_request.squash_commit = Commit('8');
  forge.merge_request.merger = {31};
  Run(Judged());
  ASSERT_TRUE(mailboxes.announced->merged);
  EXPECT_EQ(Commit('1'), mailboxes.announced->merged->head);
  EXPECT_EQ(Commit('7'), mailboxes.announced->merged->merge_commit);
  EXPECT_EQ(Commit('8'), mailboxes.announced->merged->squash_commit);
  EXPECT_EQ(31, mailboxes.announced->merged->merger.value);
}

TEST_F(AnnouncerTest, AMergeOfBeforeAnybodyLookedIsNone) {
  forge.merge_request.state = MergeRequestState::kMerged;
  Run(Claim(Lane::kAnnounce));
  EXPECT_FALSE(mailboxes.announced->merged);
  MailboxClaim closed = Judged();
  closed.record.open = false;
  Run(closed);
  EXPECT_FALSE(mailboxes.announced->merged);
  forge.merge_request.state = MergeRequestState::kClosed;
  Run(Judged());
  EXPECT_FALSE(mailboxes.announced->merged);
}

TEST_F(AnnouncerTest, OneThatIsBeingPreparedOrMergedIsLookedAtAgain) {
  forge.merge_request.head.reset();
  Run(Claim(Lane::kAnnounce));
  EXPECT_TRUE(mailboxes.retried);
  mailboxes.retried.reset();
  forge.merge_request.head = Commit('1');
  forge.merge_request.state = MergeRequestState::kLocked;
  Run(Judged());
  EXPECT_TRUE(mailboxes.retried);
  EXPECT_FALSE(mailboxes.announced);
}

TEST_F(AnnouncerTest, One404ProvesNothing) {
  forge.fail = [](const std::string&) { return Error{Errc::kNotFound, "404"}; };
  MailboxClaim claim = Judged();
  Run(claim);
  EXPECT_TRUE(mailboxes.retried);
  EXPECT_FALSE(mailboxes.announced);
  claim.retries = 5;
  Run(claim);
  ASSERT_TRUE(mailboxes.announced);
  EXPECT_FALSE(mailboxes.announced->record.open);
}

TEST_F(AnnouncerTest, AForgeThatIsDownIsAskedAgainForAsLongAsItTakes) {
  forge.fail = [](const std::string&) { return Error{Errc::kTransient, "down"}; };
  MailboxClaim claim = Judged();
  claim.retries = 1000;
  Run(claim);
  EXPECT_TRUE(mailboxes.retried);
  EXPECT_FALSE(mailboxes.announced);
}

TEST_F(AnnouncerTest, ADefaultBranchHasNoStatus) {
  MailboxClaim claim = Claim(Lane::kAnnounce);
  claim.key.iid = {0};
  Run(claim);
  ASSERT_TRUE(mailboxes.announced);
  EXPECT_FALSE(mailboxes.announced->record.status);
  EXPECT_TRUE(forge.calls.empty());
}

}  // namespace
}  // namespace headwater::jobs
