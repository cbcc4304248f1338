// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <istream>
#include <ostream>
#include <span>

#include "headwater/check.h"

namespace headwater {

/// Carries out one command line. The only code that knows every layer. What is too long to be held
/// goes to `out` piece by piece, before what the result holds.
CommandResult RunApp(std::span<char* const> arguments, std::istream& in, std::ostream& out,
                     std::chrono::sys_days today);

}  // namespace headwater
