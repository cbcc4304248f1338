// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <string_view>

/// \file
/// From what people call a licence to its identifier. Nothing here guesses: a name that more than
/// one current licence answers to ("BSD", "GPLv3") gives nothing.

namespace headwater {

/// A name without what people write in many ways: small letters, one blank between words, no
/// "the", "license", "version"; numbers without trailing `.0`; "or any later version" as `+`.
/// `GNU GPL v3 or later` and `GPL-3.0+` both become `gpl 3 +`.
std::string SpdxNameKey(std::string_view name);

/// The licence that a name stands for, as an expression of one current licence such as
/// `Apache-2.0`, `EUPL-1.1+` or `GPL-2.0-or-later WITH eCos-exception-2.0`.
std::optional<std::string> LicenseByName(std::string_view name);

/// The exception that an identifier or name stands for.
std::optional<std::string> ExceptionByName(std::string_view name);

}  // namespace headwater
