// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "headwater/check.h"
#include "headwater/decision_book.h"
#include "headwater/plan_book.h"
#include "headwater/policy_requests.h"
#include "headwater/reads.h"
#include "headwater/result.h"
#include "headwater/waiver.h"
#include "service/config/effective_policy.h"

namespace headwater::jobs {

/// What one thread reads; opened for reading only.
struct PlanStore {
  std::unique_ptr<DecisionBook> decisions;
  std::unique_ptr<ReadsArchive> reads;
  std::unique_ptr<WaiverBook> waivers;
};

struct PlanParts {
  PlanBook& book;
  std::function<Result<PlanStore>()> open;  ///< Called by each thread.
  /// Has a batch judged (plan_work.h) by somebody who holds no database. kContent: whoever judged
  /// it did not survive that. Thread-safe.
  std::function<Result<std::string>(const std::string& batch)> judge;
};

/// `headwater policy plan`: what other layers would make of the merge requests that are open, and
/// of a sample of those that are not. Writes nothing. Exit 0; kExitUsage: the layers are not valid;
/// kExitUnknown: the store cannot be read. Two threads.
CommandResult RunPlan(const PolicyPlanRequest& request, const PlanParts& parts,
                      const config::Shipped& shipped);

}  // namespace headwater::jobs
