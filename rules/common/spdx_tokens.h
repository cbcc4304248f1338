// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <string_view>
#include <variant>
#include <vector>

#include "headwater/spdx_expression.h"

namespace headwater {

/// A word or parenthesis of a licence expression, with its place in the text.
struct SpdxToken {
  enum class Kind { kWord, kAnd, kOr, kWith, kOpen, kClose, kEnd };
  Kind kind = Kind::kEnd;
  std::string_view text;  ///< A view into the expression.
  size_t begin = 0;
  size_t end = 0;
};

/// The tokens of an expression, kEnd last; or the first character that cannot stand in one. Words
/// consist of letters, digits, `-`, `.`, `+` and `:`; whether in the right order is not looked at.
std::variant<std::vector<SpdxToken>, SpdxError> SplitSpdxExpression(std::string_view text,
                                                                    SpdxDialect dialect);

/// Whether a kWord is AND, OR or WITH but for its case.
bool IsMisspeltSpdxOperator(std::string_view word);

}  // namespace headwater
