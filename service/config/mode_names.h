// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "headwater/policy.h"

namespace headwater::config {

/// The mode as written in policies: off, observe, hint, ratchet, gate.
std::optional<Mode> ModeOf(std::string_view name);
std::string_view NameOf(Mode mode);
const std::vector<std::string_view>& ModeNames();

}  // namespace headwater::config
