// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "headwater/git.h"
#include "headwater/policy.h"
#include "headwater/rule.h"
#include "headwater/upstream_want.h"
#include "headwater/url.h"

namespace headwater::jobs {

/// Who may say where a project comes from.
struct WantSources {
  const Policy& policy;  ///< The target's: a change says nothing about its own upstreams.
  /// Files of the target's root, with its publiccode.yml; nullptr: there is no target.
  GitView* target = nullptr;
  /// The platform lets only some people write to the target branch: what its files say is as good
  /// as what its policy says. The default branch is taken as one of these.
  bool target_is_protected = false;
  const std::optional<ForgeFacts>& forge;
};

/// The upstreams a project names, those of its policy first: there, as `isBasedOn` and, where it is
/// not the project's own address, `url` of its publiccode.yml, and by the platform's fork relation.
/// At most config::kMaxUpstreams, each repository once, whatever its names. What is no http(s)
/// address, and a publiccode.yml that cannot be read, names none.
std::vector<UpstreamWant> WantsOf(const WantSources& sources);

}  // namespace headwater::jobs
