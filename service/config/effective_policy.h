// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "headwater/policy.h"
#include "headwater/registry.h"
#include "headwater/result.h"

namespace headwater::config {

/// What a policy extends when it names nothing and the platform has chosen nothing.
inline constexpr std::string_view kDefaultPreset = "preset:opencode";

/// A policy's text and the name it is known by: ".headwater.yml", or a path given on the command
/// line.
struct PolicySource {
  std::string name;
  std::string yaml;
};

/// The rules that exist and the rule sets that ship, so that this layer depends on no rule.
struct Shipped {
  std::span<const RuleEntry* const> rules;
  std::span<const ShippedFile> files;
  /// What judges a project without a policy, and what a policy extends that names nothing: the
  /// platform's choice.
  std::string_view standard = kDefaultPreset;
};

/// The shipped preset of this name ("preset:strict" or "strict"). kInvalid with the names that
/// exist.
Result<Policy> LoadPreset(std::string_view name, const Shipped& shipped);

/// The policy file merged over what it extends (shipped.standard if it names nothing). Later wins,
/// key by key; every value keeps the place it was written at. Errors as ReadPolicyFile.
Result<Policy> LoadPolicy(const PolicySource& source, const Shipped& shipped);

/// The rule's options: the policy's values over the declared defaults.
Options CompleteOptions(const RuleInfo& info, const RulePolicy& policy);

}  // namespace headwater::config
