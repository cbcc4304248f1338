// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/config/mode_names.h"

#include <algorithm>

namespace headwater::config {

// In the order of the enumeration.
const std::vector<std::string_view>& ModeNames() {
  static const std::vector<std::string_view> names = {"off", "observe", "hint", "ratchet", "gate"};
  return names;
}

std::optional<Mode> ModeOf(std::string_view name) {
  const auto& names = ModeNames();
  const auto at = std::find(names.begin(), names.end(), name);
  if (at == names.end()) return std::nullopt;
  return static_cast<Mode>(at - names.begin());
}

std::string_view NameOf(Mode mode) { return ModeNames()[static_cast<size_t>(mode)]; }

}  // namespace headwater::config
