// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string_view>

#include "rules/upstream/reference.h"

namespace headwater::upstream {

/// What a pattern found in a line.
struct PatternMatch {
  Reference reference;    ///< Of `#`; empty when the pattern has none.
  std::string_view rest;  ///< Of `%`, trimmed.
};

/// Matches a whole line, in linear time and in whatever case. In a pattern,
///   a blank  is one or more blanks,
///   `_`      a blank, a hyphen or nothing (`cherry picked`, `cherry-picked`),
///   `:`      a colon, with or without blanks around it,
///   `#`      a word that is a Reference,
///   `%`      whatever follows, up to the literal text behind it; no word goes on into it,
///   `{...}`  may be left out (one level deep),
/// and anything else itself. A full stop at the end of the line does not count.
std::optional<PatternMatch> MatchPattern(std::string_view pattern, std::string_view line);

}  // namespace headwater::upstream
