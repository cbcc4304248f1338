// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string_view>
#include <vector>

#include "headwater/provenance.h"
#include "rules/upstream/message_lines.h"

namespace headwater::upstream {

/// headwater::ParseClaims, of a description as well.
std::vector<Claim> ParseClaims(std::string_view message, Markup markup);

}  // namespace headwater::upstream
