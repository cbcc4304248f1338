// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <string>

#include "service/config/policy_layers.h"

namespace headwater::jobs {

/// SHA-256, hexadecimal, of what stands above a project's own policy on a day: values, locks, and
/// which of the announced modes are in force. Another hash: its merge requests may be judged
/// otherwise.
std::string StandingHash(const config::UpperPolicy& upper, std::chrono::sys_days day);

}  // namespace headwater::jobs
