// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "headwater/commanders.h"
#include "headwater/result.h"

namespace headwater::jobs {

/// The right by which somebody may waive, asked of the forge now: "maintainer", "owner" or
/// "group PATH", the first of `may_waive` (WaiverTerms) that holds; none: they may not. In a group
/// whoever is more than a guest has it.
Result<std::optional<std::string>> RightOf(Commanders& commanders, ProjectId project, UserId person,
                                           const std::vector<std::string>& may_waive);

}  // namespace headwater::jobs
