// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <optional>
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
  uint32_t words_left_out = 0;   ///< How many of the licence's words are not there.
  uint32_t words_added = 0;  ///< How many words stand among the licence's that it does not have.
  /// Among the words added or left out is one that can make or unmake a condition (`not`, `only`,
  /// `may`), or one that names a right is left out (`copy`, `modify`).
  bool conditions_changed = false;
  LineRange lines;            ///< From the licence's first to its last line; what is added may
                              ///< stand outside. {0, 0} with kNone.
  bool is_exception = false;  ///< The identifiers are those of exceptions: for behind WITH.
};

/// Recognises a whole licence file. `text` in UTF-8 or Latin-1. Of several licences the longest is
/// answered, and the others' lines are added ones. Copyright notices and titles are no additions.
/// With kNone there may be a restriction all the same: the text of a licence that is not on the
/// list and that names one.
RecognisedText RecogniseLicenseText(std::string_view text);

/// Every licence text that a file holds, in order, each judged by itself: what stands between them
/// is nobody's addition. At most 32; texts of exceptions are among them.
std::vector<RecognisedText> RecogniseLicenseTexts(std::string_view text);

/// A licence that a source file grants in prose, without a tag.
struct ProseNotice {
  std::string expression;  ///< In canonical spelling, such as `GPL-2.0-or-later`.
  /// The licences of which one suffices: the operands of a choice, or all that have this text.
  std::vector<std::string> ids;
  LineRange lines;
  Restriction restriction = Restriction::kNone;
  bool is_text = false;  ///< The licence's whole text stands there, not only its name.
  bool is_exact = true;  ///< Not with a text that differs from the licence's.
};

/// The grants that a file's comments hold, in order. `comments` is the text with everything but the
/// comments blanked out, so that lines are the file's. A mere mention of a licence is no grant.
std::vector<ProseNotice> FindProseNotices(std::string_view comments);

/// The same for a source file: `path` decides what its comments are. Nothing for files of which no
/// comment style is known.
std::vector<ProseNotice> FindNoticesInSource(std::string_view path, std::string_view text);

/// Where the comments of a source file name a licence or a condition that takes a freedom away
/// (`Business Source License`, `non-commercial use only`). Whether it is granted under them only a
/// person can say; nothing may be proposed for such a file.
std::optional<LineRange> RestrictedInSource(std::string_view path, std::string_view text);

/// Where they name such a condition, whatever licence they name. For files with a tag, where the
/// name of another licence is a notice or a comparison.
std::optional<LineRange> ConditionInSource(std::string_view path, std::string_view text);

/// The expression for the tag of a source file that grants one licence in prose and no other.
/// Nothing when there is no such grant, more than one, a restricted one, or a GNU licence in a file
/// that speaks of an exception.
std::optional<std::string> ProposedTag(std::string_view path, std::string_view text);

}  // namespace headwater::license
