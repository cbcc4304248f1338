// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/report/level.h"

#include <algorithm>

namespace headwater::report {
namespace {

void Count(Level level, uint64_t number, Tally& tally) {
  switch (level) {
    case Level::kObserved:
      tally.observed += number;
      break;
    case Level::kRecommended:
      tally.recommended += number;
      break;
    case Level::kRequired:
      tally.required += number;
      break;
  }
}

}  // namespace

Level LevelOf(Mode effective_mode) {
  switch (effective_mode) {
    case Mode::kOff:
    case Mode::kObserve:
      break;
    case Mode::kHint:
    case Mode::kRatchet:
      return Level::kRecommended;
    case Mode::kGate:
      return Level::kRequired;
  }
  return Level::kObserved;
}

Level LevelOf(const RuleResult& result, const Finding& finding) {
  const Level level = LevelOf(result.effective_mode);
  return level == Level::kRequired && finding.advisory ? Level::kRecommended : level;
}

bool IsUncheckedAsAWhole(const RuleResult& result) {
  if (result.answer.verdict == Verdict::kFail) return result.answer.reason.has_value();
  return result.answer.verdict == Verdict::kUnknown &&
         (result.answer.reason.has_value() || result.answer.unchecked.empty());
}

Tally TallyOf(const RuleResult& result) {
  Tally tally;
  for (const Finding& finding : result.answer.findings) {
    if (finding.waiver) {
      ++tally.waived;
    } else {
      Count(LevelOf(result, finding), 1, tally);
    }
  }
  const Level level = LevelOf(result.effective_mode);
  if (result.waived) {
    tally.waived += result.answer.more_findings;
  } else {
    Count(level, result.answer.more_findings, tally);
  }
  if (level == Level::kObserved) return tally;
  tally.not_checked = result.answer.unchecked.size() + (IsUncheckedAsAWhole(result) ? 1 : 0);
  return tally;
}

Tally TallyOf(const Report& report) {
  Tally sum;
  for (const RuleResult& result : report.rules) {
    const Tally one = TallyOf(result);
    sum.required += one.required;
    sum.recommended += one.recommended;
    sum.observed += one.observed;
    sum.waived += one.waived;
    sum.not_checked += one.not_checked;
  }
  return sum;
}

Offer OfferOf(const Report& report, const RuleResult& result) {
  Offer offer{.offered = 0, .total = result.answer.more_findings};
  for (const Finding& finding : result.answer.findings) {
    if (finding.advisory || finding.waiver) continue;
    ++offer.total;
    if (std::ranges::binary_search(report.offered, finding.fingerprint)) ++offer.offered;
  }
  return offer;
}

}  // namespace headwater::report
