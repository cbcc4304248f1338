// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <span>

#include "rules/license/recognise.h"
#include "rules/license/text_compare.h"
#include "rules/license/text_words.h"

namespace headwater::license {

/// Words that take a freedom away, and where they stand.
struct FoundRestriction {
  Restriction kind = Restriction::kNone;
  LineRange lines;
};

/// How much of the text is known to be about a licence. What counts in one counts in those below.
enum class RestrictionScope {
  kCondition,  ///< The comments of a program: conditions. A licence's name may be a comparison.
  kSource,     ///< The same, and licences by their names.
  kUnknown,    ///< A text about rights: what is sure to be a restriction.
  kAddition,   ///< An addition to a licence: every prohibition.
};

/// The first restriction in some of a text's words.
std::optional<FoundRestriction> FindRestriction(std::span<const TextWord> words, WordSpan span,
                                                RestrictionScope scope);

}  // namespace headwater::license
