// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

namespace headwater {

/// A calendar day written as 2026-11-21, exactly so; anything else, and a day that does not exist,
/// is none.
std::optional<std::chrono::sys_days> ParseDate(std::string_view text);

}  // namespace headwater
