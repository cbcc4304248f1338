// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <span>
#include <string_view>

#include "headwater/spdx_licenses.h"

namespace headwater {

/// The entry whose identifier is one slip of the keyboard away: one character too many, missing,
/// wrong, or two swapped. nullptr when the word is short, when its numbers differ (a version is no
/// slip), when another entry is nearly as near, or when the slip would turn the name of one family
/// of licences into another's (`EPL-1.2` is no misspelt `EUPL-1.2`).
const SpdxLicense* NearestSpdxId(std::span<const SpdxLicense> table, std::string_view word);

}  // namespace headwater
