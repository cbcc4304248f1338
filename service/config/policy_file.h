// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "headwater/policy.h"
#include "headwater/policy_rule.h"
#include "headwater/result.h"
#include "service/config/setting.h"

namespace headwater::config {

/// Whose file it is: that decides which keys it may have and how large it may be.
enum class LayerKind {
  kShipped,   ///< A preset or a family's rule set.
  kInstance,  ///< The platform's.
  kGroup,     ///< For the projects that it names by globs.
  kProject,   ///< A project's own.
};

/// From here down a setting may become stricter only.
struct Lock {
  std::string rule;               ///< Empty: of the whole policy.
  std::optional<SettingKey> key;  ///< None: every setting of the rule.
  ValueOrigin origin;
};

/// One policy file as written: the shape is documented in service/docs/policy.md.
struct PolicyLayer {
  std::string name;
  LayerKind kind = LayerKind::kProject;
  std::vector<Sourced<std::string>> extends;
  SettingMap settings;  ///< What the file says; what it does not say is absent.
  std::vector<Lock> locks;
  std::vector<Sourced<PolicyRulePointer>> patterns;           ///< Rules that the file brings.
  std::vector<Sourced<DeclaredWaiver>> waivers;               ///< kProject.
  std::optional<Sourced<std::vector<std::string>>> projects;  ///< kGroup: globs of their paths.
  std::optional<Sourced<std::string>> contact;                ///< kInstance, kGroup.
  std::optional<Sourced<std::vector<std::string>>> owners;    ///< kInstance, kGroup.
};

/// Reads a policy strictly: an unknown key, a wrong type, an unknown rule, option or mode, a value
/// out of range, a bad glob or a key that belongs in another kind of file is kInvalid with
/// `name:line:column: sentence` and, where one is near, what was probably meant. What it says of
/// `pattern/...` may be about another file's pattern: whether there is one, PolicyStack knows.
Result<PolicyLayer> ReadPolicyFile(LayerKind kind, std::string_view name, std::string_view yaml,
                                   const SettingCatalogue& catalogue);

/// Longest `contact`, and one of `owners`; most owners.
inline constexpr size_t kMaxContactBytes = 200;
inline constexpr size_t kMaxOwners = 32;

}  // namespace headwater::config
