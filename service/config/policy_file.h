// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "headwater/policy.h"
#include "headwater/result.h"
#include "headwater/rule.h"

namespace headwater::config {

/// What one file says of one rule. What it does not say is absent.
struct RuleLayer {
  std::optional<Sourced<Mode>> mode;
  std::map<std::string, Sourced<OptionValue>, std::less<>> options;
  std::optional<Sourced<std::vector<std::string>>> only;
  std::optional<Sourced<std::vector<std::string>>> except;
  std::optional<Sourced<std::vector<std::string>>> gate_on_branches;
};

/// One policy file as written: the shape is documented in service/docs/policy.md.
struct PolicyLayer {
  std::string name;
  std::vector<Sourced<std::string>> extends;
  std::map<std::string, RuleLayer, std::less<>> rules;
  std::optional<Sourced<std::vector<std::string>>> generated;
  std::optional<Sourced<Threads>> threads;
  std::optional<Sourced<std::vector<PolicyUpstream>>> upstreams;
  std::optional<Sourced<std::vector<std::string>>> own;
  std::optional<Sourced<std::string>> variant;
};

/// Reads a policy strictly: an unknown key, a wrong type, an unknown rule, option or mode, a value
/// out of range or a bad glob is kInvalid with `name:line:column: sentence` and, where one is near,
/// what was probably meant. `known` are the rules that exist.
Result<PolicyLayer> ReadPolicyFile(std::string_view name, std::string_view yaml,
                                   std::span<const RuleEntry* const> known);

}  // namespace headwater::config
