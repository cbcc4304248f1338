// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/jobs/evaluate.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "headwater/sink.h"
#include "service/core/sandbox.h"
#include "service/git/repository.h"
#include "service/jobs/evaluate_request.h"
#include "service/jobs/evaluation.h"
#include "service/jobs/upstream_index.h"
#include "service/report/evaluation_json.h"

namespace headwater::jobs {
namespace {

// Packs, the few files of the repository and of the upstreams, and the pipes: far below this.
constexpr uint64_t kOpenFiles = 1'024;

CommandResult Refused(const Error& error, int exit_code) {
  Out<Sink::kTerminal> line;
  line << "headwater evaluate: " << Untrusted(error.message);
  return {"", line.text() + "\n", exit_code};
}

std::string ReadBounded(std::istream& in) {
  std::string text;
  constexpr size_t kStep = size_t{64} << 10U;
  while (in && text.size() <= kMaxRequestBytes) {
    const size_t before = text.size();
    text.resize(before + kStep);
    in.read(text.data() + before, static_cast<std::streamsize>(kStep));
    text.resize(before + static_cast<size_t>(in.gcount()));
  }
  return text;
}

/// The platform's layers, if they were handed over.
Result<std::optional<config::UpperPolicy>> UpperOf(const EvaluateRequest& request,
                                                   const config::Shipped& shipped) {
  if (request.layers.empty()) return std::optional<config::UpperPolicy>();
  return std::optional(TRY(config::ReadUpperPolicy(request.layers, shipped)));
}

/// The policy that was handed over; none when the project's own is to be read. A standard that does
/// not exist is found here, before the mirror is opened.
Result<std::optional<Policy>> PolicyOf(const EvaluateRequest& request,
                                       const config::Shipped& shipped) {
  if (!request.standard.empty()) {
    TRY(config::LoadPreset(request.standard, shipped, request.as_of));
    return std::optional<Policy>();
  }
  if (!request.layers.empty()) return std::optional<Policy>();
  if (!request.preset.empty()) {
    return std::optional(TRY(config::LoadPreset(request.preset, shipped, request.as_of)));
  }
  const config::PolicySource source{request.policy_name, request.policy_text};
  return std::optional(TRY(config::LoadPolicy(source, shipped, request.as_of)));
}

report::EvaluationAnswer JudgeMirror(const EvaluateRequest& request, const Evaluation& evaluation,
                                     const config::Shipped& shipped) {
  Result<git::Repository> repository = git::Repository::Open(request.mirror);
  if (!repository.ok()) return {CouldNotCheck(repository.error(), evaluation, shipped), {}};
  Judged judged = EvaluateFiles(repository.value(), evaluation, shipped);
  judged.report.damaged = repository.value().Damaged();
  return {std::move(judged.report), {}, std::move(judged.suggestions), std::move(judged.wants)};
}

std::vector<std::string> ReadableBy(const EvaluateRequest& request) {
  std::vector<std::string> readable = {request.mirror};
  for (const Artifact& artifact : request.facts.artifacts) {
    if (!artifact.file.empty()) readable.push_back(artifact.file);
  }
  if (!request.upstreams) return readable;
  for (const RequestedUpstream& upstream : request.upstreams->all) {
    // One that was removed since cannot be opened: no reason to judge nothing at all.
    for (const std::string& path : {upstream.repository, upstream.index}) {
      std::error_code why;
      if (!path.empty() && std::filesystem::exists(path, why)) readable.push_back(path);
    }
  }
  return readable;
}

/// One that cannot be opened after all is one that could not be asked.
UsedUpstreams OpenUpstreams(const RequestedUpstreams& requested) {
  UsedUpstreams used;
  used.stale_before = requested.stale_before;
  for (const RequestedUpstream& upstream : requested.all) {
    UpstreamInfo info = upstream.info;
    Result<GlobSet> only = GlobSet::Make(upstream.only);
    const bool ready = info.state == UpstreamState::kReady && only.ok();
    Result<std::unique_ptr<Upstream>> opened =
        ready ? OpenUpstream({upstream.repository, upstream.index, info})
              : Error{Errc::kNotFound, "not asked"};
    if (opened.ok()) {
      used.ready.push_back({.upstream = std::move(opened).value(),
                            .exempts = upstream.exempts,
                            .aliases = upstream.aliases,
                            .only = std::move(only).value()});
      continue;
    }
    if (info.state == UpstreamState::kReady) info.state = UpstreamState::kUnreachable;
    used.others.push_back(std::move(info));
  }
  return used;
}

}  // namespace

CommandResult EvaluateStream(std::istream& in, config::Shipped shipped) {
  Result<EvaluateRequest> parsed = ReadEvaluateRequest(ReadBounded(in));
  if (!parsed.ok()) return Refused(parsed.error(), kExitUsage);
  const EvaluateRequest request = std::move(parsed).value();
  if (!request.standard.empty()) shipped.standard = request.standard;
  Result<std::optional<config::UpperPolicy>> upper = UpperOf(request, shipped);
  if (!upper.ok()) return Refused(upper.error(), kExitUsage);
  if (upper.value()) shipped.upper = &*upper.value();
  Result<std::optional<Policy>> policy = PolicyOf(request, shipped);
  if (!policy.ok()) return Refused(policy.error(), kExitUsage);

  const Result<SandboxLayers> sandbox =
      EnterSandbox({.readable = ReadableBy(request),
                    .address_space_bytes = request.limits.memory_bytes,
                    .cpu_time = std::chrono::seconds(request.limits.cpu_seconds),
                    .open_files = kOpenFiles});
  if (!sandbox.ok()) return Refused(sandbox.error(), kExitUnknown);
  // From here on foreign bytes are parsed.
  Evaluation evaluation;
  evaluation.scope = request.target ? ChangeScope::kRange : ChangeScope::kAll;
  evaluation.target = request.target;
  evaluation.head = request.head;
  evaluation.name = request.repository;
  evaluation.target_branch = request.target_branch;
  evaluation.target_is_default = request.target_is_default;
  evaluation.target_is_protected = request.target_is_protected;
  evaluation.default_branch = request.default_branch;
  evaluation.policy = std::move(policy).value();
  evaluation.facts = request.facts;
  if (request.upstreams) evaluation.upstreams = OpenUpstreams(*request.upstreams);
  evaluation.as_of = request.as_of;
  evaluation.suggest = true;
  report::EvaluationAnswer answer = JudgeMirror(request, evaluation, shipped);
  answer.confinement = {sandbox.value().landlock, sandbox.value().seccomp};
  return {report::RenderEvaluation(answer), "", 0};
}

}  // namespace headwater::jobs
