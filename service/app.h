// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <istream>
#include <ostream>
#include <span>

#include "headwater/check.h"

namespace headwater {

struct Streams {
  std::istream& in;
  std::ostream& out;       ///< What is too long to be held, before what the result holds.
  std::ostream* progress;  ///< What long work is at; null: nobody watches.
};

/// Carries out one command line. The only code that knows every layer.
CommandResult RunApp(std::span<char* const> arguments, const Streams& streams,
                     std::chrono::sys_days today);

}  // namespace headwater
