// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <span>
#include <string_view>

#include "rules/license/compatibility.h"

namespace headwater::license {

/// What is known of a pair from elsewhere than OSADL's matrix, and goes before it.
struct KnownPair {
  std::string_view part;
  std::string_view whole;  ///< `*`: every licence.
  Compatible answer = Compatible::kYes;
  CompatibilitySource source = CompatibilitySource::kCurated;
};

std::span<const KnownPair> KnownPairs();

/// Exceptions that permit to combine with works under other licences, or to pass on a tool's output
/// under them. On what conditions has to be read: hence "depends".
bool PermitsCombining(std::string_view exception);

}  // namespace headwater::license
