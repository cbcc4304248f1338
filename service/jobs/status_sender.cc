// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/jobs/status_sender.h"

#include <algorithm>

#include "headwater/log.h"
#include "headwater/metrics.h"
#include "service/report/decision_json.h"
#include "service/report/note.h"

namespace headwater::jobs {
namespace {

// A wanted green that is no longer true waits for the judgement that was asked for.
constexpr std::chrono::seconds kAskAgain{1};

// A target branch that moves faster than we judge must not keep a merge request from ever turning
// green: after so many tries only its name is compared.
constexpr uint32_t kTriesForTargetCommit = 4;

constexpr uint32_t kTriesForNew = 5;

// GitLab's words for states have at most 20 bytes.
constexpr size_t kMaxStateBytes = 40;

// A refusal (missing right, protected branch) is for a person to mend.
constexpr std::chrono::minutes kRefusedDelay{5};

std::chrono::milliseconds DelayFor(const Error& error, uint32_t attempts) {
  const bool refused = error.code == Errc::kDenied || error.code == Errc::kInvalid;
  if (refused) return kRefusedDelay;
  // The commit of a push may not be known yet; a merge request that is gone will not come back.
  if (error.code == Errc::kNotFound && attempts > kTriesForNew) return kGoneDelay;
  return RetryDelay(attempts > 0 ? attempts - 1 : 0);
}

}  // namespace

/// Where to post, and for whom.
struct StatusSender::Place {
  std::optional<ForgeMergeRequest> merge_request;
  std::optional<PipelineId> pipeline;  ///< The one GitLab asks before it merges.
  Untrusted ref;
};

/// One post.
struct StatusSender::Posting {
  const Place& place;
  std::optional<PipelineId> pipeline;
  std::optional<AuditEvent> because;  ///< What it puts right.
};

Status StatusSender::Run(const SlotClaim& claim) {
  StatusMemory memory(claim.remembered);
  const Result<Place> found = FindPlace(claim);
  if (!found.ok()) return Fail(claim, memory, found.error());
  const Place& place = found.value();
  if (claim.wanted.state == StatusState::kSuccess && place.merge_request) {
    if (place.merge_request->head != claim.key.head) return EndOld(claim, place, memory);
    const Result<bool> still = IsStillTrue(claim, *place.merge_request);
    if (!still.ok()) return Fail(claim, memory, still.error());
    if (!still.value()) {
      TRY(services_.mailboxes.WakeUp({claim.key.project, claim.key.iid}));
      return services_.outbox.Postpone(claim, claim.remembered, kAskAgain, !claim.intent.empty());
    }
  }
  // A post that was left without an answer may still take effect, after those that follow: what is
  // wanted is posted at once, and compared with what stands there when nothing can change it any
  // more.
  const std::chrono::milliseconds doubt = StillPossible(claim, services_.clock);
  Status posted = Ok{};
  if (!claim.intent.empty() && doubt.count() == 0) posted = Correct(claim, place, memory);
  if (posted.ok()) posted = PostAll(claim, place, memory);
  if (!posted.ok()) return Fail(claim, memory, posted.error());
  if (doubt.count() == 0) return services_.outbox.Settle(claim, memory.Text());
  return services_.outbox.Postpone(claim, memory.Text(), kServersOwnLimit, /*keep_intent=*/true);
}

Status StatusSender::EndOld(const SlotClaim& claim, const Place& place, StatusMemory& memory) {
  SlotClaim ending = claim;
  const StatusLine line = report::SupersededStatus(services_.settings.language);
  ending.wanted = {line.state, line.text, line.url};
  const Status ended = EndRunning(ending, place, memory);
  if (!ended.ok()) return Fail(claim, memory, ended.error());
  const std::chrono::milliseconds doubt = StillPossible(claim, services_.clock);
  if (doubt.count() == 0) return services_.outbox.Settle(claim, memory.Text());
  return services_.outbox.Postpone(claim, memory.Text(), doubt, /*keep_intent=*/true);
}

Status StatusSender::EndRunning(const SlotClaim& ending, const Place& place, StatusMemory& memory) {
  const auto statuses = TRY(services_.forge.Statuses(ending.key.project, ending.key.head));
  for (const ForgeStatus& status : statuses) {
    const bool runs =
        status.author == services_.self && status.state == NameOf(StatusState::kRunning).view();
    if (runs) TRY(Post(ending, {place, status.pipeline, {}}, memory));
  }
  return Ok{};
}

Status StatusSender::Correct(const SlotClaim& claim, const Place& place, StatusMemory& memory) {
  const auto statuses = TRY(services_.forge.Statuses(claim.key.project, claim.key.head));
  for (const ForgeStatus& status : statuses) {
    const bool ours = status.author == services_.self;
    if (!ours || status.state == NameOf(claim.wanted.state).view()) continue;
    Count("headwater_statuses_corrected_total");
    TRY(Post(claim, {place, status.pipeline, {}}, memory));
  }
  return Ok{};
}

Result<StatusSender::Place> StatusSender::FindPlace(const SlotClaim& claim) {
  Place place;
  if (claim.key.iid.value == 0) return place;
  place.merge_request = TRY(services_.forge.MergeRequest(claim.key.project, claim.key.iid));
  place.ref = place.merge_request->source_branch;
  const auto& pipeline = place.merge_request->head_pipeline;
  // A fork's pipeline is in the fork, where we may not write.
  const bool ours =
      pipeline && pipeline->project == claim.key.project && pipeline->head == claim.key.head;
  if (ours) place.pipeline = pipeline->id;
  return place;
}

Result<bool> StatusSender::IsStillTrue(const SlotClaim& claim,
                                       const ForgeMergeRequest& merge_request) {
  const MailboxKey about{claim.key.project, claim.key.iid};
  const std::vector<Decision> decisions = TRY(services_.decisions.About(about, 1));
  if (decisions.empty()) return false;
  const report::DecidedFor decided = TRY(report::ReadDecidedFor(decisions.front().record));
  if (merge_request.head != claim.key.head || decided.head != claim.key.head) return false;
  if (merge_request.target_branch != decided.target_branch) return false;
  if (claim.attempts >= kTriesForTargetCommit) return true;
  const CommitId target =
      TRY(services_.forge.BranchHead(claim.key.project, merge_request.target_branch));
  return decided.target == target;
}

Status StatusSender::PostAll(const SlotClaim& claim, const Place& place, StatusMemory& memory) {
  const std::vector<PipelineId> running = memory.Running();
  // Without a pipeline of its own the head has the one our first post made. A post that named none
  // would make another each time, and hear of it.
  const std::optional<PipelineId> current = place.pipeline ? place.pipeline : memory.Last();
  const bool wrong = !current || !memory.Holds(*current, claim.wanted);
  std::optional<AuditEvent> forged;
  if (!wrong) forged = TRY(FindForged(claim, *current));
  if (wrong || forged) TRY(Post(claim, {place, current, forged}, memory));
  if (claim.wanted.state == StatusState::kRunning) return Ok{};
  for (const PipelineId pipeline : running) {
    if (pipeline != current) TRY(Post(claim, {place, pipeline, {}}, memory));
  }
  return Ok{};
}

Result<std::optional<AuditEvent>> StatusSender::FindForged(const SlotClaim& claim,
                                                           PipelineId pipeline) {
  const auto statuses = TRY(services_.forge.Statuses(claim.key.project, claim.key.head));
  const auto forged = std::ranges::find_if(statuses, [&](const ForgeStatus& status) {
    return status.pipeline == pipeline && status.author != services_.self;
  });
  if (forged == statuses.end()) return std::optional<AuditEvent>();
  Count("headwater_forged_statuses_total");
  Log(LogLevel::kError, "status_of_our_name_set_by_somebody_else",
      {{"project", claim.key.project.value},
       {"iid", claim.key.iid.value},
       {"head", Untrusted(claim.key.head.Hex())},
       {"pipeline", pipeline.value},
       {"user", forged->author.value}});
  AuditEvent event;
  event.kind = AuditKind::kForgedStatus;
  event.project = claim.key.project;
  event.iid = claim.key.iid;
  event.head = claim.key.head;
  event.actor = forged->author;
  event.detail = "status " + std::to_string(forged->id) + " (" +
                 forged->state.substr(0, kMaxStateBytes) + ") in pipeline " +
                 std::to_string(pipeline.value);
  return std::optional(event);
}

Status StatusSender::Post(const SlotClaim& claim, const Posting& posting, StatusMemory& memory) {
  StatusPost post{.project = claim.key.project,
                  .head = claim.key.head,
                  .state = claim.wanted.state,
                  .text = claim.wanted.text,
                  .url = claim.wanted.url,
                  .ref = posting.place.ref,
                  .pipeline = posting.pipeline};
  TRY(services_.outbox.Intend(claim, NameOf(post.state).view(), posting.because));
  Result<PipelineId> posted = BusyIsTransient(services_.forge.SetStatus(post));
  if (!posted.ok() && posted.error().code == Errc::kNotFound && post.pipeline) {
    // The pipeline was deleted; the commit is there all the same.
    post.pipeline.reset();
    posted = BusyIsTransient(services_.forge.SetStatus(post));
  }
  memory.Remember(TRY(std::move(posted)), claim.wanted);
  Count("headwater_statuses_posted_total");
  return Ok{};
}

Status StatusSender::Fail(const SlotClaim& claim, const StatusMemory& memory, const Error& error) {
  // Wanted anew since it was claimed: the next claim sees it.
  if (error.code == Errc::kConflict) {
    return services_.outbox.Postpone(claim, memory.Text(), std::chrono::milliseconds(0),
                                     !claim.intent.empty());
  }
  Log(LogLevel::kWarning, "status_not_posted",
      {{"project", claim.key.project.value},
       {"head", Untrusted(claim.key.head.Hex())},
       {"problem", Untrusted(error.message)}});
  if (IsGone(error, claim)) return services_.outbox.Settle(claim, memory.Text());
  const bool doubtful = error.code == Errc::kAmbiguous || !claim.intent.empty();
  return services_.outbox.Postpone(claim, memory.Text(), DelayFor(error, claim.attempts), doubtful);
}

}  // namespace headwater::jobs
