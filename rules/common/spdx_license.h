// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "headwater/spdx_expression.h"
#include "headwater/spdx_licenses.h"
#include "rules/common/spdx_tokens.h"

namespace headwater {

/// Reads a word as a licence: an identifier with or without `+`, LicenseRef-, or
/// DocumentRef-...:LicenseRef-. An error's offsets count from the text the token was cut from.
std::variant<SpdxExpression, SpdxError> ReadSpdxLicense(const SpdxToken& word);

/// Why the word behind WITH is no exception's identifier, or nothing.
std::optional<SpdxError> CheckSpdxException(const SpdxToken& word, SpdxDialect dialect);

/// Whether an identifier refers to a text that is not on the list: LicenseRef-, AdditionRef- or
/// DocumentRef-.
bool IsSpdxReference(std::string_view id);

/// CheckSpdxIds without the search for something better to write instead of an unknown identifier.
std::vector<SpdxIdProblem> FindSpdxIdProblems(std::string_view text);

/// The identifier with small letters: identifiers of the list are the same in every case (SPDX 2.3,
/// Annex D.2).
std::string FoldSpdxCase(std::string_view id);

}  // namespace headwater
