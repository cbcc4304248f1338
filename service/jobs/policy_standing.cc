// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/jobs/policy_standing.h"

#include <variant>

#include "headwater/hash.h"
#include "service/config/mode_ramp.h"

namespace headwater::jobs {

std::string StandingHash(const config::UpperPolicy& upper, std::chrono::sys_days day) {
  std::string text = upper.stack.HashWithLocks();
  for (const auto& [key, value] : upper.stack.settings()) {
    const auto* written = std::get_if<config::ModeRamp>(&value.value);
    if (written == nullptr || written->steps.empty()) continue;
    text += "\n" + key.rule + " ";
    text += NameOf(upper.stack.RampOf(key.rule).On(day)).view();
  }
  return Sha256Hex(text);
}

}  // namespace headwater::jobs
