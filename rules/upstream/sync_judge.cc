// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <cstdlib>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "headwater/sync.h"
#include "rules/upstream/sync_beyond.h"
#include "rules/upstream/sync_carries.h"
#include "rules/upstream/sync_imports.h"

namespace headwater::upstream {
namespace {

/// Of a merge commit: which parent is an upstream's and which is not.
struct Parents {
  size_t upstream = 0;
  UpstreamCommit tip;
  CommitId own;
};

class SyncJudge {
 public:
  explicit SyncJudge(const SyncQuestion& question)
      : question_(question),
        has_commits_(question.upstreams.size()),
        tools_{.contents = SyncContents(question.source),
               .patches = Patches({.commits = {},
                                   .description = {},
                                   .patches = question.patches,
                                   .upstreams = question.upstreams,
                                   .aliases = {},
                                   .own = nullptr,
                                   .stale_before = {}}),
               .explanations = {}} {
    tools_.explanations.Add(question.description.bytes(), Markup::kMarkdown);
  }

  Result<Sync> Run() && {
    for (const Commit& commit : question_.change.commits) TRY(Look(commit));
    sync_.imports = FindImports(question_, has_commits_);
    if (const auto target = Find(question_.change.target)) sync_.mirror_of = target->first;
    std::set<BlobId> missing = tools_.contents.missing();
    for (const BlobId& blob : tools_.patches.Missing()) missing.insert(blob);
    sync_.missing = {missing.begin(), missing.end()};
    return std::move(sync_);
  }

 private:
  using Found = std::pair<size_t, UpstreamCommit>;

  /// The upstream that reaches a commit, the first of several.
  std::optional<Found> Find(const CommitId& commit) const {
    if (commit.IsZero()) return std::nullopt;
    for (size_t i = 0; i < question_.upstreams.size(); ++i) {
      if (auto known = question_.upstreams[i]->Describe(commit)) return Found{i, *known};
    }
    return std::nullopt;
  }

  Status Look(const Commit& commit) {
    if (const auto found = Find(commit.id)) {
      ++sync_.upstream_commits;
      has_commits_[found->first] = true;
      if (!sync_.upstream) {
        sync_.upstream = found->first;
        sync_.release = found->second.first_tag;
      }
      return Ok{};
    }
    if (commit.parents.size() < 2) return Ok{};
    const std::optional<Parents> parents = Tell(commit);
    if (!parents) return Ok{};
    if (sync_.merges.size() == kMaxSyncMerges) {
      ++sync_.more_merges;
      return Ok{};
    }
    sync_.merges.push_back(TRY(Judge(commit, *parents)));
    return Ok{};
  }

  /// None: all parents are of one kind.
  std::optional<Parents> Tell(const Commit& commit) const {
    std::optional<Parents> parents;
    std::optional<CommitId> own;
    for (const CommitId& parent : commit.parents) {
      auto found = Find(parent);
      if (!found) {
        if (!own) own = parent;
      } else if (!parents) {
        parents = Parents{found->first, std::move(found->second), {}};
      }
    }
    if (!parents || !own) return std::nullopt;
    parents->own = *own;
    return parents;
  }

  Result<SyncMerge> Judge(const Commit& commit, const Parents& parents) {
    SyncMerge merge;
    merge.merge = commit.id;
    merge.upstream = parents.upstream;
    merge.tip = parents.tip.id;
    merge.release = parents.tip.first_tag;
    merge.unknown_because = "beyond-bounds";
    merge.carries_unknown_because = "beyond-bounds";
    // Of more than two sides nobody makes one by a three-way merge.
    if (commit.parents.size() > 2) return merge;
    const Result<MergeSides> sides = question_.source.SidesOf({.merge = commit.id,
                                                               .own = parents.own,
                                                               .tip = parents.tip.id,
                                                               .head = question_.change.head});
    if (!sides.ok()) {
      if (sides.error().code != Errc::kContent) return sides.error();
      return merge;
    }
    merge.unknown_because = {};
    merge.carries_unknown_because = {};
    merge.upstream_commits = sides.value().brought.size();
    const MergeQuestion question{question_, commit, sides.value()};
    TRY(JudgeCarries(question, tools_, merge));
    TRY(FindBeyond(question, tools_, merge));
    return merge;
  }

  const SyncQuestion& question_;
  std::vector<bool> has_commits_;  ///< By upstream: of the change.
  SyncTools tools_;
  Sync sync_;
};

}  // namespace
}  // namespace headwater::upstream

namespace headwater {

Literal NameOf(CarryFate fate) {
  switch (fate) {
    case CarryFate::kKept:
      return "kept";
    case CarryFate::kTaken:
      return "taken";
    case CarryFate::kLost:
      return "lost";
    case CarryFate::kUnknown:
      return "unknown";
  }
  std::abort();
}

Result<Sync> JudgeSync(const SyncQuestion& question) { return upstream::SyncJudge(question).Run(); }

}  // namespace headwater
