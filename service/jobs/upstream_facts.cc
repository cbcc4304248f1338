// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/jobs/upstream_facts.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "headwater/provenance.h"
#include "service/git/commit_patches.h"
#include "service/git/own_commits.h"
#include "service/git/repository_branches.h"

namespace headwater::jobs {
namespace {

Untrusted DescriptionOf(const Facts& facts) {
  const auto found = std::ranges::find(facts.facts, FactKind::kMergeRequestText, &Fact::kind);
  return found == facts.facts.end() ? Untrusted() : found->value;
}

/// Looks for what resembles a change only where the project takes from this upstream.
class ScopedUpstream final : public Upstream {
 public:
  ScopedUpstream(Upstream& whole, const GlobSet& only) : whole_(whole), only_(only) {}

  const UpstreamInfo& info() const override { return whole_.info(); }
  Result<Patch> PatchOf(const CommitId& commit) override { return whole_.PatchOf(commit); }
  std::vector<CommitId> FindCommits(std::string_view hex) const override {
    return whole_.FindCommits(hex);
  }
  std::vector<CommitId> FindRequest(uint64_t number) const override {
    return whole_.FindRequest(number);
  }
  std::optional<UpstreamCommit> Describe(const CommitId& commit) const override {
    return whole_.Describe(commit);
  }
  bool HasBlob(const BlobId& blob) const override { return whole_.HasBlob(blob); }
  bool HasTree(const TreeId& tree) const override { return whole_.HasTree(tree); }
  bool HasPatch(const CommitId& commit, const PatchId& patch) const override {
    return whole_.HasPatch(commit, patch);
  }
  std::vector<FollowUp> FollowUpsOf(const CommitId& commit) const override {
    return whole_.FollowUpsOf(commit);
  }
  std::vector<SimilarCommit> FindSimilar(const Patch& patch) const override {
    if (only_.empty()) return whole_.FindSimilar(patch);
    Patch within = patch;
    std::erase_if(within.files,
                  [this](const FilePatch& file) { return !only_.Matches(file.path.bytes()); });
    if (within.files.empty()) return {};
    if (within.files.size() != patch.files.size()) within.id.reset();
    return whole_.FindSimilar(within);
  }

 private:
  Upstream& whole_;
  const GlobSet& only_;
};

/// The upstreams as the judgement of commits asks them.
struct Asked {
  std::vector<ScopedUpstream> scoped;
  std::vector<Upstream*> all;
  std::vector<UpstreamAlias> aliases;
};

Asked AskedOf(const std::vector<UsedUpstream>& ready) {
  Asked asked;
  asked.scoped.reserve(ready.size());
  for (size_t at = 0; at < ready.size(); ++at) {
    asked.scoped.emplace_back(*ready[at].upstream, ready[at].only);
    asked.all.push_back(&asked.scoped.back());
    for (const std::string& alias : ready[at].aliases) {
      asked.aliases.push_back({Untrusted(alias), at});
    }
  }
  return asked;
}

bool Has(const UsedUpstream& used, const ChangedFile& file) {
  if (file.status == FileStatus::kDeleted || !IsFile(file.mode)) return false;
  const bool within = used.only.empty() || used.only.Matches(file.path.bytes());
  return within && used.upstream->HasBlob(file.blob);
}

void AddNotice(NoticeKind kind, const UsedUpstream& used, uint64_t files, Change& change) {
  const std::string& name = used.upstream->info().name.bytes();
  change.notices.push_back({kind, {}, Untrusted(name + ": " + std::to_string(files))});
}

/// A file without a change of its own is its upstream's business. Who was left out for whose sake
/// is said, and so is that it could not be done yet.
void MarkFiles(const std::vector<UsedUpstream>& ready, Change& change) {
  for (const UsedUpstream& used : ready) {
    if (!used.upstream->info().confirmed) continue;
    uint64_t files = 0;
    for (ChangedFile& file : change.files) {
      if (file.upstream || !Has(used, file)) continue;
      file.upstream = used.exempts;
      ++files;
    }
    if (files == 0) continue;
    AddNotice(used.exempts ? NoticeKind::kUpstreamFiles : NoticeKind::kUpstreamTooNew, used, files,
              change);
  }
}

}  // namespace

Status AddUpstreamFacts(git::Repository& repository, git::BuiltChange& built,
                        const UsedUpstreams& upstreams, Facts& facts,
                        std::vector<BlobId>& lacking) {
  const Asked asked = AskedOf(upstreams.ready);
  Change& change = built.change;
  MarkFiles(upstreams.ready, change);
  std::optional<CommitId> target;
  if (!change.target.IsZero()) target = change.target;
  git::OwnCommits own = TRY(git::OwnCommits::Open(repository, target));
  git::RepositoryBranches branches = TRY(git::RepositoryBranches::Open(
      repository,
      {.target = change.target, .head = change.head, .target_name = change.target_branch}));
  git::CommitPatches patches(repository);
  Provenance provenance = TRY(JudgeProvenance({.commits = change.commits,
                                               .description = DescriptionOf(facts),
                                               .patches = patches,
                                               .upstreams = asked.all,
                                               .aliases = asked.aliases,
                                               .own = &own,
                                               .branches = &branches,
                                               .stale_before = upstreams.stale_before,
                                               .incomplete = !upstreams.others.empty()}));
  for (size_t at = 0; at < change.commits.size(); ++at) {
    change.commits[at].origin = provenance.commits[at].origin;
  }
  lacking.insert(lacking.end(), provenance.missing.begin(), provenance.missing.end());
  facts.gathered.insert(FactKind::kUpstreams);
  for (const Upstream* upstream : asked.all) facts.upstreams.push_back(upstream->info());
  facts.upstreams.insert(facts.upstreams.end(), upstreams.others.begin(), upstreams.others.end());
  if (!provenance.missing.empty()) return Ok{};
  facts.provenance = std::make_shared<const Provenance>(std::move(provenance));
  return Ok{};
}

}  // namespace headwater::jobs
