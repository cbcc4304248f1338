// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/jobs/upstream_facts.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "headwater/provenance.h"
#include "service/git/commit_patches.h"
#include "service/git/own_commits.h"

namespace headwater::jobs {
namespace {

Untrusted DescriptionOf(const Facts& facts) {
  const auto found = std::ranges::find(facts.facts, FactKind::kMergeRequestText, &Fact::kind);
  return found == facts.facts.end() ? Untrusted() : found->value;
}

/// A file without a change of its own is its upstream's business.
void MarkFiles(std::span<Upstream* const> upstreams, std::vector<ChangedFile>& files) {
  for (ChangedFile& file : files) {
    if (file.status == FileStatus::kDeleted || !IsFile(file.mode)) continue;
    file.upstream = std::ranges::any_of(upstreams, [&file](const Upstream* upstream) {
      return upstream->info().confirmed && upstream->HasBlob(file.blob);
    });
  }
}

}  // namespace

Status AddUpstreamFacts(git::Repository& repository, git::BuiltChange& built,
                        std::span<const std::shared_ptr<Upstream>> upstreams, Facts& facts,
                        std::vector<BlobId>& lacking) {
  std::vector<Upstream*> asked;
  for (const auto& upstream : upstreams) asked.push_back(upstream.get());
  Change& change = built.change;
  MarkFiles(asked, change.files);
  std::optional<CommitId> target;
  if (!change.target.IsZero()) target = change.target;
  const git::OwnCommits own = TRY(git::OwnCommits::Read(repository, target));
  git::CommitPatches patches(repository);
  Provenance provenance = TRY(JudgeProvenance({.commits = change.commits,
                                               .description = DescriptionOf(facts),
                                               .patches = patches,
                                               .upstreams = asked,
                                               .aliases = {},
                                               .own = &own,
                                               .stale_before = {}}));
  for (size_t at = 0; at < change.commits.size(); ++at) {
    change.commits[at].origin = provenance.commits[at].origin;
  }
  lacking.insert(lacking.end(), provenance.missing.begin(), provenance.missing.end());
  facts.gathered.insert(FactKind::kUpstreams);
  for (const Upstream* upstream : asked) facts.upstreams.push_back(upstream->info());
  if (!provenance.missing.empty()) return Ok{};
  facts.provenance = std::make_shared<const Provenance>(std::move(provenance));
  return Ok{};
}

}  // namespace headwater::jobs
