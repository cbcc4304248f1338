// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "headwater/policy.h"
#include "headwater/registry.h"
#include "headwater/result.h"
#include "service/config/policy_chain.h"
#include "service/config/policy_layers.h"
#include "service/config/policy_stack.h"

namespace headwater::config {

/// What a policy extends when it names nothing and the platform has chosen nothing.
inline constexpr std::string_view kDefaultPreset = "preset:opencode";

/// A project's policy file as it is on one branch.
struct PolicySource {
  std::string name;
  std::string yaml;
  ReadOther read = nullptr;  ///< Other files of the same tree; nullptr: none may be extended.
};

/// The rules that exist and the rule sets that ship, so that this layer depends on no rule.
struct Shipped {
  std::span<const RuleEntry* const> rules;
  std::span<const ShippedFile> files;
  /// What judges a project without a policy, and what a policy extends that names nothing: the
  /// platform's choice.
  std::string_view standard = kDefaultPreset;
  /// The platform's layers for this project, which a project's file is laid over; nullptr: none,
  /// only the standard preset.
  const UpperPolicy* upper = nullptr;
};

/// The shipped preset of this name ("preset:strict" or "strict"). kInvalid with the names that
/// exist.
Result<Policy> LoadPreset(std::string_view name, const Shipped& shipped,
                          std::chrono::sys_days as_of);

/// The policy file over the platform's layers, or merged over what it extends (shipped.standard if
/// it names nothing). Later wins, key by key; every value keeps the place it was written at. Errors
/// as ReadChain, and kInvalid for a value that is laxer than a lock of the platform.
Result<Policy> LoadPolicy(const PolicySource& source, const Shipped& shipped,
                          std::chrono::sys_days as_of);

/// What a project says of itself, and how far it counts.
struct ProjectSources {
  std::optional<PolicySource> file;  ///< None: the branch has none.
  /// Whether the file may loosen what the platform's layers and the default branch say: it stands
  /// on the default branch or a protected one. Anybody may push to the others (security, G2).
  bool may_loosen = true;
  /// Where it may not: the default branch's file; none: there is none.
  std::optional<PolicySource> default_file{};
};

/// The layers and values behind a policy, for explaining it.
struct EffectiveStack {
  std::string name;
  PolicyStack stack;
};

/// Errors as LoadPolicy.
Result<EffectiveStack> StackOf(const ProjectSources& sources, const Shipped& shipped);
Result<Policy> LoadProjectPolicy(const ProjectSources& sources, const Shipped& shipped,
                                 std::chrono::sys_days as_of);

/// The rule's options: the policy's values over the declared defaults.
Options CompleteOptions(const RuleInfo& info, const RulePolicy& policy);

}  // namespace headwater::config
