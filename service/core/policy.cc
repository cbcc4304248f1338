// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "headwater/policy.h"

#include <cstdlib>

namespace headwater {

Literal NameOf(Mode mode) {
  switch (mode) {
    case Mode::kOff:
      return "off";
    case Mode::kObserve:
      return "observe";
    case Mode::kHint:
      return "hint";
    case Mode::kRatchet:
      return "ratchet";
    case Mode::kGate:
      return "gate";
  }
  std::abort();
}

std::optional<Mode> ModeOf(std::string_view name) {
  for (const Mode mode : kAllModes) {
    if (NameOf(mode).view() == name) return mode;
  }
  return std::nullopt;
}

}  // namespace headwater
