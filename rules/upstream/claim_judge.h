// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <vector>

#include "headwater/provenance.h"
#include "headwater/result.h"
#include "rules/upstream/compare.h"
#include "rules/upstream/explanations.h"
#include "rules/upstream/patch_cache.h"
#include "rules/upstream/target_finder.h"

namespace headwater::upstream {

/// A patch, or why there is none.
struct PatchAnswer {
  PatchCache::Shared patch;
  Literal unknown_because;  ///< As JudgedClaim::unknown_because; then `patch` may be null.
};

/// The patches of the project and of its upstreams. What cannot be read is an answer; contents that
/// the project lacks are remembered.
class Patches {
 public:
  explicit Patches(const ProvenanceQuestion& question);

  /// Errors other than kContent and kNotFound, as PatchSource::PatchOf.
  Result<PatchAnswer> OfOwn(const CommitId& commit);
  Result<PatchAnswer> OfUpstream(size_t upstream, const CommitId& commit);

  void AddMissing(const BlobId& blob) { missing_.insert(blob); }

  /// Contents of the project's own that were lacking, sorted.
  std::vector<BlobId> Missing() const { return {missing_.begin(), missing_.end()}; }

 private:
  PatchCache own_;
  std::vector<PatchCache> upstreams_;
  std::set<BlobId> missing_;
};

/// A claim of one commit whose target was looked for.
struct OpenClaim {
  JudgedClaim judged;
  FoundTargets found;
};

/// Judges the content of claims.
class ClaimJudge {
 public:
  ClaimJudge(const ProvenanceQuestion& question, Patches& patches)
      : question_(question), patches_(patches) {}

  /// Sets what follows from the target's being there or not; no content is read.
  void Settle(OpenClaim& claim) const;

  /// What else belongs to the same taking over.
  struct Others {
    std::vector<CommitId> ours;      ///< Commits of the change that claim the same target.
    std::vector<OpenClaim*> claims;  ///< Claims of the same commit.
  };
  /// Grades a claim of `commit` that has found its target.
  Status Grade(const Commit& commit, const Others& others, const Explanations& explanations,
               OpenClaim& claim);

 private:
  struct Candidate {
    CommitId commit;
    Comparison comparison;
  };

  bool IsKnownToBeEqual(const Patch& ours, const OpenClaim& claim, const CommitId& target) const;
  Result<Candidate> CompareWith(const Patch& ours, const OpenClaim& claim, const CommitId& target,
                                const Others& others);
  Result<PatchAnswer> PatchOf(const OpenClaim& claim, const CommitId& target);
  void Conclude(const Commit& commit, Candidate best, const Explanations& explanations,
                OpenClaim& claim) const;

  const ProvenanceQuestion& question_;
  Patches& patches_;
};

/// Whether a claim names a commit, to be looked for; a request's number is one.
bool NamesTarget(const Claim& claim);

}  // namespace headwater::upstream
