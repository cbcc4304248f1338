// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "headwater/spdx_expression.h"

/// \file
/// The SPDX License List (https://spdx.org/licenses/) as a table that is part of the binary, and
/// what it says of expressions. Pure functions without state; the views live for ever.

namespace headwater {

struct SpdxLicense {
  std::string_view id;        ///< In the list's spelling.
  std::string_view name;      ///< In full, in UTF-8: `Apache License 2.0`.
  bool is_exception = false;  ///< May stand behind WITH only.
  bool is_osi_approved = false;
  bool is_deprecated = false;
  /// What the list names instead of a deprecated identifier: an expression, or empty.
  std::string_view replaced_by;
  /// The same for the identifier followed by `+`. When both are there, the deprecated identifier
  /// leaves open which of them its author meant.
  std::string_view or_later_replaced_by;
};

/// The list's version, such as `3.28.0`.
std::string_view SpdxListVersion();

/// A licence by its identifier, whatever its case; nullptr when the list has none. Exceptions are
/// not licences.
const SpdxLicense* FindSpdxLicense(std::string_view id);

/// An exception by its identifier, whatever its case.
const SpdxLicense* FindSpdxException(std::string_view id);

/// Every licence and exception that the expression names, each once, in the order of the text, in
/// the list's spelling where the list has them (`gpl-2.0-ONLY` -> `GPL-2.0-only`).
std::vector<std::string> NamedLicenses(const SpdxExpression& expression);

/// Two expressions that mean the same have the same canonical form: identifiers in the list's
/// spelling, deprecated ones replaced where the list knows the replacement, operands of AND and OR
/// sorted and each once. `GPL-2.0+` and `gpl-2.0-or-later` are the same.
SpdxExpression Canonical(const SpdxExpression& expression);

/// How an expression stands by a measure of single licences, in which more is better.
struct SpdxRank {
  int rank = 0;
  const SpdxExpression* decided_by = nullptr;  ///< The single licence that made it so.
};

/// OR is a choice, so its best operand counts; with AND all hold, so the worst does; of equals the
/// first. `rank_of` is asked about single licences, with their `+` and exception.
SpdxRank RankExpression(const SpdxExpression& expression,
                        const std::function<int(const SpdxExpression&)>& rank_of);

/// What is wrong with an identifier of an expression that follows the grammar.
struct SpdxIdProblem {
  enum class Kind {
    kUnknown,      ///< Neither on the list nor a reference.
    kDeprecated,   ///< On the list, and to be replaced.
    kIsException,  ///< An exception where a licence should stand.
    kIsLicense,    ///< A licence where an exception should stand.
  };
  Kind kind = Kind::kUnknown;
  size_t begin = 0;  ///< Bytes of the expression's text, half-open.
  size_t end = 0;
  std::string id;            ///< As written.
  bool behind_with = false;  ///< It stands where an exception belongs.
  std::string better;        ///< An expression to write instead; empty when nothing is near.
};

/// Looks at every identifier of `text`, which must be an expression. Empty: all are on the list and
/// current.
std::vector<SpdxIdProblem> CheckSpdxIds(std::string_view text);

/// The expression that a text most likely means: other case, deprecated identifiers, names as
/// people write them (`Apache 2.0`, `MIT/Apache-2.0`, `GPLv3+`), misspelt identifiers. Nothing when
/// it would be a guess. The answer always parses and holds current identifiers only.
std::optional<std::string> SuggestSpdxExpression(std::string_view text);

}  // namespace headwater
