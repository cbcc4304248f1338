// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/git/held_mirror.h"

#include <algorithm>
#include <utility>

#include "headwater/log.h"

namespace headwater::git {
namespace {

/// A mirror younger than this is not replaced for being damaged or too large: its source is.
constexpr std::chrono::hours kMinAge{1};

Error DamagedAtSource(const std::string& how) {
  return {Errc::kContent, "damaged again after it was fetched anew: " + how};
}

}  // namespace

void EvictMirrors(MirrorShared& shared) {
  while (const auto victim = shared.registry.HoldVictim(shared.options.quota_bytes)) {
    const uint64_t bytes = shared.registry.BytesOf(*victim);
    bool removed = false;
    if (Result<MirrorFolder> folder =
            MirrorFolder::Lock(shared.options.mirror_root, *victim, std::chrono::milliseconds(0));
        folder.ok()) {
      removed = folder.value().Remove().ok();
    }
    shared.registry.Release(*victim, removed ? 0 : bytes);
    // Another process is at work on it, or the disk fails: the next one may have more luck.
    if (!removed) return;
    Log(LogLevel::kInfo, "mirror_evicted",
        {{"project", victim->value}, {"bytes", static_cast<int64_t>(bytes)}});
  }
}

HeldMirror::HeldMirror(MirrorShared& shared, ProjectId project, MirrorFolder folder)
    : shared_(shared),
      project_(project),
      folder_(std::make_unique<MirrorFolder>(std::move(folder))) {}

HeldMirror::~HeldMirror() {
  const uint64_t bytes = folder_->CleanUp().bytes;
  folder_.reset();
  shared_.registry.Release(project_, bytes);
  EvictMirrors(shared_);
}

Status HeldMirror::Prepare(const std::string& url) {
  if (prepared_) return folder_->Configure(kind_, url);
  if (const std::optional<MirrorKind> kind = folder_->Kind()) {
    kind_ = *kind;
    TRY(folder_->Configure(kind_, url));
    folder_->PruneReferences();
  } else {
    const ServerAbilities server = TRY(shared_.transport.Probe(url));
    kind_ = server.filters ? MirrorKind::kBlobless : MirrorKind::kPlain;
    TRY(MakeNew(kind_, url));
  }
  const MirrorSurvey survey = folder_->CleanUp();
  is_empty_ = survey.packs.empty();
  JoinPacks(survey);
  prepared_ = true;
  return Ok{};
}

/// Nobody reads the mirror yet, so the joined packs can go at once. A failure costs only time.
void HeldMirror::JoinPacks(const MirrorSurvey& survey) {
  const std::vector<std::string> packs = PacksToJoin(survey.packs);
  if (packs.empty()) return;
  const Result<std::string> joined =
      shared_.transport.JoinPacks(folder_->path(), packs, shared_.options.max_pack_bytes);
  if (!joined.ok()) {
    Log(LogLevel::kWarning, "mirror_packs_not_joined",
        {{"project", project_.value}, {"detail", Untrusted(joined.error().message)}});
    return;
  }
  // Before the old ones go: what a pack without this mark refers to must be there.
  if (kind_ == MirrorKind::kBlobless && !folder_->MarkPromised(joined.value()).ok()) return;
  for (const std::string& pack : packs) {
    if (pack != joined.value()) folder_->RemovePack(pack);
  }
}

GitTransport::Job HeldMirror::JobFor(const std::string& url) const {
  const FetchDeadlines& deadlines = shared_.options.deadlines;
  return {.mirror = folder_->path(),
          .kind = kind_,
          .url = url,
          .max_file_bytes = std::min(shared_.options.max_pack_bytes, shared_.options.quota_bytes),
          .max_mirror_bytes = shared_.options.max_mirror_bytes,
          .deadline = is_empty_ ? deadlines.clone : deadlines.fetch};
}

Status HeldMirror::MakeNew(MirrorKind kind, const std::string& url) {
  TRY(folder_->Create(kind, url));
  kind_ = kind;
  is_empty_ = true;
  ++made_;
  return Ok{};
}

Result<FetchEnd> HeldMirror::FetchInto(const std::string& url, const Wanted& wanted) {
  GitTransport::Job job = JobFor(url);
  if (wanted.everything) {
    job.prune = true;
    job.max_references = shared_.options.max_references;
    // The branches may be as large as the rest.
    if (!folder_->HasEverything()) job.deadline = shared_.options.deadlines.clone;
  }
  return shared_.transport.FetchReferences(job, wanted.refspecs);
}

Result<FetchEnd> HeldMirror::Bring(const std::string& url, const Wanted& wanted) {
  FetchEnd end = TRY(FetchInto(url, wanted));
  if (end.problem == FetchProblem::kNone) {
    folder_->SetSuspect(false);
    is_empty_ = false;
  }
  if (end.problem == FetchProblem::kFilterRefused && kind_ == MirrorKind::kBlobless) {
    return BringAnew(MirrorKind::kPlain, url, wanted);
  }
  if (end.problem == FetchProblem::kMirrorDamaged) {
    return AfterDamage(std::move(end), url, wanted);
  }
  if (end.problem != FetchProblem::kTooLarge) return end;
  // Without what nobody asks for any more it may be small enough.
  if (!is_empty_ && folder_->Age() >= kMinAge) return BringAnew(kind_, url, wanted);
  (void)folder_->CleanUp();
  return end;
}

Result<FetchEnd> HeldMirror::BringAnew(MirrorKind kind, const std::string& url,
                                       const Wanted& wanted) {
  TRY(MakeNew(kind, url));
  FetchEnd end = TRY(FetchInto(url, wanted));
  if (end.problem == FetchProblem::kMirrorDamaged) end.error = DamagedAtSource(end.error.message);
  is_empty_ = end.problem != FetchProblem::kNone;
  return end;
}

Result<Fetched> HeldMirror::Renew(const FetchRequest& request) {
  const std::string url = TRY(RepositoryUrl(shared_.transport.forge_url(), request.path));
  TRY(Prepare(url));
  Log(LogLevel::kWarning, "mirror_damaged", {{"project", project_.value}});
  if (folder_->Age() < kMinAge) return DamagedAtSource("an object is not what its id says");
  TRY(MakeNew(kind_, url));
  return Fetch(request);
}

/// Once may be a disk's moment of weakness; twice is not. An empty mirror cannot be damaged: then
/// the words come from what the server sent.
Result<FetchEnd> HeldMirror::AfterDamage(FetchEnd end, const std::string& url,
                                         const Wanted& wanted) {
  const bool seen_before = folder_->IsSuspect();
  Log(LogLevel::kWarning, seen_before ? Literal("mirror_damaged") : Literal("mirror_suspect"),
      {{"project", project_.value}, {"detail", Untrusted(end.error.message)}});
  if (is_empty_ || (seen_before && folder_->Age() < kMinAge)) {
    end.error = DamagedAtSource(end.error.message);
    return end;
  }
  if (seen_before) return BringAnew(kind_, url, wanted);
  folder_->SetSuspect(true);
  return end;
}

}  // namespace headwater::git
