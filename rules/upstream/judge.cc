// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "headwater/provenance.h"
#include "rules/upstream/already.h"
#include "rules/upstream/claim_judge.h"
#include "rules/upstream/claims.h"
#include "rules/upstream/explanations.h"
#include "rules/upstream/follow_ups.h"
#include "rules/upstream/own_places.h"
#include "rules/upstream/target_finder.h"

namespace headwater::upstream {
namespace {

/// A commit that claims more takes nothing over; what is beyond it is kUnknown.
constexpr size_t kMaxGradedClaims = 16;
/// So many commits of a change are tried for a claim of the description.
constexpr size_t kMaxTriedCommits = 16;

std::string LowerCase(const std::string& text) {
  std::string lower;
  for (const char c : text) lower += Lower(c);
  return lower;
}

/// Whether both may be the same id.
bool SameId(const Untrusted& a, const Untrusted& b) {
  const std::string x = LowerCase(a.bytes());
  const std::string y = LowerCase(b.bytes());
  return x.starts_with(y) || y.starts_with(x);
}

/// One of the change's commits while it is judged.
struct OpenCommit {
  const Commit* commit = nullptr;
  CommitProvenance provenance;
  std::vector<OpenClaim> claims;

  /// Merges and an upstream's commits are left alone.
  bool is_judged() const {
    return provenance.origin != Origin::kUpstream && commit->parents.size() <= 1;
  }
};

class Judge {
 public:
  explicit Judge(const ProvenanceQuestion& question)
      : question_(question),
        finder_(question),
        patches_(question),
        judge_(question, patches_),
        places_(question, patches_) {}

  Result<Provenance> Run() && {
    for (const Commit& commit : question_.commits) Open(commit);
    TRY(TakeDescription());
    NoteTargets();
    for (OpenCommit& commit : commits_) TRY(GradeClaims(commit));
    for (OpenCommit& commit : commits_) TRY(LookWhetherThere(commit));
    Provenance provenance;
    for (OpenCommit& commit : commits_) {
      for (OpenClaim& claim : commit.claims) {
        commit.provenance.claims.push_back(std::move(claim.judged));
      }
      provenance.commits.push_back(std::move(commit.provenance));
    }
    FindFollowUps(question_, omitted_, provenance.commits);
    provenance.missing = patches_.Missing();
    if (question_.own != nullptr) TRY(question_.own->status());
    return provenance;
  }

 private:
  void Open(const Commit& commit) {
    OpenCommit open;
    open.commit = &commit;
    open.provenance.commit = commit.id;
    if (finder_.IsUpstream(commit.id)) open.provenance.origin = Origin::kUpstream;
    if (open.is_judged()) {
      for (Claim& claim : headwater::ParseClaims(commit.message.bytes())) {
        open.claims.push_back(Look(std::move(claim)));
      }
    }
    commits_.push_back(std::move(open));
  }

  /// Finds what a claim names.
  OpenClaim Look(Claim claim) {
    OpenClaim open;
    open.judged.claim = std::move(claim);
    if (open.judged.claim.kind == ClaimKind::kOmittedFix) {
      omitted_.push_back(LowerCase(open.judged.claim.target.bytes()));
    }
    if (!NamesTarget(open.judged.claim)) return open;
    open.found = finder_.Find(open.judged.claim);
    judge_.Settle(open);
    return open;
  }

  /// What the description claims is said of the commit that it fits best.
  Status TakeDescription() {
    size_t taken = 0;
    for (Claim& claim : ParseClaims(question_.description.bytes(), Markup::kMarkdown)) {
      claim.line = 0;
      const bool counts = ClaimsContent(claim.kind) || claim.kind == ClaimKind::kOmittedFix;
      if (!counts || claim.target.empty() || IsSaid(claim)) continue;
      if (++taken > kMaxGradedClaims) break;
      OpenClaim open = Look(std::move(claim));
      OpenCommit* commit = TRY(CommitFor(open));
      if (commit != nullptr) commit->claims.push_back(std::move(open));
    }
    return Ok{};
  }

  bool IsSaid(const Claim& claim) const {
    for (const OpenCommit& commit : commits_) {
      for (const OpenClaim& said : commit.claims) {
        const Claim& other = said.judged.claim;
        if (other.kind == claim.kind && SameId(other.target, claim.target)) return true;
      }
    }
    return false;
  }

  /// Null when there is none that could be meant.
  Result<OpenCommit*> CommitFor(const OpenClaim& claim) {
    std::vector<OpenCommit*> candidates;
    for (OpenCommit& open : commits_) {
      if (open.is_judged() && candidates.size() < kMaxTriedCommits) candidates.push_back(&open);
    }
    OpenCommit* best = candidates.empty() ? nullptr : candidates.front();
    if (candidates.size() <= 1 || !claim.found.upstream) return best;
    uint32_t most = 0;
    for (OpenCommit* candidate : candidates) {
      const uint32_t shared = TRY(SharedLines(*candidate->commit, claim));
      if (shared <= most) continue;
      most = shared;
      best = candidate;
    }
    return best;
  }

  /// What a commit has in common with the target of a claim; 0 where nobody can tell.
  Result<uint32_t> SharedLines(const Commit& commit, const OpenClaim& claim) {
    const PatchAnswer ours = TRY(patches_.OfOwn(commit.id));
    const PatchAnswer theirs =
        TRY(patches_.OfUpstream(*claim.found.upstream, claim.found.commits.front()));
    if (!ours.patch || !theirs.patch) return uint32_t{0};
    const Comparison comparison = Compare({*ours.patch, *theirs.patch, {}, {}});
    return comparison.identical ? UINT32_MAX : comparison.shared;
  }

  /// Who claims which target.
  void NoteTargets() {
    for (const OpenCommit& open : commits_) {
      for (const OpenClaim& claim : open.claims) {
        if (!ClaimsContent(claim.judged.claim.kind) || claim.found.commits.empty()) continue;
        auto& claimants = claimants_[claim.found.commits.front()];
        const CommitId& id = open.commit->id;
        const bool is_new = claimants.empty() || claimants.back() != id;
        if (is_new && claimants.size() < kMaxTriedCommits) claimants.push_back(id);
      }
    }
  }

  /// The other commits that claim the same target, and the other claims of the same commit.
  ClaimJudge::Others OthersOf(OpenCommit& commit, const OpenClaim& claim) {
    ClaimJudge::Others others;
    const CommitId& target = claim.found.commits.front();
    for (const CommitId& id : claimants_[target]) {
      if (id != commit.commit->id) others.ours.push_back(id);
    }
    for (OpenClaim& other : commit.claims) {
      if (ClaimsContent(other.judged.claim.kind) && !other.found.commits.empty() &&
          other.found.commits.front() != target && others.claims.size() < kMaxGradedClaims) {
        others.claims.push_back(&other);
      }
    }
    return others;
  }

  Status GradeClaims(OpenCommit& commit) {
    Explanations explanations;
    bool has_explanations = false;
    size_t graded = 0;
    for (OpenClaim& claim : commit.claims) {
      if (!ClaimsContent(claim.judged.claim.kind) || claim.found.commits.empty()) continue;
      if (++graded > kMaxGradedClaims) {
        claim.judged.grade = Grade::kUnknown;
        claim.judged.unknown_because = "beyond-bounds";
        continue;
      }
      if (!has_explanations) {
        explanations.Add(commit.commit->message.bytes(), Markup::kPlain);
        explanations.Add(question_.description.bytes(), Markup::kMarkdown);
        has_explanations = true;
      }
      const auto others = OthersOf(commit, claim);
      TRY(judge_.Grade(*commit.commit, others, explanations, claim));
    }
    return Ok{};
  }

  /// Only what the commit does not say itself is news.
  Status LookWhetherThere(OpenCommit& commit) {
    const bool says_so =
        std::any_of(commit.claims.begin(), commit.claims.end(), [](const OpenClaim& claim) {
          return ClaimsContent(claim.judged.claim.kind) && !claim.found.commits.empty();
        });
    if (!commit.is_judged() || says_so) return Ok{};
    CommitProvenance& provenance = commit.provenance;
    TRY(LookWhetherUpstream(provenance));
    TRY(places_.Look(*commit.commit, provenance));
    // A branch that has the upstream's own commit says nothing new.
    const bool is_known = provenance.already && provenance.here &&
                          provenance.already->commit.id == provenance.here->commit;
    if (is_known) provenance.here.reset();
    return Ok{};
  }

  Status LookWhetherUpstream(CommitProvenance& provenance) {
    if (question_.upstreams.empty() && !question_.incomplete) return Ok{};
    TRY(LookUpstream(question_, provenance.commit, patches_, provenance));
    Literal& because = provenance.already_unknown_because;
    if (provenance.already || !because.view().empty()) return Ok{};
    if (question_.incomplete) {
      because = "incomplete";
    } else if (finder_.AnyStale()) {
      because = "stale";
    }
    return Ok{};
  }

  const ProvenanceQuestion& question_;
  TargetFinder finder_;
  Patches patches_;
  ClaimJudge judge_;
  OwnPlaces places_;
  std::vector<OpenCommit> commits_;
  std::map<CommitId, std::vector<CommitId>> claimants_;  ///< Own commits, by target.
  std::vector<std::string> omitted_;                     ///< In lower case.
};

}  // namespace
}  // namespace headwater::upstream

namespace headwater {

Result<Provenance> JudgeProvenance(const ProvenanceQuestion& question) {
  return upstream::Judge(question).Run();
}

}  // namespace headwater
