// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/jobs/evaluate_setup.h"

#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace headwater::jobs {
namespace {

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

}  // namespace

RampTerms RampsOf(const EvaluateRequest& request) {
  return {request.project, std::make_shared<const std::vector<Pause>>(request.pauses)};
}

Evaluation EvaluationOf(const EvaluateRequest& request) {
  Evaluation evaluation;
  evaluation.scope = request.target ? ChangeScope::kRange : ChangeScope::kAll;
  evaluation.target = request.target;
  evaluation.head = request.head;
  evaluation.name = request.repository;
  evaluation.target_branch = request.target_branch;
  evaluation.target_is_default = request.target_is_default;
  evaluation.target_is_protected = request.target_is_protected;
  evaluation.default_branch = request.default_branch;
  evaluation.observe_only = request.observe_only;
  evaluation.facts = request.facts;
  evaluation.clean_since = request.clean_since;
  evaluation.as_of = request.as_of;
  return evaluation;
}

Result<PreparedEvaluation> PrepareEvaluation(const EvaluateRequest& request,
                                             const config::Shipped& shipped) {
  PreparedEvaluation prepared{.upper = nullptr, .shipped = shipped, .evaluation = {}};
  if (!request.standard.empty()) prepared.shipped.standard = request.standard;
  if (!request.layers.empty()) {
    auto upper = std::make_unique<config::UpperPolicy>(
        TRY(config::ReadUpperPolicy(request.layers, prepared.shipped)));
    upper->stack.SetRamps(RampsOf(request));
    prepared.upper = std::move(upper);
    prepared.shipped.upper = prepared.upper.get();
  }
  prepared.evaluation = EvaluationOf(request);
  prepared.evaluation.policy = TRY(PolicyOf(request, prepared.shipped));
  return prepared;
}

}  // namespace headwater::jobs
