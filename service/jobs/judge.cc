// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/jobs/judge.h"

#include <algorithm>
#include <set>
#include <utility>

#include "headwater/job_scope.h"
#include "headwater/log.h"
#include "headwater/metrics.h"
#include "service/jobs/artifact_folder.h"
#include "service/jobs/fork_facts_json.h"
#include "service/jobs/policy_pauses.h"
#include "service/jobs/publication.h"
#include "service/jobs/waivers.h"
#include "service/report/note.h"

namespace headwater::jobs {
namespace {

// Claims that ended without a word (the process died) before a merge request is set aside.
constexpr uint32_t kDeathsBeforeQuarantine = 2;

// A 404 may be a lost right or a move that is under way: believed after this many in a row.
constexpr uint32_t kTriesBeforeGone = 6;

// Each round answers with the contents that are lacking; a policy first, then the files that it
// extends, then what its rules read, then what those lead to.
constexpr uint32_t kMaxRounds = 6;

std::chrono::microseconds Since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() -
                                                               start);
}

/// What was brought for one judgement after the first fetch.
struct Brought {
  uint32_t rounds = 0;  ///< Answers of the evaluator about this mirror.
  bool renewed = false;
  std::vector<BlobId> contents;  ///< In the last round.
};

/// Brings what the evaluator lacked. False: nothing more would help, or no more rounds are left.
Result<bool> BringMore(MirrorUse& mirror, const FetchRequest& fetch, const Report& report,
                       Brought& brought) {
  if (report.damaged && !brought.renewed) {
    brought = {.rounds = 0, .renewed = true, .contents = {}};
    const Result<Fetched> anew = mirror.Renew(fetch);
    if (anew.ok()) return true;
    // Damaged at its source: what could be judged of it stands.
    if (anew.error().code == Errc::kContent) return false;
    return anew.error();
  }
  ++brought.rounds;
  // What was fetched and is missing still, the forge does not have.
  const bool done = report.missing.empty() || report.missing == brought.contents;
  if (done || brought.rounds == kMaxRounds) return false;
  brought.contents = report.missing;
  TRY(mirror.FetchBlobs(fetch, brought.contents));
  return true;
}

/// The rule whose finding a person is told once in a while (kToldFor), not in every merge request.
constexpr std::string_view kToldOnce = "fork/origin-hint";

bool TellsOrigin(const RuleResult& rule) {
  const bool is_shown = rule.effective_mode != Mode::kOff && rule.effective_mode != Mode::kObserve;
  return rule.info->id.view() == kToldOnce && is_shown && rule.answer.verdict == Verdict::kFail;
}

/// What stands above the project's own policy: the platform's layers, or the standard preset.
/// Gives the hash of it.
std::string SetPolicy(const Settings& settings, const Standing& standing,
                      EvaluateRequest& request) {
  if (!standing.upper) {
    request.standard = settings.standard_policy;
    return settings.standard_policy_hash;
  }
  request.layers = standing.upper->texts;
  request.project = standing.upper->stack.ramps().project;
  request.pauses = PausesOf(standing.upper->stack);
  return standing.upper->stack.HashWithLocks();
}

/// Who wishes to be spoken to otherwise is judged anew; nothing for who has no wishes.
std::string KeyPartOf(const Wishes& wishes) {
  std::string part;
  if (wishes.language) part += *wishes.language == Language::kGerman ? "/de" : "/en";
  if (wishes.quiet) part += "/quiet";
  return part;
}

/// Whether the merge request has been told what this judgement would come to.
bool IsSaid(const MailboxRecord& record, const Judgement& judgement) {
  const std::string& before = record.decision_key;
  if (judgement.is_awaited() && before == judgement.key + kWaitingMark) return true;
  const bool settled =
      !judgement.merge_request || (record.status && record.status->state != StatusState::kRunning);
  return settled && judgement.key == before;
}

/// A branch that is not there, which nobody waits for: whatever makes it come back wakes it.
bool IsGoneBranch(const MailboxClaim& claim, const Error& error) {
  return claim.key.iid.value == 0 && error.code == Errc::kNotFound &&
         claim.retries + 1 >= kTriesBeforeGone;
}

}  // namespace

Status Judge::Run(const MailboxClaim& claim) {
  if (!claim.record.open) return Publish(claim, {claim.record, {}, {}, {}});
  const uint32_t deaths = claim.attempts - 1 - std::min(claim.retries, claim.attempts - 1);
  if (deaths >= kDeathsBeforeQuarantine) {
    Count("headwater_quarantined_total");
    const Error why{Errc::kContent, "judging it ended the service twice; the operator was told"};
    Log(LogLevel::kError, "quarantined",
        {{"project", claim.key.project.value}, {"iid", claim.key.iid.value}});
    return Publish(claim, CouldNotJudge(claim, why, services_));
  }
  const bool is_branch = claim.key.iid.value == 0;
  Result<Judgement> judgement = is_branch ? JudgeBranch(claim) : JudgeMergeRequest(claim);
  if (!judgement.ok()) return Fail(claim, judgement.error());
  const Standing& standing = judgement.value().standing;
  if (!standing.left_out.empty()) {
    TRY(Publish(claim, LeftOut(claim, services_)));
    return LookAgainIfOutdated(claim.key, standing);
  }
  if (judgement.value().unchanged) {
    // Deliveries about jobs may be lost or switched off.
    if (judgement.value().is_awaited()) {
      return services_.mailboxes.Retry(claim, RetryDelay(claim.retries));
    }
    TRY(Publish(claim, {claim.record, {}, {}, {}}));
    return LookAgainIfOutdated(claim.key, standing);
  }
  return Say(claim, judgement.value());
}

Status Judge::Say(const MailboxClaim& claim, Judgement& judgement) {
  LetPass(claim.key, judgement);
  const report::JudgementTimes& times = judgement.times;
  Log(LogLevel::kInfo, "judged",
      {{"project", claim.key.project.value},
       {"iid", claim.key.iid.value},
       {"head", Untrusted(judgement.head.Hex())},
       {"fetch_us", times.fetching.count()},
       {"evaluate_us", times.evaluating.count()},
       {"rounds", static_cast<int64_t>(times.rounds)}});
  const Publication publication = PublicationOf(claim, judgement, services_);
  TRY(Publish(claim, publication));
  if (publication.decision) {
    KeepReads(services_.reads, publication.decision->id, judgement.answer.record);
  }
  TRY(NoteTold(claim.key, judgement, publication));
  TRY(LookAgainIfOutdated(claim.key, judgement.standing));
  // Without a key it would be judged anew at once, for as long as that takes.
  if (!judgement.is_awaited() || publication.record.decision_key.empty()) return Ok{};
  return services_.mailboxes.WakeUp(claim.key);
}

Status Judge::Publish(const MailboxClaim& claim, const Publication& publication) {
  TRY(services_.mailboxes.Publish(claim, publication,
                                  report::SupersededStatus(services_.settings.language)));
  if (!publication.decision) return Ok{};
  Count("headwater_decisions_total");
  // What cannot be told yet, and is about to be, is nothing to look after.
  const bool waits = publication.settle_within.has_value();
  const DecisionOutcome outcome = publication.decision->outcome;
  Log(LogLevel::kInfo, "decided",
      {{"project", claim.key.project.value},
       {"iid", claim.key.iid.value},
       {"head", Untrusted(publication.decision->head.Hex())},
       {"outcome", waits ? Literal("waits-for-pipeline") : report::NameOf(outcome)},
       {"decision", Untrusted(publication.decision->id.hex)}});
  return Ok{};
}

Status Judge::Fail(const MailboxClaim& claim, const Error& error) {
  if (error.code == Errc::kConflict) {
    // The head moved on: what arrived meanwhile is announced first.
    TRY(services_.mailboxes.WakeUp(claim.key));
    return services_.mailboxes.Retry(claim, std::chrono::milliseconds(0));
  }
  projects_.Forget(claim.key.project);
  const bool patient = services_.clock.Wall() - claim.waiting_since < services_.settings.patience;
  Log(LogLevel::kWarning, "not_judged",
      {{"project", claim.key.project.value},
       {"iid", claim.key.iid.value},
       {"problem", Untrusted(error.message)}});
  if (IsGoneBranch(claim, error)) return Publish(claim, {claim.record, {}, {}, {}});
  if (MayPass(error) && patient) {
    return services_.mailboxes.Retry(claim, RetryDelay(claim.retries));
  }
  TRY(Publish(claim, CouldNotJudge(claim, error, services_)));
  const bool is_forbidden = claim.key.iid.value == 0 && error.code == Errc::kDenied;
  if (!MayPass(error) || is_forbidden) return Ok{};
  Count("headwater_infrastructure_unknown_total");
  return services_.mailboxes.WakeUp(claim.key);  // Judged again, for as long as it takes.
}

Status Judge::LookAtMergeRequest(const MailboxClaim& claim, Judgement& judgement) {
  judgement.merge_request = TRY(services_.forge.MergeRequest(claim.key.project, claim.key.iid));
  const ForgeMergeRequest& merge_request = *judgement.merge_request;
  const bool moved = merge_request.state != MergeRequestState::kOpen ||
                     merge_request.head != claim.record.head ||
                     merge_request.target_branch.bytes() != claim.record.target_branch;
  if (moved) return Error{Errc::kConflict, "the merge request has changed"};
  judgement.project = TRY(projects_.Get(claim.key.project));
  judgement.head = claim.record.head;
  if (services_.commands != nullptr) {
    judgement.wishes = TRY(services_.commands->WishesOf(claim.key));
  }
  TRY(TakeStanding(judgement));
  return judgement.standing.left_out.empty() ? LookAtTarget(judgement) : Ok{};
}

Result<Judgement> Judge::JudgeMergeRequest(const MailboxClaim& claim) {
  Judgement judgement;
  TRY(LookAtMergeRequest(claim, judgement));
  if (!judgement.standing.left_out.empty()) return judgement;
  const auto start = std::chrono::steady_clock::now();
  const FetchRequest fetch{.project = claim.key.project,
                           .path = judgement.project.path,
                           .iid = claim.key.iid,
                           .head = judgement.head,
                           .branch = judgement.merge_request->target_branch,
                           .other_branch = judgement.project.default_branch};
  const std::unique_ptr<MirrorUse> mirror = TRY(services_.mirrors.Use(claim.key.project));
  const Fetched fetched = TRY(mirror->Fetch(fetch));
  judgement.times.fetching = Since(start);
  if (!fetched.branch) return Error{Errc::kNotFound, "the target branch is gone"};
  judgement.target = fetched.branch;
  TRY(EvaluateIfNew(claim, *mirror, fetch, fetched, judgement));
  return judgement;
}

Result<Judgement> Judge::JudgeBranch(const MailboxClaim& claim) {
  Judgement judgement;
  if (services_.heard_branch) services_.heard_branch(claim.key.project);
  judgement.project = TRY(BranchProject(claim.key.project));
  TRY(TakeStanding(judgement));
  if (!judgement.standing.left_out.empty()) return judgement;
  const Untrusted& branch = judgement.project.default_branch;
  judgement.unchanged = judgement.project.empty || branch.empty();
  if (judgement.unchanged) return judgement;  // There is nothing to judge, yet.
  const auto start = std::chrono::steady_clock::now();
  const FetchRequest fetch{.project = claim.key.project,
                           .path = judgement.project.path,
                           .iid = {},
                           .head = {},
                           .branch = branch};
  const std::unique_ptr<MirrorUse> mirror = TRY(services_.mirrors.Use(claim.key.project));
  const Fetched fetched = TRY(mirror->Fetch(fetch));
  judgement.times.fetching = Since(start);
  if (!fetched.branch) return Error{Errc::kNotFound, "the default branch is gone"};
  judgement.head = *fetched.branch;
  NoteHead(judgement.head);
  TRY(EvaluateIfNew(claim, *mirror, fetch, fetched, judgement));
  return judgement;
}

Status Judge::NameIt(const MailboxKey& key, EvaluateRequest& request, Judgement& judgement) const {
  const std::string policy_hash = SetPolicy(services_.settings, judgement.standing, request);
  const bool draft = judgement.merge_request && judgement.merge_request->draft;
  judgement.as_of = request.as_of;
  judgement.waivers = TRY(WaiversFor(services_.waivers, key, request));
  judgement.key = KeyWithWaivers(KeyOf(request, policy_hash, draft) + KeyPartOf(judgement.wishes),
                                 judgement.waivers);
  return Ok{};
}

Status Judge::EvaluateIfNew(const MailboxClaim& claim, MirrorUse& mirror, const FetchRequest& fetch,
                            const Fetched& fetched, Judgement& judgement) {
  EvaluateRequest request = RequestFor(judgement, fetched);
  TRY(AddMarks(request, judgement));
  TRY(AddForks(mirror, fetch, request, judgement));
  WaitForForks(claim, request, judgement);
  TRY(NameIt(claim.key, request, judgement));
  const std::string base = judgement.key;
  // Asked for when a rule lacks it, and from then on for as long as the rest is as it was.
  std::optional<Outside> outside;
  const auto needed = needs_.Find(claim.key, base, claim.record.decision_key);
  if (needed) outside = TRY(Look(claim, base, *needed, judgement));
  judgement.unchanged = IsSaid(claim.record, judgement);
  if (judgement.unchanged) return Ok{};
  if (judgement.merge_request) judgement.known = TRY(services_.mailboxes.Suggestions(claim.key));
  if (outside) return EvaluateWith(*outside, mirror, fetch, request, judgement);
  return EvaluateAnew(claim, mirror, fetch, request, judgement);
}

Status Judge::EvaluateAnew(const MailboxClaim& claim, MirrorUse& mirror, const FetchRequest& fetch,
                           EvaluateRequest& request, Judgement& judgement) {
  const std::string base = judgement.key;
  TRY(Evaluate(mirror, fetch, request, judgement));
  const Needs needs = NeedsOf(judgement.answer);
  if (needs.empty()) return Ok{};
  needs_.Keep(claim.key, base, needs);
  const Outside outside = TRY(Look(claim, base, needs, judgement));
  // A process that was started anew has forgotten what was needed.
  judgement.unchanged = IsSaid(claim.record, judgement);
  if (judgement.unchanged) return Ok{};
  return EvaluateWith(outside, mirror, fetch, request, judgement);
}

Result<Outside> Judge::Look(const MailboxClaim& claim, const std::string& base_key,
                            const Needs& needs, Judgement& judgement) const {
  OutsideQuestion question{.project = judgement.project,
                           .merge_request = judgement.merge_request,
                           .head = judgement.head,
                           .head_since = claim.record.head_since};
  if (!judgement.merge_request) question.head_since = claim.waiting_since;  // Nobody announces it.
  if (!needs.upstreams.empty()) {
    const auto decided = TRY(services_.decisions.Find(claim.record.decision));
    if (decided && decided->head == judgement.head) question.decided_before = decided->key;
  }
  Outside outside = TRY(LookOutside(services_, needs, question));
  if (outside.waits != Waits::kNothing) judgement.waits = outside.waits;
  judgement.patient = outside.patient;
  judgement.key = base_key + outside.id;
  return outside;
}

Status Judge::EvaluateWith(const Outside& outside, MirrorUse& mirror, const FetchRequest& fetch,
                           EvaluateRequest request, Judgement& judgement) {
  request.upstreams = outside.upstreams;
  if (!outside.artifacts) return Evaluate(mirror, fetch, request, judgement);
  ArtifactFolder folder = TRY(ArtifactFolder::Make(services_.settings.artifact_folder));
  request.facts.gathered.insert(FactKind::kArtifacts);
  request.facts.artifacts_under_way = outside.artifacts->under_way;
  const auto start = std::chrono::steady_clock::now();
  request.facts.artifacts =
      TRY(folder.Bring(services_.pipeline_files, *outside.artifacts).Context("artifacts"));
  judgement.times.fetching += Since(start);
  return Evaluate(mirror, fetch, request, judgement);
}

Result<ForgeProject> Judge::BranchProject(ProjectId id) {
  projects_.Forget(id);  // It may be what has changed.
  Result<ForgeProject> project = projects_.Get(id);
  if (services_.forks == nullptr) return project;
  if (project.ok()) {
    TRY(services_.forks->Heard(project.value()));
  } else if (project.error().code == Errc::kNotFound) {
    TRY(services_.forks->Gone(id));
  }
  return project;
}

Status Judge::AddForks(MirrorUse& mirror, const FetchRequest& fetch, EvaluateRequest& request,
                       Judgement& judgement) const {
  const bool is_wanted = services_.settings.facts.contains(FactKind::kForks);
  if (services_.forks == nullptr || !is_wanted) return Ok{};
  const ForkAsk ask{.project = judgement.project,
                    .merge_request = judgement.merge_request,
                    .repository = request.mirror,
                    .target = judgement.target,
                    .head = judgement.head};
  ForkView view = services_.forks->Ask(ask);
  for (uint32_t round = 1; !view.lacking.empty() && round < kMaxRounds; ++round) {
    const std::vector<BlobId> lacking = view.lacking;
    TRY(mirror.FetchBlobs(fetch, lacking));
    view = services_.forks->Ask(ask);
    if (view.lacking == lacking) break;  // The forge does not have them.
  }
  if (!view.lacking.empty()) view.facts.unknown_because = kForksTooLarge;
  TRY(AddForkAnswers(view.facts, judgement.project.id));
  for (const ForkRelation& relation : view.facts.relations) {
    judgement.named.push_back(relation.project.bytes());
  }
  for (const SimilarProject& similar : view.facts.similar) {
    judgement.named.push_back(similar.name.bytes());
  }
  request.facts.gathered.insert(FactKind::kForks);
  request.facts.forks = std::move(view.facts);
  return Ok{};
}

Status Judge::AddForkAnswers(ForkFacts& facts, ProjectId project) const {
  if (services_.commands == nullptr) return Ok{};
  for (const std::string& other : TRY(services_.commands->ForkAnswersOf(project))) {
    if (other.empty()) {
      facts.similar.clear();  // It stands beside them on purpose.
    } else if (facts.answered.size() < kMaxForkPaths) {
      facts.answered.emplace_back(other);
    }
  }
  return Ok{};
}

void Judge::WaitForForks(const MailboxClaim& claim, const EvaluateRequest& request,
                         Judgement& judgement) const {
  const auto& forks = request.facts.forks;
  const bool is_under_way = forks && forks->unknown_because.view() == kForksUnderWay.view();
  const auto passed = services_.clock.Wall() - claim.record.head_since;
  const bool is_patient = passed < services_.settings.pipeline_patience;
  // What has been said already may have to be corrected, and that does not wait.
  const MailboxRecord& record = claim.record;
  const bool is_first = record.decision.hex.empty() || record.decision_key.ends_with(kWaitingMark);
  const bool may_wait = is_first && is_patient && judgement.merge_request.has_value();
  if (is_under_way && may_wait) judgement.waits = Waits::kForks;
}

Status Judge::NoteTold(const MailboxKey& key, const Judgement& judgement,
                       const Publication& publication) const {
  if (services_.forks == nullptr || !judgement.merge_request) return Ok{};
  const bool says_something = std::ranges::any_of(publication.slots, [](const WantedSlot& slot) {
    return slot.kind == SlotKind::kNote && slot.content.state == StatusState::kFailed;
  });
  const bool tells_origin = std::ranges::any_of(
      judgement.answer.report.rules, [](const RuleResult& rule) { return TellsOrigin(rule); });
  if (!says_something || !tells_origin) return Ok{};
  return services_.forks->NoteTold(key, judgement.merge_request->author);
}

Result<report::EvaluationAnswer> Judge::EvaluateTwice(const EvaluateRequest& request) {
  Result<report::EvaluationAnswer> answer = services_.evaluator.Evaluate(request);
  if (answer.ok() || answer.error().code != Errc::kContent) return answer;
  // Once may be the machine (memory that others took); twice is the content.
  Count("headwater_evaluator_deaths_total");
  return services_.evaluator.Evaluate(request);
}

Status Judge::Evaluate(MirrorUse& mirror, const FetchRequest& fetch, const EvaluateRequest& request,
                       Judgement& judgement) {
  TRY(EvaluateMirror(mirror, fetch, request, judgement));
  EvaluateRequest answered = request;
  if (!AddExternal(answered, judgement)) return Ok{};
  return EvaluateMirror(mirror, fetch, answered, judgement);
}

Status Judge::EvaluateMirror(MirrorUse& mirror, const FetchRequest& fetch,
                             const EvaluateRequest& request, Judgement& judgement) {
  Brought brought;
  for (;;) {
    const auto start = std::chrono::steady_clock::now();
    judgement.answer = TRY(EvaluateTwice(request));
    judgement.times.evaluating += Since(start);
    ++judgement.times.rounds;
    const auto fetch_start = std::chrono::steady_clock::now();
    const bool more = TRY(BringMore(mirror, fetch, judgement.answer.report, brought));
    if (!more) return Ok{};
    judgement.times.fetching += Since(fetch_start);
  }
}

}  // namespace headwater::jobs
