// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace headwater {

/// A licence expression as SPDX 2.3 Annex D defines it
/// (https://spdx.github.io/spdx-spec/v2.3/SPDX-license-expressions/): operators in upper case,
/// precedence `+` > WITH > AND > OR. Only the grammar: whether an identifier is on the SPDX licence
/// list is another question.
struct SpdxExpression {
  enum class Kind { kLicense, kAnd, kOr };
  Kind kind = Kind::kLicense;
  std::string license;    ///< kLicense: identifier, LicenseRef- or DocumentRef-...:LicenseRef-.
  bool or_later = false;  ///< kLicense: followed by `+`.
  std::string exception;  ///< kLicense: behind WITH (an AdditionRef- too in SPDX 3.0), or empty.
  std::vector<SpdxExpression> operands;  ///< kAnd, kOr: two or more.

  /// Canonical spelling of the structure: one blank, parentheses only where needed.
  std::string ToString() const;
};

/// Where and why a text is no expression. Offsets in bytes into the text.
struct SpdxError {
  enum class Kind {
    kEmpty,
    kTooLong,          ///< More than kMaxSpdxBytes.
    kTooDeep,          ///< More than kMaxSpdxDepth levels of parentheses.
    kCharacter,        ///< A character that no expression holds.
    kLookalike,        ///< The same, and it looks like one that could stand here.
    kSeparator,        ///< A slash, comma or sign where the word of an operator belongs.
    kOperatorCase,     ///< An operator in the wrong case.
    kOperatorMissing,  ///< Two words or parentheses without an operator between them.
    kLicenseMissing,   ///< An operator or parenthesis without a licence.
    kParenthesis,      ///< Opened and never closed, or closed and never opened.
    kPlus,             ///< A `+` where none may stand.
    kWith,             ///< WITH behind something that is not a single licence.
    kException,        ///< No exception's identifier behind WITH.
    kReference,        ///< A malformed LicenseRef, DocumentRef or AdditionRef.
    kNoLicense,        ///< NONE or NOASSERTION.
  };
  size_t begin = 0;
  size_t end = 0;
  std::string message;  ///< One English sentence, no foreign bytes in it.
  Kind kind = Kind::kEmpty;
};

/// Which version of the grammar.
enum class SpdxDialect {
  /// SPDX 2.3, Annex D, which REUSE 3.3 names: operators in upper case.
  kSpdx23,
  /// SPDX 3.0, Annex B (https://spdx.github.io/spdx-spec/v3.0.1/annexes/spdx-license-expressions/):
  /// operators all in upper or all in lower case, AdditionRef- behind WITH.
  kSpdx30,
};

/// Nesting and length of expressions found in the wild stay far below these.
inline constexpr size_t kMaxSpdxBytes = 4096;
inline constexpr size_t kMaxSpdxDepth = 32;

std::variant<SpdxExpression, SpdxError> ParseSpdxExpression(
    std::string_view text, SpdxDialect dialect = SpdxDialect::kSpdx23);

}  // namespace headwater
