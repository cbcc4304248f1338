// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "headwater/ids.h"
#include "headwater/provenance.h"

namespace headwater::upstream {

/// The commits that a claim may mean.
struct FoundTargets {
  std::optional<size_t> upstream;  ///< None: the project's own.
  std::vector<CommitId> commits;   ///< Several: whichever fits best.
  /// With no commits: why that does not mean that there is none. As JudgedClaim::unknown_because.
  Literal unknown_because;
};

/// Looks for what claims name: only in what branches and tags of the upstreams and of the project
/// itself reach, and in the change; nothing is ever fetched for it.
class TargetFinder {
 public:
  explicit TargetFinder(const ProvenanceQuestion& question);

  FoundTargets Find(const Claim& claim) const;

  /// Whether a branch or tag of an upstream reaches it.
  bool IsUpstream(const CommitId& commit) const;
  /// Whether the mirror of any upstream is too old to prove that something is not there.
  bool AnyStale() const;

 private:
  std::vector<size_t> UpstreamsFor(const Claim& claim, bool& is_known) const;
  FoundTargets FindRequest(const Claim& claim) const;
  std::vector<CommitId> FindOwn(std::string_view hex) const;
  bool IsStale(size_t upstream) const;
  bool Names(const Untrusted& repository, size_t upstream) const;

  const ProvenanceQuestion& question_;
  std::set<std::string> change_;  ///< Ids of the change's own commits.
};

/// Whether the target branch has a commit of an upstream: itself, or as a pick that names it.
bool TargetHas(const ProvenanceQuestion& question, const Upstream& upstream,
               const CommitId& commit);

}  // namespace headwater::upstream
