// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <map>
#include <string>
#include <vector>

#include "headwater/upstream_keeper.h"

/// \file
/// A keeper that has what a test says. What it was not told of does not exist.

namespace headwater::fakes {

class FakeUpstreamKeeper final : public UpstreamKeeper {
 public:
  std::map<std::string, KeptUpstream> kept;  ///< By address.
  std::vector<std::string> asked;

  KeptUpstream Ask(const SafeUrl& url) override {
    asked.push_back(url.text());
    const auto found = kept.find(url.text());
    if (found != kept.end()) return found->second;
    KeptUpstream none;
    none.state = UpstreamState::kUnreachable;
    return none;
  }
};

}  // namespace headwater::fakes
