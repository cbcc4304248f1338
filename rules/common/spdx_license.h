// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string_view>

#include "headwater/spdx_expression.h"
#include "rules/common/spdx_tokens.h"

namespace headwater {

/// Reads a word as a licence: an identifier with or without `+`, LicenseRef-, or
/// DocumentRef-...:LicenseRef-. An error's offsets count from the text the token was cut from.
std::variant<SpdxExpression, SpdxError> ReadSpdxLicense(const SpdxToken& word);

/// Why the word behind WITH is no exception's identifier, or nothing.
std::optional<SpdxError> CheckSpdxException(const SpdxToken& word);

}  // namespace headwater
