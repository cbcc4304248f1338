// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/jobs/check.h"

#include <memory>
#include <string>
#include <utility>

#include "headwater/fork_requests.h"
#include "service/engine/outcome.h"
#include "service/engine/waivers.h"
#include "service/git/repository.h"
#include "service/jobs/check_setup.h"
#include "service/jobs/evaluation.h"
#include "service/jobs/upstream_cache.h"
#include "service/report/codeclimate.h"
#include "service/report/json.h"
#include "service/report/junit.h"
#include "service/report/sarif.h"
#include "service/report/text.h"

namespace headwater::jobs {
namespace {

std::string Rendered(const Report& report, const CheckRequest& request) {
  switch (request.format) {
    case ReportFormat::kText:
      return report::RenderText(report, request.language);
    case ReportFormat::kJson:
      return report::RenderJson(report, request.language);
    case ReportFormat::kSarif:
      return report::RenderSarif(report, request.language);
    case ReportFormat::kCodeClimate:
      return report::RenderCodeClimate(report, request.language);
    case ReportFormat::kJunit:
      return report::RenderJunit(report, request.language);
  }
  return "";
}

CommandResult Answer(const Report& report, const CheckRequest& request) {
  return {Rendered(report, request), "", engine::ExitCode(report.outcome)};
}

/// A newcomer on the default branch wonders what was judged: nothing.
std::string HintForNothing(const Report& report, const CheckRequest& request) {
  const bool nothing = !report.problem && report.stats.files == 0 && !request.all && !request.base;
  if (!nothing || request.format != ReportFormat::kText) return "";
  return "headwater: nothing differs from the default branch; name another target with --base, or "
         "use --worktree or --all\n";
}

Status AddForks(const CheckRequest& request, const ForkIndexOpener& open_index,
                git::Repository& repository, Evaluation& evaluation) {
  if (request.fork_index.empty() || !evaluation.head) return Ok{};
  const std::unique_ptr<ForkIndex> index = TRY(open_index(request.fork_index));
  git::ChangeRequest change;
  change.target = evaluation.target;
  change.head = *evaluation.head;
  change.scope = evaluation.scope;
  evaluation.facts.forks = TRY(FindForkFacts(
      {.repository = repository, .path = request.repository, .commit = *evaluation.head}, change,
      IndexPlace().partition, *index));
  evaluation.facts.gathered.insert(FactKind::kForks);
  return Ok{};
}

Status AddUpstreams(const CheckRequest& request, Evaluation& evaluation) {
  for (const auto& upstream : TRY(BringUpstreams(request.upstreams, ""))) {
    if (!evaluation.upstreams) evaluation.upstreams.emplace();
    evaluation.upstreams->ready.push_back({.upstream = upstream});
  }
  return Ok{};
}

}  // namespace

CommandResult Check(const CheckRequest& request, const config::Shipped& shipped,
                    const ForkIndexOpener& open_index) {
  Result<Evaluation> started = StartEvaluation(request, shipped);
  if (!started.ok()) return WrongUse(started.error());
  Evaluation evaluation = std::move(started).value();
  const auto failed = [&](const Error& error) {
    if (error.code == Errc::kInvalid) return WrongUse(error);
    return Answer(CouldNotCheck(error, evaluation, shipped), request);
  };
  Result<git::Repository> repository =
      git::Repository::Open(request.repository, git::Hashes::kTrusted);
  if (!repository.ok()) return failed(repository.error());
  const Status sides = FindSides(request, repository.value(), evaluation);
  if (!sides.ok()) return failed(sides.error());
  const Status upstreams = AddUpstreams(request, evaluation);
  if (!upstreams.ok()) return failed(upstreams.error());
  const Status forks = AddForks(request, open_index, repository.value(), evaluation);
  if (!forks.ok()) return failed(forks.error());
  Report report = Evaluate(repository.value(), evaluation, shipped);
  // Nobody is asked here who could confirm them; that the platform wants it is said.
  engine::NoticeUnconfirmed({}, evaluation.as_of, report);
  engine::ApplyWaivers(engine::AsWritten(report),
                       {.iid = std::nullopt, .head = report.head, .as_of = evaluation.as_of},
                       report);
  CommandResult result = Answer(report, request);
  result.err = HintForNothing(report, request);
  return result;
}

}  // namespace headwater::jobs
