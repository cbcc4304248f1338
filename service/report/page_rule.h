// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "headwater/report.h"
#include "service/report/html.h"
#include "service/report/page.h"

/// \file
/// What the page of a decision says of one rule.

namespace headwater::report {

/// Where a rule stands on the page, in this order.
enum class PagePart {
  kRequired,     ///< Holds the merge: findings, or it could not be checked.
  kRecommended,  ///< Findings that hold nothing.
  kPassed,       ///< From here on folded.
  kWaived,       ///< All that counts is let pass.
  kNotApplicable,
  kNotChecked,  ///< And holds nothing.
  kOldDebt,     ///< Only what was there before.
  kObserved,    ///< Recorded, and shown to nobody but who reads this page.
};

PagePart PartOf(const RuleResult& rule);

/// A section with a heading of level 3. Borrows nothing.
Html RenderRuleSection(const Report& report, const RuleResult& rule, const PageContext& context);

}  // namespace headwater::report
