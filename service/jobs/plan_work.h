// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <cstdint>
#include <istream>
#include <string>
#include <string_view>
#include <vector>

#include "headwater/check.h"
#include "headwater/policy.h"
#include "headwater/report.h"
#include "headwater/result.h"
#include "headwater/waiver.h"
#include "service/config/effective_policy.h"

/// \file
/// Judging recorded merge requests by another policy: what a child process is given and answers.
/// Records hold what strangers wrote, so that whoever reads them holds no database.

namespace headwater::jobs {

/// One merge request.
struct PlanItem {
  /// The new layers, the project's name and the day, as `headwater.evaluate/1`. Empty: those of the
  /// item before.
  std::string policy;
  std::string manifest;  ///< As RecordedReads.
  std::vector<std::string> contents;
  int64_t iid = 0;
  std::vector<Waiver> waivers;  ///< Of the project, in force on the day.
};

/// How one rule would stand.
struct PlanRule {
  std::string id;
  Verdict verdict = Verdict::kUnknown;
  Mode mode = Mode::kOff;     ///< In force here.
  Mode written = Mode::kOff;  ///< As the policy says: of use where `unrecorded`.
  bool waived = false;
  bool unrecorded = false;       ///< It asked for what is not recorded: nothing else counts.
  std::vector<ModeStep> coming;  ///< As RuleResult::coming.
};

struct PlanAnswer {
  /// Why nothing can be said from the record; empty: something can.
  std::string unsaid;
  /// Why the project's own policy cannot be used below the new layers: every rule is unknown then.
  std::string refused;
  std::vector<PlanRule> rules;  ///< By id, without those in mode off.
};

/// Judges each; answers as many, in order. Opens nothing.
std::vector<PlanAnswer> JudgePlanned(const std::vector<PlanItem>& items,
                                     const config::Shipped& shipped);

/// A batch and its answers as bytes. kContent: they are none.
std::string EncodePlanItems(const std::vector<PlanItem>& items);
Result<std::vector<PlanItem>> DecodePlanItems(std::string_view bytes);
std::string EncodePlanAnswers(const std::vector<PlanAnswer>& answers);
Result<std::vector<PlanAnswer>> DecodePlanAnswers(std::string_view bytes);

/// `headwater policy plan-work`: reads a batch, shuts itself off, judges it and answers. Exit 0
/// with an answer; kExitUsage: it is no batch; kExitUnknown.
CommandResult PlanWorkStream(std::istream& in, const config::Shipped& shipped);

/// A batch is closed when it has so many merge requests, or so many bytes.
inline constexpr size_t kPlanBatch = 64;
inline constexpr size_t kPlanBatchBytes = size_t{16} << 20U;
/// What a child reads at most: a full batch, and the largest record behind it, with its layers.
inline constexpr size_t kMaxPlanWorkBytes = size_t{160} << 20U;

}  // namespace headwater::jobs
