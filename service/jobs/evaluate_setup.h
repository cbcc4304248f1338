// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <memory>

#include "headwater/result.h"
#include "service/config/effective_policy.h"
#include "service/jobs/evaluate_request.h"
#include "service/jobs/evaluation.h"

namespace headwater::jobs {

/// A request as an evaluation, with the policies that it names; without what upstreams know.
struct PreparedEvaluation {
  std::unique_ptr<const config::UpperPolicy> upper;
  config::Shipped shipped;  ///< With `upper`, and the request's standard.
  Evaluation evaluation;
};

/// For whom the steps of modes are worked out.
RampTerms RampsOf(const EvaluateRequest& request);

/// A request as an evaluation, without any policy.
Evaluation EvaluationOf(const EvaluateRequest& request);

/// Reads the policies that were handed over. The request must outlive the result. kInvalid: one of
/// them is none, or a preset does not exist.
Result<PreparedEvaluation> PrepareEvaluation(const EvaluateRequest& request,
                                             const config::Shipped& shipped);

}  // namespace headwater::jobs
