// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <span>
#include <string>
#include <variant>

#include "headwater/check.h"

namespace headwater::cli {

/// `headwater rules`.
struct RulesRequest {
  RulesFormat format = RulesFormat::kText;
};

/// `headwater evaluate`: the request comes on standard input.
struct EvaluateRequest {};

using Command = std::variant<CheckRequest, RulesRequest, EvaluateRequest>;

/// The command, or what to print and how to exit: help and version (0), wrong use (2).
std::variant<Command, CommandResult> ParseCommandLine(std::span<char* const> arguments,
                                                      std::chrono::sys_days today);

}  // namespace headwater::cli
