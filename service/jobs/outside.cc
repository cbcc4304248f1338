// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/jobs/outside.h"

#include <algorithm>
#include <utility>

#include "headwater/discretion.h"
#include "headwater/hash.h"
#include "service/config/upstream_entries.h"

namespace headwater::jobs {
namespace {

// Between the parts of a decision's key: what it is about, what it rests on outside, and whether
// that is waited for no longer.
constexpr std::string_view kArtifactsMark = "/artifacts:";
constexpr std::string_view kUpstreamsMark = "/upstreams:";
constexpr std::string_view kExemptsMark = "+";
constexpr std::string_view kOverdueMark = "/overdue";

// Tells a project's few upstreams apart.
constexpr size_t kShortDigits = 16;

// Far more than are open and wait for something; then the memory starts anew.
constexpr size_t kMaxKept = 10'000;

/// Stands in a key for each upstream whose content is exempt.
std::string ExemptsPart(const std::string& url) {
  return std::string(kExemptsMark) + Sha256Hex(url).substr(0, kShortDigits);
}

class Asker {
 public:
  Asker(const Services& services, const OutsideQuestion& question)
      : services_(services), question_(question) {
    upstreams_.stale_before = std::chrono::floor<std::chrono::seconds>(
        services.clock.Wall() - services.settings.stale_after);
  }

  void Ask(const UpstreamWant& want) {
    const KeptUpstream kept = KeptOf(want);
    RequestedUpstream upstream;
    upstream.info = {.name = want.name,
                     .url = Untrusted(want.url),
                     .fetched = kept.fetched,
                     .confirmed = want.confirmed,
                     .state = kept.state};
    upstream.aliases = want.aliases;
    upstream.only = want.only;
    if (kept.state == UpstreamState::kReady) {
      upstream.repository = kept.repository;
      upstream.index = kept.index;
      upstream.exempts = want.confirmed && Exempts(kept, want.url);
    }
    Note(upstream, kept.id);
    upstreams_.all.push_back(std::move(upstream));
  }

  void Finish(Outside& outside) && {
    outside.id += std::string(kUpstreamsMark) + Sha256Hex(id_) + exempts_;
    if (under_way_) outside.waits = Waits::kUpstream;
    outside.upstreams = std::move(upstreams_);
  }

 private:
  /// What the readers of the project may know of it.
  KeptUpstream KeptOf(const UpstreamWant& want) const {
    KeptUpstream kept;
    kept.state = UpstreamState::kNotAllowed;
    if (services_.upstreams == nullptr) return kept;
    const Result<SafeUrl> url = SafeUrl::Parse(want.url);
    if (!url.ok()) return kept;
    kept = services_.upstreams->Ask(url.value());
    if (MayShow(kept.visibility, question_.project.visibility)) return kept;
    kept = {};
    kept.state = UpstreamState::kUnreachable;
    return kept;
  }

  /// What a copy holds that was fetched after the change was there may have been planted for it.
  /// What exempted this head once goes on doing so: no verdict turns only because a copy is kept up
  /// to date.
  bool Exempts(const KeptUpstream& kept, const std::string& url) const {
    if (kept.fetched && *kept.fetched <= question_.head_since) return true;
    return question_.decided_before.find(ExemptsPart(url)) != std::string::npos;
  }

  bool IsStale(const UpstreamInfo& info) const {
    return info.fetched && *info.fetched < *upstreams_.stale_before;
  }

  /// Of the time only what it means counts: a copy that is brought up to date and has nothing new
  /// is no reason to judge anew.
  void Note(const RequestedUpstream& upstream, const std::string& kept_id) {
    const UpstreamInfo& info = upstream.info;
    const auto* const word = std::ranges::find(kStateWords, info.state, &StateWord::state);
    id_ += info.url.bytes() + "\n" + std::string(word->word.view()) + "\n" + kept_id + "\n" +
           (IsStale(info) ? "stale\n" : "fresh\n");
    if (upstream.exempts) exempts_ += ExemptsPart(info.url.bytes());
    under_way_ = under_way_ || info.state == UpstreamState::kUnderWay;
  }

  const Services& services_;
  const OutsideQuestion& question_;
  RequestedUpstreams upstreams_;
  std::string id_ = "headwater-upstreams/1\n";
  std::string exempts_;
  bool under_way_ = false;
};

Status LookForArtifacts(const Services& services, const OutsideQuestion& question,
                        Outside& outside) {
  ArtifactQuestion asked{.project = question.project.id,
                         .source_project = {},
                         .head = question.head,
                         .head_pipeline = {}};
  if (const auto& merge_request = question.merge_request) {
    asked.source_project = merge_request->source_project;
    asked.head_pipeline = merge_request->head_pipeline;
  }
  outside.artifacts = TRY(ListArtifacts(services.pipeline_files, asked).Context("artifacts"));
  outside.id += std::string(kArtifactsMark) + outside.artifacts->id;
  return Ok{};
}

}  // namespace

Needs NeedsOf(const report::EvaluationAnswer& answer) {
  Needs needs{.artifacts = answer.report.lacks == Lacks::kArtifacts, .upstreams = answer.wants};
  // More does not come from a child that works.
  if (needs.upstreams.size() > config::kMaxUpstreams) needs.upstreams.resize(config::kMaxUpstreams);
  return needs;
}

Result<Outside> LookOutside(const Services& services, const Needs& needs,
                            const OutsideQuestion& question) {
  Outside outside;
  outside.patient =
      services.clock.Wall() - question.head_since < services.settings.pipeline_patience;
  if (needs.artifacts) TRY(LookForArtifacts(services, question, outside));
  if (!needs.upstreams.empty()) {
    Asker asker(services, question);
    for (const UpstreamWant& want : needs.upstreams) asker.Ask(want);
    std::move(asker).Finish(outside);
  }
  const bool job_runs = outside.artifacts && outside.artifacts->under_way;
  if (job_runs && outside.patient) outside.waits = Waits::kPipeline;
  // From then on the status says what there is.
  const bool waits = job_runs || outside.waits != Waits::kNothing;
  if (waits && !outside.patient) outside.id += kOverdueMark;
  return outside;
}

std::optional<Needs> KnownNeeds::Find(const MailboxKey& mailbox, std::string_view base,
                                      std::string_view key) {
  if (!key.starts_with(base)) return std::nullopt;
  Needs needs;
  needs.artifacts = key.find(kArtifactsMark) != std::string_view::npos;
  if (key.find(kUpstreamsMark) != std::string_view::npos) {
    kept_.With([&](const auto& kept) {
      const auto at = kept.find(mailbox);
      if (at != kept.end() && at->second.base == base) needs.upstreams = at->second.upstreams;
    });
    if (needs.upstreams.empty()) return std::nullopt;
  }
  if (needs.empty()) return std::nullopt;
  return needs;
}

void KnownNeeds::Keep(const MailboxKey& mailbox, std::string_view base, const Needs& needs) {
  if (needs.upstreams.empty()) return;
  kept_.With([&](auto& kept) {
    if (kept.size() >= kMaxKept) kept.clear();
    kept[mailbox] = {std::string(base), needs.upstreams};
  });
}

}  // namespace headwater::jobs
