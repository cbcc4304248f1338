// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "headwater/clock.h"
#include "headwater/ids.h"
#include "headwater/report.h"
#include "headwater/result.h"
#include "headwater/store.h"
#include "service/report/evaluation_json.h"

namespace headwater::report {

/// Where the time of a judgement went.
struct JudgementTimes {
  std::chrono::microseconds fetching{};
  std::chrono::microseconds evaluating{};
  uint32_t rounds = 0;  ///< Questions to the evaluator: one more for each fetch of contents.
};

/// Everything a decision was made of, beside the report.
struct DecisionInputs {
  DecisionId id;
  MailboxKey about;
  Untrusted project_path;
  WallTime at{};
  Untrusted target_branch;
  std::optional<CommitId> target;  ///< Where the target branch stood.
  /// Whether its own policy may loosen anything, and why: default, protected, open, unreadable.
  Literal target_rights = "default";
  std::string as_of;  ///< 2026-11-21
  DecisionOutcome outcome = DecisionOutcome::kUnknownContent;
  Confinement confinement;
  JudgementTimes times;
  /// Other projects that its texts may name.
  std::vector<std::string> named{};
};

/// `headwater.decision/1`, described in service/docs/decision-json.md. The report may be one of a
/// change that could not be read.
std::string RenderDecision(const DecisionInputs& inputs, const Report& report);

/// What a status that turns green is checked against once more.
struct DecidedFor {
  CommitId head;
  Untrusted target_branch;
  std::optional<CommitId> target;
  /// Two decisions that say the same have the same, whenever they were made.
  std::string substance;
};

/// kInternal when it is no record of ours.
Result<DecidedFor> ReadDecidedFor(std::string_view record);

/// DecisionInputs::named. Errors as above.
Result<std::vector<std::string>> ReadDecidedNames(std::string_view record);

/// DecisionInputs::project_path. Errors as above.
Result<std::string> ReadDecidedPath(std::string_view record);

/// The report of a record, for its page.
Result<Report> ReadDecidedReport(std::string_view record, std::span<const RuleEntry* const> rules);

/// Everything that is told of a decision later.
struct DecidedWhole {
  Untrusted path;    ///< Of the project.
  Untrusted engine;  ///< Its version.
  std::optional<CommitId> target;
  Report report;
};

/// Errors as above, and kContent where the report is about rules that are not among these.
Result<DecidedWhole> ReadDecidedWhole(std::string_view record,
                                      std::span<const RuleEntry* const> rules);

/// pass, fail, unknown-content, unknown-infrastructure.
Literal NameOf(DecisionOutcome outcome);

}  // namespace headwater::report
