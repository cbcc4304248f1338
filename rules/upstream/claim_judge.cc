// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/upstream/claim_judge.h"

#include <algorithm>
#include <string>
#include <tuple>
#include <utility>

#include "rules/upstream/message_lines.h"
#include "rules/upstream/reference.h"

namespace headwater::upstream {
namespace {

std::string LowerCase(std::string_view text) {
  std::string lower;
  lower.reserve(text.size());
  for (const char c : text) lower += Lower(c);
  return lower;
}

/// Whoever is named in the message is not forgotten: as co-author, in `Author:` of a quoted
/// message, or as who signed it off.
bool NamesPerson(const Commit& commit, const UpstreamCommit& target) {
  const std::string address = LowerCase(target.author_email.bytes());
  const std::string& name = target.author_name.bytes();
  if (!address.empty() && LowerCase(commit.author_email.bytes()) == address) return true;
  if (!name.empty() && commit.author_name.bytes() == name) return true;
  if (!address.empty() && LowerCase(commit.message.bytes()).find(address) != std::string::npos) {
    return true;
  }
  // One word is too easily part of another text.
  return name.find(' ') != std::string::npos &&
         commit.message.bytes().find(name) != std::string::npos;
}

/// `(partially cherry picked from ...)`, `Git-commit: ID (partial)`
bool SaysPartial(const Claim& claim) {
  return LowerCase(claim.text.bytes()).find("partial") != std::string::npos;
}

/// The grade of a claim that differs; marks which of its files are explained.
Grade GradeOf(const Explanations& explanations, bool same_change, JudgedClaim& judged) {
  bool all_explained = true;
  bool all_named = true;
  for (Residual& residual : judged.residual) {
    const auto answer = explanations.About(residual);
    const bool partial = SaysPartial(judged.claim) && residual.extra == 0;
    residual.explained = partial || answer != Explanations::Answer::kNo;
    all_explained = all_explained && residual.explained;
    all_named = all_named && answer == Explanations::Answer::kByName;
  }
  // A sentence about the whole does not turn another change into this one.
  if (!same_change && !all_named) return Grade::kDifferent;
  return all_explained ? Grade::kDiffersExplained : Grade::kDiffersUnexplained;
}

/// The smaller, the better it fits.
std::tuple<int, uint64_t> RankOf(const Comparison& comparison) {
  uint64_t lines = 0;
  for (const Residual& residual : comparison.residual) lines += residual.missing + residual.extra;
  if (comparison.identical) return {0, 0};
  if (!comparison.unknown_because.view().empty()) return {2, 0};
  return {comparison.same_change ? 1 : 3, lines};
}

}  // namespace

Patches::Patches(const ProvenanceQuestion& question) : own_(question.patches) {
  for (Upstream* upstream : question.upstreams) upstreams_.emplace_back(*upstream);
}

namespace {

Result<PatchAnswer> ToAnswer(Result<PatchCache::Shared> patch) {
  PatchAnswer answer;
  if (patch.ok()) {
    answer.patch = std::move(patch).value();
    if (!answer.patch->missing.empty()) answer.unknown_because = "missing-content";
    return answer;
  }
  const Errc code = patch.error().code;
  if (code != Errc::kContent && code != Errc::kNotFound) return std::move(patch).error();
  answer.unknown_because = "beyond-bounds";
  return answer;
}

}  // namespace

Result<PatchAnswer> Patches::OfOwn(const CommitId& commit) {
  PatchAnswer answer = TRY(ToAnswer(own_.Get(commit)));
  if (answer.patch) missing_.insert(answer.patch->missing.begin(), answer.patch->missing.end());
  return answer;
}

Result<PatchAnswer> Patches::OfUpstream(size_t upstream, const CommitId& commit) {
  return ToAnswer(upstreams_[upstream].Get(commit));
}

bool NamesTarget(const Claim& claim) {
  return claim.kind == ClaimKind::kRequest ? !claim.target.empty() : IsId(claim.target.bytes());
}

void ClaimJudge::Settle(OpenClaim& claim) const {
  JudgedClaim& judged = claim.judged;
  const FoundTargets& found = claim.found;
  judged.unknown_because = found.unknown_because;
  if (found.commits.empty()) {
    if (!ClaimsContent(judged.claim.kind)) return;
    judged.grade = found.unknown_because.view().empty() ? Grade::kDangling : Grade::kUnknown;
    return;
  }
  const CommitId& first = found.commits.front();
  judged.upstream = found.upstream;
  judged.own = !found.upstream;
  judged.target = UpstreamCommit{.id = first,
                                 .subject = {},
                                 .author_name = {},
                                 .author_email = {},
                                 .committed = {},
                                 .first_tag = {}};
  if (found.upstream) {
    const auto known = question_.upstreams[*found.upstream]->Describe(first);
    if (known) judged.target = *known;
  }
  judged.here =
      question_.own != nullptr && question_.own->TargetHas(first, judged.target->committed);
}

Result<PatchAnswer> ClaimJudge::PatchOf(const OpenClaim& claim, const CommitId& target) {
  if (claim.found.upstream) return patches_.OfUpstream(*claim.found.upstream, target);
  return patches_.OfOwn(target);
}

bool ClaimJudge::IsKnownToBeEqual(const Patch& ours, const OpenClaim& claim,
                                  const CommitId& target) const {
  return ours.id && !ours.files.empty() && claim.found.upstream &&
         question_.upstreams[*claim.found.upstream]->HasPatch(target, *ours.id);
}

Result<ClaimJudge::Candidate> ClaimJudge::CompareWith(const Patch& ours, const OpenClaim& claim,
                                                      const CommitId& target,
                                                      const Others& others) {
  Candidate candidate{.commit = target, .comparison = {}};
  if (IsKnownToBeEqual(ours, claim, target)) {
    candidate.comparison = Identical();
    return candidate;
  }
  const PatchAnswer theirs = TRY(PatchOf(claim, target));
  if (!theirs.patch) {
    candidate.comparison.unknown_because = theirs.unknown_because;
    return candidate;
  }
  candidate.comparison = Compare({ours, *theirs.patch, {}, {}});
  const bool fits = candidate.comparison.identical || candidate.comparison.residual.empty();
  if (fits || (others.ours.empty() && others.claims.empty())) return candidate;

  std::vector<PatchCache::Shared> kept;
  std::vector<const Patch*> also_ours;
  std::vector<const Patch*> also_theirs;
  const auto keep = [&kept](const PatchAnswer& answer, std::vector<const Patch*>& patches) {
    if (!answer.patch || !answer.unknown_because.view().empty()) return;
    patches.push_back(answer.patch.get());
    kept.push_back(answer.patch);
  };
  for (const CommitId& commit : others.ours) {
    const PatchAnswer answer = TRY(patches_.OfOwn(commit));
    keep(answer, also_ours);
  }
  for (const OpenClaim* other : others.claims) {
    const PatchAnswer answer = TRY(PatchOf(*other, other->found.commits.front()));
    keep(answer, also_theirs);
  }
  candidate.comparison = Compare({ours, *theirs.patch, also_ours, also_theirs});
  return candidate;
}

Status ClaimJudge::Grade(const Commit& commit, const Others& others,
                         const Explanations& explanations, OpenClaim& claim) {
  const PatchAnswer ours = TRY(patches_.OfOwn(commit.id));
  if (!ours.patch || !ours.unknown_because.view().empty()) {
    claim.judged.grade = Grade::kUnknown;
    claim.judged.unknown_because = ours.unknown_because;
    return Ok{};
  }
  std::optional<Candidate> best;
  for (const CommitId& target : claim.found.commits) {
    Candidate candidate = TRY(CompareWith(*ours.patch, claim, target, others));
    if (!best || RankOf(candidate.comparison) < RankOf(best->comparison)) {
      best = std::move(candidate);
    }
  }
  Conclude(commit, std::move(*best), explanations, claim);
  return Ok{};
}

void ClaimJudge::Conclude(const Commit& commit, Candidate best, const Explanations& explanations,
                          OpenClaim& claim) const {
  JudgedClaim& judged = claim.judged;
  if (claim.found.upstream && judged.target->id != best.commit) {
    const auto known = question_.upstreams[*claim.found.upstream]->Describe(best.commit);
    if (known) judged.target = *known;
  }
  judged.target->id = best.commit;
  judged.author_kept = judged.own || NamesPerson(commit, *judged.target);
  judged.unknown_because = best.comparison.unknown_because;
  const bool ambiguous = claim.found.commits.size() > 1 && judged.claim.kind != ClaimKind::kRequest;
  if (ambiguous && !best.comparison.same_change) judged.unknown_because = "ambiguous";
  if (!judged.unknown_because.view().empty()) {
    judged.grade = Grade::kUnknown;
    return;
  }
  judged.residual = std::move(best.comparison.residual);
  if (best.comparison.identical || judged.residual.empty()) {
    judged.grade = best.comparison.identical ? Grade::kIdentical : Grade::kEquivalent;
    return;
  }
  judged.grade = GradeOf(explanations, best.comparison.same_change, judged);
}

}  // namespace headwater::upstream
