// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string_view>

#include "headwater/data.h"
#include "headwater/result.h"

namespace headwater {

/// Refuses what toml++ 3.3 cannot bear. It recurses once per part of a dotted key and crashes near
/// 100,000 parts, and it searches lists of all tables that headers and dotted keys made, which is
/// quadratic. To be called on valid UTF-8 before toml++ sees the text. Errors: kContent.
Status GuardToml(std::string_view text, const DataLimits& limits);

}  // namespace headwater
