// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>

#include "headwater/forge.h"
#include "headwater/rule.h"

namespace headwater::jobs {

/// What rules get to know of a project and, where it is one, of a merge request: nothing that a
/// reader of the project may not see.
ForgeFacts ForgeFactsOf(const ForgeProject& project,
                        const std::optional<ForgeMergeRequest>& merge_request);

/// For a decision's key: every fact.
std::string KeyPartOf(const ForgeFacts& facts);

}  // namespace headwater::jobs
