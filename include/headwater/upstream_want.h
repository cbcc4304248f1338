// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <vector>

#include "headwater/untrusted.h"

namespace headwater {

/// An upstream that a project names, before anybody asked whether there is one.
struct UpstreamWant {
  std::string url;  ///< As SafeUrl::text.
  Untrusted name;   ///< For people.
  /// The policy, or a protected target branch, names it. The platform's fork relation alone does
  /// not confirm: who forks chooses what from.
  bool confirmed = false;
  std::vector<std::string> aliases;  ///< Other names under which commits speak of it.
  std::vector<std::string> only;     ///< Globs of the paths that come from it; empty: all.
};

}  // namespace headwater
