// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "headwater/result.h"
#include "service/config/effective_policy.h"
#include "service/engine/engine.h"
#include "service/jobs/evaluate_request.h"
#include "service/jobs/evaluation.h"
#include "service/jobs/plan_work.h"
#include "service/jobs/record.h"

namespace headwater::jobs {

/// Judges records by new layers, one after the other. The rules must outlive it. One thread.
class PlanJudge {
 public:
  explicit PlanJudge(const config::Shipped& shipped) : shipped_(shipped) {}

  /// Judges it; an item without a policy by that of the one before.
  PlanAnswer Judge(const PlanItem& item);

 private:
  Status TakePolicy(const std::string& json);
  Result<PlanAnswer> JudgeRecord(const PlanItem& item);
  /// The judgement that was recorded, by the new layers and day.
  Result<Evaluation> EvaluationOf(const Record& record) const;

  config::Shipped shipped_;
  EvaluateRequest policy_;  ///< Layers, day and project.
  std::vector<config::LayerText> texts_;
  std::unique_ptr<config::UpperPolicy> upper_;  ///< Of `texts_`: most projects have the same.
};

}  // namespace headwater::jobs
