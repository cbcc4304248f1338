// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "headwater/data.h"
#include "headwater/external_rule.h"
#include "headwater/line_suggestion.h"
#include "headwater/report.h"
#include "headwater/result.h"
#include "headwater/rule.h"
#include "headwater/upstream_want.h"

namespace headwater::report {

/// What the evaluator child really is locked in by.
struct Confinement {
  bool landlock = false;
  bool seccomp = false;
};

struct EvaluationAnswer {
  Report report;  ///< `missing` and `damaged` filled in.
  Confinement confinement;
  /// What the merge request can be offered on its lines, in the order of the findings.
  std::vector<LineSuggestion> suggestions{};
  /// What the project takes from, where a rule wants to know and nobody asked there yet: who can,
  /// asks, and evaluates again.
  std::vector<UpstreamWant> wants{};
  /// What rules of somebody else's are to be asked, and were not yet.
  std::vector<ExternalAsk> asks{};
  /// Every safe fix as a patch, byte by byte; empty: there is none.
  std::string fix_patch{};
  /// What was read, in bytes that nobody but its reader understands; empty: it was not asked for.
  std::string record{};
};

/// The child's answer, `headwater.evaluate/1`: service/docs/evaluate-json.md.
std::string RenderEvaluation(const EvaluationAnswer& answer);

/// Reads the child's answer as what it is: bytes of a process that has parsed hostile ones.
/// kContent for anything but a complete answer about rules of `rules`. Its texts are arguments of
/// our own catalogue's sentences; whatever else it claims is shown as such.
Result<EvaluationAnswer> ReadEvaluation(std::string_view json,
                                        std::span<const RuleEntry* const> rules);

/// Reads what RenderRecord wrote, inside a document that was parsed. Errors as ReadEvaluation.
Result<Report> ReportFrom(const DataNode& root, std::span<const RuleEntry* const> rules);

}  // namespace headwater::report
