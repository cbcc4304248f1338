// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>

#include "headwater/report.h"

/// \file
/// What a finding means for the reader, decided once for all formats.

namespace headwater::report {

enum class Level {
  kObserved,     ///< Recorded, not shown to contributors.
  kRecommended,  ///< Shown, fails nothing.
  kRequired,     ///< Shown, fails the check.
};

/// By the mode that holds here; an undecided ratchet only recommends.
Level LevelOf(Mode effective_mode);

/// As the mode says, but an advisory finding never is required.
Level LevelOf(const RuleResult& result, const Finding& finding);

/// Whether there is more to say of "not checked" than the single files, which are listed by
/// themselves: the rule's reason.
bool IsUncheckedAsAWhole(const RuleResult& result);

/// Numbers for a summary. Findings that were not kept count by the rule's mode.
struct Tally {
  uint64_t required = 0;
  uint64_t recommended = 0;
  uint64_t observed = 0;
  uint64_t waived = 0;       ///< Let pass: counted nowhere else.
  uint64_t not_checked = 0;  ///< Files, and rules as a whole; observed rules left out.
};

Tally TallyOf(const RuleResult& result);
Tally TallyOf(const Report& report);

/// For how many of a rule's findings that count a thread on the lines offers the fix.
struct Offer {
  uint64_t offered = 0;
  uint64_t total = 0;  ///< Those that were not kept included.
};

Offer OfferOf(const Report& report, const RuleResult& result);

}  // namespace headwater::report
