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

/// A point in time as RFC 3339 section 5.6 writes it, "2026-11-21T16:08:18.123+01:00"; of the
/// fraction the milliseconds. None: it is no such text, or no such day or hour (a leap second is
/// none).
std::optional<std::chrono::sys_time<std::chrono::milliseconds>> ParseTime(std::string_view text);

}  // namespace headwater
