// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "service/engine/engine.h"

namespace headwater::engine {

/// One rule's answer, whatever the rule does: the barrier behind which an error, an exception or an
/// exhausted budget becomes kUnknown with its reason.
RuleAnswer RunRule(const RuleEntry& rule, const RuleContext& context, BudgetedViews& views,
                   const Budget& budget);

/// Whether the rule passes on the whole of `target`: what decides a ratchet. "Could not check" on
/// the target counts as passing, so that it can only make the judgement stricter.
bool PassesOnTarget(const EnabledRule& enabled, const GlobSet& generated, GitView& target,
                    const Terms& terms);

}  // namespace headwater::engine
