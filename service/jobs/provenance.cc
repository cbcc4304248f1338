// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/jobs/provenance.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "headwater/provenance.h"
#include "headwater/sink.h"
#include "service/engine/outcome.h"
#include "service/git/change_builder.h"
#include "service/git/commit_patches.h"
#include "service/git/own_commits.h"
#include "service/git/repository.h"
#include "service/git/repository_branches.h"
#include "service/jobs/check_setup.h"
#include "service/jobs/sync_facts.h"
#include "service/jobs/upstream_cache.h"
#include "service/report/provenance.h"

namespace headwater::jobs {
namespace {

/// Which commits are asked about.
struct Range {
  std::optional<CommitId> from;
  CommitId to;
  Untrusted branch;  ///< Of `from`; empty: not known.
};

Result<Range> FindRange(const ProvenanceRequest& request, git::Repository& repository) {
  constexpr std::string_view kDots = "..";
  if (request.range.empty()) {
    const std::optional<git::Branch> standard = TRY(repository.DefaultBranch());
    if (!standard) {
      return Error{Errc::kInvalid, "no default branch was found: name the commits with --range"};
    }
    return Range{standard->commit, TRY(repository.Resolve("HEAD")), standard->name};
  }
  const size_t dots = request.range.find(kDots);
  if (dots == std::string::npos || dots == 0 || request.range[dots + 2] == '.') {
    return Error{Errc::kInvalid, "--range: expected A..B, got '" + request.range + "'"};
  }
  const std::string to = request.range.substr(dots + kDots.size());
  const std::string from = request.range.substr(0, dots);
  return Range{TRY(repository.Resolve(from)), TRY(repository.Resolve(to.empty() ? "HEAD" : to)),
               Untrusted(from)};
}

/// Of one claim. What names no commit says nothing that could be wrong.
Outcome OutcomeOf(const JudgedClaim& judged) {
  if (!judged.grade) {
    return judged.unknown_because.view().empty() ? Outcome::kPass : Outcome::kUnknown;
  }
  switch (*judged.grade) {
    case Grade::kIdentical:
    case Grade::kEquivalent:
    case Grade::kDiffersExplained:
      return Outcome::kPass;
    case Grade::kUnknown:
      return Outcome::kUnknown;
    case Grade::kDiffersUnexplained:
    case Grade::kDifferent:
    case Grade::kDangling:
      break;
  }
  return Outcome::kFail;
}

int ExitCode(const headwater::Provenance& provenance, const Sync& sync) {
  bool unknown = !provenance.missing.empty() || !sync.missing.empty();
  for (const CommitProvenance& commit : provenance.commits) {
    for (const JudgedClaim& judged : commit.claims) {
      const Outcome outcome = OutcomeOf(judged);
      if (outcome == Outcome::kFail) return engine::ExitCode(outcome);
      unknown = unknown || outcome == Outcome::kUnknown;
    }
  }
  return unknown ? kExitUnknown : 0;
}

Result<int> Write(const ProvenanceRequest& request, std::ostream& out) {
  git::Repository repository =
      TRY(git::Repository::Open(request.repository, git::Hashes::kTrusted));
  const Range range = TRY(FindRange(request, repository));
  git::ChangeRequest change;
  change.target = range.from;
  change.head = range.to;
  const git::BuiltChange built = TRY(git::BuildChange(repository, change));
  const std::vector<Commit>& commits = built.change.commits;
  const Upstreams brought = TRY(BringUpstreams(request.upstreams, request.cache));
  std::vector<Upstream*> upstreams;
  std::vector<UpstreamInfo> infos;
  for (const auto& upstream : brought) {
    upstreams.push_back(upstream.get());
    infos.push_back(upstream->info());
  }
  git::CommitPatches patches(repository);
  git::OwnCommits own = TRY(git::OwnCommits::Open(repository, range.from));
  git::RepositoryBranches branches = TRY(git::RepositoryBranches::Open(
      repository, {.target = built.change.target, .head = range.to, .target_name = range.branch}));
  const headwater::Provenance provenance = TRY(JudgeProvenance({.commits = commits,
                                                                .description = {},
                                                                .patches = patches,
                                                                .upstreams = upstreams,
                                                                .aliases = {},
                                                                .own = &own,
                                                                .branches = &branches,
                                                                .stale_before = {}}));
  const Sync sync = TRY(FindSync(repository, built.change, {.upstreams = upstreams}));
  const report::ProvenanceReport report{.repository = repository.Name(),
                                        .head = range.to,
                                        .commits = commits,
                                        .upstreams = infos,
                                        .provenance = provenance,
                                        .sync = sync};
  out << (request.format == ProvenanceFormat::kJson
              ? report::RenderProvenanceJson(report)
              : report::RenderProvenanceText(report, request.language));
  return ExitCode(provenance, sync);
}

}  // namespace

CommandResult RunProvenance(const ProvenanceRequest& request, std::ostream& out) {
  const Result<int> exit_code = Write(request, out);
  if (!exit_code.ok()) return Failed(exit_code.error());
  return {"", "", exit_code.value()};
}

CommandResult ConfirmUpstream(const UpstreamConfirmRequest& request) {
  const Status confirmed = ConfirmCopy(request.url, request.cache);
  if (!confirmed.ok()) return Failed(confirmed.error());
  Out<Sink::kTerminal> line;
  line << "headwater: " << Untrusted(request.url) << " is confirmed as it is now";
  return {line.text() + "\n", "", 0};
}

}  // namespace headwater::jobs
