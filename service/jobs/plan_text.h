// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "service/jobs/plan_tally.h"

namespace headwater::jobs {

/// What `headwater policy plan` says.
struct PlanReport {
  std::string policy;  ///< The instance's file.
  std::chrono::sys_days as_of{};
  std::chrono::days days{0};
  uint64_t sampled_of = 0;  ///< Merge requests that are closed, of which `closed` are a sample.
  uint64_t may_join = 0;    ///< Projects that take no part now and, by their path, would.
  PlanTally open{};
  PlanTally closed{};
};

/// For a terminal.
std::string RenderPlanText(const PlanReport& report);
/// One JSON object, `headwater.policy-plan/1`: service/docs/policy.md.
std::string RenderPlanJson(const PlanReport& report);

}  // namespace headwater::jobs
