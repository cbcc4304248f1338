// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "headwater/change.h"

/// \file
/// Which licence a text is, by the SPDX matching guidelines
/// (https://spdx.github.io/spdx-spec/v2.3/license-matching-guidelines-and-templates/). Never says
/// that a text is free when a restriction was added to it. Pure functions; time linear in the text.

namespace headwater::license {

/// A condition that makes a text no open licence, whatever the rest of it says.
enum class Restriction {
  kNone,
  kNonCommercial,
  kNoDerivatives,
  kFieldOfUse,   ///< No military use, no nuclear facilities, ethical clauses.
  kCompetition,  ///< Commons Clause, BUSL, FSL, SSPL, Elastic: no competing service.
  kTrademark,    ///< Clauses such as Pixar's changed section on trademarks. For information.
  kNoPatents,    ///< BSD-3-Clause-Clear: patents are expressly withheld.
  kOther,
};

/// What a licence text was recognised as.
struct RecognisedText {
  enum class Match {
    kNone,      ///< No licence text.
    kExact,     ///< By the guidelines the same text.
    kModified,  ///< So near that it comes from it, and words were changed, added or left out.
  };
  Match match = Match::kNone;
  /// The identifiers whose text this is, best first, in the list's spelling: several where the text
  /// alone cannot tell them apart (`GPL-3.0-only`, `GPL-3.0-or-later`). Empty with kNone.
  std::vector<std::string> ids;
  Restriction restriction = Restriction::kNone;
  LineRange restricted_at;       ///< Where the restriction stands, if any.
  std::vector<LineRange> added;  ///< Lines that the licence does not have; kModified only.
  uint32_t words_left_out = 0;   ///< About how many of the licence's words are not there.
};

/// Recognises a whole licence file. `text` in UTF-8 or Latin-1.
RecognisedText RecogniseLicenseText(std::string_view text);

/// A licence that a source file grants in prose, without a tag.
struct ProseNotice {
  std::string expression;  ///< In canonical spelling, such as `GPL-2.0-or-later`.
  LineRange lines;
  Restriction restriction = Restriction::kNone;
};

/// The grants that a file's comments hold, in order. `comments` is the text with everything but the
/// comments blanked out, so that lines are the file's. A mere mention of a licence is no grant.
std::vector<ProseNotice> FindProseNotices(std::string_view comments);

}  // namespace headwater::license
