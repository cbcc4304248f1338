// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/jobs/announcer.h"

#include "headwater/job_scope.h"
#include "headwater/log.h"
#include "service/report/note.h"

namespace headwater::jobs {
namespace {

// GitLab locks a merge request while it merges it, and computes a new one's head in the background.
constexpr std::chrono::milliseconds kShortly{1'000};

// A 404 may be a lost right or a move that is under way: believed after this many in a row.
constexpr uint32_t kTriesBeforeGone = 6;

/// How it was merged. None where it was open when nobody looked: there is nothing to compare with.
std::optional<MergeNote> MergeOf(const MailboxClaim& claim,
                                 const ForgeMergeRequest& merge_request) {
  const bool was_open = claim.record.open && !claim.record.head.IsZero();
  if (merge_request.state != MergeRequestState::kMerged || !was_open) return std::nullopt;
  return MergeNote{.head = merge_request.head.value_or(CommitId()),
                   .merge_commit = merge_request.merge_commit.value_or(CommitId()),
                   .squash_commit = merge_request.squash_commit.value_or(CommitId()),
                   .merger = merge_request.merger};
}

}  // namespace

Status Announcer::Run(const MailboxClaim& claim) {
  if (claim.key.iid.value == 0) return End(claim, {claim.record, {}});
  const Result<ForgeMergeRequest> merge_request =
      services_.forge.MergeRequest(claim.key.project, claim.key.iid);
  if (!merge_request.ok()) return Fail(claim, merge_request.error());
  return RunOn(claim, merge_request.value());
}

Status Announcer::End(const MailboxClaim& claim, const Announcement& announcement) {
  return services_.mailboxes.Announce(claim, announcement,
                                      report::SupersededStatus(services_.settings.language));
}

Status Announcer::Fail(const MailboxClaim& claim, const Error& error) {
  const bool gone = error.code == Errc::kNotFound && claim.retries + 1 >= kTriesBeforeGone;
  Log(LogLevel::kWarning, "merge_request_not_read",
      {{"project", claim.key.project.value},
       {"iid", claim.key.iid.value},
       {"problem", Untrusted(error.message)}});
  if (!gone && MayPass(error)) {
    return services_.mailboxes.Retry(claim, RetryDelay(claim.retries));
  }
  MailboxRecord record = claim.record;
  record.open = false;
  record.status.reset();
  return End(claim, {record, {}});
}

bool Announcer::TakesPart(ProjectId project) {
  const auto& live = services_.settings.layers;
  const LiveLayers::Pointer layers = live == nullptr ? nullptr : live->Get();
  if (layers == nullptr || !layers->speaks_of_enrolment()) return true;
  const Result<ForgeProject> read = projects_.Get(project);
  return !read.ok() || desk_.TakesPart(read.value());
}

Status Announcer::RunOn(const MailboxClaim& claim, const ForgeMergeRequest& merge_request) {
  MailboxRecord record = claim.record;
  const bool undecided = merge_request.state == MergeRequestState::kLocked ||
                         (merge_request.state == MergeRequestState::kOpen && !merge_request.head);
  if (undecided) return services_.mailboxes.Retry(claim, kShortly);
  record.open = merge_request.state == MergeRequestState::kOpen;
  if (!record.open) {
    record.status.reset();
    return End(claim, {record, {}, MergeOf(claim, merge_request)});
  }
  const std::string& target = merge_request.target_branch.bytes();
  const bool is_new = record.head != *merge_request.head || record.target_branch != target;
  if (record.head != *merge_request.head) record.head_since = services_.clock.Wall();
  record.head = *merge_request.head;
  NoteHead(record.head);
  record.source_branch = merge_request.source_branch.bytes();
  record.target_branch = target;
  if (!is_new && record.status) {
    TRY(End(claim, {record, {}}));
    // A new pipeline, or somebody else's status of our name, changes nothing that is wanted.
    return services_.outbox.LookAgain(
        {SlotKind::kStatus, claim.key.project, claim.key.iid, record.head});
  }
  if (!TakesPart(claim.key.project)) {
    if (is_new) record.status.reset();
    return End(claim, {record, {}});
  }
  record.status = report::RunningStatus(services_.settings.language);
  return End(claim, {record, services_.settings.patience + kSettleMargin});
}

}  // namespace headwater::jobs
