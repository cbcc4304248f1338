// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

#include "headwater/guarded.h"
#include "headwater/process.h"
#include "headwater/report.h"
#include "headwater/result.h"
#include "headwater/rule.h"
#include "service/jobs/evaluate_request.h"
#include "service/report/evaluation_json.h"

namespace headwater::jobs {

/// Whoever judges a commit of a mirror: the pool, or a fake.
class Evaluator {
 public:
  virtual ~Evaluator() = default;
  /// kContent: the child died of what it was given (a signal, time, memory) or answered nonsense;
  /// kInternal: it could not be started or refused the request. Thread-safe.
  virtual Result<report::EvaluationAnswer> Evaluate(const EvaluateRequest& request) = 0;
};

/// Evaluator children (`headwater evaluate`), started before they are needed: a judgement then
/// waits for no program to load. Each judges once and ends.
class EvaluatorPool final : public Evaluator {
 public:
  /// `program` is this binary; `size` children wait. When `stop` is requested those that judge are
  /// ended, which is kTransient.
  EvaluatorPool(std::string program, size_t size, std::span<const RuleEntry* const> rules,
                std::stop_token stop);

  Result<report::EvaluationAnswer> Evaluate(const EvaluateRequest& request) override;

  /// Starts children until `size` wait; called once at the start, and after each judgement.
  void Refill();

 private:
  Result<Process> Take();
  Result<Process> StartChild() const;

  const std::string program_;
  const size_t size_;
  const std::span<const RuleEntry* const> rules_;
  const std::stop_token stop_;
  Guarded<std::vector<Process>> waiting_;
};

}  // namespace headwater::jobs
