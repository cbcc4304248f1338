// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/upstream/follow_ups.h"

#include <algorithm>
#include <set>
#include <utility>

#include "rules/upstream/target_finder.h"

namespace headwater::upstream {
namespace {

/// Every commit of an upstream that the change brings, by whatever name.
std::set<CommitId> TakenBy(const std::vector<CommitProvenance>& commits) {
  std::set<CommitId> taken;
  for (const CommitProvenance& commit : commits) {
    if (commit.origin == Origin::kUpstream) taken.insert(commit.commit);
    if (commit.already) taken.insert(commit.already->commit.id);
    for (const JudgedClaim& judged : commit.claims) {
      if (judged.target && judged.grade) taken.insert(judged.target->id);
    }
  }
  return taken;
}

/// What was mended by mistake needs no mending.
bool IsTakenBack(const Upstream& upstream, const CommitId& commit) {
  const auto later = upstream.FollowUpsOf(commit);
  return std::any_of(later.begin(), later.end(), [](const FollowUp& follow_up) {
    return follow_up.kind == FollowUpKind::kReverts;
  });
}

bool IsOmitted(std::span<const std::string> omitted, const CommitId& commit) {
  const std::string hex = commit.Hex();
  return std::any_of(omitted.begin(), omitted.end(),
                     [&hex](const std::string& start) { return hex.starts_with(start); });
}

/// What of the follow-ups is not there, and nobody said that it may be left out.
class Missing {
 public:
  Missing(const ProvenanceQuestion& question, std::span<const std::string> omitted,
          const std::vector<CommitProvenance>& commits)
      : question_(question), omitted_(omitted), taken_(TakenBy(commits)) {}

  std::vector<FollowUp> After(const JudgedClaim& judged) const {
    std::vector<FollowUp> missing;
    const bool is_taken = judged.grade && judged.grade != Grade::kDifferent;
    if (!judged.upstream || !judged.target || !is_taken) return missing;
    const Upstream& upstream = *question_.upstreams[*judged.upstream];
    for (const FollowUp& later : upstream.FollowUpsOf(judged.target->id)) {
      if (IsThere(upstream, later.commit) || IsTakenBack(upstream, later.commit)) continue;
      missing.push_back(later);
    }
    return missing;
  }

 private:
  bool IsThere(const Upstream& upstream, const CommitId& commit) const {
    return taken_.contains(commit) || IsOmitted(omitted_, commit) ||
           TargetHas(question_, upstream, commit);
  }

  const ProvenanceQuestion& question_;
  std::span<const std::string> omitted_;
  std::set<CommitId> taken_;
};

}  // namespace

void FindFollowUps(const ProvenanceQuestion& question, std::span<const std::string> omitted,
                   std::vector<CommitProvenance>& commits) {
  const Missing missing(question, omitted, commits);
  for (CommitProvenance& commit : commits) {
    for (JudgedClaim& judged : commit.claims) judged.follow_ups = missing.After(judged);
  }
}

}  // namespace headwater::upstream
