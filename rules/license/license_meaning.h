// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>

#include "headwater/spdx_expression.h"
#include "rules/license/statements.h"

/// \file
/// What licence statements mean, so that two of them can be compared whatever their spelling.

namespace headwater::license {

/// The canonical expression that a text is, or most likely means (`Apache 2.0`). Nothing when that
/// would be a guess.
std::optional<SpdxExpression> Understand(std::string_view text);

/// All the statements about one file together, in one canonical text; a statement that nobody
/// understands stands in it as written. Empty without statements.
struct Terms {
  std::optional<SpdxExpression> expression;  ///< Nothing when one of them is not understood.
  std::string shown;
};

Terms TermsOf(std::span<const LicenseStatement> statements);

/// Whether `after` offers everything that `before` did, and more: another alternative (OR), or
/// later versions.
bool Widens(const SpdxExpression& before, const SpdxExpression& after);

/// `GPL-3.0` of `GPL-3.0-only`, `GPL-3.0-or-later` and `GPL-3.0+`.
std::string FamilyOf(std::string_view license);

/// The families of all licences that the expression names, without exceptions.
std::set<std::string> FamiliesOf(const SpdxExpression& expression);

}  // namespace headwater::license
