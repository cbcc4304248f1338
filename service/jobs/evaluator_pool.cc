// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/jobs/evaluator_pool.h"

#include <optional>
#include <utility>

#include "headwater/check.h"
#include "headwater/log.h"
#include "service/jobs/fix_patch.h"
#include "service/jobs/record_bytes.h"

namespace headwater::jobs {
namespace {

// The child's own limit is processor time; a child that only waits (on a slow disk) is ended here.
constexpr std::chrono::seconds kDeadline{180};

// Of what it read: the contents, and half as much again for what is said of them.
constexpr size_t kMaxRecordOutput = kMaxRecordBytes + kMaxRecordBytes / 2;

// What the child says of a refused request, for our log.
constexpr size_t kMaxErrorBytes = 4096;

Error Died(const ProcessResult& result) {
  if (result.called_off) return {Errc::kTransient, "the service is being stopped"};
  if (result.timed_out) {
    return {Errc::kContent, "judging it took longer than 3 minutes"};
  }
  if (result.too_much_output) return {Errc::kContent, "its judgement is too large to be read"};
  return {Errc::kContent,
          "the process that judged it ended with signal " + std::to_string(result.signal)};
}

Result<report::EvaluationAnswer> AnswerOf(std::string_view out,
                                          std::span<const RuleEntry* const> rules) {
  const ChildOutput parts = TRY(SplitOutput(out));
  report::EvaluationAnswer answer = TRY(report::ReadEvaluation(parts.answer, rules));
  answer.fix_patch = parts.fix_patch.substr(0, kMaxFixPatchBytes);
  answer.record = parts.record;
  return answer;
}

}  // namespace

EvaluatorPool::EvaluatorPool(std::string program, size_t size,
                             std::span<const RuleEntry* const> rules, std::stop_token stop)
    : program_(std::move(program)), size_(size), rules_(rules), stop_(std::move(stop)) {}

Result<Process> EvaluatorPool::StartChild() const {
  ProcessSpec spec;
  spec.argv = {program_, "evaluate"};
#if defined(HEADWATER_ADDRESS_SANITIZER)
  // Its leak check traces the process, which the sandbox forbids.
  spec.environment = {"ASAN_OPTIONS=detect_leaks=0"};
#endif
  spec.max_output_bytes = (size_t{32} << 20U) + kMaxRecordOutput;
  spec.max_error_bytes = kMaxErrorBytes;
  spec.may_run_on = [stop = stop_] { return !stop.stop_requested(); };
  return Process::Start(spec);
}

void EvaluatorPool::Refill() {
  while (waiting_.With([&](auto& waiting) { return waiting.size() < size_; })) {
    Result<Process> child = StartChild();
    if (!child.ok()) {
      Log(LogLevel::kWarning, "evaluator_not_started",
          {{"problem", Untrusted(child.error().message)}});
      return;
    }
    waiting_.With([&](auto& waiting) { waiting.push_back(std::move(child).value()); });
  }
}

Result<Process> EvaluatorPool::Take() {
  for (;;) {
    std::optional<Process> child = waiting_.With([](auto& waiting) -> std::optional<Process> {
      if (waiting.empty()) return std::nullopt;
      std::optional<Process> taken(std::move(waiting.back()));
      waiting.pop_back();
      return taken;
    });
    if (!child) return StartChild();
    if (child->Alive()) return std::move(*child);
  }
}

Result<report::EvaluationAnswer> EvaluatorPool::Evaluate(const EvaluateRequest& request) {
  Process child = TRY(Take());
  Result<ProcessResult> finished = child.Finish(RenderEvaluateRequest(request), kDeadline);
  if (!stop_.stop_requested()) Refill();
  const ProcessResult result = TRY(std::move(finished).Context("evaluator"));
  const bool ended = result.called_off || result.timed_out || result.too_much_output;
  if (ended || result.signal != 0) return Died(result);
  if (result.exit_code == 0) return AnswerOf(result.out, rules_);
  // What it says is for the operator, and not for whoever reads the merge request.
  Log(LogLevel::kError, "evaluator_failed",
      {{"exit", static_cast<int64_t>(result.exit_code)}, {"said", Untrusted(result.err)}});
  if (result.exit_code == kExitUsage) {
    return Error{Errc::kInternal, "the evaluator refused the request"};
  }
  // Memory that ends is exit 3, like every "could not check".
  return Error{Errc::kContent, "the process that judged it could not finish"};
}

}  // namespace headwater::jobs
