// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/jobs/external_desk.h"

#include <utility>

#include "headwater/data.h"
#include "headwater/log.h"
#include "headwater/process.h"
#include "headwater/sink.h"

namespace headwater::jobs {
namespace {

using Json = Out<Sink::kJson>;

// What a program may use of the machine: of memory more than any interpreter wants, of files on
// disk next to nothing.
constexpr uint64_t kProgramMemory = uint64_t{1} << 30U;
constexpr uint64_t kProgramFileBytes = uint64_t{1} << 20U;
constexpr uint64_t kProgramOpenFiles = 64;
// Of what it says on standard error, for the operator's log.
constexpr size_t kMostSaid = 500;

constexpr int kFirstGood = 200;
constexpr int kFirstOther = 300;

ExternalAnswer Failure(ExternalProblem problem) { return {problem, ""}; }

void LogFailure(const std::string& rule, ExternalProblem problem, std::string detail) {
  if (detail.size() > kMostSaid) detail.resize(kMostSaid);
  Log(LogLevel::kWarning, "external_rule_failed",
      {{"rule", Untrusted(rule)},
       {"problem", NameOf(problem)},
       {"detail", Untrusted(std::move(detail))}});
}

ProcessSpec SpecFor(const config::ExternalCall& call, const std::string& folder,
                    const std::stop_token& stop) {
  ProcessSpec spec;
  spec.argv = call.command;
  spec.directory = folder;
  spec.max_output_bytes = kMaxExternalAnswerBytes;
  spec.max_error_bytes = kMostSaid;
  spec.file_bytes = kProgramFileBytes;
  spec.open_files = kProgramOpenFiles;
  spec.data_bytes = kProgramMemory;
  spec.cpu_seconds =
      static_cast<uint64_t>(std::chrono::ceil<std::chrono::seconds>(call.deadline).count());
  spec.may_run_on = [stop] { return !stop.stop_requested(); };
  return spec;
}

std::optional<ExternalProblem> ProblemOf(const ProcessResult& result) {
  if (result.timed_out) return ExternalProblem::kTooLate;
  if (result.too_much_output) return ExternalProblem::kTooLarge;
  const bool ended_well = !result.called_off && result.signal == 0 && result.exit_code == 0;
  return ended_well ? std::nullopt : std::optional(ExternalProblem::kFailed);
}

/// Of a call without an answer.
ExternalProblem ProblemOf(Errc code) {
  if (code == Errc::kContent) return ExternalProblem::kTooLarge;
  // Sent, and no whole answer came in time.
  return code == Errc::kAmbiguous ? ExternalProblem::kTooLate : ExternalProblem::kNotStarted;
}

}  // namespace

std::optional<std::string> RenderExternalQuestion(const ExternalQuestion& question) {
  constexpr DataLimits kLimits = {.bytes = kMaxExternalAskBytes, .depth = 8, .nodes = 200'000};
  const Result<DataNode> change = ParseJson(question.ask.change, kLimits);
  if (!change.ok() || change.value().kind != DataNode::Kind::kMap) return std::nullopt;
  Json json;
  json << "{\"contract\":" << kExternalContract << ",\"rule\":\"" << Untrusted(question.ask.rule)
       << "\",\"project\":\"" << question.project
       << "\",\"merge_request\":" << question.merge_request << ",\"target_branch\":\""
       << question.target_branch << "\",\"head\":\"" << Untrusted(question.head.Hex()) << "\"";
  if (question.title) json << ",\"title\":\"" << *question.title << "\"";
  if (question.description) json << ",\"description\":\"" << *question.description << "\"";
  // A whole JSON object, as was just seen: it stands as one value, and no part of it beside.
  return json.text() + ",\"change\":" + question.ask.change + "}\n";
}

ExternalDesk::ExternalDesk(ExternalDeskOptions options, HttpClient& http)
    : folder_(std::move(options.folder)), stop_(std::move(options.stop)), http_(http) {
  for (config::ExternalCall& call : options.calls) {
    const std::string rule = call.rule;
    calls_.emplace(rule, std::move(call));
  }
}

ExternalAnswer ExternalDesk::Ask(const ExternalQuestion& question) {
  const auto call = calls_.find(question.ask.rule);
  if (call == calls_.end()) {
    LogFailure(question.ask.rule, ExternalProblem::kNotConfigured, "");
    return Failure(ExternalProblem::kNotConfigured);
  }
  const std::optional<std::string> document = RenderExternalQuestion(question);
  if (!document) {
    LogFailure(question.ask.rule, ExternalProblem::kFailed, "the question could not be made");
    return Failure(ExternalProblem::kFailed);
  }
  return call->second.url ? Post(call->second, *document) : Run(call->second, *document);
}

ExternalAnswer ExternalDesk::Run(const config::ExternalCall& call,
                                 const std::string& document) const {
  const Result<ProcessResult> result =
      RunProcess(SpecFor(call, folder_, stop_), document, call.deadline);
  if (!result.ok()) {
    LogFailure(call.rule, ExternalProblem::kNotStarted, result.error().message);
    return Failure(ExternalProblem::kNotStarted);
  }
  const std::optional<ExternalProblem> problem = ProblemOf(result.value());
  if (!problem) return {std::nullopt, result.value().out};
  LogFailure(call.rule, *problem, result.value().err);
  return Failure(*problem);
}

ExternalAnswer ExternalDesk::Post(const config::ExternalCall& call,
                                  const std::string& document) const {
  HttpCall http;
  http.method = "POST";
  http.url = call.url->text();
  http.headers = {{"Content-Type", "application/json"}, {"Accept", "application/json"}};
  http.body = document;
  http.deadline = call.deadline;
  http.max_body_bytes = kMaxExternalAnswerBytes;
  http.only_asks = true;
  const Result<HttpReply> reply = http_.Call(http);
  if (!reply.ok()) {
    const ExternalProblem problem = ProblemOf(reply.error().code);
    LogFailure(call.rule, problem, reply.error().message);
    return Failure(problem);
  }
  const int status = reply.value().status;
  if (status >= kFirstGood && status < kFirstOther) return {std::nullopt, reply.value().body};
  LogFailure(call.rule, ExternalProblem::kFailed, "HTTP status " + std::to_string(status));
  return Failure(ExternalProblem::kFailed);
}

}  // namespace headwater::jobs
