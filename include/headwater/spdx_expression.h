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
  std::string exception;  ///< kLicense: behind WITH, or empty.
  std::vector<SpdxExpression> operands;  ///< kAnd, kOr: two or more.

  /// Canonical spelling of the structure: one blank, parentheses only where needed.
  std::string ToString() const;
};

/// Where and why a text is no expression. Offsets in bytes into the text.
struct SpdxError {
  size_t begin = 0;
  size_t end = 0;
  std::string message;  ///< One English sentence, no foreign bytes in it.
};

/// Nesting and length of expressions found in the wild stay far below these.
inline constexpr size_t kMaxSpdxBytes = 4096;
inline constexpr size_t kMaxSpdxDepth = 32;

std::variant<SpdxExpression, SpdxError> ParseSpdxExpression(std::string_view text);

}  // namespace headwater
