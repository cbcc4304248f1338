// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "headwater/result.h"
#include "service/config/policy_layers.h"

/// \file
/// All texts of a platform's policy as they were at one time: what is kept as the last good one.

namespace headwater::jobs {

struct PolicySet {
  config::NamedText instance;
  std::map<std::string, config::NamedText> beside_instance;  ///< What it extends, by path.
  std::vector<config::NamedText> groups;
  std::map<std::string, config::NamedText> below_groups;  ///< What they extend.
};

/// A set that was read and understood.
struct LoadedPolicy {
  PolicySet set;
  std::shared_ptr<const config::PolicyLayers> layers;
  std::string hash;  ///< SHA-256 of RenderPolicySet, hexadecimal.
};

/// Reads everything that the sources lead to. Errors as PolicyLayers::Load.
Result<LoadedPolicy> LoadPolicySet(config::LayerSources sources, const config::Shipped& shipped);

/// The same texts as sources, without a disk.
config::LayerSources SourcesOf(const PolicySet& set);

/// As bytes, with a hash of all of them at the end.
std::string RenderPolicySet(const PolicySet& set);
/// kContent: they are not what was written.
Result<PolicySet> ReadPolicySet(std::string_view bytes);

/// Of RenderPolicySet: 5,000 files of 1 MiB would be more than any platform has.
inline constexpr uint64_t kMaxPolicySetBytes = uint64_t{256} << 20U;

}  // namespace headwater::jobs
