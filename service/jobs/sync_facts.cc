// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/jobs/sync_facts.h"

#include <algorithm>
#include <string>
#include <utility>

#include "service/git/commit_patches.h"
#include "service/git/sync_history.h"

namespace headwater::jobs {

namespace {

/// "original v2.4: 646"
Untrusted CommitsOf(const UpstreamInfo& info, const Sync& sync) {
  std::string text = info.name.bytes();
  if (!sync.release.empty()) text += " " + sync.release.bytes();
  return Untrusted(text + ": " + std::to_string(sync.upstream_commits));
}

}  // namespace

Result<Sync> FindSync(git::Repository& repository, const Change& change, const SyncTerms& terms) {
  git::SyncHistory history(repository);
  git::CommitPatches patches(repository);
  return JudgeSync({.change = change,
                    .description = terms.description,
                    .source = history,
                    .patches = patches,
                    .upstreams = terms.upstreams,
                    .own = terms.own,
                    .variant = terms.variant});
}

Status AddSyncFacts(git::Repository& repository, Change& change, const SyncParties& parties,
                    Facts& facts, std::vector<BlobId>& lacking) {
  std::vector<Upstream*> asked;
  for (const UsedUpstream& used : parties.upstreams) asked.push_back(used.upstream.get());
  SyncTerms terms;
  terms.upstreams = asked;
  terms.own = TRY(GlobSet::Make(parties.policy.own.value));
  terms.variant = !parties.policy.variant.value.empty();
  const auto text = std::ranges::find(facts.facts, FactKind::kMergeRequestText, &Fact::kind);
  if (text != facts.facts.end()) terms.description = text->value;
  Sync sync = TRY(FindSync(repository, change, terms));
  if (sync.upstream) {
    const UpstreamInfo& info = parties.upstreams[*sync.upstream].upstream->info();
    change.notices.push_back({NoticeKind::kUpstreamCommits, {}, CommitsOf(info, sync)});
  }
  lacking.insert(lacking.end(), sync.missing.begin(), sync.missing.end());
  if (sync.missing.empty()) facts.sync = std::make_shared<const Sync>(std::move(sync));
  return Ok{};
}

}  // namespace headwater::jobs
