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
#include "service/jobs/evaluate_setup.h"
#include "service/jobs/evaluation.h"
#include "service/jobs/record_bytes.h"
#include "service/jobs/recorder.h"
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

report::EvaluationAnswer JudgeMirror(const EvaluateRequest& request, const Evaluation& evaluation,
                                     const config::Shipped& shipped) {
  Result<git::Repository> repository = git::Repository::Open(request.mirror);
  if (!repository.ok()) return {CouldNotCheck(repository.error(), evaluation, shipped), {}};
  Judged judged = EvaluateFiles(repository.value(), evaluation, shipped);
  judged.report.damaged = repository.value().Damaged();
  report::EvaluationAnswer answer{
      std::move(judged.report), {}, std::move(judged.suggestions), std::move(judged.wants)};
  answer.asks = std::move(judged.asks);
  answer.fix_patch = std::move(judged.fix_patch);
  return answer;
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
  std::string text = ReadBounded(in);
  Result<EvaluateRequest> parsed = ReadEvaluateRequest(text);
  if (!parsed.ok()) return Refused(parsed.error(), kExitUsage);
  const EvaluateRequest request = std::move(parsed).value();
  Result<PreparedEvaluation> prepared = PrepareEvaluation(request, shipped);
  if (!prepared.ok()) return Refused(prepared.error(), kExitUsage);

  const Result<SandboxLayers> sandbox =
      EnterSandbox({.readable = ReadableBy(request),
                    .address_space_bytes = request.limits.memory_bytes,
                    .cpu_time = std::chrono::seconds(request.limits.cpu_seconds),
                    .open_files = kOpenFiles});
  if (!sandbox.ok()) return Refused(sandbox.error(), kExitUnknown);
  // From here on foreign bytes are parsed.
  Evaluation& evaluation = prepared.value().evaluation;
  if (request.upstreams) evaluation.upstreams = OpenUpstreams(*request.upstreams);
  evaluation.suggest = true;
  evaluation.ask = true;
  std::optional<Recorder> recorder;
  if (request.record) {
    evaluation.recorder = &recorder.emplace(std::move(text), shipped);
  }
  report::EvaluationAnswer answer = JudgeMirror(request, evaluation, prepared.value().shipped);
  answer.confinement = {sandbox.value().landlock, sandbox.value().seccomp};
  std::string out = report::RenderEvaluation(answer);
  AppendParts(answer.fix_patch, recorder ? recorder->record() : std::nullopt, out);
  return {std::move(out), "", 0};
}

}  // namespace headwater::jobs
