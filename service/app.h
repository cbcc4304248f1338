// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <istream>
#include <span>

#include "headwater/check.h"

namespace headwater {

/// Carries out one command line. The only code that knows every layer.
CommandResult RunApp(std::span<char* const> arguments, std::istream& in,
                     std::chrono::sys_days today);

}  // namespace headwater
