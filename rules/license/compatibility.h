// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <string_view>

#include "headwater/spdx_expression.h"

/// \file
/// Whether a part under one licence may become part of a whole under another. Directional: MIT may
/// go into GPL-3.0-only, GPL-3.0-only not into MIT. Never a silent yes: what nobody has looked at
/// is kNoData. Data about licences, no legal advice.

namespace headwater::license {

/// From the best answer to the worst.
enum class Compatible {
  kYes,
  kDepends,  ///< On which of several licences is chosen, or on how the parts depend on each other.
  kUnknown,  ///< The source has looked and does not say.
  kNoData,   ///< No source has looked.
  kNo,
};

/// Who says so. The first one that knows the pair answers.
enum class CompatibilitySource {
  kNone,          ///< With kNoData.
  kSame,          ///< Both are the same licence.
  kEuplAppendix,  ///< The appendix of the EUPL names the whole's licence as compatible.
  kCurated,       ///< See compatibility_table.cc for the reason and the page of each.
  kOsadl,         ///< The matrix in rules/data/osadl_table.h.
};

/// One answer, and the two licences that decided it.
struct Compatibility {
  Compatible answer = Compatible::kNoData;
  CompatibilitySource source = CompatibilitySource::kNone;
  std::string part;
  std::string whole;
};

/// Over expressions: of a part's alternatives the best answer counts, of what applies together the
/// worst; `or later` is an alternative for every later version. Of a whole's alternatives all have
/// to allow it: where only some do it is kDepends, since the whole loses the others. A whole under
/// several licences at once (AND) says that it has parts under each: for those it is yes, for
/// others the worst answer counts. An exception (WITH) only adds permissions: a yes of the base
/// licence stays, a no is kDepends where the exception is about combining, else kUnknown.
Compatibility MayGoInto(const SpdxExpression& part, const SpdxExpression& whole);

/// Whether the licence's copyleft ends at the file (or the library): such a file may lie beside
/// others under any licence as long as it keeps its own header. MPL, EPL, CDDL, LGPL.
bool KeepsToItsFile(std::string_view license);

/// For people: `OSADL 2024-05-25`, `EUPL-1.2, Appendix`.
std::string NameOf(CompatibilitySource source);

}  // namespace headwater::license
