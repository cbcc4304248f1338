// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <span>
#include <string_view>

#include "headwater/rule.h"

namespace headwater {

/// Every rule, sorted by id. An explicit table (rules/registry.cc): objects that register
/// themselves are dropped by the linker from static libraries.
std::span<const RuleEntry* const> AllRules();

/// The rule of this id, or nullptr.
const RuleEntry* FindRule(std::string_view id);

/// A shipped YAML file of rules/, embedded in the binary.
struct ShippedFile {
  std::string_view name;  ///< "preset:opencode", "family:license".
  std::string_view yaml;
};

/// The presets and the families' rule sets, sorted by name.
std::span<const ShippedFile> ShippedRuleSets();

}  // namespace headwater
